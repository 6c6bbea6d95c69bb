import type { RgbImage } from '../image';
import { pixelArena } from '../pixelLoops';
import { type Taps, taps } from './bicubicTaps';

/**
 * Resizing like Pillow's `Image.resize(…, BICUBIC)`, bit for bit: a cubic (Keys, 1981; a = −0.5) widened by the scale when it shrinks,
 * weights in 22-bit fixed point, first along rows, then along columns, with 8 bits in between. It is what CLIP's pictures were made with.
 */

/** A window of the resized picture. */
export interface Crop {
  readonly width: number;
  readonly height: number;
  /** The whole resized picture, and where in it the window begins. */
  readonly full: { readonly width: number; readonly height: number };
  readonly left: number;
  readonly top: number;
}

/** Bits of a weight that are summed apart from the others, so that all factors fit 16 bits. */
const LOW = 11;
/** The loops read and write whole lanes, beyond the last pixel too. */
const BEYOND = 16;

/** The window alone is computed. All sizes in px, ≥ 1. */
export function resizeBicubic(image: RgbImage, { width, height, full, left, top }: Crop): RgbImage {
  const columns = taps({ from: image.width, to: full.width, first: left, count: width });
  const rows = taps({ from: image.height, to: full.height, first: top, count: height });
  const firstRow = rows.starts[0] ?? 0;
  const sourceRows = (rows.starts[height - 1] ?? 0) + (rows.lengths[height - 1] ?? 0) - firstRow;
  const stride = 3 * image.width;
  const source = image.data.subarray(firstRow * stride, (firstRow + sourceRows) * stride);
  const [line, weights] = [3 * width, pairsOf(columns)];
  const bytes = source.length + line * (sourceRows + height) + 4 * (weights.length + rows.weights.length) + 8 * (width + height);
  const arena = pixelArena(bytes + 8 * BEYOND);
  const wide = { pixels: arena.put(source), columns: arena.put(placesOf(columns, (start, length) => [3 * start, (length + 1) >> 1])) };
  const narrow = arena.take(line * sourceRows + BEYOND);
  arena.module.bicubicRows(wide.pixels, stride, sourceRows, wide.columns, arena.put(weights), pairs(columns), width, narrow);
  const places = arena.put(placesOf(rows, (start, length) => [start - firstRow, length]));
  const weighed = arena.put(rows.weights);
  const out = arena.take(line * height + BEYOND);
  arena.module.bicubicColumns(narrow, line, places, weighed, rows.stride, height, out);
  return { data: arena.view(out, line * height).slice(), width, height };
}

const pairs = ({ stride }: Taps): number => (stride + 1) >> 1;

/** Two words for each target pixel. */
function placesOf({ starts, lengths }: Taps, of: (start: number, length: number) => readonly [number, number]): Int32Array {
  const places = new Int32Array(2 * starts.length);
  for (const [i, start] of starts.entries()) places.set(of(start, lengths[i] ?? 0), 2 * i);
  return places;
}

/** For each target pixel its weights two by two: their upper parts in one word, their lower parts in the next. */
function pairsOf(columns: Taps): Int32Array {
  const { starts, lengths, weights, stride } = columns;
  const halves = new Int16Array(4 * pairs(columns) * starts.length);
  for (let i = 0; i < starts.length; i++) {
    for (let k = 0; k < (lengths[i] ?? 0); k++) {
      const weight = weights[i * stride + k] ?? 0;
      const at = 4 * (i * pairs(columns) + (k >> 1)) + (k & 1);
      halves[at] = weight >> LOW;
      halves[at + 2] = weight & ((1 << LOW) - 1);
    }
  }
  return new Int32Array(halves.buffer);
}
