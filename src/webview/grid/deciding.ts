import type { GridCommand, GridDecision, GridDecisionPatch } from '../../protocol/grid';
import type { GridStrings } from '../../protocol/gridStrings';
import { countedText, fill } from '../shared/dom';
import { matchingRows } from './filter';
import { filterContext } from './shown';
import { type GridState, groupOf } from './state';

/** What a deciding key sets, and the words for it. */
export interface Deciding {
  readonly patch: GridDecisionPatch;
  readonly words: (strings: GridStrings, subject: string) => string;
}

const LABEL_KEYS = { label6: 'red', label7: 'yellow', label8: 'green', label9: 'blue' } as const;

type RateKey = `rate${0 | 1 | 2 | 3 | 4 | 5}`;
export type DecideKey = 'pick' | 'reject' | 'unmark' | RateKey | keyof typeof LABEL_KEYS;

const isLabelKey = (name: GridCommand): name is keyof typeof LABEL_KEYS => Object.hasOwn(LABEL_KEYS, name);

/** `null` for keys that decide nothing. A label that all targets have already is taken away, as in other cullers. */
export function decidingFor(name: GridCommand, state: GridState, targets: readonly number[]): Deciding | null {
  if (name === 'pick') return verdict('pick', ({ said }) => said.picked);
  if (name === 'reject') return verdict('reject', ({ said }) => said.rejected);
  if (name === 'unmark') return verdict(null, ({ said }) => said.unmarked);
  if (isLabelKey(name)) return labelling(LABEL_KEYS[name], state, targets);
  return name.startsWith('rate') ? rating(Number(name.slice(4))) : null;
}

const verdict = (value: 'pick' | 'reject' | null, template: (strings: GridStrings) => string): Deciding => ({
  patch: { verdict: value },
  words: (strings, subject) => fill(template(strings), subject),
});

const rating = (stars: number): Deciding => ({
  patch: { rating: stars },
  words: ({ said }, subject) => (stars === 0 ? fill(said.unrated, subject) : countedText(said.rated, stars, subject)),
});

function labelling(label: 'red' | 'yellow' | 'green' | 'blue', { data }: GridState, targets: readonly number[]): Deciding {
  const isOff = targets.every((row) => data.rows[row]?.label === label);
  return {
    patch: { label: isOff ? null : label },
    words: ({ said, filtering }, subject) =>
      isOff ? fill(said.unlabelled, subject) : fill(said.labelled, subject, filtering.labels[label]),
  };
}

/** Keeps one frame and rejects the others of its group, as far as the filters show them: what is hidden is not touched. */
export function keepOnly({ data, look }: GridState): { readonly changes: readonly GridDecision[]; readonly others: number } | null {
  const kept = data.rows[look.active];
  if (kept === undefined) return null;
  const members = groupOf(data, look.active)?.members ?? [];
  const frames = members.flatMap((row) => (row === look.active ? [] : (data.rows[row] ?? [])));
  const others = matchingRows(frames, look.filters, filterContext(data)).flatMap((at) => frames[at]?.path ?? []);
  const pick: GridDecision = { paths: [kept.path], patch: { verdict: 'pick' } };
  return { changes: others.length === 0 ? [pick] : [pick, { paths: others, patch: { verdict: 'reject' } }], others: others.length };
}
