import { type FSWatcher, statSync, watch } from 'node:fs';
import path from 'node:path';
import type { StoreLocation } from '../../core/index/location';
import { Disposable } from '../dispose';

/** A save is one rename, but several files may be saved one after the other. */
const DEBOUNCE_MS = 150;

/**
 * Tells when somebody else (a terminal, another window, git) changed the index, the decisions or the presets of a shoot. The folder is
 * watched, not the files: they are replaced by renames.
 */
export class StoreWatcher extends Disposable {
  readonly #files: readonly string[];
  readonly #onChange: (isForeign: boolean) => void;
  readonly #dir: string;
  #watcher: FSWatcher | null = null;
  #known: string;
  #timer: NodeJS.Timeout | null = null;
  /** This window wrote since the last look: what somebody else wrote in the same moment looks like its own. */
  #wrote = false;

  /** `onChange` hears whether it was somebody else for certain, or perhaps nothing but this window's own change. */
  constructor({ dir, index, decisions, presets }: StoreLocation, onChange: (isForeign: boolean) => void) {
    super();
    this.#dir = dir;
    this.#files = [index, decisions, presets];
    this.#onChange = onChange;
    this.#known = this.#stamps();
    this.#watch();
    this._register({
      dispose: () => {
        this.#watcher?.close();
        if (this.#timer !== null) clearTimeout(this.#timer);
      },
    });
  }

  /** What the files are now is known: this window made the change, or is about to read it. Cheap. */
  noteOwnChange(): void {
    this.#known = this.#stamps();
    this.#wrote = true;
  }

  /** Looks at the files; for times when events may have been missed. */
  check(): void {
    if (this.#watcher === null) this.#watch();
    const now = this.#stamps();
    const isForeign = now !== this.#known;
    if (isForeign || this.#wrote) this.#onChange(isForeign);
    this.#known = now;
    this.#wrote = false;
  }

  #watch(): void {
    const names = new Set(this.#files.map((file) => path.basename(file)));
    try {
      this.#watcher = watch(this.#dir, { persistent: false });
    } catch {
      // No folder yet, or a disk that cannot be watched: `check` tries again when the window gets the focus.
      return;
    }
    this.#watcher.on('change', (_event, name) => (name === null || names.has(String(name))) && this.#soon());
    this.#watcher.on('error', () => this.#unwatch());
  }

  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = null;
  }

  #soon(): void {
    if (this.isDisposed || this.#timer !== null) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.check();
    }, DEBOUNCE_MS);
  }

  /** Inode, size and date of each file: a rename changes the first, an append the others. */
  #stamps(): string {
    return this.#files
      .map((file) => statSync(file, { throwIfNoEntry: false, bigint: true }))
      .map((stats) => (stats === undefined ? '-' : `${stats.ino} ${stats.size} ${stats.mtimeNs}`))
      .join('|');
  }
}
