import { type Failure, type Metadata, NO_METADATA, type Photo, type Preview, type ScannedFile, type Scores } from '../model';
import type { Row, SqlValue } from './database';
import { readFaces } from './modelResults';

/** Version of each stage that was run (done or failed) for a photo; 0 = not run yet. */
export interface StageVersions {
  readonly ingest: number;
  readonly analyze: number;
  readonly hash: number;
}

/** A photo as the index keeps it. */
export interface IndexedPhoto extends Photo {
  readonly versions: StageVersions;
}

/** Every column of `photo` with how it is filled; the order is that of a row. */
const COLUMNS: Readonly<Record<string, (photo: IndexedPhoto) => SqlValue>> = {
  path: (photo) => photo.path,
  size: (photo) => photo.size,
  mtime_ms: (photo) => photo.mtimeMs,
  companions: (photo) => JSON.stringify(photo.companions.map(({ path, size, mtimeMs }) => ({ path, size, mtimeMs }))),
  format: (photo) => photo.format,
  hash_blake3: (photo) => photo.hash,
  hash_perceptual: ({ scores }) => scores?.phash ?? null,
  exif_timestamp: ({ metadata }) => metadata?.timestamp ?? null,
  exif_iso: ({ metadata }) => metadata?.iso ?? null,
  exif_shutter: ({ metadata }) => metadata?.shutter ?? null,
  exif_aperture: ({ metadata }) => metadata?.aperture ?? null,
  exif_focal_length: ({ metadata }) => metadata?.focalLength ?? null,
  facts: ({ metadata }) => (metadata === null ? null : factsOf(metadata)),
  preview_content_id: ({ preview }) => preview?.contentId ?? null,
  preview_source: ({ preview }) => preview?.source ?? null,
  preview_width: ({ preview }) => preview?.width ?? null,
  preview_height: ({ preview }) => preview?.height ?? null,
  sharpness: ({ scores }) => scores?.sharpness ?? null,
  exposure_score: ({ scores }) => scores?.exposure ?? null,
  clipped_shadows: ({ scores }) => scores?.clippedShadows ?? null,
  clipped_highlights: ({ scores }) => scores?.clippedHighlights ?? null,
  noise_estimate: ({ scores }) => scores?.noise ?? null,
  failure_stage: ({ failure }) => failure?.stage ?? null,
  failure_code: ({ failure }) => failure?.code ?? null,
  failure_detail: ({ failure }) => failure?.detail ?? null,
  ingest_version: ({ versions }) => versions.ingest,
  analyze_version: ({ versions }) => versions.analyze,
  hash_version: ({ versions }) => versions.hash,
};

/** The columns of `photo` that this qrate reads and writes. */
export const PHOTO_COLUMNS: readonly string[] = Object.keys(COLUMNS);
const FILL = Object.values(COLUMNS);
const POSITION = new Map(PHOTO_COLUMNS.map((name, index) => [name, index]));

/** The photo's columns, then the model that looked for faces and what it found. */
export const SELECT_PHOTOS = `SELECT ${PHOTO_COLUMNS.map((name) => `photo.${name}`).join(', ')}, face.model, face.faces
  FROM photo LEFT JOIN face ON face.content_id = photo.preview_content_id`;
export const UPSERT_PHOTO = `INSERT OR REPLACE INTO photo (${PHOTO_COLUMNS.join(', ')}) VALUES (${PHOTO_COLUMNS.map(() => '?').join(', ')})`;

/** The parameters of UPSERT_PHOTO. */
export const toRow = (photo: IndexedPhoto): SqlValue[] => FILL.map((fill) => fill(photo));

/** A row of SELECT_PHOTOS as the photo that `toRow` got, with its faces. The index is trusted here: its checksum was right. */
export function fromRow(row: Row): IndexedPhoto {
  const at = <T>(name: string): T => row[POSITION.get(name) ?? -1] as T;
  return {
    path: at('path'),
    size: at('size'),
    mtimeMs: at('mtime_ms'),
    companions: JSON.parse(at('companions')) as ScannedFile[],
    format: at('format'),
    hash: at('hash_blake3'),
    metadata: readMetadata(at),
    preview: readPreview(at),
    scores: readScores(at),
    failure: readFailure(at),
    versions: { ingest: at('ingest_version'), analyze: at('analyze_version'), hash: at('hash_version') },
    ...facesOf(row),
  };
}

function facesOf(row: Row): Pick<IndexedPhoto, 'faces'> {
  const [model, faces] = row.slice(PHOTO_COLUMNS.length);
  return typeof model === 'string' && typeof faces === 'string' ? { faces: readFaces(model, faces) } : {};
}

type Cells = <T>(name: string) => T;

function factsOf({ timestamp, iso, shutter, aperture, focalLength, ...facts }: Metadata): string {
  return JSON.stringify(facts);
}

function readMetadata(at: Cells): Metadata | null {
  const facts = at<string | null>('facts');
  if (facts === null) return null;
  return {
    // What `facts` lacks because an older qrate wrote it, is unknown.
    ...NO_METADATA,
    ...(JSON.parse(facts) as Partial<Metadata>),
    timestamp: at('exif_timestamp'),
    iso: at('exif_iso'),
    shutter: at('exif_shutter'),
    aperture: at('exif_aperture'),
    focalLength: at('exif_focal_length'),
  };
}

function readPreview(at: Cells): Preview | null {
  const contentId = at<string | null>('preview_content_id');
  if (contentId === null) return null;
  return { source: at('preview_source'), width: at('preview_width'), height: at('preview_height'), contentId };
}

function readScores(at: Cells): Scores | null {
  const phash = at<string | null>('hash_perceptual');
  if (phash === null) return null;
  return {
    sharpness: at('sharpness'),
    exposure: at('exposure_score'),
    clippedShadows: at('clipped_shadows'),
    clippedHighlights: at('clipped_highlights'),
    noise: at('noise_estimate'),
    phash,
  };
}

function readFailure(at: Cells): Failure | null {
  const code = at<Failure['code'] | null>('failure_code');
  return code === null ? null : { stage: at('failure_stage'), code, detail: at('failure_detail') };
}
