import { bodyName } from '../camera';
import { standingCulls } from '../index/culls';
import type { ClockEntry, DecisionEntry, LogEntry } from '../index/entries';
import { type FoldedPhoto, photoFinder } from '../index/fold';
import type { Metadata } from '../model';
import { DECISION_FIELDS } from './disagreements';
import { refsOf } from './photosOfLog';
import type { Commit, HistoryLine, HistoryStep } from './reports';
import { entryWords, tally } from './words';

export type LoggedPhoto = FoldedPhoto & { readonly metadata?: Metadata | null | undefined };

/** All that the log says about a photo: decisions, words on its group, its camera's clock, and the culls, which are about every photo. */
export function linesAbout(photo: LoggedPhoto, entries: readonly LogEntry[], photos: readonly FoldedPhoto[]): readonly LogEntry[] {
  const find = photoFinder(photos);
  const camera = bodyName(photo.metadata ?? null);
  const isOfIt = (entry: LogEntry) => refsOf(entry).some((ref) => find(ref).some(({ path }) => path === photo.path));
  return entries.filter((entry) => entry.kind === 'cull' || (entry.kind === 'clock' ? entry.camera === camera : isOfIt(entry)));
}

/** The lines about one photo for people, newest first. */
export function historyOf(photo: FoldedPhoto, lines: readonly LogEntry[], commits: ReadonlyMap<string, Commit>): readonly HistoryLine[] {
  const holding = holdingIds(lines);
  const calledIt = (entry: LogEntry) => refsOf(entry).find(({ hash, path }) => hash === photo.hash || path === photo.path)?.path;
  return lines.toReversed().map((entry) => {
    const { id, kind, author, time } = entry;
    const called = calledIt(entry) ?? photo.path;
    const formerly = called === photo.path ? null : called;
    return { id, kind, author, time, what: entryWords(entry), formerly, holds: holding.has(id), commit: commits.get(id) ?? null };
  });
}

/** Ids of the lines of which anything still counts. What was said about groups piles up, so all of it since the last `auto` does. */
function holdingIds(lines: readonly LogEntry[]): ReadonlySet<string> {
  const decisions = DECISION_FIELDS.map((field) =>
    lines.findLast((line): line is DecisionEntry => line.kind === 'decision' && line[field] !== undefined),
  );
  const cameras = new Set(lines.flatMap((line) => (line.kind === 'clock' ? [line.camera] : [])));
  const clocks = [...cameras].map((camera) =>
    lines.findLast((line): line is ClockEntry => line.kind === 'clock' && line.camera === camera),
  );
  const cull = standingCulls(lines).at(-1);
  const takenBack = new Set(lines.flatMap((line) => (line.kind === 'choice' ? (line.undoes ?? []) : [])));
  const choices = lines.filter((line) => line.kind === 'choice' && line.outcome !== null && !takenBack.has(line.id));
  const groups = lines.filter(({ kind }) => kind === 'group');
  const since = groups.findLastIndex((line) => line.kind === 'group' && (line.op === 'auto' || line.op === 'never'));
  return new Set([...decisions, ...clocks, cull, ...choices, ...groups.slice(Math.max(since, 0))].flatMap((line) => line?.id ?? []));
}

/** The whole log in brief, newest first: what one person did and one commit brought in is one step; without a commit, each day is one. */
export function stepsOf(entries: readonly LogEntry[], commits: ReadonlyMap<string, Commit>): readonly HistoryStep[] {
  const steps = new Map<string, LogEntry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([commits.get(entry.id)?.hash ?? entry.time.slice(0, 10), entry.author]);
    const step = steps.get(key);
    if (step === undefined) steps.set(key, [entry]);
    else step.push(entry);
  }
  return [...steps.values()].flatMap((lines) => stepOf(lines, commits)).sort(newestFirst);
}

function stepOf(lines: readonly LogEntry[], commits: ReadonlyMap<string, Commit>): readonly HistoryStep[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return [];
  const what = [...tally(lines)].map(([word, n]) => `${n} ${word}`).join(', ');
  const commit = commits.get(first.id) ?? null;
  return [{ author: first.author, first: first.time, last: last.time, commit, what, lines: lines.length }];
}

const newestFirst = (a: HistoryStep, b: HistoryStep): number => Date.parse(b.last) - Date.parse(a.last);
