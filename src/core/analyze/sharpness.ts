import type { GreyImage } from './image';

/**
 * Variance of the Laplacian: how much fine detail a frame holds (Pech-Pacheco et al., "Diatom autofocusing in brightfield
 * microscopy", ICPR 2000). Defined as `cv2.Laplacian(grey, CV_64F).var()`: kernel [0 1 0; 1 −4 1; 0 1 0], border
 * BORDER_REFLECT_101, population variance. ≥ 0, higher is sharper; comparable only at one size.
 */
export function laplacianVariance(image: GreyImage): number {
  const { data, width, height } = image;
  let sum = 0;
  let squares = 0;
  for (let y = 0; y < height; y++) {
    const at = y * width;
    const end = at + width - 1;
    const up = (reflect(y - 1, height) - y) * width;
    const down = (reflect(y + 1, height) - y) * width;
    let left = data[at + reflect(-1, width)] ?? 0;
    let centre = data[at] ?? 0;
    for (let i = at; i <= end; i++) {
      const right = data[i < end ? i + 1 : at + reflect(width, width)] ?? 0;
      const value = left + right + (data[i + up] ?? 0) + (data[i + down] ?? 0) - 4 * centre;
      sum += value;
      squares += value * value;
      left = centre;
      centre = right;
    }
  }
  const count = width * height;
  return Math.max(0, (squares - (sum * sum) / count) / count);
}

/** BORDER_REFLECT_101: gfedcb|abcdefgh|gfedcba. A single pixel reflects onto itself. */
function reflect(index: number, length: number): number {
  if (length === 1) return 0;
  if (index < 0) return -index;
  return index < length ? index : 2 * length - 2 - index;
}
