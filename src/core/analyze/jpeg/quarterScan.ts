import type { RgbImage } from '../image';
import { MAX_BYTES, PAGE, WasmArena, type WasmExports, wasmModule } from '../wasmArena';
import type { JpegComponent, JpegHeader } from './header';
import { type HuffmanTables, tablesOf } from './huffman';
import { QUARTER_SCAN_WASM } from './quarterScanWasm';

/** Samples of one component at a quarter of its size: 2×2 per block of 8×8. Whole MCUs, so `stride` may exceed the picture. */
interface Plane {
  /** Address in the module. */
  readonly at: number;
  readonly stride: number;
}

/** Fixed point of the transform. */
const SHIFT = 13;
/** Mean of cos((2x + 1) π / 16) over one half of a block: what the first cosine adds to that half. */
const HALF_MEAN = [1, 3, 5, 7].reduce((sum, odd) => sum + Math.cos((odd * Math.PI) / 16), 0) / 4;
const EDGE_SHARE = (HALF_MEAN * Math.SQRT1_2) / 4;
const CORNER_SHARE = HALF_MEAN ** 2 / 4;

/**
 * Decodes a baseline scan at a quarter of its size (rounded up) from the four lowest frequencies of each block; the others are
 * passed without being computed. That is the mean of 4×4 pixels less what would alias. `null` when the data is damaged or cut
 * (a slower decoder then finds out how) or too large.
 */
export function decodeQuarterScan(bytes: Uint8Array, header: JpegHeader): RgbImage | null {
  const size = { width: Math.ceil(header.width / 4), height: Math.ceil(header.height / 4) };
  const across = Math.ceil(header.width / (8 * Math.max(...header.components.map((c) => c.horizontal))));
  const down = Math.ceil(header.height / (8 * Math.max(...header.components.map((c) => c.vertical))));
  const sizes = header.components.map((c) => ({ stride: across * c.horizontal * 2, rows: down * c.vertical * 2 }));
  const scan = bytes.subarray(header.scanStart);
  const samples = sizes.reduce((sum, { stride, rows }) => sum + stride * rows, 0);
  const needed = scan.length + samples + 3 * size.width * size.height + 2 * PAGE * sizes.length;
  if (needed > MAX_BYTES) return null;
  const arena = new WasmArena(scanModule(), needed);
  const data = arena.put(scan);
  const words: number[] = [data, data + scan.length, across, down, header.restartInterval, sizes.length];
  const planes: Plane[] = [];
  for (const [i, component] of header.components.entries()) {
    const dc = tablesOf(component.dc);
    const ac = tablesOf(component.ac);
    const { stride = 0, rows = 0 } = sizes[i] ?? {};
    if (dc === null || ac === null) return null;
    const at = arena.take(stride * rows);
    planes.push({ at, stride });
    words.push(...factorsOf(component), putTables(arena, dc), putTables(arena, ac), at, stride, 0);
  }
  if (arena.module.decodeScan(arena.put(Int32Array.from(words))) === 0) return null;
  return toRgb(arena, planes, header, size);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function toRgb(
  arena: WasmArena<ScanModule>,
  planes: readonly Plane[],
  { components }: JpegHeader,
  { width, height }: Size,
): RgbImage | null {
  const [luma, blue, red] = planes;
  if (!luma) return null;
  const length = 3 * width * height;
  const out = arena.take(length);
  const [half] = components.map(({ horizontal, vertical }) => [horizontal === 2 ? 1 : 0, vertical === 2 ? 1 : 0]);
  const [halfWidth = 0, halfHeight = 0] = half ?? [];
  if (blue && red) arena.module.toRgb(luma.at, luma.stride, blue.at, red.at, blue.stride, halfWidth, halfHeight, width, height, out);
  else arena.module.greyToRgb(luma.at, luma.stride, width, height, out);
  return { data: arena.view(out, length).slice(), width, height };
}

/** Sampling, and quantization times the share of DC, (1,0), (0,1) and (1,1) in a 2×2 sample, in fixed point. */
function factorsOf({ horizontal, vertical, quantization }: JpegComponent): number[] {
  const fixed = (zigzag: number, share: number) => Math.round((quantization[zigzag] ?? 0) * share * 2 ** SHIFT);
  return [horizontal, vertical, fixed(0, 1 / 8), fixed(1, EDGE_SHARE), fixed(2, EDGE_SHARE), fixed(4, CORNER_SHARE)];
}

/** In the order of the offsets at the top of the module's source. */
function putTables(arena: WasmArena<ScanModule>, { symbol, coefficient, skip, limit, delta, symbols }: HuffmanTables): number {
  const parts = [symbol, coefficient, skip, limit, delta, Uint8Array.from({ length: 256 }, (_, i) => symbols[i] ?? 0)];
  const bytes = parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return arena.put(Buffer.concat(bytes));
}

interface ScanModule extends WasmExports {
  decodeScan(job: number): number;
  toRgb(
    luma: number,
    lumaStride: number,
    blue: number,
    red: number,
    chromaStride: number,
    halfWidth: number,
    halfHeight: number,
    width: number,
    height: number,
    out: number,
  ): void;
  greyToRgb(luma: number, lumaStride: number, width: number, height: number, out: number): void;
}

const scanModule = wasmModule<ScanModule>(QUARTER_SCAN_WASM);
