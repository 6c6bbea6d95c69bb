import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { PhotoError } from '../failures';
import type { Bytes } from './bytes';

/** What a walker may read beside the preview itself. The dearest sample needs a third of it. */
const BUDGET = 256 * 1024;
/** One read of this size costs a card or a network drive about as much as one of 4 KB. */
const BLOCK = 16 * 1024;

export interface ReadStats {
  /** Bytes read from the file, the picture's included. */
  readonly bytes: number;
  readonly reads: number;
}

/**
 * Positioned reads of one open file. `read` goes through a cache of blocks and a budget, so that no crafted file makes a walker
 * read it whole; `readWhole` is for pictures. Synchronous: a worker has nothing else to do meanwhile.
 */
export class ByteSource implements Bytes {
  readonly #blocks = new Map<number, Buffer>();
  #budget = BUDGET;
  #bytes = 0;
  #reads = 0;

  private constructor(
    private readonly fd: number,
    readonly size: number,
  ) {}

  /** Throws the system's error (ENOENT, EACCES …) or PhotoError('not-a-photo') for what is not a file. */
  static open(path: string): ByteSource {
    // Without O_NONBLOCK a named pipe would hold the worker until somebody writes to it.
    const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = fstatSync(fd);
      if (!stats.isFile()) throw new PhotoError('not-a-photo', 'not a regular file');
      return new ByteSource(fd, stats.size);
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  get stats(): ReadStats {
    return { bytes: this.#bytes, reads: this.#reads };
  }

  read(offset: number, length: number): Buffer {
    const end = Math.min(offset + length, this.size);
    if (!(offset >= 0) || !(end > offset)) return Buffer.alloc(0);
    const first = Math.floor(offset / BLOCK);
    const last = Math.floor((end - 1) / BLOCK);
    const blocks: Buffer[] = [];
    for (let index = first; index <= last; index++) {
      const block = this.#block(index);
      blocks.push(block);
      if (block.length < BLOCK) break;
    }
    const run = blocks.length === 1 && blocks[0] ? blocks[0] : Buffer.concat(blocks);
    return run.subarray(offset - first * BLOCK, end - first * BLOCK);
  }

  /** Bytes that nobody needs twice: within the budget, but without filling blocks around them. */
  readOnce(offset: number, length: number): Buffer {
    const wanted = Math.min(length, this.size - offset, this.#budget);
    if (!(offset >= 0) || !(wanted > 0)) return Buffer.alloc(0);
    this.#budget -= wanted;
    return this.#fetch(offset, wanted);
  }

  /** A picture's bytes, outside the cache and the budget; fewer where the file ends. */
  readWhole(offset: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.size - offset));
    return this.#fetch(offset, wanted);
  }

  close(): void {
    closeSync(this.fd);
  }

  #block(index: number): Buffer {
    const cached = this.#blocks.get(index);
    if (cached) return cached;
    if (this.#budget < BLOCK) return Buffer.alloc(0);
    this.#budget -= BLOCK;
    const block = this.#fetch(index * BLOCK, Math.min(BLOCK, this.size - index * BLOCK));
    this.#blocks.set(index, block);
    return block;
  }

  #fetch(offset: number, length: number): Buffer {
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const read = readSync(this.fd, buffer, done, length - done, offset + done);
      this.#reads++;
      if (read === 0) break;
      done += read;
    }
    this.#bytes += done;
    return buffer.subarray(0, done);
  }
}
