import { type FileHandle, open } from 'node:fs/promises';
import { paced } from '../pace';
import { isMissing, unreadableLog } from './decisions';
import type { LogEntry } from './entries';
import { ParsedLog } from './parsedLog';

/** What happened to the log since the last look. `rewritten`: everything that was made of it has to be made anew. */
export type LogChange =
  | { readonly kind: 'same' | 'rewritten' }
  | {
      readonly kind: 'appended';
      /** The new entries, in order, all of them after those that were known. */
      readonly entries: readonly LogEntry[];
    };

/** How far the file was read, and how to know it again. */
interface Position {
  readonly inode: number;
  readonly size: number;
  readonly mtimeMs: number;
  /** The last bytes that were read. Lines carry random ids, so other bytes stand there when anything before them moved. */
  readonly tail: Buffer;
}

const TAIL_BYTES = 4096;
const NEW_LINE = 0x0a;

/** Reads `decisions.jsonl` once, and then only what is appended to it, by whomever. */
export class LogFollower {
  readonly #file: string;
  #log = new ParsedLog();
  #position: Position | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  get log(): ParsedLog {
    return this.#log;
  }

  /** Brings `log` up to date. Throws QrateError('storage') where the file cannot be read. One call at a time. */
  async sync(): Promise<LogChange> {
    let handle: FileHandle;
    try {
      handle = await open(this.#file, 'r');
    } catch (error) {
      if (isMissing(error)) return this.#gone();
      throw unreadableLog(this.#file, error);
    }
    try {
      return await this.#read(handle);
    } catch (error) {
      throw unreadableLog(this.#file, error);
    } finally {
      await handle.close();
    }
  }

  #gone(): LogChange {
    if (this.#position === null) return { kind: 'same' };
    this.#position = null;
    this.#log = new ParsedLog();
    return { kind: 'rewritten' };
  }

  async #read(handle: FileHandle): Promise<LogChange> {
    const { ino: inode, size, mtimeMs } = await handle.stat();
    // Where there was no file, all that stands in it now is appended to nothing.
    const known = this.#position ?? { inode, size: 0, mtimeMs: -1, tail: Buffer.alloc(0) };
    if (known.inode === inode && known.size === size && known.mtimeMs === mtimeMs) return { kind: 'same' };
    const appended = known.inode === inode ? await readOn(handle, known, size) : null;
    const bytes = appended ?? (await readFrom(handle, 0, size));
    if (appended === null) this.#log = new ParsedLog();
    const entries = await paced(this.#log.append(bytes.toString('utf8')));
    const before = appended === null ? bytes : Buffer.concat([known.tail, bytes]);
    this.#position = { inode, size, mtimeMs, tail: Buffer.from(before.subarray(-TAIL_BYTES)) };
    return appended === null || entries === null ? { kind: 'rewritten' } : { kind: 'appended', entries };
  }
}

/** What follows `known`; `null` where the file is not the known one with something appended to whole lines. */
async function readOn(handle: FileHandle, { size: from, tail }: Position, size: number): Promise<Buffer | null> {
  if (size < from || (from > 0 && size === from) || (from > 0 && tail.at(-1) !== NEW_LINE)) return null;
  const bytes = await readFrom(handle, from - tail.length, size);
  return bytes.subarray(0, tail.length).equals(tail) ? bytes.subarray(tail.length) : null;
}

/** The bytes from `start` to `end`, or fewer where the file ends before. */
async function readFrom(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
