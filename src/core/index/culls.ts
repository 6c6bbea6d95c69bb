import type { Recipe } from '../model';
import type { CullEntry, LogEntry } from './entries';

/**
 * The culls that stand, oldest first: each cull of the log without those that were taken back. A line that takes back a cull counts
 * for nothing else, so that the undo of one cull never hides another one that a merge brought in; one whose cull is not in the
 * log counts by the recipe that it carries. Only the order of the entries matters, which `readDecisions` makes the same everywhere.
 */
export function standingCulls(entries: readonly LogEntry[]): readonly CullEntry[] {
  const culls = entries.filter((entry): entry is CullEntry => entry.kind === 'cull');
  const known = new Set(culls.map(({ id }) => id));
  const undone = new Set(culls.flatMap(({ undoes }) => undoes ?? []));
  return culls.filter(({ id, undoes }) => !undone.has(id) && (undoes === undefined || !known.has(undoes)));
}

interface Entries {
  readonly entries: readonly LogEntry[];
}

/** The recipe that holds: of the last cull that stands; `null` before the first. */
export const lastRecipe = ({ entries }: Entries): Recipe | null => standingCulls(entries).at(-1)?.recipe ?? null;

/** What taking back the last cull means. */
export interface CullUndo {
  /** Id of its line. */
  readonly id: string;
  readonly undone: Recipe | null;
  /** What holds afterwards; `null` = as before the first cull. */
  readonly recipe: Recipe | null;
}

/** `null` where no cull stands. */
export function cullUndo({ entries }: Entries): CullUndo | null {
  const [before, last] = [undefined, ...standingCulls(entries)].slice(-2);
  return last === undefined ? null : { id: last.id, undone: last.recipe, recipe: before?.recipe ?? null };
}
