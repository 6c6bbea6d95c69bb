import type { GreyImage } from './image';

/** Grey at or below this is blocked shadow; at or above CLIPPED_HIGH it is a blown highlight. */
const CLIPPED_LOW = 2;
const CLIPPED_HIGH = 253;

/** An 18 % grey card in sRGB (IEC 61966-2-1): 255 · (1.055 · 0.18^(1/2.4) − 0.055) ≈ 118. */
const MIDDLE_GREY = 118;

/** Mid-tones: the middle 80 % of the range. */
const MID_LOW = 26;
const MID_HIGH = 229;

export interface Exposure {
  /** 0–1, higher is better exposed. */
  readonly exposure: number;
  /** Fraction 0–1 of pixels with grey ≤ 2. */
  readonly clippedShadows: number;
  /** Fraction 0–1 of pixels with grey ≥ 253. */
  readonly clippedHighlights: number;
}

/** Pixels per grey level, 256 counts. Two tables in turn, because neighbours of one level would wait for each other. */
export function histogram({ data }: GreyImage): Uint32Array {
  const even = new Uint32Array(256);
  const odd = new Uint32Array(256);
  const pairs = data.length - (data.length % 2);
  for (let i = 0; i < pairs; i += 2) {
    const a = data[i] ?? 0;
    const b = data[i + 1] ?? 0;
    even[a] = (even[a] ?? 0) + 1;
    odd[b] = (odd[b] ?? 0) + 1;
  }
  if (pairs < data.length) even[data[pairs] ?? 0] = (even[data[pairs] ?? 0] ?? 0) + 1;
  return even.map((count, level) => count + (odd[level] ?? 0));
}

/**
 * exposure = (tone + midtones) / 2 · (1 − min(1, clippedShadows + 2 · clippedHighlights))
 *  - tone: 1 at a mean of middle grey, falling with the square of the distance to 0 at pure black or white;
 *  - midtones: fraction of pixels in the middle 80 % of the range;
 *  - highlights weigh double, because shadows can be lifted from a RAW and blown highlights are gone.
 * High-key and low-key pictures score lower without being wrong, so no verdict may rest on this number alone.
 */
export function exposureScore(counts: Uint32Array): Exposure {
  const total = sumRange(counts, 0, 255);
  if (total === 0) return { exposure: 0, clippedShadows: 0, clippedHighlights: 0 };
  const clippedShadows = sumRange(counts, 0, CLIPPED_LOW) / total;
  const clippedHighlights = sumRange(counts, CLIPPED_HIGH, 255) / total;
  const midtones = sumRange(counts, MID_LOW, MID_HIGH) / total;
  const clipping = Math.min(1, clippedShadows + 2 * clippedHighlights);
  return { exposure: ((tone(meanLevel(counts, total)) + midtones) / 2) * (1 - clipping), clippedShadows, clippedHighlights };
}

function tone(mean: number): number {
  const distance = mean < MIDDLE_GREY ? (MIDDLE_GREY - mean) / MIDDLE_GREY : (mean - MIDDLE_GREY) / (255 - MIDDLE_GREY);
  return 1 - distance * distance;
}

const meanLevel = (counts: Uint32Array, total: number): number => counts.reduce((sum, count, level) => sum + count * level, 0) / total;

const sumRange = (counts: Uint32Array, from: number, to: number): number => counts.subarray(from, to + 1).reduce((sum, n) => sum + n, 0);
