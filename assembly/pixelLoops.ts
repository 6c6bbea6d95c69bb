// The loops of Analyze that touch every pixel, in AssemblyScript. Memory is handed out by src/core/analyze/wasmArena.ts; what each loop
// computes, and why, is said where it is called: grey.ts, areaResize.ts, sharpness.ts, noise.ts, vectors/bicubic.ts.

/** BT.601 luma of `pixels` RGB pixels, in the fixed point of OpenCV. */
export function grey(rgb: usize, pixels: i32, out: usize): void {
  const end = out + <usize>pixels;
  while (out < end) {
    const luma: u32 = <u32>load<u8>(rgb) * 9798 + <u32>load<u8>(rgb, 1) * 19235 + <u32>load<u8>(rgb, 2) * 3735 + 16384;
    store<u8>(out, <u8>(luma >> 15));
    rgb += 3;
    out++;
  }
}

/** `sums[x] = or += row[x] * weight` for `width` pixels. */
// @ts-expect-error: decorator
@inline
function addRow(row: usize, width: i32, weight: i32, sums: usize, anew: bool): void {
  const weights = i32x4.splat(weight);
  let x: i32 = 0;
  for (; x + 8 <= width; x += 8) {
    const pixels = v128.load_ext<u8>(row + <usize>x);
    const at = sums + (<usize>x << 2);
    let low = i32x4.mul(i32x4.extend_low_i16x8_u(pixels), weights);
    let high = i32x4.mul(i32x4.extend_high_i16x8_u(pixels), weights);
    if (!anew) {
      low = i32x4.add(low, v128.load(at));
      high = i32x4.add(high, v128.load(at, 16));
    }
    v128.store(at, low);
    v128.store(at, high, 16);
  }
  for (; x < width; x++) {
    const at = sums + (<usize>x << 2);
    const value = <i32>load<u8>(row + <usize>x) * weight;
    store<i32>(at, anew ? value : load<i32>(at) + value);
  }
}

/**
 * Area averages. `columns` and `rows` hold, for each target pixel, four words: first and last source pixel and their weights; pixels
 * between weigh as much as the target is wide or high. `sums` has room for one source row of words.
 */
export function average(source: usize, width: i32, height: i32, columns: usize, rows: usize, sums: usize, out: usize, wide: i32, high: i32): void {
  const scale: f64 = 1.0 / <f64>(<i64>width * <i64>height);
  for (let y = 0; y < high; y++) {
    const span = rows + (<usize>y << 4);
    const first = load<i32>(span);
    const last = load<i32>(span, 4);
    addRow(source + <usize>first * <usize>width, width, load<i32>(span, 8), sums, true);
    for (let row = first + 1; row < last; row++) addRow(source + <usize>row * <usize>width, width, high, sums, false);
    if (last > first) addRow(source + <usize>last * <usize>width, width, load<i32>(span, 12), sums, false);
    for (let x = 0; x < wide; x++) {
      const column = columns + (<usize>x << 4);
      const a = load<i32>(column);
      const b = load<i32>(column, 4);
      let sum = load<i32>(sums + (<usize>a << 2)) * load<i32>(column, 8) + load<i32>(sums + (<usize>b << 2)) * load<i32>(column, 12);
      for (let i = a + 1; i < b; i++) sum += load<i32>(sums + (<usize>i << 2)) * wide;
      store<u8>(out, <u8>(<i32>(<f64>sum * scale + 0.5)));
      out++;
    }
  }
}

/** BORDER_REFLECT_101: gfedcb|abcdefgh|gfedcba. A single pixel reflects onto itself. */
function reflect(index: i32, length: i32): i32 {
  if (length === 1) return 0;
  if (index < 0) return -index;
  return index < length ? index : 2 * length - 2 - index;
}

let sum: i64 = 0;
let squares: i64 = 0;

/** One pixel, whose neighbours may lie outside. */
function laplacianAt(row: usize, up: usize, down: usize, x: i32, width: i32): void {
  const left = <i32>load<u8>(row + <usize>reflect(x - 1, width));
  const right = <i32>load<u8>(row + <usize>reflect(x + 1, width));
  const column = <usize>x;
  const value = left + right + <i32>load<u8>(up + column) + <i32>load<u8>(down + column) - 4 * <i32>load<u8>(row + column);
  sum += <i64>value;
  squares += <i64>(value * value);
}

/** Writes the sum of the Laplacian and of its squares (two 64-bit words) to `out`. The lanes hold rows of up to 65,535 pixels. */
export function laplacian(image: usize, width: i32, height: i32, out: usize): void {
  sum = 0;
  squares = 0;
  for (let y = 0; y < height; y++) {
    const row = image + <usize>y * <usize>width;
    const up = image + <usize>reflect(y - 1, height) * <usize>width;
    const down = image + <usize>reflect(y + 1, height) * <usize>width;
    laplacianAt(row, up, down, 0, width);
    let x: i32 = 1;
    while (x + 8 < width) {
      const stop = min(x + 4096, width);
      let sums = i32x4.splat(0);
      let dots = i32x4.splat(0);
      for (; x + 8 < stop; x += 8) {
        const at = row + <usize>x;
        const beside = i16x8.add(v128.load_ext<u8>(at - 1), v128.load_ext<u8>(at + 1));
        const above = i16x8.add(v128.load_ext<u8>(up + <usize>x), v128.load_ext<u8>(down + <usize>x));
        const value = i16x8.sub(i16x8.add(beside, above), i16x8.shl(v128.load_ext<u8>(at), 2));
        sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_s(value));
        dots = i32x4.add(dots, i32x4.dot_i16x8_s(value, value));
      }
      sum += <i64>total(sums);
      squares += <i64>i32x4.extract_lane(dots, 0) + <i64>i32x4.extract_lane(dots, 1);
      squares += <i64>i32x4.extract_lane(dots, 2) + <i64>i32x4.extract_lane(dots, 3);
      if (stop === width) break;
    }
    for (; x < width; x++) laplacianAt(row, up, down, x, width);
  }
  store<i64>(out, sum);
  store<i64>(out, squares, 8);
}

function total(lanes: v128): i32 {
  return i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1) + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3);
}

const BLOCK: i32 = 16;

// @ts-expect-error: decorator
@inline
function bend(at: usize, width: usize): v128 {
  const outer = i16x8.add(v128.load_ext<u8>(at - width), v128.load_ext<u8>(at + width));
  return i16x8.sub(outer, i16x8.shl(v128.load_ext<u8>(at), 1));
}

/**
 * For every other block of 16 × 16 (the black squares of a chessboard) three words: the sums of |Immerkær's mask|, of |horizontal| +
 * |vertical| differences over two pixels, and of the levels. Returns the number of blocks.
 */
export function noiseBlocks(image: usize, width: i32, height: i32, out: usize): i32 {
  const stride = <usize>width;
  let found: i32 = 0;
  for (let row = 0, top = 1; top + BLOCK < height; row++, top += BLOCK) {
    for (let left = 1 + (row & 1) * BLOCK; left + BLOCK < width; left += 2 * BLOCK) {
      let noise = i32x4.splat(0);
      let gradient = i32x4.splat(0);
      let level = i32x4.splat(0);
      for (let y = top; y < top + BLOCK; y++) {
        for (let half: usize = 0; half < 16; half += 8) {
          const at = image + <usize>y * stride + <usize>left + half;
          const response = i16x8.sub(i16x8.add(bend(at - 1, stride), bend(at + 1, stride)), i16x8.shl(bend(at, stride), 1));
          const across = i16x8.abs(i16x8.sub(v128.load_ext<u8>(at + 1), v128.load_ext<u8>(at - 1)));
          const along = i16x8.abs(i16x8.sub(v128.load_ext<u8>(at + stride), v128.load_ext<u8>(at - stride)));
          noise = i32x4.add(noise, i32x4.extadd_pairwise_i16x8_s(i16x8.abs(response)));
          gradient = i32x4.add(gradient, i32x4.extadd_pairwise_i16x8_s(i16x8.add(across, along)));
          level = i32x4.add(level, i32x4.extadd_pairwise_i16x8_s(v128.load_ext<u8>(at)));
        }
      }
      store<i32>(out, total(noise));
      store<i32>(out, total(gradient), 4);
      store<i32>(out, total(level), 8);
      out += 12;
      found++;
    }
  }
  return found;
}

/** Bits of the fixed point of bicubic weights; the lower half of them is summed apart, so that all factors fit 16 bits. */
const PRECISION: i32 = 22;
const LOW: i32 = 11;

/** Sums in fixed point as 16 levels, bounded to 0–255. */
// @ts-expect-error: decorator
@inline
function levels(a: v128, b: v128, c: v128, d: v128): v128 {
  const low = i16x8.narrow_i32x4_s(i32x4.shr_s(a, PRECISION), i32x4.shr_s(b, PRECISION));
  const high = i16x8.narrow_i32x4_s(i32x4.shr_s(c, PRECISION), i32x4.shr_s(d, PRECISION));
  return i8x16.narrow_i16x8_u(low, high);
}

/**
 * Each row of RGB pixels (`stride` bytes) becomes `wide` pixels. `columns` holds, for each, two words: the byte of the row where its
 * source begins, and of how many pairs of pixels it is made. `weights` holds `pairs` times two words for each: the upper and the lower
 * parts of the two weights, 16 bits each. Reads and writes up to 15 bytes beyond.
 */
export function bicubicRows(source: usize, stride: i32, rows: i32, columns: usize, weights: usize, pairs: i32, wide: i32, out: usize): void {
  const nothing = i32x4.splat(0);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < wide; x++) {
      let at = source + <usize>load<i32>(columns + (<usize>x << 3));
      let weight = weights + ((<usize>x * <usize>pairs) << 3);
      const end = weight + (<usize>load<i32>(columns + (<usize>x << 3), 4) << 3);
      let high = nothing;
      let low = i32x4.splat(1 << (PRECISION - 1));
      for (; weight < end; weight += 8, at += 6) {
        // Two pixels as red, red, green, green, blue, blue, of 16 bits each.
        const both = i8x16.shuffle(v128.load_zero<i64>(at), nothing, 0, 16, 3, 16, 1, 16, 4, 16, 2, 16, 5, 16, 16, 16, 16, 16);
        high = i32x4.add(high, i32x4.dot_i16x8_s(both, v128.load_splat<i32>(weight)));
        low = i32x4.add(low, i32x4.dot_i16x8_s(both, v128.load_splat<i32>(weight, 4)));
      }
      const sum = i32x4.add(i32x4.shl(high, LOW), low);
      store<i32>(out, i32x4.extract_lane(levels(sum, sum, sum, sum), 0));
      out += 3;
    }
    source += <usize>stride;
  }
}

/**
 * Each of `high` lines of `length` bytes is a weighted sum of lines of `source`. `rows` holds, for each, two words: its first source line,
 * and of how many it is made; `weights` holds `most` words for each. Reads and writes up to 15 bytes beyond.
 */
export function bicubicColumns(source: usize, length: i32, rows: usize, weights: usize, most: i32, high: i32, out: usize): void {
  const half = i32x4.splat(1 << (PRECISION - 1));
  for (let y = 0; y < high; y++) {
    const first = source + <usize>load<i32>(rows + (<usize>y << 3)) * <usize>length;
    const count = load<i32>(rows + (<usize>y << 3), 4);
    for (let x = 0; x < length; x += 16) {
      let at = first + <usize>x;
      let a = half;
      let b = half;
      let c = half;
      let d = half;
      for (let k = 0; k < count; k++, at += <usize>length) {
        const weight = v128.load_splat<i32>(weights + (<usize>k << 2));
        const pixels = v128.load(at);
        const low = i16x8.extend_low_i8x16_u(pixels);
        const upper = i16x8.extend_high_i8x16_u(pixels);
        a = i32x4.add(a, i32x4.mul(i32x4.extend_low_i16x8_u(low), weight));
        b = i32x4.add(b, i32x4.mul(i32x4.extend_high_i16x8_u(low), weight));
        c = i32x4.add(c, i32x4.mul(i32x4.extend_low_i16x8_u(upper), weight));
        d = i32x4.add(d, i32x4.mul(i32x4.extend_high_i16x8_u(upper), weight));
      }
      v128.store(out + <usize>x, levels(a, b, c, d));
    }
    out += <usize>length;
    weights += <usize>most << 2;
  }
}
