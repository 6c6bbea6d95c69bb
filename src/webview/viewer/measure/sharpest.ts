import type { Point } from '../geometry';
import type { Grey } from './luma';

/** A picture is looked at in this many tiles across and down, whatever its size: one tile means the same place in all frames of a burst. */
export const TILES = 24;

/** How much fine detail each tile holds: the mean square of the Laplacian, row by row of `TILES` × `TILES`. */
export interface Detail {
  readonly sums: Float64Array;
  readonly counts: Uint32Array;
}

export const noDetail = (): Detail => ({ sums: new Float64Array(TILES * TILES), counts: new Uint32Array(TILES * TILES) });

/**
 * Adds row `y` of the picture to its tiles. Kernel [0 1 0; 1 −4 1; 0 1 0], the one of the index's sharpness. The outermost pixels have no
 * neighbours and count for nothing.
 */
export function addDetail({ data, width, height }: Grey, y: number, { sums, counts }: Detail): void {
  if (y === 0 || y >= height - 1) return;
  const tileRow = Math.floor((y * TILES) / height) * TILES;
  const row = y * width;
  for (let x = 1; x < width - 1; x += 1) {
    const i = row + x;
    const value = (data[i - 1] ?? 0) + (data[i + 1] ?? 0) + (data[i - width] ?? 0) + (data[i + width] ?? 0) - 4 * (data[i] ?? 0);
    const tile = tileRow + Math.floor((x * TILES) / width);
    sums[tile] = (sums[tile] ?? 0) + value * value;
    counts[tile] = (counts[tile] ?? 0) + 1;
  }
}

/**
 * The middle of the tile with the most detail in all pictures together, in fractions; `null` without any detail. Tiles at the border
 * are passed over: a crop around them would show half of it. Neighbours count half, so that a single bright speck does not win.
 */
export function sharpestSpot(pictures: readonly Detail[]): Point | null {
  let best: Point | null = null;
  let most = 0;
  for (let row = 1; row < TILES - 1; row += 1) {
    for (let column = 1; column < TILES - 1; column += 1) {
      const detail = pictures.reduce((all, picture) => all + around(picture, row, column), 0);
      if (detail <= most) continue;
      most = detail;
      best = { x: (column + 0.5) / TILES, y: (row + 0.5) / TILES };
    }
  }
  return best;
}

/** Correlation of detail from which on two pictures show one scene. Chosen by eye on a few bursts; a wrong guess only moves a crop. */
const SAME_SCENE = 0.6;

/**
 * The spot of each picture, `null` where it has none: one spot for those that show the same scene, so that their crops compare. A
 * scene is what correlates with its first picture.
 */
export function sharpestSpots(pictures: readonly (Detail | null)[]): readonly (Point | null)[] {
  const scenes: Detail[][] = [];
  for (const picture of pictures) {
    if (picture === null) continue;
    const scene = scenes.find(([first]) => first !== undefined && correlation(first, picture) >= SAME_SCENE);
    if (scene === undefined) scenes.push([picture]);
    else scene.push(picture);
  }
  const spots = new Map(
    scenes.flatMap((scene) => {
      const spot = sharpestSpot(scene);
      return scene.map((picture) => [picture, spot] as const);
    }),
  );
  return pictures.map((picture) => (picture === null ? null : (spots.get(picture) ?? null)));
}

/** Pearson's, of the logarithms: detail spans orders of magnitude. 0 where one has no structure at all. */
function correlation(a: Detail, b: Detail): number {
  const x = logs(a);
  const y = logs(b);
  const meanX = average(x);
  const meanY = average(y);
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [i, value] of x.entries()) {
    const dx = value - meanX;
    const dy = (y[i] ?? 0) - meanY;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx === 0 || yy === 0 ? 0 : xy / Math.sqrt(xx * yy);
}

const logs = (detail: Detail): readonly number[] => Array.from(detail.sums, (_, tile) => Math.log1p(mean(detail, tile)));

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function around(detail: Detail, row: number, column: number): number {
  let neighbours = 0;
  for (let dy = -1; dy <= 1; dy += 1) for (let dx = -1; dx <= 1; dx += 1) neighbours += mean(detail, (row + dy) * TILES + column + dx);
  return mean(detail, row * TILES + column) + neighbours / 2;
}

function mean({ sums, counts }: Detail, tile: number): number {
  const pixels = counts[tile] ?? 0;
  return pixels === 0 ? 0 : (sums[tile] ?? 0) / pixels;
}
