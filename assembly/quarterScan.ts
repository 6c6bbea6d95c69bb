// The hot part of the JPEG decoder, in AssemblyScript. Memory is laid out by src/core/analyze/jpeg/quarterScan.ts: a table of
// 32-bit words at `job` says where everything is. Entry layouts: src/core/analyze/jpeg/huffman.ts.

const LOOKUP_BITS: i32 = 12;
const LOOKUP_MASK: i32 = (1 << LOOKUP_BITS) - 1;
const END_OF_BLOCK: i32 = 64;
const BROKEN: i32 = 1 << 20;
/** Zigzag index of the last coefficient that matters: (1, 1). */
const LAST: i32 = 4;
const SHIFT: i32 = 13;

// Offsets inside the tables of one Huffman code.
const SYMBOL: usize = 0;
const COEFFICIENT: usize = 2 << LOOKUP_BITS;
const SKIP: usize = 6 << LOOKUP_BITS;
const LIMIT: usize = 8 << LOOKUP_BITS;
const DELTA: usize = LIMIT + 68;
const SYMBOLS: usize = DELTA + 68;

// The words of a job, and of each component behind it.
const COMPONENTS: usize = 24;
const COMPONENT_BYTES: usize = 44;
const PREDICTOR: usize = 40;

// The bit reader: the next bits are the low `count` bits of `bits`; `padding` of them were invented behind the data.
let position: usize = 0;
let dataEnd: usize = 0;
let bits: u64 = 0;
let count: i32 = 0;
let padding: i32 = 0;

let right: i32 = 0;
let below: i32 = 0;
let corner: i32 = 0;

/** Byte by byte: drops the zero of FF 00 and invents zeros in front of a marker. More than 48 bits afterwards. */
function refillSlowly(): void {
  while (count <= 48) {
    const byte: u64 = position < dataEnd ? load<u8>(position) : 255;
    if (byte === 255 && (position + 1 >= dataEnd || load<u8>(position + 1) !== 0)) {
      bits <<= 8;
      padding += 8;
    } else {
      bits = (bits << 8) | byte;
      position += byte === 255 ? 2 : 1;
    }
    count += 8;
  }
}

/** 16 bits or more afterwards; six bytes at once where none of the next eight is FF. */
// @ts-expect-error: decorator
@inline
function need16(): void {
  if (count >= 16) return;
  if (position + 8 <= dataEnd) {
    const next = bswap<u64>(load<u64>(position));
    if (((~next - 0x0101010101010101) & next & 0x8080808080808080) === 0) {
      bits = (bits << 48) | (next >> 16);
      position += 6;
      count += 48;
      return;
    }
  }
  refillSlowly();
}

function readSymbol(tables: usize): i32 {
  need16();
  const window = <i32>(bits >> (count - LOOKUP_BITS)) & LOOKUP_MASK;
  const entry = <i32>load<u16>(tables + SYMBOL + (<usize>window << 1));
  if (entry !== 0) {
    count -= entry & 255;
    return entry >> 8;
  }
  for (let length = LOOKUP_BITS + 1; length <= 16; length++) {
    const code = <i32>(bits >> (count - length)) & ((1 << length) - 1);
    if (code >= load<i32>(tables + LIMIT + (<usize>length << 2))) continue;
    count -= length;
    return load<u8>(tables + SYMBOLS + ((code + load<i32>(tables + DELTA + (<usize>length << 2))) & 255));
  }
  return -1;
}

/** RECEIVE and EXTEND of ITU-T T.81, F.2.2.1. */
function readValue(size: i32): i32 {
  if (size === 0) return 0;
  need16();
  count -= size;
  const value = <i32>(bits >> count) & ((1 << size) - 1);
  return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
}

// @ts-expect-error: decorator
@inline
function keep(k: i32, value: i32): void {
  if (k === 1) right = value;
  else if (k === 2) below = value;
  else if (k === 4) corner = value;
}

/** One coefficient that the tables miss; the index behind it. */
function readOne(tables: usize, k: i32): i32 {
  const symbol = readSymbol(tables);
  if (symbol < 0) return BROKEN;
  if (symbol === 0) return k + END_OF_BLOCK;
  const at = k + (symbol >> 4);
  if (at >= END_OF_BLOCK) return BROKEN;
  keep(at, readValue(symbol & 15));
  return at + 1;
}

/**
 * Reads the AC coefficients of one block: keeps three of the first four, passes the others several per lookup. All time
 * goes here, so the reader's state is in locals, left-aligned, and in the globals only while a slow path runs.
 */
function readBlock(tables: usize): bool {
  right = 0;
  below = 0;
  corner = 0;
  let ahead = bits << (64 - count);
  let left = count;
  let k: i32 = 1;
  while (k < END_OF_BLOCK) {
    if (left < 16) {
      const next = position + 8 <= dataEnd ? bswap<u64>(load<u64>(position)) : u64.MAX_VALUE;
      if (((~next - 0x0101010101010101) & next & 0x8080808080808080) === 0) {
        ahead |= (next >> 16 << 16) >> left;
        position += 6;
        left += 48;
      } else {
        bits = left === 0 ? 0 : ahead >> (64 - left);
        count = left;
        refillSlowly();
        ahead = bits << (64 - count);
        left = count;
      }
    }
    const window = <usize>(ahead >> (64 - LOOKUP_BITS));
    if (k > LAST) {
      const entry = <i32>load<u16>(tables + SKIP + (window << 1));
      const next = k + (entry >> 4);
      if (entry !== 0 && (next <= END_OF_BLOCK || (entry >= END_OF_BLOCK << 4 && next < 2 * END_OF_BLOCK))) {
        left -= entry & 15;
        ahead <<= entry & 15;
        k = next;
        continue;
      }
    } else {
      const entry = load<i32>(tables + COEFFICIENT + (window << 2));
      if (entry !== 0) {
        left -= entry & 255;
        ahead <<= entry & 255;
        k += (entry >> 8) & 255;
        keep(k, entry >> 16);
        k++;
        continue;
      }
    }
    bits = ahead >> (64 - left);
    count = left;
    k = readOne(tables, k);
    ahead = bits << (64 - count);
    left = count;
  }
  bits = left === 0 ? 0 : ahead >> (64 - left);
  count = left;
  return k < BROKEN;
}

// @ts-expect-error: decorator
@inline
function store8(at: usize, level: i32): void {
  store<u8>(at, max(0, min(255, level >> SHIFT)));
}

/** One component's blocks of one MCU. Words: h, v, mean, right, below, corner, dc, ac, plane, stride, predictor. */
function decodeUnit(component: usize, column: i32, row: i32): bool {
  const across = load<i32>(component);
  const down = load<i32>(component, 4);
  const stride = load<i32>(component, 36);
  for (let v = 0; v < down; v++) {
    for (let h = 0; h < across; h++) {
      const size = readSymbol(load<usize>(component, 24));
      if (size < 0 || size > 11) return false;
      const predictor = load<i32>(component, PREDICTOR) + readValue(size);
      store<i32>(component, predictor, PREDICTOR);
      if (!readBlock(load<usize>(component, 28))) return false;
      const level = predictor * load<i32>(component, 8) + (128 << SHIFT) + (1 << (SHIFT - 1));
      const r = right * load<i32>(component, 12);
      const b = below * load<i32>(component, 16);
      const c = corner * load<i32>(component, 20);
      const at = load<usize>(component, 32) + <usize>((row * down + v) * 2 * stride + (column * across + h) * 2);
      store8(at, level + r + b + c);
      store8(at + 1, level - r + b - c);
      store8(at + stride, level + r - b - c);
      store8(at + stride + 1, level - r - b + c);
    }
  }
  return true;
}

/** Is all data up to this marker used, apart from the bits that fill the last byte? */
function isAt(marker: i32): bool {
  const left = count - padding;
  return left >= 0 && left < 8 && position + 1 < dataEnd && load<u8>(position) === 255 && load<u8>(position + 1) === marker;
}

function passRestart(job: usize, number: i32): bool {
  if (!isAt(0xd0 + (number & 7))) return false;
  position += 2;
  bits = 0;
  count = 0;
  padding = 0;
  const components = load<i32>(job, 20);
  for (let i = 0; i < components; i++) store<i32>(job + COMPONENTS + <usize>i * COMPONENT_BYTES, 0, PREDICTOR);
  return true;
}

/** Words of the job: data, end, MCUs across, MCUs down, restart interval, components. False for damaged or cut data. */
export function decodeScan(job: usize): bool {
  position = load<usize>(job);
  dataEnd = load<usize>(job, 4);
  bits = 0;
  count = 0;
  padding = 0;
  const across = load<i32>(job, 8);
  const down = load<i32>(job, 12);
  const interval = load<i32>(job, 16);
  const components = load<i32>(job, 20);
  let untilRestart = interval;
  let restarts = 0;
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      if (interval > 0 && untilRestart-- === 0) {
        if (!passRestart(job, restarts++)) return false;
        untilRestart = interval - 1;
      }
      for (let i = 0; i < components; i++) {
        if (!decodeUnit(job + COMPONENTS + <usize>i * COMPONENT_BYTES, column, row)) return false;
      }
    }
  }
  return isAt(0xd9);
}

// JFIF 1.02 (ITU-R BT.601 at full range), in 16-bit fixed point as libjpeg does it.
const HALF: i32 = 1 << 15;
const RED_OF_CR: i32 = 91881;
const GREEN_OF_CR: i32 = -46802;
const GREEN_OF_CB: i32 = -22553;
const BLUE_OF_CB: i32 = 116130;

// @ts-expect-error: decorator
@inline
function level8(at: usize, level: i32): void {
  store<u8>(at, max(0, min(255, level)));
}

/**
 * Three planes as RGB. `halfWidth` and `halfHeight` are 1 where chroma has half the samples in that direction: one of its samples
 * serves one pixel or two side by side, so its part of the sums is computed once.
 */
export function toRgb(luma: usize, lumaStride: i32, blue: usize, red: usize, chromaStride: i32, halfWidth: i32, halfHeight: i32, width: i32, height: i32, out: usize): void {
  const step = 1 + halfWidth;
  for (let y = 0; y < height; y++) {
    let at = luma + <usize>(y * lumaStride);
    const chroma = (y >> halfHeight) * chromaStride;
    let cbAt = blue + <usize>chroma;
    let crAt = red + <usize>chroma;
    for (let x = 0; x < width; x += step) {
      const cb = <i32>load<u8>(cbAt++) - 128;
      const cr = <i32>load<u8>(crAt++) - 128;
      const r = (HALF + RED_OF_CR * cr) >> 16;
      const g = (HALF + GREEN_OF_CR * cr + GREEN_OF_CB * cb) >> 16;
      const b = (HALF + BLUE_OF_CB * cb) >> 16;
      for (let i = min(step, width - x); i > 0; i--) {
        const level = <i32>load<u8>(at++);
        level8(out, level + r);
        level8(out + 1, level + g);
        level8(out + 2, level + b);
        out += 3;
      }
    }
  }
}

/** The one plane of a grey JPEG as RGB. */
export function greyToRgb(luma: usize, stride: i32, width: i32, height: i32, out: usize): void {
  for (let y = 0; y < height; y++) {
    const row = luma + <usize>(y * stride);
    for (let x = 0; x < width; x++) {
      const level = load<u8>(row + <usize>x);
      store<u8>(out, level);
      store<u8>(out, level, 1);
      store<u8>(out, level, 2);
      out += 3;
    }
  }
}
