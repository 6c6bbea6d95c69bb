import { QrateError } from '../core/errors';
import { toFailure } from '../core/failures';
import type { Failure, StageName } from '../core/model';
import type { PhotoJob, PhotoResult, PhotoWorkers } from '../core/ports';
import type { ProcessReply } from '../protocol/worker';
import { WorkerFailure, WorkerProcess, type WorkerProcessOptions } from './workerProcess';

/** A first start may fail by chance (a virus scanner, a machine out of processes); twice in a row is no chance. */
const START_TRIES = 2;

/** Native libraries fragment memory: a worker that grew past this share of its limit is replaced between two jobs. */
const RECYCLE_SHARE = 0.6;
/** … and so is one that, after this many jobs, holds this much more than it did when it was warm. */
const RECYCLE_JOBS = 250;
const WARM_JOBS = 20;
const RECYCLE_GROWTH = 2;

export interface PhotoWorkersOptions {
  /** Number of processes, ≥ 1; they are forked when first needed. */
  readonly size: number;
  /** Absolute path of the built worker script. */
  readonly workerPath: string;
  /** Longest time for one photo in ms. */
  readonly deadlineMs?: number;
  /** Resident memory at which a worker is killed, in MiB. */
  readonly memoryLimitMb?: number;
  readonly log: (message: string) => void;
}

/**
 * A pool of supervised child processes. A photo that makes its worker hang, crash or outgrow its memory costs that
 * photo alone: it gets failure timeout, worker-crashed or out-of-memory, the worker is replaced, and the others go on.
 */
export function createPhotoWorkers(options: PhotoWorkersOptions): PhotoWorkers {
  return new Supervisor(options);
}

interface Task {
  readonly job: PhotoJob;
  readonly resolve: (result: PhotoResult) => void;
  readonly reject: (error: unknown) => void;
  /** Resolved or rejected: whatever its worker still does is of no interest. */
  settled: boolean;
}

/** A place for one worker. */
interface Slot {
  worker: WorkerProcess | null;
  task: Task | null;
  /** A start without a task; it never rejects. */
  starting: Promise<unknown> | null;
  warmRss: number;
}

class Supervisor implements PhotoWorkers {
  readonly size: number;
  readonly #process: WorkerProcessOptions;
  readonly #log: (message: string) => void;
  readonly #slots: readonly Slot[];
  readonly #alive = new Set<WorkerProcess>();
  #queue: Task[] = [];
  /** Why no job is taken any more. */
  #closed: Error | null = null;

  constructor({ size, workerPath, deadlineMs = 30_000, memoryLimitMb = 1500, log }: PhotoWorkersOptions) {
    this.size = Math.max(1, Math.floor(size));
    this.#process = { workerPath, deadlineMs, memoryLimitMb };
    this.#log = log;
    this.#slots = Array.from({ length: this.size }, () => ({ worker: null, task: null, starting: null, warmRss: 0 }));
  }

  run(job: PhotoJob, signal?: AbortSignal): Promise<PhotoResult> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#closed) return Promise.reject(this.#closed);
    return new Promise((resolve, reject) => {
      const onAbort = () => this.#abandon(task, signal?.reason);
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          task.settled = true;
          signal?.removeEventListener('abort', onAbort);
          then(value);
        };
      const task: Task = { job, resolve: settle(resolve), reject: settle(reject), settled: false };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#queue.push(task);
      this.#pump();
    });
  }

  prepare(): void {
    for (const slot of this.#slots) {
      if (slot.worker !== null || slot.starting !== null || slot.task !== null) continue;
      slot.starting = this.#workerFor(slot).catch(() => null);
    }
  }

  async dispose(): Promise<void> {
    this.#close(new DOMException('The photo workers were shut down.', 'AbortError'));
    await Promise.all([...this.#alive].map((worker) => worker.kill()));
  }

  #pump(): void {
    for (const slot of this.#slots) {
      if (slot.task !== null) continue;
      const task = this.#queue.shift();
      if (!task) return;
      slot.task = task;
      void this.#serve(slot, task);
    }
  }

  async #serve(slot: Slot, task: Task): Promise<void> {
    try {
      const result = await this.#workOn(slot, task);
      if (!task.settled) task.resolve(result);
    } catch (error) {
      if (!task.settled) task.reject(error);
    } finally {
      slot.task = null;
      this.#pump();
    }
  }

  /**
   * A worker that served before may have died of what it had gathered, so its last photo gets one try in a fresh process; and one
   * that died in a RAW or HEIF decoder gets one without decoders, for the metadata and what stamp there is.
   */
  async #workOn(slot: Slot, task: Task): Promise<PhotoResult> {
    let { job } = task;
    for (;;) {
      await slot.starting;
      slot.starting = null;
      const worker = await this.#workerFor(slot);
      if (task.settled) return failed(task.job, new Error('abandoned'));
      const used = worker.jobs > 0;
      try {
        const reply = await worker.run(job);
        this.#recycle(slot, worker, reply);
        return reply.result;
      } catch (error) {
        if (!(error instanceof WorkerFailure)) return failed(task.job, error);
        slot.worker = null;
        if (task.settled) return failed(task.job, error);
        this.#log(`worker ${worker.pid}: ${error.code} at ${task.job.photo.path}: ${error.message}`);
        if (used && error.code !== 'timeout') continue;
        if (!error.inDecoder || job.undecodable) return failed(task.job, error);
        job = { ...job, undecodable: { code: error.code, detail: error.message } };
      }
    }
  }

  async #workerFor(slot: Slot): Promise<WorkerProcess> {
    for (let tries = 1; slot.worker === null; tries++) {
      if (this.#closed) throw this.#closed;
      const worker = this.#fork();
      try {
        await worker.start();
        slot.worker = worker;
        slot.warmRss = 0;
      } catch (error) {
        if (tries < START_TRIES || this.#closed) continue;
        throw this.#cannotStart(error);
      }
    }
    return slot.worker;
  }

  #fork(): WorkerProcess {
    const worker = new WorkerProcess(this.#process);
    this.#alive.add(worker);
    void worker.closed.then(() => {
      this.#alive.delete(worker);
      for (const slot of this.#slots) if (slot.worker === worker) slot.worker = null;
    });
    return worker;
  }

  #cannotStart(cause: unknown): Error {
    const { workerPath } = this.#process;
    this.#log(`worker ${workerPath} cannot start: ${cause instanceof Error ? cause.message : String(cause)}`);
    const error = new QrateError(
      'workers',
      `The image decoder ${workerPath} cannot be started. Reinstall qrate; the log has the details.`,
      {
        cause,
      },
    );
    this.#close(error);
    return error;
  }

  #close(reason: Error): void {
    this.#closed ??= reason;
    const waiting = this.#queue;
    this.#queue = [];
    for (const task of waiting) task.reject(reason);
    for (const { task } of this.#slots) if (task && !task.settled) task.reject(reason);
  }

  #abandon(task: Task, reason: unknown): void {
    if (task.settled) return;
    this.#queue = this.#queue.filter((queued) => queued !== task);
    task.reject(reason);
    const slot = this.#slots.find((it) => it.task === task);
    void slot?.worker?.kill();
  }

  #recycle(slot: Slot, worker: WorkerProcess, { rss }: ProcessReply): void {
    if (worker.jobs === WARM_JOBS) slot.warmRss = rss;
    const grew = worker.jobs >= RECYCLE_JOBS && rss > RECYCLE_GROWTH * slot.warmRss;
    if (!grew && rss < RECYCLE_SHARE * this.#process.memoryLimitMb * 2 ** 20) return;
    this.#log(`worker ${worker.pid}: replaced after ${worker.jobs} photos at ${Math.round(rss / 2 ** 20)} MiB`);
    slot.worker = null;
    void worker.kill();
  }
}

function failed(job: PhotoJob, error: unknown): PhotoResult {
  const stage: StageName = job.want === 'hash' ? 'hash' : 'analyze';
  const failure: Failure = error instanceof WorkerFailure ? { stage, code: error.code, detail: error.message } : toFailure(stage, error);
  return { format: null, metadata: null, preview: null, scores: null, hash: null, failure };
}
