import { stat } from 'node:fs/promises';
import path from 'node:path';
import { kindOfName, splitName } from '../../ingest/extensions';
import type { PhotoView } from '../../model';
import { hashFile } from '../content';
import type { GalleryOptions, OriginalsFolder } from './options';

/** A file of the shoot that the gallery carries; `name` relative to the gallery. */
export interface Original {
  readonly folder: OriginalsFolder;
  readonly name: string;
  /** Relative to the shoot. */
  readonly source: string;
  /** As a link reads: `NEF`, `JPG`. */
  readonly kind: string;
}

/** The originals of one photo, under the number and name of its picture. */
export function originalsOf(photo: PhotoView, stem: string, { originals }: GalleryOptions): readonly Original[] {
  const files = [photo.path, ...photo.companions.map((it) => it.path)];
  const found = new Map<string, Original>();
  for (const source of files) {
    const folder = folderOf(source, photo);
    const { extension } = splitName(source);
    const name = `${folder}/${stem}.${extension}`;
    if (folder !== null && originals.includes(folder)) found.set(name, { folder, name, source, kind: extension.toUpperCase() });
  }
  return [...found.values()];
}

function folderOf(source: string, photo: PhotoView): OriginalsFolder | null {
  const kind = source === photo.path ? photo.format : kindOfName(source);
  return kind === 'raw' || kind === 'jpeg' ? kind : null;
}

/** BLAKE3 of a file of the shoot: that of the index, if the file is still as it was indexed. */
export async function hashOfOriginal(
  photo: PhotoView,
  file: { root: string; source: string; signal?: AbortSignal | undefined },
): Promise<string> {
  const absolute = path.join(file.root, file.source);
  const { size, mtimeMs } = await stat(absolute);
  const isIndexed = file.source === photo.path && photo.size === size && photo.mtimeMs === mtimeMs;
  return (isIndexed ? photo.hash : null) ?? hashFile(absolute, file.signal);
}
