import path from 'node:path';
import { QrateError } from '../../core/errors';
import type { Photo, PhotoView } from '../../core/model';
import { isCached } from '../../core/previewCache';
import type { Explanation, ShootView } from '../../core/reports';
import type { Shoots } from '../shoots';
import type { LoosePhotos } from './loosePhotos';

/** All that is known of one file, wherever it comes from. */
export interface PhotoFacts {
  /** Absolute path of the file in the editor. */
  readonly file: string;
  readonly photo: PhotoView;
  /** Where the photo's preview lies. */
  readonly cacheDir: string;
  /** Root of the shoot around it, with what its index says, or `null`. */
  readonly shoot: ShootFacts | null;
}

export interface ShootFacts {
  readonly root: string;
  /** `null` for a photo that is not indexed yet, or in a shoot without an index. */
  readonly indexed: { readonly view: ShootView; readonly explanation: Explanation } | null;
}

export interface FactsDeps {
  readonly shoots: Shoots;
  readonly loose: LoosePhotos;
}

/** From the index of its shoot; what that does not hold, or whose preview was dropped from the cache, is read on the spot. */
export async function gatherFacts(file: string, { shoots, loose }: FactsDeps, signal: AbortSignal): Promise<PhotoFacts> {
  const root = await shoots.around(file);
  const shoot = root === null ? null : { root, indexed: await indexed(shoots, root, file) };
  if (!shoot?.indexed) return { file, photo: alone(await loose.read(file, signal)), cacheDir: loose.cacheDir, shoot };
  const { photo } = shoot.indexed.explanation;
  const { cacheDir } = shoot.indexed.view;
  if (photo.preview === null || (await isCached(cacheDir, photo.preview.contentId))) return { file, photo, cacheDir, shoot };
  const { preview, failure } = await loose.read(path.join(shoot.root, photo.path), signal);
  return { file, photo: { ...photo, preview, failure: photo.failure ?? failure }, cacheDir: loose.cacheDir, shoot };
}

/** Absolute path of the photo's primary file: the editor may have been opened on its JPEG. */
export const primaryFile = ({ file, photo, shoot }: PhotoFacts): string =>
  shoot?.indexed ? path.join(shoot.root, photo.path) : path.join(path.dirname(file), photo.path);

async function indexed(shoots: Shoots, root: string, file: string): Promise<ShootFacts['indexed']> {
  try {
    const explanation = await (await shoots.api(root)).explain(file);
    return { explanation, view: await shoots.view(root) };
  } catch (error) {
    if (error instanceof QrateError && (error.code === 'no-such-photo' || error.code === 'no-index')) return null;
    throw error;
  }
}

const alone = (photo: Photo): PhotoView => ({ ...photo, group: null, bestPath: null, suggestion: null, decision: null });
