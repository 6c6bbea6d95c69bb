import type { Bitmaps, Decoded } from './bitmaps';
import type { ViewerPicture } from './picture';

/** The same picture in up to three resolutions. */
export type Level = 'thumb' | 'preview' | 'full';

export interface Shown<T> {
  readonly level: Level;
  readonly bitmap: T;
}

const LEVELS: readonly Level[] = ['thumb', 'preview', 'full'];

export const uriOf = (picture: ViewerPicture, level: Level): string | null =>
  level === 'full' ? (picture.full?.uri ?? null) : picture[level];

/**
 * The smallest decoded one with at least `width` pixels across, else the largest there is. A thumb is never enough where there is
 * more: it only bridges the time until then.
 */
export function bestLevel<T extends Decoded>(picture: ViewerPicture, width: number, cache: Pick<Bitmaps<T>, 'get'>): Shown<T> | null {
  let best: Shown<T> | null = null;
  for (const level of LEVELS) {
    const bitmap = cache.get(uriOf(picture, level));
    if (bitmap === null) continue;
    best = { level, bitmap };
    // Half a percent: previews are rounded to whole pixels.
    if (level !== 'thumb' && bitmap.width * 1.005 >= width) return best;
  }
  return best;
}

/** What must be loaded to show it `width` pixels wide. */
export function wantedLevels(picture: ViewerPicture, width: number): readonly Level[] {
  const { previewWidth, preview, full } = picture;
  const enough = preview !== null && previewWidth !== null && previewWidth * 1.005 >= width;
  const levels: readonly Level[] = enough || full === null ? ['thumb', 'preview'] : LEVELS;
  return levels.filter((level) => uriOf(picture, level) !== null);
}

/** Whether the preview has fewer pixels than are shown, and the full picture is not there yet. */
export const needsFull = ({ full, previewWidth }: ViewerPicture, width: number): boolean =>
  full === null && (previewWidth === null || previewWidth * 1.005 < width);
