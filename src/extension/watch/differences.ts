import type { ScannedFile, ScannedPhoto } from '../../core/model';

/**
 * Paths of files that came, went or changed since an index was made, companions included. A companion without a photo is in no
 * index: it is no difference.
 */
export function differences(found: readonly ScannedFile[], indexed: readonly ScannedPhoto[]): readonly string[] {
  const known = new Map(filesOf(indexed));
  const changed: string[] = [];
  for (const file of found) {
    const before = known.get(file.path);
    known.delete(file.path);
    if (before === undefined ? !isSidecar(file.path) : before.size !== file.size || before.mtimeMs !== file.mtimeMs)
      changed.push(file.path);
  }
  return [...changed, ...known.keys()].sort();
}

/** Every file of an index by its path, companions included. */
export const filesOf = (indexed: readonly ScannedPhoto[]): ReadonlyMap<string, ScannedFile> =>
  new Map(indexed.flatMap((photo) => [photo, ...photo.companions]).map((file) => [file.path, file]));

const isSidecar = (path: string): boolean => /\.(xmp|acr|thm|wav)$/i.test(path);
