import { type DescribeContext, type DescribeReport, describePhotos } from './describe/describe';
import { isUnreadable } from './failures';
import { type Grouping, groupAll, groupKey, hear } from './grouping';
import { type Changes, findChanges, keepResults, type PhotoWork } from './index/changes';
import type { IndexedPhoto } from './index/rows';
import type { IndexStore } from './index/store';
import { pairCompanions } from './ingest/companions';
import { heldBack, type Incoming } from './ingest/incoming';
import { type ScanResult, scanShoot } from './ingest/scan';
import { type JobContext, runJobs } from './jobs';
import type { Group, ScannedPhoto } from './model';
import type { PhotoResult } from './ports';
import type { RunOptions } from './progress';
import { ANALYZE_VERSION, HASH_VERSION, INGEST_VERSION } from './stageVersions';

const VERSIONS = { ingest: INGEST_VERSION, analyze: ANALYZE_VERSION, hash: HASH_VERSION };

export interface PipelineContext extends JobContext {
  readonly store: IndexStore;
  /** Globs that the scan leaves out. */
  readonly ignore: readonly string[];
  /** Of a folder that files are just being written into. */
  readonly incoming?: Incoming | undefined;
  readonly grouping: Grouping;
  /** What phase 3 needs; absent = it is left out. */
  readonly describe?: Pick<DescribeContext, 'location' | 'models' | 'settings'> | undefined;
  /** Takes the groups over into the index, with what Select makes of them. */
  readonly keepGroups: (groups: readonly Group[]) => void;
}

export interface PipelineReport extends Pick<DescribeReport, 'described' | 'notes'> {
  readonly scan: ScanResult;
  readonly photos: number;
  /** Paths of the photos whose bytes were read. */
  readonly opened: ReadonlySet<string>;
}

/**
 * The image compiler's front half, in order: Ingest → Analyze → Group, first without the hashes of whole files, so that the
 * shoot is usable early, then with them, and last what photos show. Select is a pure function of the index, the decisions and a recipe (`select/`),
 * Export a plan and its application (`export/`).
 */
export async function runPipeline(context: PipelineContext, options: RunOptions): Promise<PipelineReport> {
  const run = new Run(context, options);
  const scan = await scanShoot(context.root, { ...options, ignore: context.ignore });
  const { incoming } = context;
  const photos = pairCompanions(incoming === undefined ? scan.files : heldBack(scan.files, context.store.photos(), incoming));
  const changes = findChanges(photos, context.store.photos(), VERSIONS);
  await run.analyze(await run.takeOver(changes));
  await run.group();
  await run.hash();
  await run.group();
  const described = await run.describe();
  await run.group();
  return { ...described, scan, photos: photos.length, opened: run.opened };
}

/** Groups everything the index knows, unless that is what its groups were made from already. */
export function groupAnew({ store, grouping, keepGroups }: Pick<PipelineContext, 'store' | 'grouping' | 'keepGroups'>): void {
  const photos = store.photos();
  const said = hear(grouping.entries, () => photos);
  keepGroups(groupAll(photos, grouping.recipe, said));
  store.setMeta('groups', groupKey(grouping.recipe, said));
}

/** Whether the stored groups are those of this recipe and of what the person said by now. */
export const isGrouped = (store: IndexStore, { recipe, entries }: Grouping): boolean =>
  store.getMeta('groups') ===
  groupKey(
    recipe,
    hear(entries, () => store.photos()),
  );

class Run {
  readonly opened = new Set<string>();
  private changed = false;

  constructor(
    private readonly context: PipelineContext,
    private readonly options: RunOptions,
  ) {}

  /** Drops what is gone, and settles by their hash the files of which only the date changed. Returns what must be analysed. */
  async takeOver(changes: Changes): Promise<readonly PhotoWork[]> {
    const { store } = this.context;
    const moreWork: PhotoWork[] = [];
    this.changed = changes.removed.length > 0 || changes.relinked.length > 0;
    store.removePhotos(changes.removed);
    store.upsertPhotos(changes.relinked);
    const touched = new Map(changes.touched.map((it) => [it.photo.path, it]));
    const work = changes.touched.map(({ photo }) => ({ photo, want: 'hash' as const }));
    await this.each('ingest', work, (photo, { hash }) => {
      const it = touched.get(photo.path);
      if (it !== undefined && hash !== null && hash === it.before.hash) store.upsertPhotos([keepResults(it)]);
      else moreWork.push({ photo, want: 'preview' });
    });
    return [...changes.work, ...moreWork];
  }

  /** Phase 1: what makes the shoot usable. A RAW is not read whole for it; a JPEG is, and gets its hash on the way. */
  async analyze(work: readonly PhotoWork[]): Promise<void> {
    const shown = work.filter(({ want }) => want !== 'hash').map(({ photo }) => ({ photo, want: 'preview' as const }));
    const { store, incoming } = this.context;
    await this.each('analyze', shown, (photo, result) => {
      if (result.failure !== null && incoming?.isPremature(photo, result.failure)) return;
      store.upsertPhotos([asIndexed(photo, result)]);
    });
  }

  /** Phase 2: BLAKE3 of whole files, for every readable photo that has none yet. */
  async hash(): Promise<void> {
    const { store } = this.context;
    const missing = store.photos().filter(({ versions, failure }) => versions.hash !== HASH_VERSION && !isUnreadable(failure));
    const known = new Map(missing.map((photo) => [photo.path, photo]));
    const work = missing.map((photo) => ({ photo, want: 'hash' as const }));
    await this.each('hash', work, ({ path }, result) => {
      const before = known.get(path);
      if (before !== undefined) store.upsertPhotos([withHash(before, result)]);
    });
  }

  /** Phase 3: faces and vectors. Those who compare frames by their faces may find another one best. */
  async describe(): Promise<DescribeReport> {
    const { store, workers, describe } = this.context;
    if (describe === undefined) return { described: 0, facesChanged: false, notes: [] };
    const report = await describePhotos({ ...describe, store, workers, checkpoints: (flush) => checkpoints(store, flush) }, this.options);
    if (report.described > 0) await store.save();
    this.changed = report.facesChanged;
    return report;
  }

  async group(): Promise<void> {
    const { store, grouping } = this.context;
    if (!this.changed && isGrouped(store, grouping)) return;
    groupAnew(this.context);
    this.changed = false;
    await store.save();
  }

  /** Takes results one at a time; saves every few seconds, so that a crash costs no more than that. */
  private each(
    stage: 'ingest' | 'analyze' | 'hash',
    work: readonly PhotoWork[],
    take: (photo: ScannedPhoto, result: PhotoResult) => void,
  ): Promise<void> {
    const save = checkpoints(this.context.store);
    return runJobs(this.context, work, {
      ...this.options,
      stage,
      onResult: async (photo, result) => {
        this.opened.add(photo.path);
        this.changed = true;
        take(photo, result);
        await save();
      },
    });
  }
}

const withHash = (before: IndexedPhoto, { hash, failure }: PhotoResult): IndexedPhoto => ({
  ...before,
  hash,
  failure: before.failure ?? failure,
  versions: { ...before.versions, hash: HASH_VERSION },
});

const asIndexed = ({ path, size, mtimeMs, companions }: ScannedPhoto, result: PhotoResult): IndexedPhoto => ({
  path,
  size,
  mtimeMs,
  companions,
  ...result,
  versions: { ...VERSIONS, hash: result.hash === null && !isUnreadable(result.failure) ? 0 : HASH_VERSION },
});

/** At most this much work is lost by a crash, unless saving itself would take more than a twentieth of the time. */
const CHECKPOINT_MS = 5000;

function checkpoints(store: IndexStore, flush: () => Promise<void> = async () => undefined): () => Promise<void> {
  let last = performance.now();
  let pause = CHECKPOINT_MS;
  let saving = false;
  return async () => {
    const start = performance.now();
    // Others may bring results meanwhile; the next checkpoint keeps them.
    if (saving || start - last < pause) return;
    saving = true;
    try {
      await flush();
      await store.save();
    } finally {
      saving = false;
    }
    last = performance.now();
    pause = Math.max(CHECKPOINT_MS, 20 * (last - start));
  };
}
