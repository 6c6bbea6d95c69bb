import { areaResize } from './areaResize';
import type { GreyImage } from './image';

const SIDE = 32;
const LOW = 8;
/** 17 fractional bits keep every sum below 2^53: the transform is exact, and a flat picture has exact zeros. */
const COSINE_SCALE = 2 ** 17;

/** COSINES[u · 32 + i] = cos((2 i + 1) u π / 64), the rows of an unnormalised DCT-II. */
const COSINES = Float64Array.from({ length: LOW * SIDE }, (_, k) => {
  const u = Math.floor(k / SIDE);
  return Math.round(COSINE_SCALE * Math.cos(((2 * (k % SIDE) + 1) * u * Math.PI) / (2 * SIDE)));
});

/**
 * 64-bit perceptual hash as 16 lower-case hex digits: grey area-averaged to 32×32, 2-D DCT-II, the 8×8 lowest
 * frequencies including DC, row by row, highest bit first; a bit is set where the coefficient is above the median of
 * the 64 (mean of the middle two). The definition of `imagehash.phash` and pHash (Zauner 2010), apart from the shrink:
 * those use Lanczos or a mean filter, so hashes of different programs lie near each other but are not equal.
 */
export function perceptualHash(image: GreyImage): string {
  return hashOf32(areaResize(image, { width: SIDE, height: SIDE }));
}

/** The hash of 32×32 grey pixels. */
export function hashOf32(image: GreyImage): string {
  const coefficients = lowFrequencies(image.data);
  const sorted = Float64Array.from(coefficients).sort();
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  let hex = '';
  for (let i = 0; i < coefficients.length; i += 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit++) digit = digit * 2 + ((coefficients[i + bit] ?? 0) > median ? 1 : 0);
    hex += digit.toString(16);
  }
  return hex;
}

function lowFrequencies(pixels: Uint8Array): Float64Array {
  const rows = new Float64Array(LOW * SIDE);
  for (let v = 0; v < LOW; v++) {
    for (let x = 0; x < SIDE; x++) rows[v * SIDE + x] = dot(COSINES, v * SIDE, (y) => pixels[y * SIDE + x] ?? 0);
  }
  const out = new Float64Array(LOW * LOW);
  for (let v = 0; v < LOW; v++) {
    for (let u = 0; u < LOW; u++) out[v * LOW + u] = dot(COSINES, u * SIDE, (x) => rows[v * SIDE + x] ?? 0);
  }
  return out;
}

function dot(table: Float64Array, at: number, value: (i: number) => number): number {
  let sum = 0;
  for (let i = 0; i < SIDE; i++) sum += (table[at + i] ?? 0) * value(i);
  return sum;
}

/** Hamming distance of two hashes in bits, 0–64. Throws RangeError on anything but 16 hex digits. */
export function hammingDistance(a: string, b: string): number {
  if (!HASH.test(a) || !HASH.test(b)) throw new RangeError(`Not a 64-bit hash in hex: ${HASH.test(a) ? b : a}`);
  return popcount(halfOf(a, 0) ^ halfOf(b, 0)) + popcount(halfOf(a, 8) ^ halfOf(b, 8));
}

const HASH = /^[0-9a-f]{16}$/i;

const halfOf = (hash: string, at: number): number => Number.parseInt(hash.slice(at, at + 8), 16);

/** Set bits of a 32-bit integer (Warren, "Hacker's Delight", 5-1). */
function popcount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
