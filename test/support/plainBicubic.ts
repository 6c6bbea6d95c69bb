import type { RgbImage } from '../../src/core/analyze/image';
import type { Crop } from '../../src/core/analyze/vectors/bicubic';

/** `resizeBicubic` in plain loops, to hold the fast ones against; tests hold these against Pillow. */

const PRECISION = 22;
const HALF = 1 << (PRECISION - 1);
const A = -0.5;
const SUPPORT = 2;

export function plainBicubic(image: RgbImage, { width, height, full, left, top }: Crop): RgbImage {
  const columns = taps({ from: image.width, to: full.width, first: left, count: width });
  const rows = taps({ from: image.height, to: full.height, first: top, count: height });
  const firstRow = rows.starts[0] ?? 0;
  const endRow = (rows.starts[height - 1] ?? 0) + (rows.lengths[height - 1] ?? 0);
  const narrow = alongRows(image, columns, { firstRow, rows: endRow - firstRow });
  return { data: alongColumns(narrow, rows, { width, height, firstRow }), width, height };
}

/** Which source pixels each target pixel is made of, and their weights; `stride` numbers are reserved for each. */
interface Taps {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly weights: Int32Array;
  readonly stride: number;
}

function taps({ from, to, first, count }: { from: number; to: number; first: number; count: number }): Taps {
  const scale = from / to;
  const spread = Math.max(1, scale);
  const stride = Math.ceil(SUPPORT * spread) * 2 + 1;
  const found = { starts: new Int32Array(count), lengths: new Int32Array(count), weights: new Int32Array(count * stride), stride };
  for (let i = 0; i < count; i++) {
    const centre = (first + i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - SUPPORT * spread + 0.5));
    const length = Math.min(from, Math.trunc(centre + SUPPORT * spread + 0.5)) - start;
    found.starts[i] = start;
    found.lengths[i] = length;
    const weights = Array.from({ length }, (_, x) => cubic((x + start - centre + 0.5) / spread));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    found.weights.set(
      weights.map((weight) => fixed(weight / sum)),
      i * stride,
    );
  }
  return found;
}

function cubic(at: number): number {
  const x = Math.abs(at);
  if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
}

const fixed = (weight: number): number => Math.trunc(weight * 2 ** PRECISION + (weight < 0 ? -0.5 : 0.5));

function alongRows({ data, width }: RgbImage, taps: Taps, { firstRow, rows }: { firstRow: number; rows: number }): Uint8Array {
  const { starts, lengths, weights, stride } = taps;
  const columns = starts.length;
  const out = new Uint8ClampedArray(3 * columns * rows);
  for (let y = 0, to = 0; y < rows; y++) {
    const row = 3 * (firstRow + y) * width;
    for (let x = 0; x < columns; x++, to += 3) {
      let [r, g, b] = [HALF, HALF, HALF];
      let at = row + 3 * (starts[x] as number);
      const end = x * stride + (lengths[x] as number);
      for (let k = x * stride; k < end; k++, at += 3) {
        const weight = weights[k] as number;
        r += (data[at] as number) * weight;
        g += (data[at + 1] as number) * weight;
        b += (data[at + 2] as number) * weight;
      }
      out[to] = r >> PRECISION;
      out[to + 1] = g >> PRECISION;
      out[to + 2] = b >> PRECISION;
    }
  }
  return new Uint8Array(out.buffer);
}

function alongColumns(data: Uint8Array, taps: Taps, size: { width: number; height: number; firstRow: number }): Uint8Array {
  const line = 3 * size.width;
  const out = new Uint8ClampedArray(line * size.height);
  const sums = new Int32Array(line);
  for (let y = 0; y < size.height; y++) {
    sums.fill(HALF);
    const first = (taps.starts[y] as number) - size.firstRow;
    for (let k = 0; k < (taps.lengths[y] as number); k++) {
      const weight = taps.weights[y * taps.stride + k] as number;
      const row = (first + k) * line;
      for (let i = 0; i < line; i++) sums[i] = (sums[i] as number) + (data[row + i] as number) * weight;
    }
    for (let i = 0; i < line; i++) out[y * line + i] = (sums[i] as number) >> PRECISION;
  }
  return new Uint8Array(out.buffer);
}
