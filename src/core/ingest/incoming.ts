import type { Failure, ScannedFile, ScannedPhoto } from '../model';

/** What a watcher knows about a folder that files are just being written into. */
export interface Incoming {
  /** Whether a new or changed file is all there, so that it may be read now. */
  isComplete(file: ScannedFile): boolean;
  /** Whether a failure is put off for now, since more of the file may be on its way. */
  isPremature(photo: ScannedPhoto, failure: Failure): boolean;
}

/**
 * The files of a scan as an index in a watched folder may take them: one that is not complete yet stays what the index knows of it,
 * or is left out where that is nothing. Nothing that was known disappears because somebody is writing it anew.
 */
export function heldBack(
  files: readonly ScannedFile[],
  indexed: readonly ScannedPhoto[],
  { isComplete }: Pick<Incoming, 'isComplete'>,
): readonly ScannedFile[] {
  const known = new Map(indexed.flatMap((photo) => [photo, ...photo.companions]).map((file) => [file.path, file]));
  return files.flatMap((file) => {
    const before = known.get(file.path);
    const isKnown = before !== undefined && before.size === file.size && before.mtimeMs === file.mtimeMs;
    if (isKnown || isComplete(file)) return [file];
    return before === undefined ? [] : [{ path: before.path, size: before.size, mtimeMs: before.mtimeMs }];
  });
}
