import path from 'node:path';
import type * as vscode from 'vscode';
import type { Photo } from '../../core/model';
import type { PhotoWorkers } from '../../core/ports';
import { Disposable } from '../dispose';

/** Bound of the previews of photos that belong to no shoot, in bytes. */
const CACHE_BYTES = 500_000_000;
/** A worker process is let go of after this many ms without work: it holds some 100 MB. */
const IDLE_MS = 30_000;

export interface LoosePhotosDeps {
  /** The extension's own storage: nothing is written beside a photo. */
  readonly storage: vscode.Uri;
  readonly startWorkers: () => Promise<PhotoWorkers>;
}

/** Reads photos that are in no index, in a worker process like all others. */
export class LoosePhotos extends Disposable {
  readonly #deps: LoosePhotosDeps;
  #workers: Promise<PhotoWorkers> | null = null;
  #running = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;

  /** Absolute folder of their previews. */
  readonly cacheDir: string;

  constructor(deps: LoosePhotosDeps) {
    super();
    this.#deps = deps;
    this.cacheDir = path.join(deps.storage.fsPath, 'photos');
    this._register({ dispose: () => void this.#stop() });
  }

  /** See `readLoosePhoto`. */
  async read(file: string, signal: AbortSignal): Promise<Photo> {
    const [{ readLoosePhoto }, { evict }] = await Promise.all([import('../../core/loosePhoto'), import('../../core/index/cache')]);
    clearTimeout(this.#idle);
    this.#running += 1;
    try {
      this.#workers ??= this.#deps.startWorkers();
      const photo = await readLoosePhoto({ file, workers: await this.#workers, cacheDir: this.cacheDir }, signal);
      await evict(this.cacheDir, { maxBytes: CACHE_BYTES, keep: new Set(photo.preview === null ? [] : [photo.preview.contentId]) });
      return photo;
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#idle = setTimeout(() => void this.#stop(), IDLE_MS);
    }
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle);
    const workers = this.#workers;
    this.#workers = null;
    await (await workers?.catch(() => null))?.dispose();
  }
}
