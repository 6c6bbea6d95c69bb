import path from 'node:path';
import { PhotoError, toFailure } from '../failures';
import type { Failure, Metadata, PhotoFormat, ScannedPhoto } from '../model';
import { ByteSource, type ReadStats } from './byteSource';
import { bytesOf } from './bytes';
import { READERS } from './containers/readers';
import { splitName } from './extensions';
import { readMetadata } from './metadata/metadata';
import { MAX_WHOLE_FILE, type Opened, type Picture, takePicture } from './picture';
import { readSidecars } from './sidecars';
import { sniff, whyUnknown } from './sniff';

export interface Ingested {
  readonly format: PhotoFormat;
  readonly metadata: Metadata;
  /** `null` exactly when there is a failure. */
  readonly picture: Picture | null;
  readonly failure: Failure | null;
  /** What was read of the primary file. */
  readonly reads: ReadStats;
}

/**
 * Opens one photo: what it is, what the camera wrote, and the best picture that needs no RAW decoder.
 *
 * RAW: the largest intact embedded JPEG; else the JPEG beside it; else a small embedded one; else the `.THM`. JPEG, PNG, WebP, TIFF
 * and AVIF: the file itself. HEIF: a JPEG inside, else the JPEG beside it. Without a picture the metadata stay, with the failure
 * `no-preview`, `unsupported-format`, `truncated`, `corrupt` or `too-large`.
 *
 * Throws PhotoError (`empty-file`, `not-a-photo`, `unsupported-format`, `truncated`, `corrupt`) or the system's error (ENOENT,
 * EACCES …; `toFailure` knows them) where nothing can be told. Unreadable metadata are `null` and fail nothing.
 */
export async function ingestPhoto(root: string, photo: ScannedPhoto): Promise<Ingested> {
  const source = ByteSource.open(path.join(root, photo.path));
  try {
    const opened = await openPhoto(source, root, photo);
    const { sniffed, metadata } = opened;
    return { format: sniffed.format, metadata, ...(await pictureOrFailure(opened)), reads: source.stats };
  } finally {
    source.close();
  }
}

async function openPhoto(source: ByteSource, root: string, photo: ScannedPhoto): Promise<Opened> {
  if (source.size === 0) throw new PhotoError('empty-file', '0 bytes');
  const sniffed = sniff(source);
  if (sniffed === null) throw new PhotoError(whyUnknown(source, splitName(photo.path).extension), 'no known file header');
  const isPicture = sniffed.format !== 'raw' && sniffed.format !== 'heif';
  const whole = isPicture && source.size <= MAX_WHOLE_FILE ? source.readWhole(0, source.size) : null;
  const contents = READERS[sniffed.container](whole ? bytesOf(whole) : source);
  const metadata = await readMetadata(contents, readSidecars(root, photo));
  return { root, photo, source, sniffed, contents, metadata, whole };
}

async function pictureOrFailure(opened: Opened): Promise<Pick<Ingested, 'picture' | 'failure'>> {
  try {
    return { picture: await takePicture(opened), failure: null };
  } catch (error) {
    return { picture: null, failure: toFailure('ingest', error) };
  }
}
