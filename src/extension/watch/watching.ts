import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import { setting } from '../settings';
import { FileWatch } from './fileWatch';
import type { ShootWatcher, WatchServices } from './shootWatcher';
import { StoreWatcher } from './storeWatcher';

const REMEMBERED = 'qrate.tethered';
export interface Arrival {
  readonly root: string;
  /** Paths relative to the shoot, newest first. */
  readonly photos: readonly string[];
}

interface Watched extends vscode.Disposable {
  readonly files: ShootWatcher | null;
  readonly store: StoreWatcher;
}

/** Watches the shoots of the window: photos that come and go, and other programs that write the index. */
export class Watching extends Disposable {
  readonly #services: WatchServices;
  readonly #memory: vscode.Memento;
  readonly #watched = new Map<string, Watched>();
  readonly #arrived = this._register(new vscode.EventEmitter<Arrival>());
  readonly #tetherChanged = this._register(new vscode.EventEmitter<string>());
  #syncing: Promise<void> = Promise.resolve();

  /** Fires photos that came into a watched folder and are indexed. */
  readonly onDidArrive = this.#arrived.event;
  /** Fires the shoot that is tethered now, or is no more. */
  readonly onDidChangeTether = this.#tetherChanged.event;

  /** `onTether` hears whether any shoot of the window is tethered. */
  constructor(
    services: WatchServices,
    memory: vscode.Memento,
    private readonly onTether: (isAny: boolean) => void,
  ) {
    super();
    this.#services = services;
    this.#memory = memory;
    const { shoots } = services;
    this._register(shoots.onDidChange((root) => this.#follow(root)));
    this._register(vscode.window.onDidChangeWindowState(({ focused }) => focused && this.#checkStores()));
    this._register({ dispose: () => this.#stopAll() });
  }

  /** Begins to watch; returns at once. */
  start(): void {
    this.#sync();
  }

  /** Whether new frames of a shoot are shown at once: the person's word for this workspace, else the setting. */
  isTethered(root: string): boolean {
    const kept: unknown = this.#memory.get(REMEMBERED);
    const said = typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>)[root] : undefined;
    return typeof said === 'boolean' ? said : setting('qrate.watch.tethered', vscode.Uri.file(root));
  }

  async setTethered(root: string, tethered: boolean): Promise<void> {
    const kept: unknown = this.#memory.get(REMEMBERED);
    await this.#memory.update(REMEMBERED, { ...(typeof kept === 'object' ? kept : {}), [root]: tethered });
    this.#stop(root);
    this.#sync();
    this.#tetherChanged.fire(root);
  }

  /** A decision changes one shoot; anything else may have changed which shoots there are and how they are watched. */
  #follow(root: string | null): void {
    const known = root === null ? undefined : this.#watched.get(root);
    if (known !== undefined) {
      known.store.noteOwnChange();
      return;
    }
    if (root === null) this.#stopAll();
    this.#sync();
  }

  /** One after the other, so that no shoot is watched twice. */
  #sync(): void {
    this.#syncing = this.#syncing.then(() => this.#watchAll()).catch((error: unknown) => logError(this.#services.log, 'watch', error));
  }

  async #watchAll(): Promise<void> {
    const roots = await this.#services.shoots.roots();
    for (const root of this.#watched.keys()) if (!roots.includes(root)) this.#stop(root);
    for (const root of roots) {
      if (this.isDisposed || this.#watched.has(root)) continue;
      try {
        this.#watched.set(root, await this.#watch(root));
      } catch (error) {
        logError(this.#services.log, `watch ${root}`, error);
      }
    }
    this.onTether(!this.isDisposed && roots.some((root) => this.isTethered(root)));
    if (this.isDisposed) this.#stopAll();
  }

  async #watch(root: string): Promise<Watched> {
    const { shoots } = this.#services;
    const { location } = await shoots.api(root);
    const store = new StoreWatcher(location, (isForeign) => void this.#takeOver(root, isForeign));
    const isOn = this.isTethered(root) || setting('qrate.watch.enabled', vscode.Uri.file(root));
    const files = isOn ? new FileWatch(root, this.#services, () => this.isTethered(root)) : null;
    files?.watcher.onDidArrive((photos) => this.#arrived.fire({ root, photos }));
    return {
      store,
      files: files?.watcher ?? null,
      dispose: () => {
        store.dispose();
        files?.dispose();
      },
    };
  }

  /** A run of this window tells itself when it is done. */
  async #takeOver(root: string, isForeign: boolean): Promise<void> {
    const { shoots } = this.#services;
    if (shoots.turns.isBusy(root)) return;
    if (isForeign || (await this.#isBehind(root))) await shoots.changed(root);
  }

  /** Whether what is shown is not what is on disk: two looks at the dates of files. Who cannot tell lets the views find out. */
  async #isBehind(root: string): Promise<boolean> {
    const { shoots } = this.#services;
    try {
      const shown = await shoots.view(root);
      return (await (await shoots.api(root)).view()) !== shown;
    } catch {
      return true;
    }
  }

  #checkStores(): void {
    for (const { store } of this.#watched.values()) store.check();
  }

  #stop(root: string): void {
    this.#watched.get(root)?.dispose();
    this.#watched.delete(root);
  }

  #stopAll(): void {
    for (const root of [...this.#watched.keys()]) this.#stop(root);
  }
}
