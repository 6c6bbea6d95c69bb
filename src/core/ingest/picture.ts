import path from 'node:path';
import { PhotoError } from '../failures';
import type { FailureCode, Metadata, PreviewSource, ScannedFile, ScannedPhoto } from '../model';
import { ByteSource } from './byteSource';
import { bytesOf } from './bytes';
import type { Contents } from './containers/contents';
import { readJpegFile } from './containers/jpegFile';
import { kindOfName, splitName } from './extensions';
import { readMetadata } from './metadata/metadata';
import { type ChosenPreview, choosePreview } from './preview/choose';
import { endOfJpeg, type JpegVerdict, readJpegHeader } from './preview/jpegHeader';
import type { Sniffed } from './sniff';

/** Long side in pixels below which an embedded preview gives way to the camera's JPEG beside the RAW. */
const USEFUL_LONG_SIDE = 640;
/** Files beyond it are not read into memory. */
export const MAX_WHOLE_FILE = 1024 ** 3;

/** Encoded bytes of a picture of the photo, ready for a decoder. */
export interface Picture {
  readonly bytes: Buffer;
  readonly source: PreviewSource;
  /** EXIF orientation 1–8 that the renderer has to apply, instead of what the bytes say themselves. */
  readonly orientation: number;
  /** The bytes are the whole primary file: hashing needs no second read. */
  readonly wholeFile: boolean;
}

/** A photo that was opened and read, but for its picture. */
export interface Opened {
  readonly root: string;
  readonly photo: ScannedPhoto;
  readonly source: ByteSource;
  readonly sniffed: Sniffed;
  readonly contents: Contents;
  readonly metadata: Metadata;
  /** All bytes of the file, where the file itself is the picture. */
  readonly whole: Buffer | null;
}

/** Throws PhotoError where there is no picture: `no-preview`, `unsupported-format`, `truncated`, `corrupt`, `too-large`. */
export function takePicture(opened: Opened): Promise<Picture> {
  const { format } = opened.sniffed;
  return format === 'raw' || format === 'heif' ? embeddedPicture(opened) : filePicture(opened);
}

const JPEG_FAILURES: Readonly<Record<Exclude<JpegVerdict, object>, FailureCode>> = {
  cut: 'truncated',
  undecodable: 'unsupported-format',
  'not-jpeg': 'corrupt',
};

async function filePicture({ source, sniffed, contents, metadata, whole }: Opened): Promise<Picture> {
  if (whole === null) throw new PhotoError('too-large', `${source.size} bytes`);
  if (sniffed.format === 'jpeg') requireWholeJpeg(whole);
  if (sniffed.format === 'tiff') requireFirstDirectory(contents);
  // Decoders turn AVIF by its own irot and imir; its EXIF orientation is a copy of that.
  const orientation = sniffed.format === 'avif' ? 1 : (metadata.orientation ?? 1);
  return { bytes: whole, source: 'file', orientation, wholeFile: true };
}

/** Without its first directory a TIFF shows nothing; whether the strips are whole is for the decoder to say. */
function requireFirstDirectory({ exif: [walk] }: Contents): void {
  const main = walk?.directories[0];
  if (walk && (main?.role !== 'ifd0' || main.cut)) throw new PhotoError('truncated', 'the first TIFF directory is cut off');
}

function requireWholeJpeg(jpeg: Buffer): void {
  const header = readJpegHeader(bytesOf(jpeg));
  if (typeof header === 'string') throw new PhotoError(JPEG_FAILURES[header], `JPEG header: ${header}`);
  if (endOfJpeg(jpeg, header.scanAt) === null) throw new PhotoError('truncated', 'the JPEG has no end');
}

/** For what no decoder here takes: embedded, else a companion's JPEG, else a small embedded one, else the `.THM`. */
async function embeddedPicture(opened: Opened): Promise<Picture> {
  const { chosen, cut } = choosePreview(opened.source, opened.contents.candidates);
  if (chosen && Math.max(chosen.width, chosen.height) >= USEFUL_LONG_SIDE) return embedded(opened, chosen);
  const tried: string[] = [];
  const beside = await companionPicture(opened, { source: 'companion-jpeg', wanted: isJpegName, tried });
  if (beside) return beside;
  if (chosen) return embedded(opened, chosen);
  const thumb = await companionPicture(opened, { source: 'companion-thm', wanted: isThumbName, tried });
  if (thumb) return thumb;
  const cutOff = cut || opened.contents.exif.some((it) => it.cut);
  throw new PhotoError(
    noPicture(opened, cutOff),
    [`${opened.contents.candidates.length} embedded previews, none intact`, ...tried].join('; '),
  );
}

function noPicture({ sniffed, metadata }: Opened, cut: boolean): FailureCode {
  if (cut) return 'truncated';
  if (sniffed.format === 'raw') return 'no-preview';
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
