import { CLIPPED_HIGH, CLIPPED_LOW, readLuma } from './luma';

/** Pixels per level 0–255. */
export interface Counts {
  readonly luma: Uint32Array;
  readonly red: Uint32Array;
  readonly green: Uint32Array;
  readonly blue: Uint32Array;
}

export const emptyCounts = (): Counts => ({
  luma: new Uint32Array(256),
  red: new Uint32Array(256),
  green: new Uint32Array(256),
  blue: new Uint32Array(256),
});

/** Adds RGBA pixels. */
export function count(rgba: Uint8ClampedArray, counts: Counts): void {
  const luma = new Uint8Array(rgba.length / 4);
  readLuma(rgba, luma);
  for (let i = 0; i < luma.length; i += 1) {
    add(counts.luma, luma[i]);
    add(counts.red, rgba[4 * i]);
    add(counts.green, rgba[4 * i + 1]);
    add(counts.blue, rgba[4 * i + 2]);
  }
}

function add(counts: Uint32Array, level = 0): void {
  counts[level] = (counts[level] ?? 0) + 1;
}

export interface Summary {
  /** The level that half of the pixels do not exceed, as a fraction 0–1 of white. */
  readonly median: number;
  /** Fractions 0–1 of pixels with luma ≤ 2 and ≥ 253. */
  readonly shadows: number;
  readonly highlights: number;
}

/** What a histogram says in numbers; `null` without pixels. */
export function summarize({ luma }: Counts): Summary | null {
  const total = sum(luma, 0, 255);
  if (total === 0) return null;
  let below = 0;
  const median = luma.findIndex((pixels) => {
    below += pixels;
    return below * 2 >= total;
  });
  return { median: median / 255, shadows: sum(luma, 0, CLIPPED_LOW) / total, highlights: sum(luma, CLIPPED_HIGH, 255) / total };
}

const sum = (counts: Uint32Array, from: number, to: number): number =>
  counts.subarray(from, to + 1).reduce((all, pixels) => all + pixels, 0);

/**
 * Heights 0–1 of a curve. The ends do not count for the scale: a sky that is blown out would press the rest flat.
 */
export function heights(counts: Uint32Array, scale: number): readonly number[] {
  return [...counts].map((pixels) => (scale === 0 ? 0 : Math.min(1, pixels / scale)));
}

/** The largest count between the ends of all curves; of all levels, where there is nothing between. */
export function scaleOf({ luma, red, green, blue }: Counts): number {
  const largest = (from: number, to: number) =>
    Math.max(...[luma, red, green, blue].map((counts) => counts.subarray(from, to).reduce((a, b) => Math.max(a, b), 0)));
  return largest(1, 255) || largest(0, 256);
}
