import path from 'node:path';
import { PhotoError, toFailure } from '../failures';
import type { Failure, Metadata, PhotoFormat, ScannedPhoto } from '../model';
import { ByteSource, type ReadStats } from './byteSource';
import { bytesOf } from './bytes';
import { READERS } from './containers/readers';
import type { Decoders } from './decode/decoders';
import { splitName } from './extensions';
import { readMetadata } from './metadata/metadata';
import { HEADERLESS, MAX_WHOLE_FILE, type Opened, type Picture, takePicture } from './picture';
import { readSidecars } from './sidecars';
import { type Sniffed, sniff, whyUnknown } from './sniff';

export interface Ingested {
  readonly format: PhotoFormat;
  readonly metadata: Metadata;
  /** `null` exactly when there is a failure. */
  readonly picture: Picture | null;
  readonly failure: Failure | null;
  /** What was read of the primary file. */
  readonly reads: ReadStats;
}

export interface IngestOptions {
  /** For RAW and HEIF without a usable JPEG. Without them such a photo has a stamp at best. */
  readonly decoders?: Decoders;
}

/**
 * Opens one photo: what it is, what the camera wrote, and the best picture of it.
 *
 * RAW and HEIF: the largest intact embedded JPEG; else the JPEG beside it; else the decoded sensor data or primary image; else an
 * embedded stamp; else the `.THM`. JPEG, PNG, WebP, TIFF and AVIF: the file itself. Without a picture the metadata stay, with the
 * failure `no-preview`, `unsupported-format`, `truncated`, `corrupt`, `too-large`, `out-of-memory` or `timeout`.
 *
 * Throws PhotoError (`empty-file`, `not-a-photo`, `unsupported-format`, `truncated`, `corrupt`) or the system's error (ENOENT,
 * EACCES …; `toFailure` knows them) where nothing can be told. Unreadable metadata are `null` and fail nothing.
 */
export async function ingestPhoto(root: string, photo: ScannedPhoto, { decoders }: IngestOptions = {}): Promise<Ingested> {
  const source = ByteSource.open(path.join(root, photo.path));
  try {
    const opened = await openPhoto({ source, root, photo, decoders: decoders ?? null });
    const { format, metadata } = opened;
    return { format, metadata, ...(await pictureOrFailure(opened)), reads: source.stats };
  } finally {
    source.close();
  }
}

async function openPhoto(from: Pick<Opened, 'source' | 'root' | 'photo' | 'decoders'>): Promise<Opened> {
  const { source, root, photo } = from;
  if (source.size === 0) throw new PhotoError('empty-file', '0 bytes');
  const sniffed = sniff(source);
  const format = sniffed?.format ?? headerless(from);
  const isPicture = format !== 'raw' && format !== 'heif';
  const whole = isPicture && source.size <= MAX_WHOLE_FILE ? source.readWhole(0, source.size) : null;
  const contents = sniffed ? READERS[sniffed.container](whole ? bytesOf(whole) : source) : HEADERLESS;
  const metadata = await readMetadata(contents, readSidecars(root, photo));
  return { ...from, format, contents, metadata, whole };
}

/** A few cameras write bare sensor data as `.raw`, which a RAW decoder knows by its exact size. Throws PhotoError for all else. */
function headerless({ source, photo, decoders }: Pick<Opened, 'source' | 'photo' | 'decoders'>): Sniffed['format'] {
  const { extension } = splitName(photo.path);
  const code = whyUnknown(source, extension);
  if (decoders === null || extension !== 'raw' || code !== 'unsupported-format') throw new PhotoError(code, 'no known file header');
  return 'raw';
}

async function pictureOrFailure(opened: Opened): Promise<Pick<Ingested, 'picture' | 'failure'>> {
  try {
    return { picture: await takePicture(opened), failure: null };
  } catch (error) {
    return { picture: null, failure: toFailure('ingest', error) };
  }
}
