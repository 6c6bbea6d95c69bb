import { type Bytes, readAscii, windowOf } from '../bytes';
import { frameSize, isFrame, isJpeg, type JpegSegment, jpegSegments } from '../preview/jpegHeader';
import { type Contents, MAX_EXIF, type PreviewCandidate } from './contents';
import { type TiffWalk, walkTiff } from './tiff';
import { tiffPreviews } from './tiffPreviews';

interface App1 {
  readonly walk?: TiffWalk;
  readonly thumbs?: readonly PreviewCandidate[];
  readonly xmp?: Buffer;
}

const APP1 = 0xe1;
const EXIF = 'Exif\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';

/**
 * Reads a JPEG's EXIF (CIPA DC-008: APP1 `Exif\0\0`) with its thumbnail, XMP packet and dimensions. `start` = of a JPEG inside
 * another file.
 */
export function readJpegFile(bytes: Bytes, start = 0): Contents {
  const exif: TiffWalk[] = [];
  const candidates: PreviewCandidate[] = [];
  let xmp: Buffer | null = null;
  let size: Contents['facts'] | null = null;
  for (const segment of isJpeg(bytes, start) ? jpegSegments(bytes, start) : []) {
    const found = segment.marker === APP1 && exif.length < MAX_EXIF ? readApp1(bytes, segment) : null;
    if (found?.walk) exif.push(found.walk);
    candidates.push(...(found?.thumbs ?? []));
    xmp ??= found?.xmp ?? null;
    if (isFrame(segment.marker)) size ??= frameSize(bytes, segment);
  }
  return { candidates, exif, xmp, facts: size ?? {} };
}

function readApp1(bytes: Bytes, { at, length }: JpegSegment): App1 | null {
  if (readAscii(bytes, at, XMP.length) === XMP) return { xmp: bytes.read(at + XMP.length, length - XMP.length) };
  if (readAscii(bytes, at, EXIF.length) !== EXIF) return null;
  const tiff = at + EXIF.length + 1;
  const walk = walkTiff(windowOf(bytes, tiff, length - EXIF.length - 1));
  return walk && { walk, thumbs: tiffPreviews(walk, 'tiff').map((it) => ({ ...it, offset: it.offset + tiff })) };
}
