import type { GreyImage } from './image';

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
  const data = new Uint8Array(size.width * size.height);
  const columns = spansOf(image.width, size.width);
  const rows = spansOf(image.height, size.height);
  const scale = 1 / (image.width * image.height);
  const sums = new Int32Array(image.width);
  for (let y = 0; y < size.height; y++) {
    sumRows(image, rows, y, sums);
    averageColumns(sums, columns, scale, data.subarray(y * size.width, (y + 1) * size.width));
  }
  return { data, width: size.width, height: size.height };
}

/** Which source pixels each target pixel covers: the first and last with their weights; those between weigh `inner`. */
interface Spans {
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly firstWeight: Int32Array;
  readonly lastWeight: Int32Array;
  readonly inner: number;
}

function spansOf(from: number, to: number): Spans {
  const [first, last, firstWeight, lastWeight] = [new Int32Array(to), new Int32Array(to), new Int32Array(to), new Int32Array(to)];
  for (let j = 0; j < to; j++) {
    const a = Math.floor((j * from) / to);
    const b = Math.ceil(((j + 1) * from) / to) - 1;
    first[j] = a;
    last[j] = b;
    firstWeight[j] = Math.min((a + 1) * to, (j + 1) * from) - j * from;
    lastWeight[j] = b === a ? 0 : (j + 1) * from - b * to;
  }
  return { first, last, firstWeight, lastWeight, inner: to };
}

/** The weighted sum of the source rows that target row `y` covers, column by column. */
function sumRows({ data, width }: GreyImage, rows: Spans, y: number, sums: Int32Array): void {
  const first = rows.first[y] ?? 0;
  const last = rows.last[y] ?? 0;
  const firstWeight = rows.firstWeight[y] ?? 0;
  const lastWeight = rows.lastWeight[y] ?? 0;
  const top = first * width;
  const bottom = last * width;
  for (let x = 0; x < width; x++) sums[x] = Math.imul(data[top + x] ?? 0, firstWeight) + Math.imul(data[bottom + x] ?? 0, lastWeight);
  for (let row = first + 1; row < last; row++) {
    const at = row * width;
    for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + Math.imul(data[at + x] ?? 0, rows.inner);
  }
}

function averageColumns(sums: Int32Array, columns: Spans, scale: number, out: Uint8Array): void {
  const { first, last, firstWeight, lastWeight, inner } = columns;
  for (let x = 0; x < out.length; x++) {
    const a = first[x] ?? 0;
    const b = last[x] ?? 0;
    let sum = Math.imul(sums[a] ?? 0, firstWeight[x] ?? 0) + Math.imul(sums[b] ?? 0, lastWeight[x] ?? 0);
    for (let i = a + 1; i < b; i++) sum += Math.imul(sums[i] ?? 0, inner);
    out[x] = Math.floor(sum * scale + 0.5);
  }
}
