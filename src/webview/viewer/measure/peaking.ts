import type { Grey } from './luma';

/**
 * Contrast, in grey levels of 255, of the sharp step between two pixels from which on an edge is in focus. Chosen by eye: fine noise and
 * an edge that is spread over several pixels stay below it.
 */
export const PEAKING_CONTRAST = 48;

/**
 * Marks the pixels of row `y` that are in focus with 1 in `marks` (of the size of the image). Sobel operator: a sharp step of
 * contrast c between two pixels gives a gradient of 4 c. Borders are repeated outwards.
 * Source: Sobel & Feldman, "A 3×3 isotropic gradient operator for image processing", 1968.
 */
export function markInFocus({ data, width, height }: Grey, y: number, marks: Uint8Array): void {
  const limit = (4 * PEAKING_CONTRAST) ** 2;
  const row = y * width;
  const up = Math.max(0, y - 1) * width;
  const down = Math.min(height - 1, y + 1) * width;
  for (let x = 0; x < width; x += 1) {
    const left = Math.max(0, x - 1);
    const right = Math.min(width - 1, x + 1);
    const topLeft = data[up + left] ?? 0;
    const topRight = data[up + right] ?? 0;
    const bottomLeft = data[down + left] ?? 0;
    const bottomRight = data[down + right] ?? 0;
    const across = topRight - topLeft + 2 * ((data[row + right] ?? 0) - (data[row + left] ?? 0)) + bottomRight - bottomLeft;
    const along = bottomLeft - topLeft + 2 * ((data[down + x] ?? 0) - (data[up + x] ?? 0)) + bottomRight - topRight;
    marks[row + x] = across * across + along * along >= limit ? 1 : 0;
  }
}
