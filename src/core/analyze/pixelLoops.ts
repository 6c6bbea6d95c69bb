import { PIXEL_LOOPS_WASM } from './pixelLoopsWasm';
import { WasmArena, type WasmExports, wasmModule } from './wasmArena';

/** Addresses and lengths in bytes; `assembly/pixelLoops.ts` says what the tables hold. */
interface PixelLoops extends WasmExports {
  grey(rgb: number, pixels: number, out: number): void;
  average(
    source: number,
    width: number,
    height: number,
    columns: number,
    rows: number,
    sums: number,
    out: number,
    wide: number,
    high: number,
  ): void;
  laplacian(image: number, width: number, height: number, out: number): void;
  bicubicRows(
    source: number,
    stride: number,
    rows: number,
    columns: number,
    weights: number,
    pairs: number,
    wide: number,
    out: number,
  ): void;
  bicubicColumns(source: number, length: number, rows: number, weights: number, most: number, high: number, out: number): void;
  noiseBlocks(image: number, width: number, height: number, out: number): number;
}

const pixelLoops = wasmModule<PixelLoops>(PIXEL_LOOPS_WASM);

/** Room for `bytes` in the module that runs the loops over pixels. */
export const pixelArena = (bytes: number): WasmArena<PixelLoops> => new WasmArena(pixelLoops(), bytes);
