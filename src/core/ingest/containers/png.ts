import { type Bytes, readAscii, readExactly, windowOf } from '../bytes';
import { type Contents, MAX_EXIF } from './contents';
import { type TiffWalk, walkTiff } from './tiff';

const MAX_CHUNKS = 10_000;
const XMP_KEYWORD = 'XML:com.adobe.xmp\0';

/** Reads a PNG (third edition): IHDR, `eXIf` (a TIFF) and the XMP in an uncompressed `iTXt`. */
export function readPng(bytes: Bytes): Contents {
  const header = readExactly(bytes, 16, 8);
  const exif: TiffWalk[] = [];
  let xmp: Buffer | null = null;
  for (const { type, at, length } of chunks(bytes)) {
    if (type === 'eXIf' && exif.length < MAX_EXIF) exif.push(...exifChunk(bytes, at, length));
    if (type === 'iTXt' && xmp === null) xmp = xmpChunk(bytes, at, length);
  }
  return { candidates: [], exif, xmp, facts: header ? { width: header.readUInt32BE(0), height: header.readUInt32BE(4) } : {} };
}

function* chunks(bytes: Bytes): Generator<{ type: string; at: number; length: number }> {
  let at = 8;
  for (let count = 0; count < MAX_CHUNKS; count++) {
    const head = readExactly(bytes, at, 8);
    if (head === null) return;
    const length = head.readUInt32BE(0);
    yield { type: head.toString('latin1', 4), at: at + 8, length };
    at += 12 + length;
  }
}

function exifChunk(bytes: Bytes, at: number, length: number): TiffWalk[] {
  const walk = walkTiff(windowOf(bytes, at, length));
  return walk ? [walk] : [];
}

/** Keyword, compression flag and method, language, translated keyword, text. */
function xmpChunk(bytes: Bytes, at: number, length: number): Buffer | null {
  if (readAscii(bytes, at, XMP_KEYWORD.length) !== XMP_KEYWORD) return null;
  const rest = bytes.read(at + XMP_KEYWORD.length, length - XMP_KEYWORD.length);
  const text = rest.indexOf(0, rest.indexOf(0, 2) + 1) + 1;
  return rest[0] === 0 && text > 2 ? rest.subarray(text) : null;
}
