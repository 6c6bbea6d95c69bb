import path from 'node:path';
import { PhotoError, toFailure } from './failures';
import { findPhotoOnDisk } from './findPhoto';
import type { Photo, ScannedPhoto } from './model';
import type { PhotoWorkers } from './ports';

export interface LooseRead {
  /** Absolute path of the photo, or of a companion. */
  readonly file: string;
  readonly workers: Pick<PhotoWorkers, 'run'>;
  /** Where preview and thumb go: never beside the photo. */
  readonly cacheDir: string;
}

/**
 * Reads one photo on the spot, in no index: its companions, its preview and its scores; its path is relative to its folder. A photo
 * that cannot be used carries its failure, as in an index. Rejects with the signal's reason, or where no worker can be started.
 */
export async function readLoosePhoto({ file, workers, cacheDir }: LooseRead, signal?: AbortSignal): Promise<Photo> {
  const root = path.dirname(file);
  const photo = await scan(root, path.basename(file));
  if ('failure' in photo) return photo;
  return { ...photo, ...(await workers.run({ root, photo, cacheDir, want: 'preview' }, signal)) };
}

async function scan(root: string, name: string): Promise<ScannedPhoto | Photo> {
  try {
    return await findPhotoOnDisk(root, name);
  } catch (error) {
    const failure = toFailure('scan', new PhotoError('vanished', error instanceof Error ? error.message : String(error)));
    const nothing = { size: 0, mtimeMs: 0, companions: [], format: null, metadata: null, preview: null, scores: null, hash: null };
    return { path: name, ...nothing, failure };
  }
}
