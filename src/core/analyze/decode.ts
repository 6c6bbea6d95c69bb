import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import { PhotoError } from '../failures';
import { type Damage, fitInside, MAX_PIXELS, type RgbImage } from './image';
import { decodeQuarter } from './jpeg/quarterDecode';

// One thread and no cache per process: the pool runs one process per core, and no picture is decoded twice.
sharp.concurrency(1);
sharp.cache(false);

/** `failOn: 'none'` gives what is left of a damaged picture; the damage itself comes as warnings. */
const INPUT: SharpOptions = { failOn: 'none', limitInputPixels: false };

export interface DecodeRequest {
  readonly bytes: Buffer;
  /** EXIF orientation 1–8 to apply, from outside; a tag inside the bytes is ignored. */
  readonly orientation: number;
  /** The decoded long side is at most `longSide`, and at least `exactFrom` when the decoder can scale for free. */
  readonly longSide: number;
  readonly exactFrom: number;
}

export interface Decoded {
  /** Upright, sRGB. */
  readonly image: RgbImage;
  readonly damage: Damage | null;
  /** An upright 8-bit sRGB JPEG at its own size: its bytes can be shown as they are. */
  readonly pristine: boolean;
}

/**
 * Decodes any format sharp knows into upright 8-bit sRGB (ICC profiles converted, CMYK and grey too, transparency on
 * white, the first frame of an animation). Throws PhotoError: too-large, unsupported-format, truncated, corrupt.
 */
export async function decode(request: DecodeRequest): Promise<Decoded> {
  if (request.bytes.length === 0) throw new PhotoError('empty-file', 'no bytes');
  const { bytes, cut } = closed(request.bytes);
  const header = await readHeader(bytes, cut);
  const srgb = header.icc === undefined || isSrgbProfile(header.icc);
  const size = scaledSize(header, request);
  const pristine = srgb && isPlainJpeg(header) && request.orientation === 1 && size.width === header.width;
  const quarter = srgb ? await decodeFast(bytes, header, request) : null;
  if (quarter !== null) return { image: quarter, damage: null, pristine };
  const warnings: string[] = [];
  const pipeline = sharp(bytes, { ...INPUT, ignoreIcc: srgb })
    .on('warning', (message: string) => warnings.push(message))
    .resize({ ...size, fit: 'fill' });
  if (header.hasAlpha) pipeline.flatten({ background: '#fff' });
  const image = await pixelsOf(orient(pipeline, request.orientation)).catch((error: unknown) => {
    throw decodeError(error, cut);
  });
  return { image, damage: damageOf(warnings, cut), pristine };
}

/**
 * Own decoder for what cameras write most: sound baseline JPEGs so large that a quarter of them is enough. `null` for
 * all others.
 */
async function decodeFast(bytes: Buffer, header: Metadata, request: DecodeRequest): Promise<RgbImage | null> {
  if (header.format !== 'jpeg' || header.isProgressive || Math.max(header.width, header.height) / 4 < request.exactFrom) return null;
  const image = decodeQuarter(bytes);
  if (image === null) return null;
  const { width, height } = fitInside(image, request.longSide);
  if (width === image.width && request.orientation === 1) return image;
  const pixels = sharp(image.data, { raw: { width: image.width, height: image.height, channels: 3 } });
  return pixelsOf(orient(pixels.resize({ width, height, fit: 'fill' }), request.orientation));
}

async function pixelsOf(pipeline: Sharp): Promise<RgbImage> {
  const { data, info } = await pipeline.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/**
 * A JPEG without its end marker is given one: then the decoder complains exactly when pixels are missing, and a file
 * that lacks nothing but the marker passes.
 */
function closed(bytes: Buffer): { bytes: Buffer; cut: boolean } {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  const cut = isJpeg && !(bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9);
  return cut ? { bytes: Buffer.concat([bytes, Buffer.from([0xff, 0xd9])]), cut } : { bytes, cut };
}

async function readHeader(bytes: Buffer, cut: boolean): Promise<Metadata> {
  const header = await sharp(bytes, INPUT)
    .metadata()
    .catch((error: unknown) => {
      throw decodeError(error, cut);
    });
  const { width, height } = header;
  if (width * height > MAX_PIXELS) throw new PhotoError('too-large', `${width}×${height} pixels`);
  return header;
}

/**
 * The decoded size. libjpeg scales by 1/2, 1/4 and 1/8 inside the transform, which skips most of the work and needs no
 * resize afterwards; where such a scale lands in [exactFrom, longSide] it is taken (6000×4000 → 1500×1000).
 */
function scaledSize(header: Metadata, { longSide, exactFrom }: DecodeRequest): { width: number; height: number } {
  const long = Math.max(header.width, header.height);
  if (header.format === 'jpeg') {
    for (const denominator of [8, 4, 2]) {
      const scaled = Math.floor(long / denominator);
      if (scaled >= exactFrom && scaled <= longSide) return fitInside(header, scaled);
    }
  }
  return fitInside(header, longSide);
}

/** EXIF 2.32, tag 0x0112: how the stored picture must be turned to stand upright. sharp flips first, then turns. */
export function orient(pipeline: Sharp, orientation: number): Sharp {
  switch (orientation) {
    case 2:
      return pipeline.flop();
    case 3:
      return pipeline.rotate(180);
    case 4:
      return pipeline.flip();
    case 5:
      return pipeline.flip().rotate(90);
    case 6:
      return pipeline.rotate(90);
    case 7:
      return pipeline.flop().rotate(90);
    case 8:
      return pipeline.rotate(270);
    default:
      return pipeline;
  }
}

/** Its own tag would turn it once more in a browser, and CMYK shows wrong in some. */
const isPlainJpeg = (header: Metadata): boolean =>
  header.format === 'jpeg' && header.space === 'srgb' && header.channels === 3 && (header.orientation ?? 1) === 1;

/** Converting from sRGB to sRGB would cost as much as a third of the decode. Its profiles carry the name in ASCII or UTF-16. */
function isSrgbProfile(icc: Buffer): boolean {
  const text = icc.toString('latin1').replaceAll('\0', '');
  return text.includes('sRGB') && !text.includes('linear');
}

/** Warnings that mean lost pixels. "extraneous bytes" are harmless padding that several cameras write, a cut tag is no pixel. */
const LOST = /premature end|bad Huffman|found marker|corrupt(?!.*extraneous)|truncated(?! during)|read error|error in tile/i;
const SHORT = /premature end of JPEG|truncat|unexpected end|end of file|read error/i;

function damageOf(warnings: readonly string[], cut: boolean): Damage | null {
  const lost = warnings.filter((warning) => LOST.test(warning));
  if (lost.length === 0) return null;
  const detail = lost.join('; ').trim();
  return { code: cut || SHORT.test(detail) ? 'truncated' : 'corrupt', detail };
}

function decodeError(error: unknown, cut: boolean): PhotoError {
  const message = error instanceof Error ? error.message : String(error);
  if (/pixel limit|too (large|big)|maximum image|dimension/i.test(message)) return new PhotoError('too-large', message);
  if (/unsupported image format|not been built in|unsupported (codec|feature)|No decoding plugin|no known route/i.test(message)) {
    return new PhotoError('unsupported-format', message);
  }
  return new PhotoError(cut || SHORT.test(message) ? 'truncated' : 'corrupt', message);
}
