import type { Steps } from '../pace';
import { formatEntry, type LogEntry, parseEntry } from './entries';

/** Left by git where a merge was not resolved: the lines between them are whole, so both sides count. */
const CONFLICT_MARKER = /^(<{7}|\|{7}|={7}|>{7})( |$)/;
const TIME = /"time":"([^"]+)"/;
/** Lines between two chances for other work. */
const CHUNK = 64;

export const linesOf = (text: string): readonly string[] => text.replace(/^\uFEFF/, '').split(/\r?\n/);

export const isNoise = (line: string): boolean => line.trim() === '' || CONFLICT_MARKER.test(line);

/** The decisions log as far as it was read. More text is added at its end. */
export class ParsedLog {
  readonly #byId = new Map<string, LogEntry>();
  readonly #unreadable: number[] = [];
  #entries: LogEntry[] = [];
  #lines = 0;
  #latest = Number.NEGATIVE_INFINITY;

  /** Sorted by time, then id; each id once. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Numbers (from 1) of lines that could not be read. */
  get unreadable(): readonly number[] {
    return this.#unreadable;
  }

  /** Time in ms of the last entry of all, foreign and broken lines included; −∞ for an empty log. */
  get latest(): number {
    return this.#latest;
  }

  /**
   * Adds whole lines. Answers the entries that are new, in order, where all of them come after those that were known; `null` where
   * they mix with them (a merge brought them in), so that whoever folded the log has to begin anew.
   */
  *append(text: string): Steps<readonly LogEntry[] | null> {
    const lines = linesOf(text);
    const fresh: LogEntry[] = [];
    let mixed = false;
    for (const [at, line] of lines.entries()) {
      if (at % CHUNK === CHUNK - 1) yield;
      const entry = this.#read(line, this.#lines + at + 1);
      const known = entry === null ? undefined : this.#byId.get(entry.id);
      if (entry === null || (known !== undefined && byTime(entry, known) >= 0)) continue;
      // The same line twice is what a union merge leaves; of two different lines with one id, the same one wins in any order.
      mixed ||= known !== undefined;
      this.#byId.set(entry.id, entry);
      fresh.push(entry);
    }
    this.#lines += lines.length - 1;
    return this.#take(inOrder(fresh), mixed);
  }

  #read(line: string, number: number): LogEntry | null {
    if (isNoise(line)) return null;
    const entry = parseEntry(line);
    if (entry === 'unreadable') this.#unreadable.push(number);
    const isEntry = typeof entry !== 'string';
    const ms = Date.parse(isEntry ? entry.time : (TIME.exec(line)?.[1] ?? ''));
    if (ms > this.#latest) this.#latest = ms;
    return isEntry ? entry : null;
  }

  #take(fresh: readonly LogEntry[], mixed: boolean): readonly LogEntry[] | null {
    const [first] = fresh;
    const last = this.#entries.at(-1);
    if (first === undefined) return [];
    if (mixed || (last !== undefined && compareEntries(first, last) < 0)) {
      this.#entries = inOrder(this.#byId.values());
      return null;
    }
    for (const entry of fresh) this.#entries.push(entry);
    return fresh;
  }
}

/** Times are parsed once, not once per comparison: a log of 100,000 lines sorts in a fraction of a second. */
const inOrder = (entries: Iterable<LogEntry>): LogEntry[] =>
  [...entries]
    .map((entry) => ({ entry, ms: Date.parse(entry.time) }))
    .sort((a, b) => a.ms - b.ms || compare(a.entry.id, b.entry.id))
    .map(({ entry }) => entry);

const compareEntries = (a: LogEntry, b: LogEntry): number => Date.parse(a.time) - Date.parse(b.time) || compare(a.id, b.id);

const byTime = (a: LogEntry, b: LogEntry): number => Date.parse(a.time) - Date.parse(b.time) || compare(formatEntry(a), formatEntry(b));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
