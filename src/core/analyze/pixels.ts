import sharp, { type Sharp } from 'sharp';
import { orient } from './decode';
import { type DecodedPixels, fitInside, type RgbImage } from './image';
import { nclxToSrgb } from './nclx';
import { rgbTiff } from './rgbTiff';

export interface PixelRequest {
  readonly pixels: DecodedPixels;
  /** EXIF orientation 1–8 still to apply. */
  readonly orientation: number;
  /** Of the result, in px; never enlarged. */
  readonly longSide: number;
}

/** Scales decoded pixels, turns them upright and brings their colours to sRGB; colours last, on the fewest pixels. */
export async function developPixels({ pixels, orientation, longSide }: PixelRequest): Promise<RgbImage> {
  const { data, width, height } = pixels;
  const input = sharp(data, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  const scaled = input.resize({ ...fitInside(pixels, longSide), fit: 'fill' });
  return toSrgb(await rgbOf(orient(scaled, orientation)), pixels);
}

async function toSrgb(image: RgbImage, { colour }: DecodedPixels): Promise<RgbImage> {
  if (colour.kind === 'nclx') return nclxToSrgb(image, colour);
  if (colour.kind === 'srgb') return image;
  // Raw pixels cannot carry a profile into sharp; an uncompressed TIFF can. One that sharp cannot read is passed over by it.
  const tiff = sharp(rgbTiff(image, colour.profile), { failOn: 'none', limitInputPixels: false });
  return rgbOf(tiff.toColourspace('srgb'));
}

async function rgbOf(pipeline: Sharp): Promise<RgbImage> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
