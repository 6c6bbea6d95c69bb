import { CLASSIC } from '../analyze/vectors/classic/classic';
import type { StoreLocation } from '../index/location';
import type { IndexStore } from '../index/store';
import type { Models } from '../models/models';
import type { PhotoWorkers } from '../ports';
import type { RunOptions } from '../progress';
import type { VectorModel } from '../vectors/format';
import { VectorWriter } from '../vectors/vectorWriter';
import { NetworkRun } from './networks';
import { type DescribeSettings, type PreviewWork, previewsOf, type UsableModels, usableModels } from './plan';
import { runStatistics } from './statistics';

export interface DescribeContext {
  readonly location: StoreLocation;
  readonly store: IndexStore;
  readonly workers: PhotoWorkers;
  /** `null` = no networks in this run. */
  readonly models: Models | null;
  readonly settings: DescribeSettings;
  /** Makes what is to be called after each result: now and then it calls `flush` and puts the index on disk. */
  readonly checkpoints: (flush: () => Promise<void>) => () => Promise<void>;
}

export interface DescribeReport {
  /** Previews about which something was found out. */
  readonly described: number;
  /** Whether faces were looked for anew, so that the best of a burst may be another. */
  readonly facesChanged: boolean;
  /** What was not done and why, as sentences. */
  readonly notes: readonly string[];
}

const NOTHING: UsableModels = { faces: null, vectors: [], notes: [] };

/**
 * Phase 3: what photos show, as far as it is not known yet: statistics of their pixels always, faces and vectors where the networks are
 * installed and wanted. What one preview cannot give costs that preview; what a network cannot give becomes a note. Results are kept every
 * few seconds, so a cancelled run, or one that was killed, goes on where it was.
 */
export async function describePhotos(context: DescribeContext, options: RunOptions): Promise<DescribeReport> {
  const { models, settings, store } = context;
  const usable = models === null ? NOTHING : await usableModels(models.store, settings);
  const previews = previewsOf(store.photos());
  store.forgetStrayResults();
  let networks: NetworkRun | null = null;
  const writers = new Writers(context.location, new Set(previews.map(({ contentId }) => contentId)));
  try {
    const save = context.checkpoints(() => writers.flush());
    const run: DescribeRun = { ...context, options, writers, previews, save, progress: new Steps(options) };
    networks = models === null ? null : await NetworkRun.prepare(run, { models, usable });
    const statistics = await missingStatistics(writers, previews);
    run.progress.expect(statistics.length + (networks?.work.length ?? 0));
    await runStatistics(run, statistics);
    await networks?.run();
    return {
      described: run.progress.done,
      facesChanged: networks?.facesChanged ?? false,
      notes: [...usable.notes, ...(networks?.notes ?? [])],
    };
  } catch (error) {
    // The best of a burst in the index may be another by now, and nobody comes to say so in this run.
    if (networks?.facesChanged) store.setMeta('groups', null);
    throw error;
  } finally {
    await writers.close();
  }
}

async function missingStatistics(writers: Writers, previews: readonly PreviewWork[]): Promise<readonly PreviewWork[]> {
  if (previews.length === 0) return [];
  const known = await writers.of(CLASSIC);
  return previews.filter(({ contentId }) => !known.has(contentId));
}

/** What the parts of one run share. */
export interface DescribeRun extends DescribeContext {
  readonly options: RunOptions;
  readonly writers: Writers;
  readonly previews: readonly PreviewWork[];
  readonly progress: Steps;
  /** After each result. */
  readonly save: () => Promise<void>;
}

/** The files of vectors that this run writes, opened when first needed. */
export class Writers {
  readonly #open = new Map<string, VectorWriter>();

  constructor(
    private readonly location: StoreLocation,
    /** Content ids that photos have now. */
    private readonly keep: ReadonlySet<string>,
  ) {}

  async of(model: VectorModel): Promise<VectorWriter> {
    const known = this.#open.get(model.id);
    if (known !== undefined) return known;
    const writer = await VectorWriter.open(this.location, model);
    this.#open.set(model.id, writer);
    return writer;
  }

  async flush(): Promise<void> {
    for (const writer of this.#open.values()) await writer.flush();
  }

  /** Closes all, whatever happens to one. */
  async close(): Promise<void> {
    const closed = await Promise.allSettled([...this.#open.values()].map((writer) => writer.close(this.keep)));
    this.#open.clear();
    for (const it of closed) if (it.status === 'rejected') throw it.reason;
  }
}

/** Progress over all parts of the phase. */
export class Steps {
  #total = 0;
  #done = 0;

  constructor(private readonly options: RunOptions) {}

  get done(): number {
    return this.#done;
  }

  expect(total: number): void {
    this.#total = total;
    if (total > 0) this.#tell();
  }

  step(): void {
    this.#done += 1;
    this.#tell();
  }

  #tell(): void {
    this.options.onProgress?.({ stage: 'describe', done: this.#done, total: this.#total });
  }
}
