import path from 'node:path';
import type { Damage, DecodedPixels } from '../analyze/image';
import { PhotoError } from '../failures';
import type { FailureCode, Metadata, PhotoFormat, PreviewSource, ScannedFile, ScannedPhoto } from '../model';
import { ByteSource } from './byteSource';
import { bytesOf } from './bytes';
import type { Contents } from './containers/contents';
import { readJpegFile } from './containers/jpegFile';
import type { Decoders } from './decode/decoders';
import { kindOfName, splitName } from './extensions';
import { readMetadata } from './metadata/metadata';
import { type ChosenPreview, choosePreview } from './preview/choose';
import { endOfJpeg, type JpegHeader, type JpegVerdict, readJpegHeader } from './preview/jpegHeader';

/** Long side in pixels below which an embedded JPEG is a stamp: the JPEG beside the photo, and decoding it, come first. */
const USEFUL_LONG_SIDE = 640;
/** The same for HEIF, where decoding gives the real picture: only what fills the analysis is as good. */
const USEFUL_LONG_SIDE_HEIF = 1440;
/** Files beyond it are not read into memory. */
export const MAX_WHOLE_FILE = 1024 ** 3;
/** … and those of a RAW or HEIF decoder need several times their size. */
const MAX_DECODED_FILE = 300 * 1024 ** 2;

/** Encoded bytes of a picture of the photo, ready for a renderer. */
export interface EncodedPicture {
  readonly bytes: Buffer;
  readonly source: PreviewSource;
  /** EXIF orientation 1–8 that the renderer has to apply, instead of what the bytes say themselves. */
  readonly orientation: number;
  /** The bytes are the whole primary file: hashing needs no second read. */
  readonly wholeFile: boolean;
}

/**
 * A picture that a decoder has opened. `bytes` are the primary file, from which the same decoder always makes the same pixels: what
 * names the cached preview is their hash, as for every other picture.
 */
export interface PixelPicture extends EncodedPicture {
  readonly pixels: DecodedPixels;
  readonly damage: Damage | null;
}

export type Picture = EncodedPicture | PixelPicture;

/** Of a RAW file that is nothing but sensor data. */
export const HEADERLESS: Contents = { candidates: [], exif: [], xmp: null, facts: {} };

/** A photo that was opened and read, but for its picture. */
export interface Opened {
  readonly root: string;
  readonly photo: ScannedPhoto;
  readonly source: ByteSource;
  readonly format: PhotoFormat;
  readonly contents: Contents;
  readonly metadata: Metadata;
  /** All bytes of the file, where the file itself is the picture. */
  readonly whole: Buffer | null;
  /** `null`: only what is embedded or beside can be taken. */
  readonly decoders: Decoders | null;
}

/**
 * Throws PhotoError where there is no picture: `no-preview`, `unsupported-format`, `truncated`, `corrupt`, `too-large`,
 * `out-of-memory`, `timeout`.
 */
export function takePicture(opened: Opened): Promise<Picture> {
  const { format } = opened;
  return format === 'raw' || format === 'heif' ? bestPicture(opened, format) : filePicture(opened);
}

const JPEG_FAILURES: Readonly<Record<Exclude<JpegVerdict, object>, FailureCode>> = {
  cut: 'truncated',
  undecodable: 'unsupported-format',
  'not-jpeg': 'corrupt',
};

async function filePicture({ source, format, contents, metadata, whole }: Opened): Promise<Picture> {
  if (whole === null) throw new PhotoError('too-large', `${source.size} bytes`);
  if (format === 'jpeg') requireJpegHeader(whole);
  if (format === 'tiff') requireFirstDirectory(contents);
  // Decoders turn AVIF by its own irot and imir; its EXIF orientation is a copy of that.
  const orientation = format === 'avif' ? 1 : (metadata.orientation ?? 1);
  return { bytes: whole, source: 'file', orientation, wholeFile: true };
}

/** Without its first directory a TIFF shows nothing; whether the strips are whole is for the decoder to say. */
function requireFirstDirectory({ exif: [walk] }: Contents): void {
  const main = walk?.directories[0];
  if (walk && (main?.role !== 'ifd0' || main.cut)) throw new PhotoError('truncated', 'the first TIFF directory is cut off');
}

/** The photo's own JPEG may lack its end: the renderer shows what is there and tells whether picture data is missing. */
function requireJpegHeader(jpeg: Buffer): JpegHeader {
  const header = readJpegHeader(bytesOf(jpeg));
  if (typeof header === 'string') throw new PhotoError(JPEG_FAILURES[header], `JPEG header: ${header}`);
  return header;
}

/** A cut JPEG beside a RAW is no better than the next fallback. */
function requireWholeJpeg(jpeg: Buffer): void {
  const header = requireJpegHeader(jpeg);
  if (endOfJpeg(jpeg, header.scanAt) === null) throw new PhotoError('truncated', 'the JPEG has no end');
}

type OpaqueFormat = 'raw' | 'heif';

/** Embedded, else the JPEG beside it, else decoded, else an embedded stamp, else the `.THM`. */
async function bestPicture(opened: Opened, format: OpaqueFormat): Promise<Picture> {
  const { chosen, cut } = choosePreview(opened.source, opened.contents.candidates);
  const useful = format === 'heif' ? USEFUL_LONG_SIDE_HEIF : USEFUL_LONG_SIDE;
  if (chosen && Math.max(chosen.width, chosen.height) >= useful) return embedded(opened, chosen);
  const tried: string[] = [];
  const beside = await companionPicture(opened, { source: 'companion-jpeg', wanted: isJpegName, tried });
  if (beside) return beside;
  const decoded = await decodedPicture(opened, format);
  if (!(decoded instanceof PhotoError)) return decoded;
  if (chosen) return embedded(opened, chosen);
  const thumb = await companionPicture(opened, { source: 'companion-thm', wanted: isThumbName, tried });
  if (thumb) return thumb;
  const cutOff = cut || opened.contents.exif.some((it) => it.cut);
  throw new PhotoError(
    cutOff ? 'truncated' : noPicture(opened, decoded.code),
    [`${opened.contents.candidates.length} embedded previews, none intact`, ...tried, decoded.message].join('; '),
  );
}

/** Why there is none, where there is none: a stamp may still do. */
async function decodedPicture({ source, metadata, decoders }: Opened, format: OpaqueFormat): Promise<PixelPicture | PhotoError> {
  if (decoders === null) return new PhotoError('unsupported-format', 'no decoder');
  if (source.size > MAX_DECODED_FILE) return new PhotoError('unsupported-format', `${source.size} bytes are too many to decode`);
  try {
    const bytes = source.readWhole(0, source.size);
    const decoded = await decoders[format](bytes, metadata.orientation);
    return { ...decoded, bytes, source: format === 'raw' ? 'demosaic' : 'heif-decode', wholeFile: true };
  } catch (error) {
    if (error instanceof PhotoError) return error;
    throw error;
  }
}

function noPicture({ format, metadata, contents }: Opened, undecoded: FailureCode): FailureCode {
  if (undecoded !== 'unsupported-format') return undecoded;
  // A headerless `.raw` that no decoder knows by its size need not be a photo at all.
  if (format === 'raw') return contents === HEADERLESS ? 'unsupported-format' : 'no-preview';
  return metadata.width === null ? 'corrupt' : 'unsupported-format';
}

function embedded({ metadata }: Opened, { bytes, candidate, smaller }: ChosenPreview): Picture {
  const orientation = candidate.orientation ?? metadata.orientation ?? 1;
  return { bytes, source: smaller ? 'embedded-smaller' : 'embedded', orientation, wholeFile: false };
}

const isJpegName = (it: ScannedFile): boolean => kindOfName(it.path) === 'jpeg';
const isThumbName = (it: ScannedFile): boolean => splitName(it.path).extension === 'thm';

interface Beside {
  readonly source: PreviewSource;
  readonly wanted: (companion: ScannedFile) => boolean;
  /** Collects why a companion could not be used. */
  readonly tried: string[];
}

/** The first intact JPEG among the companions, turned by its own EXIF. */
async function companionPicture({ root, photo }: Opened, { source, wanted, tried }: Beside): Promise<Picture | null> {
  for (const companion of photo.companions.filter(wanted)) {
    try {
      const bytes = readCompanion(path.join(root, companion.path));
      const { orientation } = await readMetadata(readJpegFile(bytesOf(bytes)), []);
      return { bytes, source, orientation: orientation ?? 1, wholeFile: false };
    } catch (error) {
      tried.push(`${companion.path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return null;
}

function readCompanion(file: string): Buffer {
  const source = ByteSource.open(file);
  try {
    if (source.size > MAX_WHOLE_FILE) throw new PhotoError('too-large', `${source.size} bytes`);
    const bytes = source.readWhole(0, source.size);
    requireWholeJpeg(bytes);
    return bytes;
  } finally {
    source.close();
  }
}
