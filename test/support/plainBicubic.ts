import type { RgbImage } from '../../src/core/analyze/image';
import type { Crop } from '../../src/core/analyze/vectors/bicubic';
import { PRECISION, type Taps, taps } from '../../src/core/analyze/vectors/bicubicTaps';

/** `resizeBicubic` in plain loops, to hold the fast ones against. The weights are its own: those a test holds against Pillow. */

const HALF = 1 << (PRECISION - 1);

export function plainBicubic(image: RgbImage, { width, height, full, left, top }: Crop): RgbImage {
  const columns = taps({ from: image.width, to: full.width, first: left, count: width });
  const rows = taps({ from: image.height, to: full.height, first: top, count: height });
  const firstRow = rows.starts[0] ?? 0;
  const endRow = (rows.starts[height - 1] ?? 0) + (rows.lengths[height - 1] ?? 0);
  const narrow = alongRows(image, columns, { firstRow, rows: endRow - firstRow });
  return { data: alongColumns(narrow, rows, { width, height, firstRow }), width, height };
}

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
