import { decodeUri } from '../bitmaps';
import type { Rect } from '../geometry';

/**
 * Crops of full pictures: the whole is decoded once, off the main thread, and only the crops are kept. One picture at a time, because
 * 45 megapixels are 180 MB.
 */
export class Cuts {
  readonly #cuts = new Map<string, ImageBitmap>();
  readonly #asked = new Set<string>();
  #queue = Promise.resolve();
  #life = new AbortController();

  get(uri: string, rect: Rect): ImageBitmap | null {
    return this.#cuts.get(keyOf(uri, rect)) ?? null;
  }

  /** Cuts what is missing; resolves when that is done, or failed, which leaves the preview's crop. `null` = nothing is missing. */
  cut(uri: string, rects: readonly Rect[]): Promise<void> | null {
    const missing = rects.filter((rect) => !this.#asked.has(keyOf(uri, rect)));
    if (missing.length === 0) return null;
    for (const rect of missing) this.#asked.add(keyOf(uri, rect));
    const { signal } = this.#life;
    this.#queue = this.#queue.then(() => (signal.aborted ? undefined : this.#cut(uri, missing, signal)));
    return this.#queue;
  }

  /** Lets go of everything. */
  clear(): void {
    this.#life.abort();
    this.#life = new AbortController();
    for (const bitmap of this.#cuts.values()) bitmap.close();
    this.#cuts.clear();
    this.#asked.clear();
  }

  async #cut(uri: string, rects: readonly Rect[], signal: AbortSignal): Promise<void> {
    try {
      const full = await decodeUri(uri, signal);
      for (const rect of rects) {
        const { x, y, width, height } = rect;
        const bitmap = await createImageBitmap(full, x, y, width, height);
        if (signal.aborted) bitmap.close();
        else this.#cuts.set(keyOf(uri, rect), bitmap);
      }
      full.close();
    } catch (error) {
      if (!signal.aborted) console.warn(`qrate: no crop of ${uri}`, error);
    }
  }
}

const keyOf = (uri: string, { x, y, width, height }: Rect): string => `${x} ${y} ${width} ${height} ${uri}`;
