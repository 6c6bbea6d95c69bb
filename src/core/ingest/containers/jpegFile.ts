import { type Bytes, readAscii, windowOf } from '../bytes';
import { jpegSegments, readJpegHeader } from '../preview/jpegHeader';
import type { Contents } from './contents';
import { type TiffWalk, walkTiff } from './tiff';

const APP1 = 0xe1;
const EXIF = 'Exif\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';

/** Reads a JPEG's EXIF (CIPA DC-008: APP1 `Exif\0\0`), XMP packet and dimensions. `start` = of a JPEG inside another file. */
export function readJpegFile(bytes: Bytes, start = 0): Contents {
  const exif: TiffWalk[] = [];
  let xmp: Buffer | null = null;
  for (const { marker, at, length } of jpegSegments(bytes, start)) {
    if (marker !== APP1) continue;
    if (readAscii(bytes, at, EXIF.length) === EXIF) {
      const walk = walkTiff(windowOf(bytes, at + 6, length - 6));
      if (walk) exif.push(walk);
    } else if (xmp === null && readAscii(bytes, at, XMP.length) === XMP) {
      xmp = bytes.read(at + XMP.length, length - XMP.length);
    }
  }
  const header = readJpegHeader(bytes, start);
  const facts = typeof header === 'string' ? {} : { width: header.width, height: header.height };
  return { candidates: [], exif, xmp, facts };
}
