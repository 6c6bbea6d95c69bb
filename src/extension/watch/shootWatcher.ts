import { existsSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { QrateError } from '../../core/errors';
import { inCaptureOrder } from '../../core/group/order';
import type { Incoming } from '../../core/ingest/incoming';
import { statAll } from '../../core/ingest/statAll';
import type { FailureCode } from '../../core/model';
import { Disposable } from '../dispose';
import { isAbort, logError } from '../errors';
import type { IndexRuns } from '../indexRuns';
import type { Shoots } from '../shoots';
import { isWatched } from './folderWatcher';
import { Settling } from './settling';

export interface WatchServices {
  readonly shoots: Shoots;
  readonly indexing: IndexRuns;
  readonly log: vscode.LogOutputChannel;
}

/** How eagerly a folder is looked at. All in ms. */
interface Pace {
  /** How long a file must stay the same to count as complete. */
  readonly quiet: number;
  /** Between two looks while something is being written. */
  readonly poll: number;
  /** Nothing may have happened for so long before an index runs … */
  readonly debounce: number;
  /** … unless it has waited for so long already. */
  readonly longest: number;
}

const CALM: Pace = { quiet: 1500, poll: 500, debounce: 1500, longest: 15_000 };
const TETHERED: Pace = { quiet: 300, poll: 75, debounce: 0, longest: 0 };
/** After this long without a change, a file that cannot be read to its end is what it is. */
const PATIENT_MS = 10_000;
/** While another program holds the index. */
const RETRY_MS = [1000, 2000, 5000, 15_000, 30_000];

/** What a file that is still being written looks like to whoever reads it. */
const UNFINISHED: ReadonlySet<FailureCode> = new Set([
  'truncated',
  'corrupt',
  'empty-file',
  'not-a-photo',
  'unsupported-format',
  'no-preview',
  'vanished',
  'read-error',
]);

/**
 * Keeps the index of one shoot up with its folder: hears of files, waits until they are complete, and indexes quietly. It sleeps while
 * nothing happens, gives way to every command of the person, and never reads a file that is being written.
 */
export class ShootWatcher extends Disposable {
  readonly #settling = new Settling({ quietMs: TETHERED.quiet, patientMs: PATIENT_MS });
  readonly #noticed = new Set<string>();
  readonly #arrived = this._register(new vscode.EventEmitter<readonly string[]>());
  /** Something else than a file with a photo's name changed: a folder came or went, a file was removed. */
  #isDirty = false;
  #firstEvent: number | null = null;
  #lastEvent = 0;
  #refusals = 0;
  #timer: NodeJS.Timeout | null = null;
  #isLooking = false;

  /** Fires the photos that are new in the index, newest first. */
  readonly onDidArrive = this.#arrived.event;

  constructor(
    readonly root: string,
    private readonly services: WatchServices,
    private readonly isTethered: () => boolean,
  ) {
    super();
    this._register({ dispose: () => this.#timer !== null && clearTimeout(this.#timer) });
  }

  /** Something happened to `relative` (with `/`). */
  notice(relative: string): void {
    if (isWatched(relative)) this.#noticed.add(relative);
    else this.#isDirty = true;
    this.#lastEvent = performance.now();
    this.#firstEvent ??= this.#lastEvent;
    this.#wake(Math.min(50, this.#pace.poll));
  }

  get #pace(): Pace {
    return this.isTethered() ? TETHERED : CALM;
  }

  #wake(afterMs: number): void {
    if (this.isDisposed || this.#timer !== null || this.#isLooking) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#tick();
    }, afterMs);
  }

  /** Looks, indexes where something is ready, and sleeps again. Never rejects. */
  async #tick(): Promise<void> {
    this.#isLooking = true;
    let pause: number | null = null;
    try {
      await this.#look();
      pause = this.#isReady() ? await this.#index() : this.#pace.poll;
    } catch (error) {
      // What is wrong with the folder or the index is told by the next command; a watcher does not nag.
      logError(this.services.log, `watch ${this.root}`, error);
    } finally {
      this.#isLooking = false;
    }
    const isIdle = this.#settling.paths.length === 0 && this.#noticed.size === 0 && !this.#isDirty;
    if (isIdle) this.#firstEvent = null;
    else if (pause !== null) this.#wake(pause);
  }

  /** Notes how the files look that something happened to. */
  async #look(): Promise<void> {
    const names = [...new Set([...this.#settling.paths, ...this.#noticed])];
    this.#noticed.clear();
    const found = await statAll(this.root, names);
    const now = performance.now();
    for (const { name, stats } of found) {
      if (stats?.isFile()) this.#settling.observe(name, { size: stats.size, mtimeMs: stats.mtimeMs }, now);
      else {
        this.#settling.forget(name);
        this.#isDirty = true;
      }
    }
  }

  #isReady(): boolean {
    const now = performance.now();
    const settled = this.#settling.settled(now).length;
    if (settled === 0 && !this.#isDirty) return false;
    const { debounce, longest } = this.#pace;
    if (now - (this.#firstEvent ?? now) >= longest) return true;
    return settled === this.#settling.paths.length && now - this.#lastEvent >= debounce;
  }

  /** Indexes what is complete; answers after how many ms to look again. */
  async #index(): Promise<number> {
    const { shoots, indexing } = this.services;
    if (!existsSync((await shoots.api(this.root)).location.index)) return this.#drop();
    const taken = this.#settling.settled(performance.now());
    const doubted = new Set<string>();
    const before = new Set((await shoots.view(this.root)).photos.map((photo) => photo.path));
    const wasDirty = this.#isDirty;
    try {
      const title = vscode.l10n.t('Indexing what is new');
      const request = { incoming: this.#incoming(doubted), ...(taken.length < 8 ? { workers: 1 } : {}) };
      const report = await shoots.turns.quietly(this.root, title, (signal) => {
        this.#isDirty = false;
        return indexing.run(this.root, { ...request, signal });
      });
      if (report === undefined) return this.#retry();
    } catch (error) {
      this.#isDirty ||= wasDirty;
      if (isAbort(error) || (error instanceof QrateError && error.code === 'locked')) return this.#retry();
      throw error;
    }
    this.#refusals = 0;
    const waited = Math.round(performance.now() - (this.#firstEvent ?? 0));
    this.services.log.debug(`watch ${this.root}: ${taken.length} complete, indexed ${waited} ms after the first of them was heard of`);
    for (const name of taken) if (!doubted.has(name)) this.#settling.forget(name);
    await this.#tellArrivals(before);
    return this.#pace.poll;
  }

  /** A folder whose index is gone is none of ours. */
  #drop(): number {
    for (const name of this.#settling.paths) this.#settling.forget(name);
    this.#isDirty = false;
    return this.#pace.poll;
  }

  #retry(): number {
    const pause = RETRY_MS[Math.min(this.#refusals, RETRY_MS.length - 1)] ?? 0;
    this.#refusals += 1;
    return pause;
  }

  #incoming(doubted: Set<string>): Incoming {
    return {
      isComplete: ({ path: name, ...stamp }) => {
        const now = performance.now();
        if (this.#settling.isSettled(name, stamp, now)) return true;
        // Nobody told about this file, or it is being written right now: it is looked at from here on.
        this.#settling.observe(name, stamp, now);
        return false;
      },
      isPremature: ({ path: name }, { code }) => {
        if (!UNFINISHED.has(code) || !this.#settling.doubt(name, performance.now())) return false;
        doubted.add(name);
        return true;
      },
    };
  }

  async #tellArrivals(before: ReadonlySet<string>): Promise<void> {
    const { photos } = await this.services.shoots.view(this.root);
    const fresh = inCaptureOrder(photos.filter((photo) => !before.has(photo.path))).reverse();
    if (fresh.length === 0) return;
    this.services.log.info(`watch ${path.basename(this.root)}: ${fresh.length} new`);
    this.#arrived.fire(fresh.map((photo) => photo.path));
  }
}
