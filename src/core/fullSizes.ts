import { open, utimes } from 'node:fs/promises';
import path from 'node:path';
import { orientedSize } from './analyze/jpeg/oriented';
import { failureSentence } from './failures';
import { boundFullSizes } from './index/cache';
import { errnoOf } from './index/durable';
import type { StoreLocation } from './index/location';
import type { PhotoFormat, PhotoView } from './model';
import type { PhotoWorkers, WorkersFactory } from './ports';
import { fullSizePath } from './previewCache';
import type { FullSizeReport } from './reports';

/** What a browser shows by itself. TIFF and HEIC it does not. */
export const SHOWN_AS_IT_IS: ReadonlySet<PhotoFormat> = new Set(['jpeg', 'png', 'webp', 'avif']);
/** Two frames are compared at a time; a third can wait. */
const WORKERS = 2;
/** Processes hold some 100 MB each: they go when nobody has zoomed for a while. */
const IDLE_MS = 30_000;
/** Part of the cache's bound that full-size pictures may fill. */
const SHARE = 0.25;
/** Enough for a JPEG's header: our EXIF block and an ICC profile stand before the frame. */
const HEAD_BYTES = 256 * 1024;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Full-size pictures for a look at 1:1: made by the worker processes when first wanted, kept in the cache as long as there is room. */
export class FullSizes {
  #workers: PhotoWorkers | null = null;
  #idle: NodeJS.Timeout | null = null;
  #running = 0;

  constructor(
    private readonly location: Pick<StoreLocation, 'root' | 'cacheDir'>,
    private readonly factory: WorkersFactory,
    private readonly cacheMaxBytes: number,
  ) {}

  /** Rejects with the signal's reason, QrateError('workers' | 'storage'). A photo without such a picture is told with its reason. */
  async of(photo: PhotoView, signal?: AbortSignal): Promise<FullSizeReport> {
    const own = this.original(photo);
    if (own !== null) return own;
    if (photo.preview === null) return { reason: photo.failure === null ? 'It has no picture.' : failureSentence(photo.failure) };
    const { cacheDir } = this.location;
    const file = fullSizePath(cacheDir, photo.preview.contentId);
    const cached = await cachedSize(file);
    if (cached !== null) return { file, ...cached };
    const { path: name, size, mtimeMs, companions } = photo;
    const job = {
      root: this.location.root,
      photo: { path: name, size, mtimeMs, companions },
      cacheDir,
      want: 'full',
      full: photo.preview.contentId,
    } as const;
    const { full, failure } = await this.using((workers) => workers.run(job, signal));
    if (full === undefined) return { reason: failure === null ? 'It has no picture.' : failureSentence(failure) };
    await boundFullSizes(cacheDir, { maxBytes: this.cacheMaxBytes * SHARE, keep: file });
    return { file, ...full };
  }

  /** The file itself, where a browser shows it the right way up. */
  private original({ format, metadata, path: name, failure }: PhotoView): FullSizeReport | null {
    if (format === null || !SHOWN_AS_IT_IS.has(format) || failure !== null) return null;
    const { width = null, height = null, orientation = null } = metadata ?? {};
    const turn = format === 'avif' ? 1 : (orientation ?? 1);
    // Of these only JPEG is turned by its EXIF in every browser.
    if (width === null || height === null || (turn !== 1 && format !== 'jpeg')) return null;
    const file = path.join(this.location.root, name);
    return turn > 4 ? { file, width: height, height: width } : { file, width, height };
  }

  private async using<T>(work: (workers: PhotoWorkers) => Promise<T>): Promise<T> {
    this.#workers ??= this.factory(WORKERS);
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#running += 1;
    try {
      return await work(this.#workers);
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#idle = setTimeout(() => void this.dispose(), IDLE_MS).unref();
    }
  }

  /** Ends the processes; the next picture starts new ones. */
  async dispose(): Promise<void> {
    const workers = this.#workers;
    this.#workers = null;
    await workers?.dispose();
  }
}

/** Size of the cached picture, which counts as used now; `null` where there is none. */
async function cachedSize(file: string): Promise<Size | null> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      const now = new Date();
      await utimes(file, now, now);
      return orientedSize(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}
