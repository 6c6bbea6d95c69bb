/** What a baseline scan needs to be decoded (ITU-T T.81, annex B). */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly components: readonly JpegComponent[];
  /** MCUs between restart markers; 0 = none. */
  readonly restartInterval: number;
  /** Offset of the first byte of entropy-coded data. */
  readonly scanStart: number;
}

export interface JpegComponent {
  /** Blocks per MCU. */
  readonly horizontal: number;
  readonly vertical: number;
  /** 64 factors in zigzag order. */
  readonly quantization: Uint16Array;
  readonly dc: HuffmanCode;
  readonly ac: HuffmanCode;
}

/** A DHT table: `counts[n]` codes of length n + 1, with their symbols in order. */
export interface HuffmanCode {
  readonly counts: Uint8Array;
  readonly symbols: Uint8Array;
}

const SOF_BASELINE = 0xc0;
const SOF_EXTENDED = 0xc1;
const DHT = 0xc4;
const SOI = 0xd8;
const SOS = 0xda;
const DQT = 0xdb;
const DRI = 0xdd;
const APP14 = 0xee;

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly components: readonly { readonly id: number; readonly horizontal: number; readonly vertical: number; readonly table: number }[];
}

/**
 * The header of a sequential 8-bit Huffman JPEG in YCbCr or grey with one interleaved scan: what cameras write. `null` for
 * everything else (progressive, arithmetic, 12-bit, RGB, CMYK, several scans) and for anything malformed.
 */
export function parseJpegHeader(bytes: Uint8Array): JpegHeader | null {
  const quantization = new Map<number, Uint16Array>();
  const codes = new Map<number, HuffmanCode>();
  let frame: Frame | null = null;
  let restartInterval = 0;
  for (const { marker, body, end } of segments(bytes)) {
    if (marker === DQT) readQuantization(body, quantization);
    else if (marker === DHT) readHuffman(body, codes);
    else if (marker === DRI) restartInterval = word(body, 0);
    else if (marker === APP14 && body[0] === 0x41 && body[11] === 0) return null;
    else if (marker === SOF_BASELINE || marker === SOF_EXTENDED) frame = readFrame(body);
    else if (marker > SOF_EXTENDED && marker < SOI && marker !== 0xc8 && marker !== 0xcc) return null;
    else if (marker === SOS) return frame && assemble({ frame, scan: body, quantization, codes, restartInterval, scanStart: end });
  }
  return null;
}

/** Marker segments up to and with SOS; ends early where the structure breaks. */
function* segments(bytes: Uint8Array): Generator<{ marker: number; body: Uint8Array; end: number }> {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const end = at + 2 + word(bytes, at + 2);
    if (end > bytes.length || end < at + 4) return;
    yield { marker, body: bytes.subarray(at + 4, end), end };
    if (marker === SOS) return;
    at = end;
  }
}

const word = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

function readQuantization(body: Uint8Array, tables: Map<number, Uint16Array>): void {
  for (let at = 0; at < body.length; ) {
    const kind = body[at++] ?? 0;
    const wide = kind >> 4 !== 0;
    const size = wide ? 2 : 1;
    if (at + 64 * size > body.length) return;
    const start = at;
    tables.set(
      kind & 15,
      Uint16Array.from({ length: 64 }, (_, k) => (wide ? word(body, start + 2 * k) : (body[start + k] ?? 0))),
    );
    at += 64 * size;
  }
}

/** Keys are the byte of the standard: class in the high half (1 = AC), number in the low one. */
function readHuffman(body: Uint8Array, codes: Map<number, HuffmanCode>): void {
  for (let at = 0; at + 17 <= body.length; ) {
    const counts = body.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    codes.set(body[at] ?? 0, { counts, symbols: body.subarray(at + 17, at + 17 + total) });
    at += 17 + total;
  }
}

function readFrame(body: Uint8Array): Frame | null {
  if (body[0] !== 8 || body.length < 6 + 3 * (body[5] ?? 0)) return null;
  const components = Array.from({ length: body[5] ?? 0 }, (_, i) => {
    const at = 6 + 3 * i;
    const sampling = body[at + 1] ?? 0;
    return { id: body[at] ?? 0, horizontal: sampling >> 4, vertical: sampling & 15, table: body[at + 2] ?? 0 };
  });
  return { height: word(body, 1), width: word(body, 3), components };
}

interface Parts extends Pick<JpegHeader, 'restartInterval' | 'scanStart'> {
  readonly frame: Frame;
  readonly scan: Uint8Array;
  readonly quantization: ReadonlyMap<number, Uint16Array>;
  readonly codes: ReadonlyMap<number, HuffmanCode>;
}

function assemble({ frame, scan, quantization, codes, restartInterval, scanStart }: Parts): JpegHeader | null {
  const { width, height } = frame;
  if (width === 0 || height === 0 || scan[0] !== frame.components.length || !isCameraSampling(frame)) return null;
  const components: JpegComponent[] = [];
  for (const [i, { id, horizontal, vertical, table }] of frame.components.entries()) {
    const selector = scan[2 + 2 * i] ?? 0;
    const factors = quantization.get(table);
    const dc = codes.get(selector >> 4);
    const ac = codes.get(0x10 | (selector & 15));
    if (scan[1 + 2 * i] !== id || !factors || !dc || !ac) return null;
    components.push({ horizontal, vertical, quantization: factors, dc, ac });
  }
  return { width, height, components, restartInterval, scanStart };
}

/** Grey, or YCbCr (not the ids “RGB”) with chroma at full or half size per direction. */
function isCameraSampling({ components }: Frame): boolean {
  const [luma, ...chroma] = components;
  if (!luma || luma.id === 0x52) return false;
  const plain = chroma.every(({ horizontal, vertical }) => horizontal === 1 && vertical === 1);
  if (chroma.length === 0) return luma.horizontal === 1 && luma.vertical === 1;
  return chroma.length === 2 && plain && [1, 2].includes(luma.horizontal) && [1, 2].includes(luma.vertical);
}
