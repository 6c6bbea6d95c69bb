import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import type { Decision, GroupOp } from '../model';
import { drained } from '../pace';
import { appendLines } from './appendLines';
import { Seen } from './causality';
import { errnoOf } from './durable';
import {
  type ChoiceEntry,
  type ClockEntry,
  type CullEntry,
  type DecisionEntry,
  type ForgetEntry,
  formatEntry,
  type GroupEntry,
  type LogEntry,
  type PhotoRef,
  parseEntry,
} from './entries';
import type { StoreLocation } from './location';
import { isNoise, linesOf, ParsedLog } from './parsedLog';

/** `decisions.jsonl`, read: what counts, in the order in which it counts. */
export interface DecisionLog {
  /** Sorted by time, then id; each id once. The order of lines in the file says nothing, so that merges commute. */
  readonly entries: readonly LogEntry[];
  /** Numbers (from 1) of lines that could not be read. They stay in the file. */
  readonly unreadable: readonly number[];
}

/** A decision to be written. An absent field stays as it is, `null` clears it. */
export interface DecisionChange extends Partial<Decision> {
  readonly hash: string;
  readonly path: string;
  /** The program it was made in, where that is not qrate. */
  readonly source?: string | undefined;
}

export interface Stamp {
  readonly now: Date;
  readonly author: string | null;
  /** Time in ms of the last entry, from who has just read the log; absent = it is read for it. */
  readonly latest?: number | undefined;
  /** The entries of the log, from the same; absent = they are read for it. */
  readonly entries?: readonly LogEntry[] | undefined;
}

/** What a batch of decisions is besides its changes: the taking back of another one, or doing it again. */
export type BatchOrigin = Pick<DecisionEntry, 'undoes' | 'redoes'>;

/** Reads the log; a missing file is an empty log. Throws QrateError('storage') where the file cannot be read. */
export async function readDecisions(file: string): Promise<DecisionLog> {
  return parseDecisions(await readLog(file));
}

/** The log from its text. BOM, CRLF, blank lines and conflict markers are tolerated. */
export function parseDecisions(text: string): DecisionLog {
  const log = new ParsedLog();
  drained(log.append(text));
  return { entries: log.entries, unreadable: log.unreadable };
}

/**
 * Appends decisions as one batch, durably: when this resolves they survive a kill and a power cut. Returns what was written.
 * Throws QrateError('storage') naming the file; earlier lines are intact then.
 */
export async function appendDecisions(
  location: StoreLocation,
  changes: readonly DecisionChange[],
  stamp: Stamp,
  origin: BatchOrigin = {},
): Promise<readonly DecisionEntry[]> {
  if (changes.length === 0) return [];
  const { author } = stamp;
  const first = await nextTime(location.decisions, stamp);
  const seen = new Seen(changes, stamp.entries ?? (await readDecisions(location.decisions)).entries);
  const batch = { batch: randomUUID(), ...origin };
  const turns = new Map<string, number>();
  const entries = changes.map((change): DecisionEntry => {
    // A photo that is decided twice in one batch gets two times, so that the second one counts.
    const turn = turns.get(change.hash) ?? 0;
    turns.set(change.hash, turn + 1);
    const id = randomUUID();
    return { kind: 'decision', id, ...pickFields(change), time: isoTime(first + turn), author, ...batch, ...seen.by(id, change) };
  });
  await appendLines(location.decisions, entries.map(formatEntry).join(''));
  return entries;
}

/** Appends the recipe of a cull, or of what holds after a cull was taken back. Same promises as `appendDecisions`. */
export const appendCull = (
  location: StoreLocation,
  { recipe, undoes }: Pick<CullEntry, 'recipe' | 'undoes'>,
  stamp: Stamp,
): Promise<CullEntry> =>
  appendOne(location, stamp, (mark) => ({ kind: 'cull', ...mark, recipe, ...(undoes === undefined ? {} : { undoes }) }));

/** Appends what the person said about the groups of one or more photos. Same promises as `appendDecisions`. */
export const appendRegrouping = (
  location: StoreLocation,
  { op, photos }: { readonly op: GroupOp; readonly photos: readonly PhotoRef[] },
  stamp: Stamp,
): Promise<GroupEntry> =>
  appendOne(location, stamp, (mark) => ({ kind: 'group', ...mark, op, photos: photos.map(({ hash, path: at }) => ({ hash, path: at })) }));

/** Appends the correction of a body's clock. Same promises as `appendDecisions`. */
export const appendClock = (
  location: StoreLocation,
  { camera, seconds }: { readonly camera: string; readonly seconds: number },
  stamp: Stamp,
): Promise<ClockEntry> => appendOne(location, stamp, (mark) => ({ kind: 'clock', ...mark, camera, seconds }));

/** Appends an answer to a pair, or the taking back of one. Same promises as `appendDecisions`. */
export const appendChoice = (
  location: StoreLocation,
  choice: Pick<ChoiceEntry, 'model' | 'a' | 'b' | 'outcome' | 'source' | 'undoes'>,
  stamp: Stamp,
): Promise<ChoiceEntry> => appendOne(location, stamp, (mark) => ({ kind: 'choice', ...mark, ...choice }));

/** Appends that the choices for a model up to now no longer count. Same promises as `appendDecisions`. */
export const appendForget = (location: StoreLocation, model: string, stamp: Stamp): Promise<ForgetEntry> =>
  appendOne(location, stamp, (mark) => ({ kind: 'forget', ...mark, model }));

/** What every entry has. */
type Mark = Pick<LogEntry, 'id' | 'time' | 'author'>;

async function appendOne<T extends LogEntry>(location: StoreLocation, stamp: Stamp, make: (mark: Mark) => T): Promise<T> {
  const entry = make({ id: randomUUID(), time: isoTime(await nextTime(location.decisions, stamp)), author: stamp.author });
  await appendLines(location.decisions, formatEntry(entry));
  return entry;
}

/**
 * Takes over the lines that the shoot's other place holds and this one does not: the shoot was read-only for a while, or the
 * storage setting was changed. Lines are copied as they are, foreign ones too; nothing is taken away over there.
 */
export async function adoptDecisions(location: StoreLocation): Promise<void> {
  const theirs = await readLog(path.join(location.otherDir, path.basename(location.decisions)));
  if (theirs === '') return;
  const ours = new Set(linesOf(await readLog(location.decisions)));
  const missing = linesOf(theirs).filter((line) => !isNoise(line) && parseEntry(line) !== 'unreadable' && !ours.has(line));
  if (missing.length > 0) await appendLines(location.decisions, missing.map((line) => `${line}\n`).join(''));
}

function pickFields({ hash, path: photo, verdict, rating, label, source }: DecisionChange) {
  return {
    hash,
    path: photo,
    ...(verdict === undefined ? {} : { verdict }),
    ...(rating === undefined ? {} : { rating }),
    ...(label === undefined ? {} : { label }),
    ...(source === undefined ? {} : { source }),
  };
}

const LAST_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const isoTime = (ms: number): string => new Date(Math.min(ms, LAST_TIME)).toISOString();

/**
 * Time of the next entry in ms: now, but always after every entry that is in the log. A clock that was set back, a colleague's
 * that runs ahead, or two decisions within a millisecond must not make an earlier decision beat a later one.
 */
async function nextTime(file: string, { now, latest }: Stamp): Promise<number> {
  return Math.max(now.getTime(), (latest ?? latestTime(await readLog(file))) + 1);
}

/** Of all lines, those of a newer qrate and broken ones too. */
function latestTime(text: string): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const [, time] of text.matchAll(/"time":"([^"]+)"/g)) {
    const ms = Date.parse(time ?? '');
    if (ms > latest) latest = ms;
  }
  return latest;
}

async function readLog(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return '';
    throw unreadableLog(file, error);
  }
}

/** A log that is not there is an empty one. */
export const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '');

export const unreadableLog = (file: string, cause: unknown): QrateError =>
  new QrateError('storage', `Cannot read the decisions in ${file} (${errnoOf(cause) ?? String(cause)}). Check its rights and the disk.`, {
    cause,
  });
