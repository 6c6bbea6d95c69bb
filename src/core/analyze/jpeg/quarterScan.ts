import type { JpegComponent, JpegHeader } from './header';
import { type HuffmanTables, tablesOf } from './huffman';
import { QUARTER_SCAN_WASM } from './quarterScanWasm';

/** Samples of one component at a quarter of its size: 2×2 per block of 8×8. Whole MCUs, so `stride` may exceed the picture. */
export interface Plane {
  readonly data: Uint8Array;
  readonly stride: number;
}

/** Fixed point of the transform. */
const SHIFT = 13;
/** Mean of cos((2x + 1) π / 16) over one half of a block: what the first cosine adds to that half. */
const HALF_MEAN = [1, 3, 5, 7].reduce((sum, odd) => sum + Math.cos((odd * Math.PI) / 16), 0) / 4;
const EDGE_SHARE = (HALF_MEAN * Math.SQRT1_2) / 4;
const CORNER_SHARE = HALF_MEAN ** 2 / 4;

/** The first page of the module's memory is its own. */
const FIRST_FREE = 0x1_0000;
const PAGE = 0x1_0000;
/** Address space of the module. */
const MAX_BYTES = 2 ** 31;

/**
 * Decodes a baseline scan at a quarter of its size from the four lowest frequencies of each block; the others are passed
 * without being computed. That is the mean of 4×4 pixels less what would alias. `null` when the data is damaged or cut
 * (a slower decoder then finds out how) or too large. The planes are valid until the next call.
 */
export function decodeQuarterScan(bytes: Uint8Array, header: JpegHeader): readonly Plane[] | null {
  const across = Math.ceil(header.width / (8 * Math.max(...header.components.map((c) => c.horizontal))));
  const down = Math.ceil(header.height / (8 * Math.max(...header.components.map((c) => c.vertical))));
  const sizes = header.components.map((c) => ({ stride: across * c.horizontal * 2, rows: down * c.vertical * 2 }));
  const scan = bytes.subarray(header.scanStart);
  const needed = scan.length + sizes.reduce((sum, { stride, rows }) => sum + stride * rows, 0) + 2 * PAGE * sizes.length;
  if (needed > MAX_BYTES - FIRST_FREE) return null;
  const arena = new Arena(needed);
  const data = arena.put(scan);
  const words: number[] = [data, data + scan.length, across, down, header.restartInterval, sizes.length];
  const planes: { at: number; stride: number; length: number }[] = [];
  for (const [i, component] of header.components.entries()) {
    const dc = tablesOf(component.dc);
    const ac = tablesOf(component.ac);
    const { stride = 0, rows = 0 } = sizes[i] ?? {};
    if (dc === null || ac === null) return null;
    const at = arena.take(stride * rows);
    planes.push({ at, stride, length: stride * rows });
    words.push(...factorsOf(component), putTables(arena, dc), putTables(arena, ac), at, stride, 0);
  }
  if (arena.module.decodeScan(arena.put(Int32Array.from(words))) === 0) return null;
  return planes.map(({ at, stride, length }) => ({ data: arena.view(at, length), stride }));
}

/** Sampling, and quantization times the share of DC, (1,0), (0,1) and (1,1) in a 2×2 sample, in fixed point. */
function factorsOf({ horizontal, vertical, quantization }: JpegComponent): number[] {
  const fixed = (zigzag: number, share: number) => Math.round((quantization[zigzag] ?? 0) * share * 2 ** SHIFT);
  return [horizontal, vertical, fixed(0, 1 / 8), fixed(1, EDGE_SHARE), fixed(2, EDGE_SHARE), fixed(4, CORNER_SHARE)];
}

/** In the order of the offsets at the top of the module's source. */
function putTables(arena: Arena, { symbol, coefficient, skip, limit, delta, symbols }: HuffmanTables): number {
  const parts = [symbol, coefficient, skip, limit, delta, Uint8Array.from({ length: 256 }, (_, i) => symbols[i] ?? 0)];
  const bytes = parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return arena.put(Buffer.concat(bytes));
}

interface ScanModule {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  decodeScan(job: number): number;
}

/** Node has it, but Node's own types leave it to the DOM's, which the core does not see. */
interface WithWebAssembly {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: object };
  };
}

let loaded: ScanModule | null = null;

/** Compiled on first use: under 3 KB. */
function scanModule(): ScanModule {
  const { Instance, Module } = (globalThis as unknown as WithWebAssembly).WebAssembly;
  loaded ??= new Instance(new Module(Buffer.from(QUARTER_SCAN_WASM, 'base64'))).exports as ScanModule;
  return loaded;
}

/** Hands out the module's memory from the start, anew for each picture; it grows to the largest picture seen. */
class Arena {
  readonly module = scanModule();
  #next = FIRST_FREE;

  constructor(bytes: number) {
    const { memory } = this.module;
    const missing = FIRST_FREE + bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  }

  take(length: number): number {
    const at = this.#next;
    this.#next = (at + length + 15) & ~15;
    return at;
  }

  put(values: Uint8Array | Int32Array): number {
    const at = this.take(values.byteLength);
    this.view(at, values.byteLength).set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    return at;
  }

  view(at: number, length: number): Uint8Array {
    return new Uint8Array(this.module.memory.buffer, at, length);
  }
}
