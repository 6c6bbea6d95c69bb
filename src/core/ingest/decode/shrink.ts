import type { RgbImage } from '../../analyze/image';

/** 8-bit RGB with `stride` bytes from one row to the next, as decoders keep it. */
export interface PaddedRgb extends RgbImage {
  readonly stride: number;
}

/**
 * A copy whose pixels are the means of `factor`×`factor` pixels (what is left over at the right and bottom is dropped); 1 copies
 * the rows without their padding.
 */
export function shrinkRgb(image: PaddedRgb, factor: number): RgbImage {
  const width = Math.floor(image.width / factor);
  const height = Math.floor(image.height / factor);
  const data = new Uint8Array(width * height * 3);
  const rowBytes = width * factor * 3;
  const sums = new Uint32Array(width * 3);
  for (let y = 0; y < height; y++) {
    const top = y * factor * image.stride;
    const at = y * width * 3;
    if (factor === 1) {
      data.set(image.data.subarray(top, top + rowBytes), at);
      continue;
    }
    sums.fill(0);
    for (let row = 0; row < factor; row++)
      addRow(sums, image.data.subarray(top + row * image.stride, top + row * image.stride + rowBytes), factor);
    const area = factor * factor;
    for (let i = 0; i < sums.length; i++) data[at + i] = ((sums[i] ?? 0) + (area >> 1)) / area;
  }
  return { data, width, height };
}

function addRow(sums: Uint32Array, row: Uint8Array, factor: number): void {
  for (let to = 0, from = 0; to < sums.length; to += 3) {
    for (let step = 0; step < factor; step++, from += 3) {
      sums[to] = (sums[to] ?? 0) + (row[from] ?? 0);
      sums[to + 1] = (sums[to + 1] ?? 0) + (row[from + 1] ?? 0);
      sums[to + 2] = (sums[to + 2] ?? 0) + (row[from + 2] ?? 0);
    }
  }
}
