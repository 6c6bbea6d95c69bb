/** What the cache needs of a decoded picture: `ImageBitmap` fits. */
export interface Decoded {
  readonly width: number;
  readonly height: number;
  close(): void;
}

interface Entry<T> {
  bitmap: T | null;
  /** The load that runs; `null` when it has ended. */
  loading: { readonly done: Promise<void>; readonly abort: AbortController } | null;
  failed: boolean;
}

export interface BitmapsOptions<T> {
  /** Bound of what nobody shows or expects, in bytes of pixels. */
  readonly budget: number;
  readonly decode: (uri: string, signal: AbortSignal) => Promise<T>;
}

/**
 * Decoded pictures by URI. Who shows or expects some says so by `keep`; the others stay, the last used longest, as far as the budget
 * goes. Ask anew at each drawing: a bitmap may be closed by then.
 */
export class Bitmaps<T extends Decoded> {
  readonly #options: BitmapsOptions<T>;
  /** In order of use, the oldest first. */
  readonly #entries = new Map<string, Entry<T>>();
  readonly #kept = new Map<object, ReadonlySet<string>>();

  constructor(options: BitmapsOptions<T>) {
    this.#options = options;
  }

  /** The decoded picture, or `null` while there is none. */
  get(uri: string | null): T | null {
    const entry = uri === null ? undefined : this.#entries.get(uri);
    if (uri === null || entry === undefined) return null;
    this.#entries.delete(uri);
    this.#entries.set(uri, entry);
    return entry.bitmap;
  }

  /** Whether the last try to load it failed. */
  failed(uri: string | null): boolean {
    return uri !== null && this.#entries.get(uri)?.failed === true;
  }

  /** The load that runs, or `null`. */
  loading(uri: string): Promise<void> | null {
    return this.#entries.get(uri)?.loading?.done ?? null;
  }

  /** Resolves when it is there, when it cannot be had (`failed` tells), or when nobody wants it any more. */
  load(uri: string): Promise<void> {
    const known = this.#entries.get(uri);
    if (known?.loading) return known.loading.done;
    if (known?.bitmap || known?.failed) return Promise.resolve();
    const entry: Entry<T> = { bitmap: null, loading: null, failed: false };
    this.#entries.set(uri, entry);
    const abort = new AbortController();
    const done = this.#fetch(uri, entry, abort.signal);
    entry.loading = { done, abort };
    return done;
  }

  /** What `owner` shows or expects from now on: it is not dropped. A load that nobody expects any more is stopped. */
  keep(owner: object, uris: Iterable<string>): void {
    const wanted = new Set(uris);
    if (wanted.size === 0) this.#kept.delete(owner);
    else this.#kept.set(owner, wanted);
    for (const [uri, { loading }] of [...this.#entries]) {
      if (loading === null || this.#isKept(uri)) continue;
      this.#entries.delete(uri);
      loading.abort.abort();
    }
    this.#trim();
  }

  async #fetch(uri: string, entry: Entry<T>, signal: AbortSignal): Promise<void> {
    try {
      const bitmap = await this.#options.decode(uri, signal);
      if (signal.aborted) bitmap.close();
      else entry.bitmap = bitmap;
    } catch (error) {
      if (signal.aborted) return;
      entry.failed = true;
      console.warn(`qrate: ${uri} could not be shown`, error);
    } finally {
      entry.loading = null;
      this.#trim();
    }
  }

  #isKept(uri: string): boolean {
    for (const kept of this.#kept.values()) if (kept.has(uri)) return true;
    return false;
  }

  #trim(): void {
    const free = [...this.#entries].filter(([uri, { bitmap }]) => bitmap !== null && !this.#isKept(uri));
    let bytes = free.reduce((sum, [, { bitmap }]) => sum + bytesOf(bitmap), 0);
    for (const [uri, { bitmap }] of free) {
      if (bytes <= this.#options.budget) return;
      bytes -= bytesOf(bitmap);
      this.#entries.delete(uri);
      bitmap?.close();
    }
  }
}

const bytesOf = (bitmap: Decoded | null): number => (bitmap === null ? 0 : 4 * bitmap.width * bitmap.height);

/** Fetched and decoded off the main thread, upright. Rejects where it cannot be had. */
export async function decodeUri(uri: string, signal: AbortSignal): Promise<ImageBitmap> {
  const response = await fetch(uri, { signal });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return createImageBitmap(await response.blob());
}

/** The page's one cache; 256 MiB are about 24 previews. */
export const bitmaps = new Bitmaps<ImageBitmap>({ budget: 256 * 2 ** 20, decode: decodeUri });
