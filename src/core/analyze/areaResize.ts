import type { GreyImage } from './image';
import { pixelArena } from './pixelLoops';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Largest source in pixels: 255 · pixels must fit the 32-bit sums. */
const MAX_PIXELS = Math.floor((2 ** 31 - 1) / 255);

/**
 * Resizes by exact area averaging (OpenCV's INTER_AREA): every target pixel is the mean of the source area it covers,
 * rounded half up. Integer sums throughout (source pixel i spans [i·to, (i+1)·to), target pixel j spans
 * [j·from, (j+1)·from)), so that all platforms give the same bytes. Enlarging repeats pixels. Throws RangeError for a
 * source of more than 8.4 megapixels.
 */
export function areaResize(image: GreyImage, size: Size): GreyImage {
  if (size.width === image.width && size.height === image.height) return image;
  if (image.width * image.height > MAX_PIXELS) throw new RangeError(`Too large to average: ${image.width}×${image.height}`);
  const [target, source] = [size.width * size.height, image.width * image.height];
  const arena = pixelArena(source + target + 16 * (size.width + size.height) + 4 * image.width + 128);
  const pixels = arena.put(image.data);
  const columns = arena.put(spansOf(image.width, size.width));
  const rows = arena.put(spansOf(image.height, size.height));
  const sums = arena.take(4 * image.width);
  const out = arena.take(target);
  arena.module.average(pixels, image.width, image.height, columns, rows, sums, out, size.width, size.height);
  return { data: arena.view(out, target).slice(), width: size.width, height: size.height };
}

/** Which source pixels each of the `to` target pixels covers: first, last, and their weights; those between weigh `to`. */
function spansOf(from: number, to: number): Int32Array {
  const spans = new Int32Array(4 * to);
  for (let j = 0; j < to; j++) {
    const a = Math.floor((j * from) / to);
    const b = Math.ceil(((j + 1) * from) / to) - 1;
    spans[4 * j] = a;
    spans[4 * j + 1] = b;
    spans[4 * j + 2] = Math.min((a + 1) * to, (j + 1) * from) - j * from;
    spans[4 * j + 3] = b === a ? 0 : (j + 1) * from - b * to;
  }
  return spans;
}
