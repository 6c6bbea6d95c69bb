import path from 'node:path';
import type * as vscode from 'vscode';
import type { Photo, PhotoView } from '../../core/model';
import type { PhotoJob, PhotoResult, PhotoWorkers } from '../../core/ports';
import type { FullSizeReport } from '../../core/reports';
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
  #pool: Promise<PhotoWorkers> | null = null;
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
    const photo = await readLoosePhoto({ file, workers: this.#workers, cacheDir: this.cacheDir }, signal);
    await evict(this.cacheDir, { maxBytes: CACHE_BYTES, keep: new Set(photo.preview === null ? [] : [photo.preview.contentId]) });
    return photo;
  }

  /** The largest picture of a photo that `read` gave, whose path is relative to `root`. */
  async fullSize(root: string, photo: PhotoView, signal: AbortSignal): Promise<FullSizeReport> {
    const { FullSizes } = await import('../../core/fullSizes');
    return new FullSizes({ root, cacheDir: this.cacheDir }, () => this.#workers, CACHE_BYTES).of(photo, signal);
  }

  /** The one pool as it is lent to others: it starts with the first job and ends when there has been none for a while. */
  readonly #workers: PhotoWorkers = {
    size: 1,
    run: (job, signal) => this.#run(job, signal),
    prepare: () => {},
    dispose: async () => {},
  };

  async #run(job: PhotoJob, signal: AbortSignal | undefined): Promise<PhotoResult> {
    clearTimeout(this.#idle);
    this.#running += 1;
    try {
      this.#pool ??= this.#deps.startWorkers();
      return await (await this.#pool).run(job, signal);
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#idle = setTimeout(() => void this.#stop(), IDLE_MS);
    }
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#idle);
    const pool = this.#pool;
    this.#pool = null;
    await (await pool?.catch(() => null))?.dispose();
  }
}
