import { PhotoError } from '../../failures';
import { bytesOf } from '../../ingest/bytes';
import { jpegSegments, readJpegHeader } from '../../ingest/preview/jpegHeader';

const SOI = Buffer.from([0xff, 0xd8]);
const APP1 = 0xe1;
const SOS = 0xda;
/** Of the tag's value in the whole JPEG, which is below 256. */
const ORIENTATION_AT = 31;

/** A JPEG that stands upright in every browser, and how large it is then. */
export interface UprightJpeg {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * The same picture, bit for bit, that says itself how it has to be turned: what it carried in APP1 (EXIF with an orientation of its
 * own, XMP) makes room for an EXIF block with nothing but the tag 0x0112. Browsers obey it (CSS Images 3, image-orientation).
 * Throws PhotoError('corrupt') for what is no JPEG.
 */
export function withOrientation(jpeg: Buffer, orientation: number): UprightJpeg {
  const header = readJpegHeader(bytesOf(jpeg));
  if (typeof header === 'string') throw new PhotoError('corrupt', `JPEG header: ${header}`);
  const pieces: Buffer[] = [SOI, orientationBlock(orientation)];
  for (const { marker, at, length } of jpegSegments(bytesOf(jpeg))) {
    if (marker === SOS) pieces.push(jpeg.subarray(at - 4));
    else if (marker !== APP1) pieces.push(jpeg.subarray(at - 4, at + length));
  }
  return { bytes: Buffer.concat(pieces), ...turned(header, orientation) };
}

/** Size of a JPEG that `withOrientation` made, from its first bytes. `null` for any other. */
export function orientedSize(head: Buffer): { readonly width: number; readonly height: number } | null {
  const header = readJpegHeader(bytesOf(head));
  const own = orientationBlock(1);
  const isOurs = head.subarray(2, ORIENTATION_AT).equals(own.subarray(0, ORIENTATION_AT - 2));
  return typeof header === 'string' || !isOurs ? null : turned(header, head[ORIENTATION_AT] ?? 1);
}

/** EXIF 2.32: APP1, a big-endian TIFF with one entry of type SHORT. */
function orientationBlock(orientation: number): Buffer {
  const tiff = ['4d4d002a00000008', '0001', '0112000300000001', `000${orientation}0000`, '00000000'].join('');
  const payload = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff, 'hex')]);
  const head = Buffer.from([0xff, APP1, 0, payload.length + 2]);
  return Buffer.concat([head, payload]);
}

const turned = ({ width, height }: { readonly width: number; readonly height: number }, orientation: number) =>
  orientation > 4 ? { width: height, height: width } : { width, height };
