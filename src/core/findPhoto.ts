import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from './errors';
import type { PhotoView } from './model';
import type { ShootView } from './reports';

/**
 * The photo that a person names: by a path from the shoot's root or an absolute one; a companion names its photo.
 * Throws QrateError('no-such-photo').
 */
export async function findPhoto(view: ShootView, file: string): Promise<PhotoView> {
  const absolute = path.resolve(view.root, file);
  const candidates = [relative(view.root, absolute), relative(await real(view.root), await real(absolute))];
  for (const candidate of candidates) {
    const found = view.photos.find((photo) => photo.path === candidate || photo.companions.some((it) => it.path === candidate));
    if (found !== undefined) return found;
  }
  throw new QrateError('no-such-photo', `${file} is not a photo of the shoot ${view.root}. If it is new, run: qrate index`);
}

const relative = (root: string, file: string): string => path.relative(root, file).split(path.sep).join('/');

/** The path with links resolved, or as it is where the file is gone: its photo may still be in the index. */
const real = (file: string): Promise<string> => realpath(file).catch(() => file);
