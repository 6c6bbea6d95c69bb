import sharp from 'sharp';
import { PhotoError } from '../failures';
import type { Decoders } from '../ingest/decode/decoders';
import { type Ingested, ingestPhoto } from '../ingest/ingest';
import type { ScannedPhoto } from '../model';
import { decode } from './decode';
import type { RgbImage } from './image';
import { type UprightJpeg, withOrientation } from './jpeg/oriented';
import { developPixels } from './pixels';

/** Re-encoded once, so as well as can be told apart from the original by nobody: full chroma, little loss. */
const FULL_JPEG = { quality: 93, chromaSubsampling: '4:4:4' } as const;
const ANY_SIZE = 65_535;

type Picture = NonNullable<Ingested['picture']>;

/**
 * The largest picture there is of a photo, as an upright JPEG: of a RAW the largest intact JPEG inside or beside it, untouched but for
 * the note how it has to be turned; what is no JPEG (TIFF, decoded HEIC or sensor data) is encoded once. Throws PhotoError.
 */
export async function makeFullSize(root: string, photo: ScannedPhoto, decoders: Decoders | undefined): Promise<UprightJpeg> {
  const { picture, failure } = await ingestPhoto(root, photo, decoders ? { decoders } : {});
  if (picture === null) throw new PhotoError(failure?.code ?? 'no-preview', failure?.detail ?? 'no picture');
  if (!('pixels' in picture) && isJpeg(picture.bytes)) return withOrientation(picture.bytes, picture.orientation);
  const { data, width, height } = await upright(picture);
  const pixels = sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  return withOrientation(await pixels.jpeg(FULL_JPEG).toBuffer(), 1);
}

async function upright(picture: Picture): Promise<RgbImage> {
  if ('pixels' in picture) return developPixels({ ...picture, longSide: ANY_SIZE });
  return (await decode({ ...picture, longSide: ANY_SIZE, exactFrom: ANY_SIZE })).image;
}

const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;
