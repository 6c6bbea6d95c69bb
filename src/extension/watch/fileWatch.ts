import * as vscode from 'vscode';
import { scanShoot } from '../../core/ingest/scan';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import { setting } from '../settings';
import { differences, filesOf } from './differences';
import { watchFolder } from './folderWatcher';
import { ShootWatcher, type WatchServices } from './shootWatcher';

/** The window opens first; then what happened while it was closed is looked for. In ms. */
const CATCH_UP_MS = 2000;
/** Between two looks at a folder, in ms. */
const PAUSE = { calm: 15_000, tethered: 500 };
/** A look at a large or slow folder is followed by a pause of at least so many times its length. */
const LEAST_REST = 4;

/**
 * The photos of one shoot: heard of by events, looked for at the start. Where there are no events, they are looked for again and again:
 * where the system cannot watch, and in a tethered folder, since a folder that a camera fills is often one that no system watches well (a
 * network share, a folder outside the window, one that `files.watcherExclude` leaves out), and none of them says so.
 */
export class FileWatch extends Disposable {
  readonly watcher: ShootWatcher;
  readonly #services: WatchServices;
  readonly #isTethered: () => boolean;
  #timer: NodeJS.Timeout | undefined;
  #isDeaf = false;
  #isLooking = false;
  /** When files were last asked for size and date, too. In ms. */
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(root: string, services: WatchServices, isTethered: () => boolean) {
    super();
    this.#services = services;
    this.#isTethered = isTethered;
    this.watcher = this._register(new ShootWatcher(root, services, isTethered));
    this.#later(isTethered() ? PAUSE.tethered : CATCH_UP_MS);
    const onFailure = (error: unknown) => this.#goDeaf(error);
    const folder = this._register(watchFolder({ root, onFailure }));
    this._register(folder.onDidChange((name) => this.watcher.notice(name)));
    this._register({ dispose: () => clearTimeout(this.#timer) });
  }

  #goDeaf(error: unknown): void {
    logError(this.#services.log, `watch ${this.watcher.root}: the system cannot, so the folder is looked at now and then`, error);
    this.#isDeaf = true;
    if (!this.#isLooking) this.#later(this.#pause);
  }

  get #pause(): number {
    return this.#isTethered() ? PAUSE.tethered : PAUSE.calm;
  }

  #later(afterMs: number): void {
    clearTimeout(this.#timer);
    if (!this.isDisposed) this.#timer = setTimeout(() => void this.#lookAround(), afterMs);
  }

  /** Compares the folder with the index. Never rejects. */
  async #lookAround(): Promise<void> {
    const began = performance.now();
    this.#isLooking = true;
    try {
      for (const name of await this.#changes()) this.watcher.notice(name);
    } catch (error) {
      logError(this.#services.log, `look for changes in ${this.watcher.root}`, error);
    }
    this.#isLooking = false;
    if (this.#isDeaf || this.#isTethered()) this.#later(Math.max(this.#pause, LEAST_REST * (performance.now() - began)));
  }

  /** In a tethered folder most looks compare names alone: a camera adds files, and does so while somebody waits. */
  async #changes(): Promise<readonly string[]> {
    const { root } = this.watcher;
    const { photos } = await this.#services.shoots.view(root);
    const ignore = setting('qrate.ingest.ignore', vscode.Uri.file(root));
    const now = performance.now();
    const byName = this.#isTethered() && now - this.#askedAt < PAUSE.calm;
    const { files } = await scanShoot(root, byName ? { ignore, known: filesOf(photos) } : { ignore });
    if (!byName) this.#askedAt = now;
    return differences(files, photos);
  }
}
