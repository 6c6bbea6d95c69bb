import { type FileHandle, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile, storageError } from '../index/durable';
import type { StoreLocation } from '../index/location';
import { paced } from '../pace';
import { encodeHeader, encodeRecord, HEADER_BYTES, recordBytes, type VectorModel } from './format';
import { readBytes, type StoredFile, storedSteps, vectorFile } from './vectorStore';

type Place = Pick<StoreLocation, 'dir'>;

/** Fewer stale records than this are not worth writing a file anew. */
const WORTH_COMPACTING = 64;

/**
 * Appends vectors to the file of a model. Its owner holds the index lock: one writer per shoot. What `flush` has returned from is on
 * disk; a crash before that costs computing it again. All methods throw QrateError('storage').
 */
export class VectorWriter {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #known: Set<string>;
  #waiting: Buffer[] = [];
  #end: number;
  #flushing: Promise<void> = Promise.resolve();
  #records: number;

  private constructor(
    location: Place,
    readonly model: VectorModel,
    opened: { readonly handle: FileHandle; readonly stored: StoredFile | null },
  ) {
    const { handle, stored } = opened;
    this.#file = vectorFile(location, model.id);
    this.#handle = handle;
    this.#known = new Set(stored?.offsets.keys());
    this.#records = stored?.records ?? 0;
    this.#end = HEADER_BYTES + this.#records * recordBytes(model);
  }

  /** Opens or begins the file. A torn tail is cut; a file of another format or length begins anew. */
  static async open(location: Place, model: VectorModel): Promise<VectorWriter> {
    const file = vectorFile(location, model.id);
    const header = encodeHeader(model);
    try {
      await mkdir(path.dirname(file), { recursive: true });
      const bytes = await readBytes(file);
      const stored = bytes?.subarray(0, HEADER_BYTES).equals(header) ? await paced(storedSteps(bytes)) : null;
      if (stored === null) await replaceFile(file, header);
      const handle = await open(file, 'r+');
      const writer = new VectorWriter(location, model, { handle, stored });
      try {
        await handle.truncate(writer.#end);
      } catch (error) {
        await handle.close();
        throw error;
      }
      return writer;
    } catch (error) {
      throw storageError(file, error);
    }
  }

  has(contentId: string): boolean {
    return this.#known.has(contentId);
  }

  /** Keeps a vector for the next `flush`. Throws RangeError for one that does not fit. */
  add(contentId: string, vector: Float32Array): void {
    this.#waiting.push(encodeRecord(this.model, contentId, vector));
    this.#known.add(contentId);
  }

  /** Puts what waits on disk. Flushes take turns: two at once would write to the same place. */
  flush(): Promise<void> {
    const turn = this.#flushing.then(() => this.#flushNow());
    this.#flushing = turn.catch(() => undefined);
    return turn;
  }

  async #flushNow(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const batch = this.#waiting;
    this.#waiting = [];
    const bytes = Buffer.concat(batch);
    try {
      await writeAt(this.#handle, bytes, this.#end);
      await this.#handle.datasync();
    } catch (error) {
      this.#waiting = [...batch, ...this.#waiting];
      throw storageError(this.#file, error);
    }
    this.#end += bytes.length;
    this.#records += batch.length;
  }

  /**
   * Flushes and lets go of the file. With `keep` (the content ids that photos refer to now) the file is written anew where more than
   * half of its records are stale.
   */
  async close(keep?: ReadonlySet<string>): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.#handle.close();
    }
    if (keep !== undefined) await this.#compact(keep);
  }

  async #compact(keep: ReadonlySet<string>): Promise<void> {
    const wanted = [...this.#known].filter((id) => keep.has(id)).length;
    const stale = this.#records - wanted;
    if (stale < WORTH_COMPACTING || stale * 2 <= this.#records) return;
    const stored = await paced(storedSteps(await readBytes(this.#file)));
    if (stored === null) return;
    const size = recordBytes(this.model);
    const kept = [...stored.offsets].filter(([id]) => keep.has(id)).map(([, at]) => stored.bytes.subarray(at, at + size));
    await replaceFile(this.#file, Buffer.concat([encodeHeader(this.model), ...kept]));
  }
}

/** Appends vectors in one go. The caller holds the index lock. */
export async function appendVectors(
  location: Place,
  model: VectorModel,
  vectors: Iterable<readonly [contentId: string, vector: Float32Array]>,
): Promise<void> {
  const writer = await VectorWriter.open(location, model);
  try {
    for (const [contentId, vector] of vectors) writer.add(contentId, vector);
  } finally {
    await writer.close();
  }
}

async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await handle.write(bytes, written, bytes.length - written, position + written)).bytesWritten;
  }
}
