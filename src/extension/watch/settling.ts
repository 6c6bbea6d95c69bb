import type { ScannedFile } from '../../core/model';

/** How a file looked when it was last looked at. */
export type FileStamp = Pick<ScannedFile, 'size' | 'mtimeMs'>;

interface Seen {
  readonly stamp: FileStamp;
  /** When it was first seen like this. */
  readonly since: number;
  /** How long it must stay like this. */
  readonly patienceMs: number;
}

export interface SettlingTimes {
  /** A file that has not changed for so long is taken for complete, in ms. */
  readonly quietMs: number;
  /** The same for a file that turned out not to be, in ms. */
  readonly patientMs: number;
}

/**
 * Which files that are being written are all there. No program says when it is done, so a file counts as complete when its size and
 * date have stayed the same for a while. Times are handed in and only compared with each other; the clock of the disk has no say.
 */
export class Settling {
  readonly #seen = new Map<string, Seen>();

  constructor(private readonly times: SettlingTimes) {}

  /** Files that are looked at, settled ones included. */
  get paths(): readonly string[] {
    return [...this.#seen.keys()];
  }

  /** Notes how a file looks at `now`. Empty files have not begun to arrive: they settle as late as doubtful ones. */
  observe(path: string, { size, mtimeMs }: FileStamp, now: number): void {
    const before = this.#seen.get(path);
    if (before !== undefined && before.stamp.size === size && before.stamp.mtimeMs === mtimeMs) return;
    const patienceMs = size === 0 ? this.times.patientMs : this.times.quietMs;
    this.#seen.set(path, { stamp: { size, mtimeMs }, since: now, patienceMs });
  }

  /** Whether the file looks as it did for long enough. `stamp` = as whoever wants to read it sees it. */
  isSettled(path: string, stamp: FileStamp, now: number): boolean {
    const seen = this.#seen.get(path);
    return seen !== undefined && seen.stamp.size === stamp.size && seen.stamp.mtimeMs === stamp.mtimeMs && isQuiet(seen, now);
  }

  /** Files that may be read at `now`. */
  settled(now: number): readonly string[] {
    return [...this.#seen].filter(([, seen]) => isQuiet(seen, now)).map(([path]) => path);
  }

  /**
   * A settled file could not be read to its end: whether it is given more time. It is, until it has been quiet for the longer time;
   * after that it is what it is.
   */
  doubt(path: string, now: number): boolean {
    const seen = this.#seen.get(path);
    if (seen === undefined || now - seen.since >= this.times.patientMs) return false;
    this.#seen.set(path, { ...seen, patienceMs: this.times.patientMs });
    return true;
  }

  forget(path: string): void {
    this.#seen.delete(path);
  }
}

const isQuiet = ({ since, patienceMs }: Seen, now: number): boolean => now - since >= patienceMs;
