import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from './errors';
import { pairCompanions } from './ingest/companions';
import { kindOfName } from './ingest/extensions';
import type { ScannedFile, ScannedPhoto } from './model';

/**
 * The photo that a person names: by a path from the shoot's root or an absolute one; a companion names its photo.
 * Throws QrateError('no-such-photo').
 */
export async function findPhoto<T extends ScannedPhoto>(root: string, photos: readonly T[], file: string): Promise<T> {
  const found = await lookUpPhoto(root, photos, file);
  if (found !== null) return found;
  throw new QrateError('no-such-photo', `${file} is not a photo of the shoot ${root}. If it is new, run: qrate index`);
}

/** The same for a photo that no index knows yet: its folder is looked at. Throws QrateError('no-such-photo'). */
export async function findPhotoOnDisk(root: string, file: string): Promise<ScannedPhoto> {
  const folder = path.dirname(path.resolve(root, file));
  const names = await readdir(folder).catch((): string[] => []);
  const near = names.filter((name) => kindOfName(name) !== null && head(name) === head(path.basename(file)));
  const files = await Promise.all(near.map((name) => scanned(root, path.join(folder, name))));
  return findPhoto(root, pairCompanions(files.filter((it) => it !== null)), file);
}

/** What all files of one photo have in common, whatever they are called behind their first dot: no other file need be looked at. */
const head = (name: string): string => name.slice(0, name.indexOf('.', 1)).toLowerCase();

/** The same, or `null` where these photos hold none of that name. */
export async function lookUpPhoto<T extends ScannedPhoto>(root: string, photos: readonly T[], file: string): Promise<T | null> {
  const absolute = path.resolve(root, file);
  const candidates = [relative(root, absolute), relative(await real(root), await real(absolute))];
  for (const candidate of candidates) {
    const found = photos.find((photo) => photo.path === candidate || photo.companions.some((it) => it.path === candidate));
    if (found !== undefined) return found;
  }
  return null;
}

async function scanned(root: string, file: string): Promise<ScannedFile | null> {
  const { size, mtimeMs } = await stat(file).catch(() => ({ size: -1, mtimeMs: 0 }));
  return size < 0 ? null : { path: relative(root, file), size, mtimeMs };
}

const relative = (root: string, file: string): string => path.relative(root, file).split(path.sep).join('/');

/** The path with links resolved, or as it is where the file is gone: its photo may still be in the index. */
const real = (file: string): Promise<string> => realpath(file).catch(() => file);
