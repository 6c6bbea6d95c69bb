import { QrateError } from '../errors';
import { RETRIED } from '../index/changes';
import type { FacesRow, ModelFailureRow, ModelVersion } from '../index/modelResults';
import type { PictureResult } from '../models/modelJob';
import type { Models } from '../models/models';
import { CLIP_INPUT } from '../models/pictureInput';
import type { ModelWorkers } from '../ports';
import { previewPath } from '../previewCache';
import type { VectorWriter } from '../vectors/vectorWriter';
import type { DescribeRun } from './describe';
import { inLanes } from './lanes';
import { facesAlgorithm, type PreviewWork, type UsableModel, type UsableModels, vectorModelOf, vectorsAlgorithm } from './plan';

/** More processes than this would fill a machine's memory with copies of the same networks. */
const MOST_WORKERS = 8;

/** A preview with the networks that have not looked at it. */
interface NetworkWork extends PreviewWork {
  readonly faces: UsableModel | null;
  readonly vectors: readonly Embedder[];
}

interface Embedder extends UsableModel {
  readonly writer: VectorWriter;
  readonly failed: ReadonlySet<string>;
}

/** The part of the phase that networks do. */
export class NetworkRun {
  facesChanged = false;
  readonly notes: string[] = [];
  /** Networks that proved useless in this run. */
  readonly #broken = new Set<string>();

  private constructor(
    private readonly context: DescribeRun,
    private readonly models: Models,
    readonly work: readonly NetworkWork[],
  ) {}

  /** Finds out what is to be done; starts nothing. */
  static async prepare(context: DescribeRun, { models, usable }: { models: Models; usable: UsableModels }): Promise<NetworkRun> {
    const { store, previews, writers } = context;
    const { faces } = usable;
    const seen = faces === null ? null : store.facesBy(facesAlgorithm(faces));
    const embedders: Embedder[] = [];
    for (const it of usable.vectors) {
      const model = vectorModelOf(it.spec);
      embedders.push({ ...it, writer: await writers.of(model), failed: store.facesBy(vectorsAlgorithm(model)).failed });
    }
    const work = previews
      .map((it) => ({
        ...it,
        faces: seen === null || seen.done.has(it.contentId) || seen.failed.has(it.contentId) ? null : faces,
        vectors: embedders.filter(({ writer, failed }) => !writer.has(it.contentId) && !failed.has(it.contentId)),
      }))
      .filter((it) => it.faces !== null || it.vectors.length > 0);
    return new NetworkRun(context, models, work);
  }

  async run(): Promise<void> {
    if (this.work.length === 0) return;
    const workers = this.models.workers(Math.min(this.context.workers.size, MOST_WORKERS, this.work.length));
    try {
      await inLanes(this.work, workers.size * 2, (work) => this.#describe(work, workers));
    } catch (error) {
      // Nothing else needs these processes: without them the shoot is what it is without networks.
      if (!(error instanceof QrateError && error.code === 'workers')) throw error;
      this.notes.push(error.message);
    } finally {
      await workers.dispose();
    }
  }

  async #describe(all: NetworkWork, workers: ModelWorkers): Promise<void> {
    const work = this.#withoutBroken(all);
    if (work.faces !== null || work.vectors.length > 0) {
      const result = await this.#look(work, workers);
      if (result.failure?.code === 'model') return this.#breakDown(work, workers, result.failure.detail);
      this.#take(work, result);
    }
    this.context.progress.step();
    await this.context.save();
  }

  #withoutBroken(work: NetworkWork): NetworkWork {
    const isSound = (model: UsableModel): boolean => !this.#broken.has(model.spec.id);
    return { ...work, faces: work.faces !== null && isSound(work.faces) ? work.faces : null, vectors: work.vectors.filter(isSound) };
  }

  /** A preview that was pushed out of the cache is made again, once. */
  async #look(work: NetworkWork, workers: ModelWorkers): Promise<PictureResult> {
    const { location, options, workers: photoWorkers } = this.context;
    const job = {
      want: 'picture',
      preview: previewPath(location.cacheDir, work.contentId),
      faces: work.faces?.network ?? null,
      vectors: work.vectors.map(({ spec, network }) => ({ id: spec.id, network, input: spec.input ?? CLIP_INPUT })),
    } as const;
    const result = await workers.run(job, options.signal);
    if (result.failure?.code !== 'vanished') return result;
    const { path, size, mtimeMs, companions } = work.photo;
    const again = {
      root: location.root,
      photo: { path, size, mtimeMs, companions },
      cacheDir: location.cacheDir,
      want: 'preview',
    } as const;
    await photoWorkers.run(again, options.signal);
    return workers.run(job, options.signal);
  }

  /** One of several networks is of no use: which one is found out by loading each, and the others go on. */
  async #breakDown(work: NetworkWork, workers: ModelWorkers, detail: string): Promise<void> {
    const { options } = this.context;
    const asked = [...(work.faces === null ? [] : [work.faces]), ...work.vectors];
    let found = false;
    for (const { spec, network } of asked) {
      const { failure } = await workers.run({ want: 'open', network }, options.signal);
      if (failure === null) continue;
      found = true;
      if (!this.#broken.has(spec.id)) this.notes.push(`${spec.title} is not used: ${failure.detail}`);
      this.#broken.add(spec.id);
    }
    if (found) return this.#describe(work, workers);
    this.#take(work, { want: 'picture', failure: { code: 'internal', detail }, faces: null, vectors: {} });
    this.context.progress.step();
  }

  #take({ contentId, faces, vectors }: NetworkWork, result: PictureResult): void {
    const { failure } = result;
    // What was no fault of the picture's is tried again by the next indexing.
    if (failure !== null && RETRIED.has(failure.code)) return;
    const failures: ModelFailureRow[] = [];
    const fail = (algorithm: ModelVersion, code: string, detail: string) => failures.push({ contentId, ...algorithm, code, detail });
    for (const { spec, writer } of vectors) {
      const vector = result.vectors[spec.id];
      if (vector?.length === spec.vectorLength) writer.add(contentId, vector);
      else fail(vectorsAlgorithm(spec), failure?.code ?? 'internal', failure?.detail ?? `${vector?.length ?? 0} numbers`);
    }
    const found: FacesRow[] = [];
    if (faces !== null) {
      const { model, version } = facesAlgorithm(faces);
      if (result.faces === null) fail({ model, version }, failure?.code ?? 'internal', failure?.detail ?? 'no answer');
      else found.push({ contentId, faces: { model, faces: result.faces }, version });
    }
    this.context.store.putModelResults({ faces: found, failures });
    if (found.length > 0) this.facesChanged = true;
  }
}
