import { compareText } from '../group/naturalName';
import { Causality } from '../index/causality';
import type { DecisionEntry, LogEntry } from '../index/entries';
import type { FoldedPhoto } from '../index/fold';
import { decisionsByPath } from './photosOfLog';
import type { DecisionField, Disagreement, Voice } from './reports';

export const DECISION_FIELDS: readonly DecisionField[] = ['verdict', 'rating', 'label'];

/**
 * Where people disagree: two of them gave one field of one photo different values, and neither had seen the other's line
 * (`Causality`). Of each person the last such line speaks, so nobody disagrees with himself on two machines; lines without an author
 * count as one person's. A later decision on the field that had seen them all settles it. Sorted by path, then field.
 *
 * The order of lines, and who merges whom, make no difference. Until it is settled the last voice counts, as in `foldDecisions`.
 */
export function findDisagreements(entries: readonly LogEntry[], photos: readonly FoldedPhoto[]): readonly Disagreement[] {
  if (!haveSeveralDecided(entries)) return [];
  const causality = new Causality(entries);
  return [...decisionsByPath(entries, photos)]
    .filter(([, lines]) => authorsOf(lines) > 1)
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([path, lines]) => DECISION_FIELDS.flatMap((field) => disagreementOn({ path, field, lines, causality })));
}

interface Question {
  readonly path: string;
  readonly field: DecisionField;
  readonly lines: readonly DecisionEntry[];
  readonly causality: Causality;
}

function disagreementOn({ path, field, lines, causality }: Question): readonly Disagreement[] {
  const unseen = causality.unseen(lines.filter((line) => line[field] !== undefined));
  const lastOfEach = new Map(unseen.map((line) => [line.author, line]));
  const voices = unseen.filter((line) => lastOfEach.get(line.author) === line).map((line) => voiceOf(line, field));
  return new Set(voices.map(({ value }) => value)).size > 1 ? [{ path, field, voices }] : [];
}

const voiceOf = ({ id, author, time, ...line }: DecisionEntry, field: DecisionField): Voice => ({
  value: line[field] ?? null,
  author,
  time,
  id,
});

/** Whether there is anybody to disagree with. */
export const haveSeveralDecided = (entries: readonly LogEntry[]): boolean =>
  authorsOf(entries.filter(({ kind }) => kind === 'decision')) > 1;

const authorsOf = (entries: readonly LogEntry[]): number => new Set(entries.map(({ author }) => author)).size;

/** Asks whether people disagree on a field of a photo. */
export function disputes(disagreements: readonly Disagreement[]): (path: string, field: DecisionField) => boolean {
  const open = new Set(disagreements.map(({ path, field }) => `${field} ${path}`));
  return (path, field) => open.has(`${field} ${path}`);
}
