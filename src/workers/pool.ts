import { QrateError } from '../core/errors';
import type { Workers } from '../core/ports';
import type { ReplySchemas } from '../protocol/messages';
import type { ProcessReply, WorkerMethods } from '../protocol/worker';
import { WorkerFailure, WorkerProcess, type WorkerProcessOptions } from './workerProcess';

/** A first start may fail by chance (a virus scanner, a machine out of processes); twice in a row is no chance. */
const START_TRIES = 2;

/** Native libraries fragment memory: a worker that grew past this share of its limit is replaced between two jobs. */
const RECYCLE_SHARE = 0.6;
/** … and so is one that, after this many jobs, holds this much more than it did when it was warm. */
const RECYCLE_JOBS = 250;
const WARM_JOBS = 20;
const RECYCLE_GROWTH = 2;

export interface PoolOptions {
  /** Number of processes, ≥ 1; they are forked when first needed. */
  readonly size: number;
  /** Absolute path of the built worker script. */
  readonly workerPath: string;
  /** Longest time for one job in ms. */
  readonly deadlineMs?: number;
  /** Resident memory at which a worker is killed, in MiB. */
  readonly memoryLimitMb?: number;
  readonly log: (message: string) => void;
}

/** What a pool must know of the work it gives out. */
export interface Work<Job, Result> {
  /** The program in the sentence that it cannot be started: “image decoder”. */
  readonly program: string;
  /** What the worker answers, checked. */
  readonly replies: ReplySchemas<WorkerMethods<Job, Result>>;
  /** Names a job in the log. */
  name(job: Job): string;
  /** The result of a job that failed, since its worker died (WorkerFailure) or reported a mistake of its own. */
  failed(job: Job, error: unknown): Result;
  /** What to try next after a worker died over a job, in a fresh process; `null` = nothing, it failed. */
  again(job: Job, failure: WorkerFailure, tried: Tried): Job | null;
}

export interface Tried {
  /** The worker that died had served other jobs before: it may have died of what it had gathered. */
  readonly used: boolean;
  /** How often the job was tried, ≥ 1. */
  readonly tries: number;
}

interface Task<Job, Result> {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  /** Resolved or rejected: whatever its worker still does is of no interest. */
  settled: boolean;
}

/** A place for one worker. */
interface Slot<Job, Result> {
  worker: WorkerProcess<Job, Result> | null;
  task: Task<Job, Result> | null;
  /** A start without a task; it never rejects. */
  starting: Promise<unknown> | null;
  warmRss: number;
}

/**
 * A pool of supervised child processes. A job that makes its worker hang, crash or outgrow its memory costs that job alone: the
 * worker is killed and replaced, and the others go on.
 */
export class Supervisor<Job, Result> implements Workers<Job, Result> {
  readonly size: number;
  readonly #work: Work<Job, Result>;
  readonly #process: WorkerProcessOptions;
  readonly #log: (message: string) => void;
  readonly #slots: readonly Slot<Job, Result>[];
  readonly #alive = new Set<WorkerProcess<Job, Result>>();
  #queue: Task<Job, Result>[] = [];
  /** Why no job is taken any more. */
  #closed: Error | null = null;

  constructor(work: Work<Job, Result>, { size, workerPath, deadlineMs = 30_000, memoryLimitMb = 1500, log }: PoolOptions) {
    this.#work = work;
    this.size = Math.max(1, Math.floor(size));
    this.#process = { workerPath, deadlineMs, memoryLimitMb };
    this.#log = log;
    this.#slots = Array.from({ length: this.size }, () => ({ worker: null, task: null, starting: null, warmRss: 0 }));
  }

  run(job: Job, signal?: AbortSignal): Promise<Result> {
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
      const task: Task<Job, Result> = { job, resolve: settle(resolve), reject: settle(reject), settled: false };
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
    this.#close(new DOMException('The workers were shut down.', 'AbortError'));
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

  async #serve(slot: Slot<Job, Result>, task: Task<Job, Result>): Promise<void> {
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

  async #workOn(slot: Slot<Job, Result>, task: Task<Job, Result>): Promise<Result> {
    let { job } = task;
    for (let tries = 1; ; tries++) {
      await slot.starting;
      slot.starting = null;
      const worker = await this.#workerFor(slot);
      if (task.settled) return this.#work.failed(task.job, new Error('abandoned'));
      const used = worker.jobs > 0;
      try {
        const reply = await worker.run(job);
        this.#recycle(slot, worker, reply);
        return reply.result;
      } catch (error) {
        if (!(error instanceof WorkerFailure)) return this.#work.failed(task.job, error);
        slot.worker = null;
        if (task.settled) return this.#work.failed(task.job, error);
        this.#log(`worker ${worker.pid}: ${error.code} at ${this.#work.name(task.job)}: ${error.message}`);
        const next = this.#work.again(job, error, { used, tries });
        if (next === null) return this.#work.failed(task.job, error);
        job = next;
      }
    }
  }

  async #workerFor(slot: Slot<Job, Result>): Promise<WorkerProcess<Job, Result>> {
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

  #fork(): WorkerProcess<Job, Result> {
    const worker = new WorkerProcess<Job, Result>(this.#process, this.#work.replies);
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
    const sentence = `The ${this.#work.program} ${workerPath} cannot be started. Reinstall qrate; the log has the details.`;
    const error = new QrateError('workers', sentence, { cause });
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

  #abandon(task: Task<Job, Result>, reason: unknown): void {
    if (task.settled) return;
    this.#queue = this.#queue.filter((queued) => queued !== task);
    task.reject(reason);
    const slot = this.#slots.find((it) => it.task === task);
    void slot?.worker?.kill();
  }

  #recycle(slot: Slot<Job, Result>, worker: WorkerProcess<Job, Result>, { rss }: ProcessReply<Result>): void {
    if (worker.jobs === WARM_JOBS) slot.warmRss = rss;
    const grew = worker.jobs >= RECYCLE_JOBS && rss > RECYCLE_GROWTH * slot.warmRss;
    if (!grew && rss < RECYCLE_SHARE * this.#process.memoryLimitMb * 2 ** 20) return;
    this.#log(`worker ${worker.pid}: replaced after ${worker.jobs} jobs at ${Math.round(rss / 2 ** 20)} MiB`);
    slot.worker = null;
    void worker.kill();
  }
}
