import { formatOffset } from '../group/clocks';
import type { Deed, DiffEnd, FieldChange, PhotoChange, SelectionDiff } from './reports';
import { decidedWords, GROUP_WORDS, personWord, recipeWords } from './words';

/** How times are shown; the terminal and VS Code have their own ways. */
export type When = (time: string) => string;

/** A diff as plain text. */
export function diffText(diff: SelectionDiff, when: When): string {
  const lines = [headline(diff), ...notes(diff), ...diff.photos.flatMap((change) => photoLines(change, when)), ...rest(diff, when)];
  return lines.map((line) => `${line}\n`).join('');
}

/** `HEAD (1a2b3c4d5) → now: 3 photos added, 1 removed, 2 changed otherwise; 41 → 43 selected.` */
export function headline({ from, to, photos }: SelectionDiff): string {
  const n = (wanted: PhotoChange['change']) => photos.filter(({ change }) => change === wanted).length;
  const [added, removed, changed] = [n('added'), n('removed'), n('changed')];
  const what = added + removed + changed === 0 ? 'no photo changed' : `${added} added, ${removed} removed, ${changed} changed otherwise`;
  return `${endText(from)} → ${endText(to)}: ${what}; ${from.selected} → ${to.selected} selected.`;
}

export function endText({ revision, commit }: DiffEnd): string {
  if (revision === null || commit === null) return 'now';
  const hash = commit.slice(0, 9);
  return commit.startsWith(revision) ? hash : `${revision} (${hash})`;
}

/** What the reader has to know to believe the rest. */
export function notes({ from, to, indexed }: SelectionDiff): readonly string[] {
  const without = [from, to].filter(({ hasLog }) => !hasLog).map((end) => `There are no decisions in ${endText(end)} yet.`);
  return [
    ...without,
    ...(indexed ? [] : ['The shoot is not indexed here, so only decisions are compared. Run qrate index to see suggestions, too.']),
  ];
}

const SIGNS: Readonly<Record<PhotoChange['change'], string>> = { added: '+', removed: '-', changed: '~' };

function photoLines(change: PhotoChange, when: When): readonly string[] {
  const { path, formerly, decided, before, after } = change;
  const name = `${JSON.stringify(path)}${formerly === null ? '' : ` (then ${JSON.stringify(formerly)})`}`;
  const turned = before.verdict === after.verdict ? '' : `  ${verdictWord(before.verdict)} → ${verdictWord(after.verdict)}`;
  return [`${SIGNS[change.change]} ${name}${turned}`, ...decided.map((field) => `    ${fieldText(field, when)}`), ...why(change)];
}

/** The machine's own change of mind is explained; a person's word needs no reason. */
const why = ({ decided, before, after }: PhotoChange): readonly string[] =>
  before.verdict === after.verdict || decided.some(({ field }) => field === 'verdict') ? [] : [`    ${after.reason}`];

export const verdictWord = (verdict: string | null): string => verdict ?? 'none';

/** `picked by Ada <ada@example.org>, 2026-05-17 12:03; it was unmarked`. */
export function fieldText({ field, before, after, by }: FieldChange, when: When): string {
  const had = before === null ? '' : `; it was ${decidedWords({ [field]: before })}`;
  return `${decidedWords({ [field]: after })}${byText(by, when)}${had}`;
}

export const byText = (by: Deed | null, when: When): string =>
  by === null ? ', since the line that said otherwise is gone' : ` by ${personWord(by.author)}, ${when(by.time)}`;

/** What holds for more than one photo. */
export function rest({ recipe, clocks, groups, presets }: SelectionDiff, when: When): readonly string[] {
  const named = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`preset ${what}: ${names.map((name) => JSON.stringify(name)).join(', ')}`];
  return [
    ...(recipe === null
      ? []
      : [`recipe: ${recipe.after === null ? 'none' : recipeWords(recipe.after, recipe.before)}${byText(recipe.by, when)}`]),
    ...clocks.map(
      ({ camera, before, after, by }) =>
        `clock of ${JSON.stringify(camera)}: ${formatOffset(before)} → ${formatOffset(after)}${byText(by, when)}`,
    ),
    ...groups.map(
      ({ op, paths, ...by }) =>
        `${GROUP_WORDS[op](paths.length)}: ${paths.map((path) => JSON.stringify(path)).join(' ')}${byText(by, when)}`,
    ),
    ...named('added', presets.added),
    ...named('removed', presets.removed),
    ...named('changed', presets.changed),
  ];
}
