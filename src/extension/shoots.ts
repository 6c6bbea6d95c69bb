import * as vscode from 'vscode';
import { findShoots, isInside } from '../core/findShoots';
import type { ShootView } from '../core/reports';
import type { ShootApi } from '../core/shootApi';
import { Disposable } from './dispose';
import { Turns } from './turns';

const REMEMBERED = 'qrate.shoots';

/** How shoots come into being; the composition root hands it in. */
export interface ShootOpener {
  /** Opens the shoot at `root` with the settings that hold for it. */
  open(root: string): Promise<ShootApi>;
  /** The shoot around a file or folder, or `null`. */
  around(file: string): Promise<string | null>;
}

/** The shoots of this window: found below the workspace folders, or remembered from an index. Opened and read once, on first use. */
export class Shoots extends Disposable {
  readonly #opener: ShootOpener;
  readonly #memory: vscode.Memento;
  readonly #changed = this._register(new vscode.EventEmitter<string | null>());
  readonly #apis = new Map<string, Promise<ShootApi>>();
  readonly #views = new Map<string, Promise<ShootView>>();
  /** Who works on which shoot. */
  readonly turns = new Turns();
  #roots: Promise<readonly string[]> | null = null;

  /** Fires the root whose contents changed, or `null` when anything may have. */
  readonly onDidChange = this.#changed.event;

  constructor(opener: ShootOpener, memory: vscode.Memento) {
    super();
    this.#opener = opener;
    this.#memory = memory;
    this._register(vscode.workspace.onDidChangeWorkspaceFolders(() => this.refresh()));
    this._register(vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('qrate') && this.refresh()));
  }

  /** Absolute roots of known shoots, sorted. */
  roots(): Promise<readonly string[]> {
    this.#roots ??= this.#discover();
    return this.#roots;
  }

  /** The shoot, opened on first use. */
  api(root: string): Promise<ShootApi> {
    return cachedPromise(this.#apis, root, () => this.#opener.open(root));
  }

  /** The whole shoot as views show it, read once until it changes. Rejects with QrateError('no-index') before the first index. */
  view(root: string): Promise<ShootView> {
    return cachedPromise(this.#views, root, async () => (await this.api(root)).view());
  }

  /** The known shoot around `file` (the innermost), or `null`. */
  async around(file: string): Promise<string | null> {
    const known = (await this.roots()).filter((root) => isInside(root, file)).sort((a, b) => b.length - a.length)[0];
    return known ?? this.#opener.around(file);
  }

  /** After a command changed a shoot: drops what was read and tells the views. */
  async changed(root: string): Promise<void> {
    this.#views.delete(root);
    const known = await this.roots();
    if (!known.includes(root) && belongs(root)) {
      this.#roots = Promise.resolve([...known, root].sort());
      await this.#memory.update(REMEMBERED, [...new Set([...this.#remembered(), root])].sort());
    }
    this.#changed.fire(root);
  }

  /** Forgets what was opened or read, and looks for shoots again. A shoot that a command works on stays open. */
  refresh(): void {
    this.#roots = null;
    for (const root of [...this.#apis.keys()]) if (!this.turns.isBusy(root)) this.#apis.delete(root);
    this.#views.clear();
    this.#changed.fire(null);
  }

  /** Runs one long command at a time on a shoot; quiet work gives way to it. Throws QrateError('locked') while another runs. */
  exclusive<T>(root: string, what: string, task: () => PromiseLike<T>): Promise<T> {
    return this.turns.exclusive(root, what, task);
  }

  #remembered(): readonly string[] {
    const value: unknown = this.#memory.get(REMEMBERED);
    return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];
  }

  async #discover(): Promise<readonly string[]> {
    const found = await Promise.all(localFolders().map(findShoots));
    return [...new Set([...found.flat(), ...this.#remembered().filter(belongs)])].sort();
  }
}

const localFolders = (): readonly string[] =>
  (vscode.workspace.workspaceFolders ?? []).filter((it) => it.uri.scheme === 'file').map((it) => it.uri.fsPath);

/** A window shows the shoots of its folders; an empty window shows what was indexed in it. */
function belongs(root: string): boolean {
  const folders = localFolders();
  return folders.length === 0 || folders.some((folder) => isInside(folder, root));
}

/** The promise of `key`, made once; a rejected one is forgotten so that the next call tries again. */
function cachedPromise<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.get(key) === made && cache.delete(key));
  return made;
}
