import path from 'node:path';
import { createDecoders, type Decoders } from '../../../../src/core/ingest/decode/decoders';
import { repoRoot } from '../../../support/samples';

/** The decoders as they ship: their WASM as the build lays it beside the worker. */
export const testDecoders = (): Decoders => createDecoders({ wasmFolder: path.join(repoRoot, 'dist'), cpuLimit: (_cpuMs, work) => work() });

const SHORT = 3;
const LONG = 4;

export interface DngOptions {
  readonly width: number;
  readonly height: number;
  readonly orientation?: number;
}

/**
 * An uncompressed 16-bit DNG (Adobe DNG 1.4) with an RGGB mosaic and no preview: a red quarter at the top left, blue at the top
 * right, green at the bottom left, grey at the bottom right.
 */
export function buildDng({ width, height, orientation = 1 }: DngOptions): Buffer {
  const entries: (readonly [tag: number, type: number, ...values: number[]])[] = [
    [0x00fe, LONG, 0],
    [0x0100, LONG, width],
    [0x0101, LONG, height],
    [0x0102, SHORT, 16],
    [0x0103, SHORT, 1],
    [0x0106, SHORT, 32803],
    [0x0111, LONG, 512],
    [0x0112, SHORT, orientation],
    [0x0115, SHORT, 1],
    [0x0116, LONG, height],
    [0x0117, LONG, width * height * 2],
    [0x828d, SHORT, 2, 2],
    [0x828e, 1, 0, 1, 1, 2],
    [0xc612, 1, 1, 4, 0, 0],
    [0xc61d, LONG, 65535],
  ];
  const head = Buffer.alloc(512);
  head.write('II*\0\x08\0\0\0', 0, 'latin1');
  head.writeUInt16LE(entries.length, 8);
  for (const [i, [tag, type, ...values]] of entries.entries()) {
    const at = 10 + 12 * i;
    head.writeUInt16LE(tag, at);
    head.writeUInt16LE(type, at + 2);
    head.writeUInt32LE(values.length, at + 4);
    const width = type === LONG ? 4 : type === SHORT ? 2 : 1;
    for (const [k, value] of values.entries()) head.writeUIntLE(value, at + 8 + k * width, width);
  }
  return Buffer.concat([head, mosaic(width, height)]);
}

/** Bright where the quarter's colour and the filter's agree. */
function mosaic(width: number, height: number): Buffer {
  const pixels = new Uint16Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const filter = (y & 1) + (x & 1);
      const quarter = y < height / 2 ? (x < width / 2 ? 0 : 2) : x < width / 2 ? 1 : null;
      pixels[y * width + x] = quarter === null ? 20_000 : filter === quarter ? 50_000 : 4000;
    }
  }
  return Buffer.from(pixels.buffer);
}
