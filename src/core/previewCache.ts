import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Marks files that a killed worker may leave behind; whoever bounds the cache removes them. */
export const TEMPORARY_SUFFIX = '.tmp';

/** `cacheDir/ab/<contentId>.jpg`: the preview, long side ≤ 2048 px. */
export const previewPath = (cacheDir: string, contentId: string): string => path.join(cacheDir, contentId.slice(0, 2), `${contentId}.jpg`);

/** `cacheDir/ab/<contentId>.thumb.jpg`: the thumb, long side ≤ 320 px. */
export const thumbPath = (cacheDir: string, contentId: string): string =>
  path.join(cacheDir, contentId.slice(0, 2), `${contentId}.thumb.jpg`);

/** `cacheDir/full/<contentId>.jpg`: the largest picture there is, for a look at 1:1; made when first wanted. */
export const fullSizePath = (cacheDir: string, contentId: string): string => path.join(cacheDir, 'full', `${contentId}.jpg`);

/** Are preview and thumb of this content both there? */
export async function isCached(cacheDir: string, contentId: string): Promise<boolean> {
  const there = (file: string) =>
    access(file).then(
      () => true,
      () => false,
    );
  return (await there(previewPath(cacheDir, contentId))) && (await there(thumbPath(cacheDir, contentId)));
}

/** Writes both, each atomically: a reader sees a whole file or none. Not fsynced, because the cache can be rebuilt. */
export async function storePreview(
  cacheDir: string,
  contentId: string,
  files: { readonly preview: Buffer; readonly thumb: Buffer },
): Promise<void> {
  const target = previewPath(cacheDir, contentId);
  await mkdir(path.dirname(target), { recursive: true });
  await replaceFile(target, files.preview);
  await replaceFile(thumbPath(cacheDir, contentId), files.thumb);
}

/** Writes a full-size picture, atomically. */
export async function storeFullSize(cacheDir: string, contentId: string, bytes: Buffer): Promise<void> {
  const target = fullSizePath(cacheDir, contentId);
  await mkdir(path.dirname(target), { recursive: true });
  await replaceFile(target, bytes);
}

async function replaceFile(target: string, bytes: Buffer): Promise<void> {
  const temporary = `${target}.${randomUUID()}${TEMPORARY_SUFFIX}`;
  try {
    await writeFile(temporary, bytes, { flag: 'wx' });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
