import type { Scores } from '../model';

/** From this fraction of clipped pixels on a frame counts as black or white. */
const CLIPPED = 0.995;
/**
 * And only without detail (variance of the Laplacian of 8-bit grey): a moon, stars or fireworks fill less than half a percent
 * of a black sky, but their edges lift the variance well above 1.
 */
const NO_DETAIL = 1;

/** The near-certain defects, the only ones for which the machine says `reject`. */
export type Defect = 'black-frame' | 'white-frame';

export function defectOf({ clippedShadows, clippedHighlights, sharpness }: Scores): Defect | null {
  if (sharpness >= NO_DETAIL) return null;
  if (clippedShadows >= CLIPPED) return 'black-frame';
  return clippedHighlights >= CLIPPED ? 'white-frame' : null;
}
