import path from 'node:path';

/** Where the cached preview of `contentId` lies: 256 folders keep each of them small. */
export const previewPath = (cacheDir: string, contentId: string): string => path.join(cacheDir, contentId.slice(0, 2), `${contentId}.jpg`);

/** Where its thumb lies. */
export const thumbPath = (cacheDir: string, contentId: string): string =>
  path.join(cacheDir, contentId.slice(0, 2), `${contentId}.thumb.jpg`);
