import type { ChoiceEntry, ForgetEntry, LogEntry } from '../index/entries';
import type { PhotoFinder } from '../index/fold';
import { presetKey } from '../presets/preset';
import type { PairOutcome, PairSource } from './tasteApi';

/** An answer that counts, on the photos of now. */
export interface Choice {
  /** Of its line. */
  readonly id: string;
  /** Paths. */
  readonly a: string;
  readonly b: string;
  readonly outcome: PairOutcome;
  readonly source: PairSource;
  readonly author: string | null;
}

export interface Choices {
  /** Those that count, in the order of the log. Of several answers about one pair the last one. */
  readonly standing: readonly Choice[];
  /** The pair that was taken back last, if nothing was answered since: it is asked again. */
  readonly reopened: Choice | null;
}

/** One name for a pair, whichever of its photos comes first. */
export const pairKey = (a: string, b: string): string => (a < b ? `${a}\0${b}` : `${b}\0${a}`);

/**
 * The answers that teach `model`: the entries in the order of the log, without those before its last `forget`, those that were taken
 * back, and those about photos that are not here now (they count again when these come back). The order of lines says nothing, so that
 * merges commute.
 */
export function foldChoices(entries: readonly LogEntry[], model: string, find: PhotoFinder): Choices {
  const forgotten = forgetOf(entries, model);
  const since = forgotten === undefined ? -1 : entries.lastIndexOf(forgotten);
  const lines = entries.slice(since + 1).filter((entry): entry is ChoiceEntry => entry.kind === 'choice' && isFor(entry, model));
  if (lines.length === 0) return { standing: [], reopened: null };
  const takenBack = new Set(lines.flatMap(({ undoes }) => undoes ?? []));
  const found = (line: ChoiceEntry) => choiceOf(line, find);
  const byPair = new Map<string, Choice>();
  for (const choice of lines.filter(({ id, outcome }) => outcome !== null && !takenBack.has(id)).flatMap(found)) {
    const key = pairKey(choice.a, choice.b);
    byPair.delete(key);
    byPair.set(key, choice);
  }
  return { standing: [...byPair.values()], reopened: reopenedBy(lines, byPair, found) };
}

/** The line after which the answers of `model` count. */
export const forgetOf = (entries: readonly LogEntry[], model: string): ForgetEntry | undefined =>
  entries.findLast((entry): entry is ForgetEntry => entry.kind === 'forget' && isFor(entry, model));

const isFor = (entry: { readonly model: string }, model: string): boolean => presetKey(entry.model) === presetKey(model);

function choiceOf({ id, a, b, outcome, source, author }: ChoiceEntry, find: PhotoFinder): readonly Choice[] {
  const [one, other] = [find(a)[0]?.path, find(b)[0]?.path];
  if (one === undefined || other === undefined || one === other) return [];
  return [{ id, a: one, b: other, outcome: outcome ?? 'skip', source, author }];
}

/** One pair is asked again after an undo; after several undos in a row, the one that was taken back last. */
function reopenedBy(
  lines: readonly ChoiceEntry[],
  standing: ReadonlyMap<string, Choice>,
  found: (line: ChoiceEntry) => readonly Choice[],
): Choice | null {
  const last = lines.at(-1);
  if (last?.undoes === undefined) return null;
  const [choice] = found(last);
  return choice === undefined || standing.has(pairKey(choice.a, choice.b)) ? null : choice;
}
