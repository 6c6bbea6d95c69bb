import type { PhotoWorkers } from '../core/ports';
import { Disposable } from './dispose';

/** Loads the code of the workers and makes a pool of so many. */
export type PoolMaker = (size: number) => PhotoWorkers;

/**
 * Photo workers that stay ready while somebody waits for single photos: starting a process takes longer than the photo itself. One
 * process is kept; an index of many photos gets a pool of its own as ever.
 */
export class WarmWorkers extends Disposable {
  readonly #load: () => Promise<PoolMaker>;
  #wanted = false;
  #pool: PhotoWorkers | null = null;
  #isLent = false;

  constructor(load: () => Promise<PoolMaker>) {
    super();
    this.#load = load;
    this._register({ dispose: () => void this.keep(false) });
  }

  /** Keeps one worker ready from now on, or lets it go. */
  async keep(wanted: boolean): Promise<void> {
    this.#wanted = wanted;
    if (!wanted) return this.#letGo();
    const make = await this.#load();
    if (!this.#wanted || this.#pool !== null || this.isDisposed) return;
    this.#pool = make(1);
    this.#pool.prepare();
  }

  /** The worker that is ready, where one is enough and nobody has it, else a new pool. */
  lend(size: number, make: PoolMaker): PhotoWorkers {
    const pool = this.#pool;
    if (size > 1 || pool === null || this.#isLent) return make(size);
    this.#isLent = true;
    return {
      size: pool.size,
      run: (job, signal) => pool.run(job, signal),
      prepare: () => pool.prepare(),
      dispose: async () => {
        this.#isLent = false;
        if (!this.#wanted) await this.#letGo();
      },
    };
  }

  async #letGo(): Promise<void> {
    if (this.#isLent) return;
    const pool = this.#pool;
    this.#pool = null;
    await pool?.dispose();
  }
}
