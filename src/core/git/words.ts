import { formatOffset } from '../group/clocks';
import type { ChoiceEntry, DecisionEntry, LogEntry } from '../index/entries';
import { sameTaste, tasteWords } from '../learn/wish';
import type { Decision, GroupOp, Recipe, RecipeNumbers } from '../model';
import type { DecisionField } from './reports';

/** The one place where lines of the decisions log get their words. The same text on every machine. */

export const fieldWord: Readonly<Record<DecisionField, string>> = { verdict: 'verdict', rating: 'rating', label: 'label' };

const VERDICT_WORDS = { pick: 'picked', reject: 'rejected' } as const;

/** `picked, rating 4, label taken back`; the fields that are there, in this order. */
export function decidedWords({ verdict, rating, label }: { readonly [Field in DecisionField]?: Decision[Field] | undefined }): string {
  return [
    ...(verdict === undefined ? [] : [verdict === null ? 'unmarked' : VERDICT_WORDS[verdict]]),
    ...(rating === undefined ? [] : [rating === null ? 'rating taken back' : `rating ${rating}`]),
    ...(label === undefined ? [] : [label === null ? 'label taken back' : `label ${label}`]),
  ].join(', ');
}

/** Who it was, in a sentence. */
export const personWord = (author: string | null): string => author ?? 'somebody without a name in git';

export const GROUP_WORDS: Readonly<Record<GroupOp, (photos: number) => string>> = {
  merge: (photos) => `put together (${photos} photos)`,
  split: () => 'a new group begins here',
  never: () => 'kept out of groups',
  auto: () => 'grouped by the rules again',
};

const RECIPE_WORDS: Readonly<Record<keyof RecipeNumbers, (value: number) => string>> = {
  keepPerBurst: (value) => `keep ${value} per burst`,
  minSharpness: (value) => `sharpness from ${value}`,
  burstSeconds: (value) => `bursts up to ${value} s`,
  nearDistance: (value) => `near duplicates up to ${value} bits`,
};

const RECIPE_FIELDS = Object.keys(RECIPE_WORDS) as readonly (keyof RecipeNumbers)[];

/** What a recipe asks for; with `before`, only what is another there. */
export function recipeWords(recipe: Recipe, before: Recipe | null = null): string {
  const fields = RECIPE_FIELDS.filter((field) => before === null || before[field] !== recipe[field]);
  const taste = sameTaste(recipe.taste, before?.taste) ? [] : [tasteWords(recipe)];
  return [...fields.map((field) => RECIPE_WORDS[field](recipe[field])), ...taste].join(', ');
}

/** A decision that takes back or repeats another one says so; it may have found nothing to change. */
function decisionWords(entry: DecisionEntry): string {
  const words = decidedWords(entry) || 'nothing changed';
  if (entry.undoes !== undefined) return `${words} (undo)`;
  return entry.redoes === undefined ? words : `${words} (redo)`;
}

const nameOf = ({ path }: { readonly path: string }): string => path.slice(path.lastIndexOf('/') + 1);

function choiceWords({ a, b, outcome, undoes, model }: ChoiceEntry): string {
  const [one, other] = outcome === 'b' ? [b, a] : [a, b];
  const said =
    outcome === 'tie' ? 'as good as' : outcome === 'skip' ? 'not compared with' : outcome === null ? 'compared with' : 'preferred to';
  const taken = undoes === undefined ? '' : ' (undo)';
  return `${nameOf(one)} ${said} ${nameOf(other)}${taken}, taste ${JSON.stringify(model)}`;
}

/** What one line says. */
export function entryWords(entry: LogEntry): string {
  switch (entry.kind) {
    case 'decision':
      return decisionWords(entry);
    case 'group':
      return GROUP_WORDS[entry.op](entry.photos.length);
    case 'choice':
      return choiceWords(entry);
    case 'forget':
      return `choices for taste ${JSON.stringify(entry.model)} no longer count`;
    case 'clock':
      return `clock of ${entry.camera} corrected by ${formatOffset(entry.seconds)}`;
    case 'cull':
      return entry.recipe === null
        ? 'cull taken back: as before the first one'
        : `${entry.undoes === undefined ? 'cull' : 'cull taken back to'}: ${recipeWords(entry.recipe)}`;
  }
}

/** What each line counts as in a summary; `count` photos. */
export function tally(entries: readonly LogEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (word: string, n: number) => counts.set(word, (counts.get(word) ?? 0) + n);
  for (const entry of entries) for (const [word, n] of summands(entry)) add(word, n);
  return counts;
}

const REGROUPED_WORDS: Readonly<Record<GroupOp, string>> = {
  merge: 'put together',
  split: 'begin a group',
  never: 'kept out of groups',
  auto: 'grouped by the rules again',
};

function summands(entry: LogEntry): readonly (readonly [string, number])[] {
  switch (entry.kind) {
    case 'decision':
      return DECISION_SUMMANDS.flatMap((word) => word(entry) ?? []).map((word) => [word, 1]);
    case 'group':
      return [[REGROUPED_WORDS[entry.op], entry.photos.length]];
    case 'choice':
      return [[entry.undoes === undefined ? 'compared in pairs' : 'comparison taken back', 1]];
    case 'forget':
      return [['taste forgotten', 1]];
    case 'clock':
      return [['clock corrected', 1]];
    case 'cull':
      return [['cull', 1]];
  }
}

type Patch = { readonly [Field in DecisionField]?: Decision[Field] | undefined };

const DECISION_SUMMANDS: readonly ((patch: Patch) => string | undefined)[] = [
  ({ verdict }) => (verdict === undefined ? undefined : verdict === null ? 'unmarked' : VERDICT_WORDS[verdict]),
  ({ rating }) => (rating === undefined ? undefined : 'rated'),
  ({ label }) => (label === undefined ? undefined : 'labelled'),
];
