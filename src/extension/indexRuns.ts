import * as vscode from 'vscode';
import type { Incoming } from '../core/ingest/incoming';
import type { Progress, RunOptions } from '../core/progress';
import type { IndexReport } from '../core/reports';
import { Disposable } from './dispose';
import { INDEX_WEIGHTS, ProgressMeter } from './progressMeter';
import { workerCount } from './settings';
import type { Shoots } from './shoots';

/** How far an index has come. */
export interface IndexRun {
  readonly root: string;
  /** 0–100, never falling. */
  readonly percent: number;
  /** `null` before the first step. */
  readonly step: Progress | null;
}

interface Running extends IndexRun {
  readonly abort: AbortController;
}

interface IndexRequest extends RunOptions {
  /** Of a watched folder: what may be read already. */
  readonly incoming?: Incoming;
  readonly workers?: number;
}

/** The one place where the window indexes: whoever asks for it, everybody can see how far it is, and stop it. */
export class IndexRuns extends Disposable {
  readonly #shoots: Shoots;
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  readonly #running = new Map<string, Running>();

  /** Fires when a run begins, goes on (once a percent) or ends. */
  readonly onDidChange = this.#changed.event;

  constructor(shoots: Shoots) {
    super();
    this.#shoots = shoots;
  }

  get running(): readonly IndexRun[] {
    return [...this.#running.values()];
  }

  /** Indexes within a turn that the caller took. What was read before a cancel is kept, so the views change either way. */
  async run(root: string, request: IndexRequest): Promise<IndexReport> {
    const api = await this.#shoots.api(root);
    const abort = new AbortController();
    const signal = request.signal === undefined ? abort.signal : AbortSignal.any([request.signal, abort.signal]);
    this.#set({ root, percent: 0, step: null, abort });
    const meter = new ProgressMeter(INDEX_WEIGHTS);
    const onProgress = (step: Progress) => {
      request.onProgress?.(step);
      this.#advance(root, step, meter.advance(step));
    };
    try {
      const { incoming, workers = workerCount(root) } = request;
      return await api.index({ signal, onProgress, workers, ...(incoming === undefined ? {} : { incoming }) });
    } finally {
      this.#running.delete(root);
      this.#changed.fire();
      await this.#shoots.changed(root);
    }
  }

  /** Stops every run of the window. */
  cancelAll(): void {
    for (const { abort } of this.#running.values()) abort.abort();
  }

  #set(run: Running): void {
    this.#running.set(run.root, run);
    this.#changed.fire();
  }

  #advance(root: string, step: Progress, gained: number): void {
    const run = this.#running.get(root);
    if (run === undefined) return;
    const next = { ...run, step, percent: run.percent + gained };
    this.#running.set(root, next);
    if (Math.floor(next.percent) !== Math.floor(run.percent) || step.stage !== run.step?.stage) this.#changed.fire();
  }
}
