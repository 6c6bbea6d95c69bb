import { groupPhotos } from './group/group';
import { findChanges, type Work } from './index/changes';
import type { IndexedPhoto, IndexStore } from './index/store';
import { pairCompanions } from './ingest/companions';
import { type ScanResult, scanShoot } from './ingest/scan';
import type { Photo, Recipe, ScannedPhoto } from './model';
import type { PhotoJob, PhotoResult, PhotoWorkers } from './ports';
import type { RunOptions } from './progress';
import { ANALYZE_VERSION, HASH_VERSION, INGEST_VERSION } from './stageVersions';

/**
 * The image compiler's front half, in order: Ingest → Analyze → Group. Select is a pure function of the index, the
 * decisions and a recipe (`select/`), Export a plan and its application (`export/`).
 */
export interface PipelineContext {
  readonly root: string;
  readonly cacheDir: string;
  readonly store: IndexStore;
  readonly workers: PhotoWorkers;
  readonly ignore: readonly string[];
  readonly recipe: Pick<Recipe, 'burstSeconds' | 'nearDistance'>;
}

export interface PipelineReport {
  readonly scan: ScanResult;
  readonly photos: number;
  /** Paths of the photos whose bytes were read. */
  readonly opened: ReadonlySet<string>;
}

export async function runPipeline(context: PipelineContext, options: RunOptions): Promise<PipelineReport> {
  const scan = await scanShoot(context.root, { ...options, ignore: context.ignore });
  const photos = pairCompanions(scan.files);
  const opened = new Set<string>();
  const work = await takeChanges(context, photos, opened, options);
  await analyzePhotos(context, work, opened, options);
  regroup(context);
  await context.store.save();
  await hashPhotos(context, opened, options);
  regroup(context);
  await context.store.save();
  return { scan, photos: photos.length, opened };
}

/** Groups everything the index knows; cheap enough (about a second for 100,000 photos) to be done from scratch. */
export function regroup({ store, recipe }: Pick<PipelineContext, 'store' | 'recipe'>): void {
  store.replaceGroups(groupPhotos(store.photos(), recipe), recipe);
}

/** Drops what is gone, and settles files of which only the date changed by their hash. Returns what must be analysed. */
async function takeChanges(
  context: PipelineContext,
  photos: readonly ScannedPhoto[],
  opened: Set<string>,
  options: RunOptions,
): Promise<readonly Work[]> {
  const versions = { ingest: INGEST_VERSION, analyze: ANALYZE_VERSION, hash: HASH_VERSION };
  const changes = findChanges(photos, context.store.photos(), versions);
  context.store.removePhotos(changes.removed);
  const known = new Map(context.store.photos().map((photo) => [photo.path, photo]));
  const changed: Work[] = [];
  await runJobs(context, changes.touched.map((photo) => ({ photo, want: 'hash' as const })), {
    options,
    stage: 'ingest',
    onResult: (photo, result) => {
      opened.add(photo.path);
      const before = known.get(photo.path);
      if (before !== undefined && result.hash !== null && result.hash === before.hash) context.store.upsertPhotos([{ ...before, ...photo }]);
      else changed.push({ photo, want: 'preview+hash' });
    },
  });
  return [...changes.work, ...changed].sort((a, b) => (a.photo.path < b.photo.path ? -1 : 1));
}

/** Phase 1: what makes the shoot usable. Only photos that are their own preview are read whole here; hashes of RAWs follow in phase 2. */
async function analyzePhotos(context: PipelineContext, work: readonly Work[], opened: Set<string>, options: RunOptions): Promise<void> {
  const jobs = work.filter(({ want }) => want !== 'hash').map(({ photo }) => ({ photo, want: 'preview' as const }));
  const save = checkpoints(context.store);
  await runJobs(context, jobs, {
    options,
    stage: 'analyze',
    onResult: async (photo, result) => {
      opened.add(photo.path);
      context.store.upsertPhotos([indexed(photo, result)]);
      await save();
    },
  });
}

/** Phase 2: BLAKE3 of whole files, for every readable photo that has none yet. */
async function hashPhotos(context: PipelineContext, opened: Set<string>, options: RunOptions): Promise<void> {
  const missing = context.store.photos().filter((photo) => photo.versions.hash !== HASH_VERSION && !isUnreadable(photo.failure));
  const known = new Map(missing.map((photo) => [photo.path, photo]));
  const save = checkpoints(context.store);
  await runJobs(context, missing.map((photo) => ({ photo, want: 'hash' as const })), {
    options,
    stage: 'hash',
    onResult: async (photo, result) => {
      opened.add(photo.path);
      const before = known.get(photo.path);
      if (before === undefined) return;
      context.store.upsertPhotos([withHash(before, result)]);
      await save();
    },
  });
}

const withHash = (before: IndexedPhoto, result: PhotoResult): IndexedPhoto => ({
  ...before,
  hash: result.hash,
  failure: before.failure ?? result.failure,
  versions: { ...before.versions, hash: HASH_VERSION },
});

const indexed = (photo: ScannedPhoto, result: PhotoResult): IndexedPhoto => ({
  ...scannedPart(photo),
  format: result.format,
  metadata: result.metadata,
  preview: result.preview,
  scores: result.scores,
  hash: result.hash,
  failure: result.failure,
  versions: { ingest: INGEST_VERSION, analyze: ANALYZE_VERSION, hash: result.hash === null ? 0 : HASH_VERSION },
});

const scannedPart = ({ path, size, mtimeMs, companions }: ScannedPhoto): ScannedPhoto => ({ path, size, mtimeMs, companions });

interface JobRun {
  readonly options: RunOptions;
  readonly stage: 'ingest' | 'analyze' | 'hash';
  onResult(photo: ScannedPhoto, result: PhotoResult): void | Promise<void>;
}

type Job = { readonly photo: ScannedPhoto | Photo; readonly want: PhotoJob['want'] };

/** Keeps the pool busy with a bounded number of jobs in flight; results are taken one at a time, in order of completion. */
async function runJobs(context: PipelineContext, jobs: readonly Job[], run: JobRun): Promise<void> {
  const { signal, onProgress } = run.options;
  signal?.throwIfAborted();
  const { root, cacheDir, workers } = context;
  let next = 0;
  let done = 0;
  let taking = Promise.resolve();
  const lane = async (): Promise<void> => {
    for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
      const { want } = job;
      const photo = scannedPart(job.photo);
      const result = await workers.run({ root, photo, cacheDir, want }, signal);
      taking = taking.then(() => run.onResult(photo, result));
      await taking;
      done += 1;
      onProgress?.({ stage: run.stage, done, total: jobs.length });
    }
  };
  if (jobs.length > 0) onProgress?.({ stage: run.stage, done: 0, total: jobs.length });
  // Two lanes a worker, so that none waits for the main process between two photos.
  await Promise.all(Array.from({ length: Math.min(jobs.length, workers.size * 2) }, lane));
}

/** At most this much work is lost by a crash, unless saving itself takes more than a twentieth of the time. */
const CHECKPOINT_MS = 5000;

function checkpoints(store: IndexStore): () => Promise<void> {
  let last = performance.now();
  let pause = CHECKPOINT_MS;
  return async () => {
    const start = performance.now();
    if (start - last < pause) return;
    await store.save();
    last = performance.now();
    pause = Math.max(CHECKPOINT_MS, 20 * (last - start));
  };
}
