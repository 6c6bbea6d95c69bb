import type { GreyImage } from './image';
import { pixelArena } from './pixelLoops';

/**
 * Variance of the Laplacian: how much fine detail a frame holds (Pech-Pacheco et al., "Diatom autofocusing in brightfield
 * microscopy", ICPR 2000). Defined as `cv2.Laplacian(grey, CV_64F).var()`: kernel [0 1 0; 1 −4 1; 0 1 0], border
 * BORDER_REFLECT_101, population variance. ≥ 0, higher is sharper; comparable only at one size.
 */
export function laplacianVariance({ data, width, height }: GreyImage): number {
  const arena = pixelArena(data.length + 64);
  const image = arena.put(data);
  const out = arena.take(16);
  arena.module.laplacian(image, width, height, out);
  const [sum, squares] = Array.from(new BigInt64Array(arena.view(out, 16).slice().buffer), Number);
  const count = width * height;
  return Math.max(0, ((squares ?? 0) - (sum ?? 0) ** 2 / count) / count);
}
