import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { analyzePicture } from '../core/analyze/analyze';
import { decode } from '../core/analyze/decode';
import { hashBytes, hashFile } from '../core/analyze/hash';
import { type Rendered, renderPicture, THUMB_LONG_SIDE } from '../core/analyze/render';
import { classicVector } from '../core/analyze/vectors/classic/classic';
import { isUnreadable, toFailure } from '../core/failures';
import { brokenDecoders, type Decoders } from '../core/ingest/decode/decoders';
import { type Ingested, ingestPhoto } from '../core/ingest/ingest';
import type { Failure, Preview, Scores, StageName } from '../core/model';
import type { AnalyzeJob, PhotoJob, PhotoResult, StatisticsJob } from '../core/ports';
import { isCached, storePreview, thumbPath } from '../core/previewCache';
import { RENDER_VERSION } from '../core/stageVersions';
import { processFullSize } from './fullJob';

const NOTHING: PhotoResult = { format: null, metadata: null, preview: null, scores: null, hash: null, failure: null };

/**
 * Ingest, Analyze and Hash for one photo; what one stage cannot do becomes `failure`, and the others go on. Previews are
 * written to the cache here, so that only small results cross the wire. The hash comes with `preview` too when the
 * preview is made of the whole file, because naming the cache file has computed it already. Never rejects.
 */
export async function processPhoto(job: PhotoJob, decoders?: Decoders): Promise<PhotoResult> {
  const usable = job.undecodable ? brokenDecoders(job.undecodable) : decoders;
  if (job.want === 'full') {
    const { value, failure } = await attempt('ingest', () => processFullSize(job, usable));
    return { ...NOTHING, failure, ...(value === null ? {} : { full: value }) };
  }
  if (job.want === 'statistics') {
    const { value, failure } = await attempt('describe', () => statisticsOf(job, usable));
    return { ...NOTHING, failure, ...(value === null ? {} : { statistics: value }) };
  }
  const shown = job.want === 'hash' ? NOTHING : await showPhoto(job, usable);
  if (job.want === 'preview' || shown.hash !== null || isUnreadable(shown.failure)) return shown;
  const hashed = await attempt('hash', () => hashFile(path.join(job.root, job.photo.path)));
  return { ...shown, hash: hashed.value, failure: shown.failure ?? hashed.failure };
}

/** Throws PhotoError, or the file system's error. */
async function statisticsOf(job: StatisticsJob, decoders: Decoders | undefined): Promise<Float32Array> {
  const { cacheDir, contentId } = job;
  if (!(await isCached(cacheDir, contentId))) await showPhoto({ ...job, want: 'preview' }, decoders);
  const bytes = await readFile(thumbPath(cacheDir, contentId));
  const { image } = await decode({ bytes, orientation: 1, longSide: THUMB_LONG_SIDE, exactFrom: THUMB_LONG_SIDE });
  return classicVector(image);
}

async function showPhoto(job: AnalyzeJob, decoders: Decoders | undefined): Promise<PhotoResult> {
  const ingest = await attempt('ingest', () => ingestPhoto(job.root, job.photo, decoders ? { decoders } : {}));
  if (ingest.value === null) return { ...NOTHING, failure: ingest.failure };
  const ingested = ingest.value;
  const known = { ...NOTHING, format: ingested.format, metadata: ingested.metadata, failure: ingested.failure };
  const { picture } = ingested;
  if (picture === null) return known;
  const pictureHash = await hashBytes(picture.bytes);
  const hash = picture.wholeFile ? pictureHash : null;
  const shown = await attempt('analyze', () => analyzeAndStore(job, ingested, { ...picture, hash: pictureHash }));
  return { ...known, hash, ...shown.value, failure: known.failure ?? shown.value?.failure ?? shown.failure };
}

type Picture = NonNullable<Ingested['picture']>;

interface Shown {
  readonly preview: Preview | null;
  readonly scores: Scores | null;
  readonly failure: Failure | null;
}

async function analyzeAndStore(job: AnalyzeJob, { metadata }: Ingested, picture: Picture & { readonly hash: string }): Promise<Shown> {
  const rendered = await renderPicture(picture);
  const { image, damage } = rendered;
  const contentId = await contentIdOf(picture);
  const unstored = await store(job.cacheDir, contentId, rendered);
  return {
    preview: unstored ? null : { source: picture.source, width: image.width, height: image.height, contentId },
    scores: damage === null ? analyzePicture(image, metadata.iso) : null,
    failure: damage === null ? unstored : { stage: 'analyze', ...damage },
  };
}

/** A full or forbidden disk costs the preview, not the scores, and must not read like a fault of the photo. */
async function store(cacheDir: string, contentId: string, { encode }: Rendered): Promise<Failure | null> {
  try {
    if (!(await isCached(cacheDir, contentId))) await storePreview(cacheDir, contentId, await encode());
    return null;
  } catch (error) {
    return { stage: 'analyze', code: 'internal', detail: `preview cache: ${toFailure('analyze', error).detail}` };
  }
}

/** All that decides about the cached files: the bytes the picture is made of, how it is turned, and the code that renders it. */
async function contentIdOf({ hash, orientation }: { readonly hash: string; readonly orientation: number }): Promise<string> {
  return (await hashBytes(Buffer.from(`${hash} ${orientation} ${RENDER_VERSION}`))).slice(0, 32);
}

type Attempt<T> = { readonly value: T; readonly failure: null } | { readonly value: null; readonly failure: Failure };

async function attempt<T>(stage: StageName, work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work(), failure: null };
  } catch (error) {
    return { value: null, failure: toFailure(stage, error) };
  }
}
