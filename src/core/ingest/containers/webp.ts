import { type Bytes, readAscii, readExactly, windowOf } from '../bytes';
import { type Contents, MAX_EXIF } from './contents';
import { type TiffWalk, walkTiff } from './tiff';

const MAX_CHUNKS = 1000;
const LOSSLESS_SIGNATURE = 0x2f;

/** Reads a WebP (RFC 9649): dimensions from VP8X, VP8L or VP8, the `EXIF` and `XMP ` chunks. */
export function readWebp(bytes: Bytes): Contents {
  const exif: TiffWalk[] = [];
  let xmp: Buffer | null = null;
  let facts: Contents['facts'] = {};
  for (const { type, at, length } of chunks(bytes)) {
    if (type === 'EXIF' && exif.length < MAX_EXIF) exif.push(...exifChunk(bytes, at, length));
    if (type === 'XMP ') xmp ??= bytes.read(at, length);
    if (type.startsWith('VP8') && facts.width === undefined) facts = canvasSize(bytes, type, at);
  }
  return { candidates: [], exif, xmp, facts };
}

function* chunks(bytes: Bytes): Generator<{ type: string; at: number; length: number }> {
  let at = 12;
  for (let count = 0; count < MAX_CHUNKS; count++) {
    const head = readExactly(bytes, at, 8);
    if (head === null) return;
    const length = head.readUInt32LE(4);
    yield { type: head.toString('latin1', 0, 4), at: at + 8, length };
    at += 8 + length + (length % 2);
  }
}

/** Some writers keep JPEG's `Exif\0\0` in front. */
function exifChunk(bytes: Bytes, at: number, length: number): TiffWalk[] {
  const skip = readAscii(bytes, at, 6) === 'Exif\0\0' ? 6 : 0;
  const walk = walkTiff(windowOf(bytes, at + skip, length - skip));
  return walk ? [walk] : [];
}

function canvasSize(bytes: Bytes, type: string, at: number): Contents['facts'] {
  const head = readExactly(bytes, at, 10);
  if (head === null) return {};
  if (type === 'VP8X') return { width: head.readUIntLE(4, 3) + 1, height: head.readUIntLE(7, 3) + 1 };
  if (type === 'VP8 ') return { width: head.readUInt16LE(6) & 0x3fff, height: head.readUInt16LE(8) & 0x3fff };
  if (head[0] !== LOSSLESS_SIGNATURE) return {};
  const bits = head.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
