import type { Scores } from '../model';

/** A 64-bit perceptual hash as two unsigned 32-bit halves. */
export interface Phash {
  readonly hi: number;
  readonly lo: number;
}

const HEX16 = /^[0-9a-f]{16}$/;

/** `null` for anything but 16 lower-case hex digits. */
export function parsePhash(hex: string | null | undefined): Phash | null {
  if (hex === null || hex === undefined || !HEX16.test(hex)) return null;
  return { hi: Number.parseInt(hex.slice(0, 8), 16), lo: Number.parseInt(hex.slice(8), 16) };
}

/** Set bits of a 32-bit integer (Hacker's Delight, 5–2). */
export function popcount32(value: number): number {
  let x = value - ((value >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Hamming distance, 0–64 bits. */
export const hammingDistance = (a: Phash, b: Phash): number => popcount32(a.hi ^ b.hi) + popcount32(a.lo ^ b.lo);

/** Of two hashes in hex; `null` where either is unknown. */
export function phashDistance(a: Scores | null, b: Scores | null): number | null {
  const left = parsePhash(a?.phash);
  const right = parsePhash(b?.phash);
  return left === null || right === null ? null : hammingDistance(left, right);
}

/**
 * A median-thresholded DCT hash has half its bits set; a picture without structure (flat, black, white) leaves almost all of
 * its coefficients equal and so almost all bits alike.
 */
const MIN_VARIED_BITS = 12;
/** Fraction of clipped pixels from which what is left to hash is sensor noise and hot pixels. */
const CLIPPED_AWAY = 0.995;

/** Whether a hash says nothing about the picture: such frames are alike only in showing nothing. */
export function isLowInformation(phash: Phash, scores: Pick<Scores, 'clippedShadows' | 'clippedHighlights'> | null): boolean {
  const ones = popcount32(phash.hi) + popcount32(phash.lo);
  if (ones < MIN_VARIED_BITS || ones > 64 - MIN_VARIED_BITS) return true;
  return scores !== null && (scores.clippedShadows >= CLIPPED_AWAY || scores.clippedHighlights >= CLIPPED_AWAY);
}
