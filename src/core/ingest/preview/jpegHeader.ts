import { type Bytes, readExactly } from '../bytes';

/** Markers of ITU-T T.81: SOF0 baseline, SOF1 extended sequential, SOF2 progressive are what decoders take. */
const DECODABLE: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
const NOT_SOF: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);
const SOI = 0xd8;
const SOS = 0xda;
const EOI = 0xd9;
/** A camera writes a dozen; ICC profiles and extended XMP in 64 KB pieces can make it more. */
const MAX_SEGMENTS = 400;
/** libjpeg skips any number of stray bytes; editors leave a handful. More would cost a walker its budget on a hole of zeros. */
const MAX_STRAY = 4096;

export interface JpegSegment {
  readonly marker: number;
  /** Of the payload, behind the length field. */
  readonly at: number;
  readonly length: number;
}

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** Position of the first scan's SOS marker. */
  readonly scanAt: number;
}

/** `cut` = the data end inside the header; `undecodable` = a JPEG of a kind that no viewer shows (lossless, 12-bit …). */
export type JpegVerdict = JpegHeader | 'cut' | 'undecodable' | 'not-jpeg';

/** Segments from SOI to the first SOS (included). Ends early where the data do. */
export function* jpegSegments(bytes: Bytes, start = 0): Generator<JpegSegment> {
  let at = start + 2;
  for (let count = 0; count < MAX_SEGMENTS; count++) {
    at = nextMarker(bytes, at);
    const marker = bytes.read(at + 1, 1)[0];
    if (marker === undefined || marker === EOI) return;
    const standalone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    const size = standalone ? 0 : (readExactly(bytes, at + 2, 2)?.readUInt16BE(0) ?? 0);
    if (!standalone && size < 2) return;
    if (!standalone) yield { marker, at: at + 4, length: size - 2 };
    if (marker === SOS) return;
    at += 2 + size;
  }
}

/** Skips fill bytes, and the stray bytes that some editors leave behind a segment; decoders do the same. */
function nextMarker(bytes: Bytes, at: number): number {
  if (isMarker(bytes.read(at, 2), 0)) return at;
  const near = bytes.read(at, MAX_STRAY);
  for (let i = 0; i + 1 < near.length; i++) if (isMarker(near, i)) return at + i;
  return bytes.size;
}

const isMarker = (near: Buffer, i: number): boolean => near[i] === 0xff && (near[i + 1] ?? 0) !== 0 && near[i + 1] !== 0xff;

/** SOI and a marker behind it; where stray bytes follow SOI, a whole header has to, for two bytes alone prove nothing. */
export function isJpeg(bytes: Bytes, start = 0): boolean {
  if (!hasSoi(bytes, start)) return false;
  return bytes.read(start + 2, 1)[0] === 0xff || typeof readJpegHeader(bytes, start) === 'object';
}

function hasSoi(bytes: Bytes, start: number): boolean {
  const head = bytes.read(start, 2);
  return head[0] === 0xff && head[1] === SOI;
}

/**
 * Reads a JPEG's header up to its first scan, without decoding. Sensor data in JPEG's clothes is told apart by its frame:
 * lossless (SOF3, 7, 11, 15), arithmetic, 12 or 16 bits, or two components.
 */
export function readJpegHeader(bytes: Bytes, start = 0): JpegVerdict {
  if (!hasSoi(bytes, start)) return bytes.size - start < 3 ? 'cut' : 'not-jpeg';
  let size: Size | null = null;
  let end = start;
  for (const segment of jpegSegments(bytes, start)) {
    end = segment.at + segment.length;
    if (segment.marker === SOS) return size ? { ...size, scanAt: segment.at - 4 } : 'not-jpeg';
    if (!isFrame(segment.marker) || size) continue;
    size = readFrame(bytes, segment);
    if (size === null) return 'undecodable';
  }
  return end + 4 > bytes.size ? 'cut' : 'not-jpeg';
}

export const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && !NOT_SOF.has(marker);

interface Size {
  readonly width: number;
  readonly height: number;
}

function readFrame(bytes: Bytes, segment: JpegSegment): Size | null {
  const [precision, , , , , components] = bytes.read(segment.at, 6);
  const picture = precision === 8 && (components === 1 || components === 3 || components === 4);
  return picture && DECODABLE.has(segment.marker) ? frameSize(bytes, segment) : null;
}

/** Dimensions of a frame of any kind. */
export function frameSize(bytes: Bytes, { at }: JpegSegment): Size | null {
  const frame = readExactly(bytes, at, 6);
  if (frame === null) return null;
  const [height, width] = [frame.readUInt16BE(1), frame.readUInt16BE(3)];
  return width > 0 && height > 0 ? { width, height } : null;
}

/**
 * Where the picture ends: the position behind its last EOI, or `null` where it was cut off. Inside a scan an FF is always
 * followed by 00 or a restart marker, so an FFD9 behind SOS is an end; what follows it (padding, a second picture, a film) is not ours to judge.
 * `jpeg` may be the JPEG's last part alone: then `scanAt` is negative.
 */
export function endOfJpeg(jpeg: Buffer, scanAt: number): number | null {
  const at = jpeg.lastIndexOf(EOI_BYTES);
  return at >= 0 && at > scanAt ? at + 2 : null;
}

const EOI_BYTES = Buffer.from([0xff, EOI]);
