import type { DecisionChange } from './index/decisions';
import type { DecisionEntry } from './index/entries';
import type { DecisionFold, FoldedChange } from './index/fold';
import type { Decision } from './model';

/** Undo and redo, derived from the decisions log alone: a batch is data with an inverse, and taking it back is a batch as well. */

export type DecisionField = keyof Decision;
const FIELDS: readonly DecisionField[] = ['verdict', 'rating', 'label'];

/** What one batch did to one photo. */
interface Effect {
  readonly path: string;
  readonly hash: string;
  readonly before: Partial<Decision>;
  readonly after: Partial<Decision>;
}

/** What a person did at once. */
export interface Batch {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly author: string | null;
  /** By path; photos that are not in the shoot now are absent. */
  readonly effects: ReadonlyMap<string, Effect>;
  /** A photo that the batch named. */
  readonly ref: { readonly hash: string; readonly path: string };
}

interface OpenBatch extends Batch {
  readonly effects: Map<string, Effect>;
}

/** An action with the batch that did it last: itself, or the redo. Undone: the undo. The inverse of that one is what comes next. */
interface Step {
  readonly action: Batch;
  readonly last: Batch;
}

interface Stacks {
  readonly undo: Step[];
  readonly redo: Step[];
}

/** A field that an undo left alone, because somebody decided about it since. */
export interface ChangedSince {
  readonly path: string;
  readonly field: DecisionField;
  readonly time: string;
  readonly author: string | null;
}

/** What to write, to take `action` back or do it again. */
export interface Inverse {
  readonly action: Batch;
  readonly changes: readonly DecisionChange[];
  readonly kept: readonly ChangedSince[];
}

/**
 * The batches of a log, heard entry by entry in the log's order together with its fold. Each author has a stack of his own, so that
 * nobody takes back what a colleague did; a batch that takes another one back, or does it again, says which (`undoes`, `redoes`).
 */
export class DecisionHistory {
  readonly #batches = new Map<string, OpenBatch>();
  readonly #stacks = new Map<string | null, Stacks>();
  /** The last entry that set each field of a photo. */
  readonly #writers = new Map<string, Partial<Record<DecisionField, DecisionEntry>>>();

  hear(entry: DecisionEntry, changes: readonly FoldedChange[]): void {
    const batch = this.#batchOf(entry);
    for (const change of changes) {
      this.#sign(change.photo.path, entry);
      const { path, hash } = change.photo;
      batch.effects.set(path, merge(batch.effects.get(path), { entry, change, path, hash: hash ?? entry.hash }));
    }
  }

  /** The action that `author` would take back now; `null` = there is none. */
  undoable(author: string | null): Batch | null {
    return this.#stacksOf(author).undo.at(-1)?.action ?? null;
  }

  /** The action that `author` would do again now. */
  redoable(author: string | null): Batch | null {
    return this.#stacksOf(author).redo.at(-1)?.action ?? null;
  }

  /** How to take the last action of `author` back (or, `redo`, to do the last undone one again), given what holds now. */
  inverse(which: 'undo' | 'redo', author: string | null, fold: DecisionFold): Inverse | null {
    const step = this.#stacksOf(author)[which].at(-1);
    if (step === undefined) return null;
    const kept: ChangedSince[] = [];
    const changes = [...step.last.effects.values()].flatMap((effect) => this.#inverseOf(effect, fold.of(effect.path), kept));
    return { action: step.action, changes, kept };
  }

  #inverseOf({ path, hash, before, after }: Effect, now: Decision, kept: ChangedSince[]): readonly DecisionChange[] {
    const fields = FIELDS.filter((field) => after[field] !== undefined && after[field] !== before[field]);
    const free = fields.filter((field) => now[field] === after[field]);
    for (const field of fields) {
      const writer = this.#writers.get(path)?.[field];
      if (!free.includes(field) && writer !== undefined) kept.push({ path, field, time: writer.time, author: writer.author });
    }
    if (free.length === 0) return [];
    return [{ hash, path, ...Object.fromEntries(free.map((field) => [field, before[field]])) }];
  }

  #batchOf(entry: DecisionEntry): OpenBatch {
    const { batch, time, author, hash, path } = entry;
    // An older qrate gave all lines that it wrote at once the same time, and no two batches of one log the same.
    const id = batch ?? `${time} ${author ?? ''}`;
    const known = this.#batches.get(id);
    if (known !== undefined) return known;
    const made: OpenBatch = { id, time, author, effects: new Map(), ref: { hash, path } };
    this.#batches.set(id, made);
    this.#place(made, entry);
    return made;
  }

  #place(batch: Batch, { author, undoes, redoes }: DecisionEntry): void {
    const { undo, redo } = this.#stacksOf(author);
    if (undoes !== undefined) move(undo, redo, undoes, batch);
    else if (redoes !== undefined) move(redo, undo, redoes, batch);
    else {
      undo.push({ action: batch, last: batch });
      redo.length = 0;
    }
  }

  #sign(path: string, entry: DecisionEntry): void {
    const writers = this.#writers.get(path) ?? {};
    for (const field of FIELDS) if (entry[field] !== undefined) writers[field] = entry;
    this.#writers.set(path, writers);
  }

  #stacksOf(author: string | null): Stacks {
    const known = this.#stacks.get(author);
    if (known !== undefined) return known;
    const made: Stacks = { undo: [], redo: [] };
    this.#stacks.set(author, made);
    return made;
  }
}

/** Nothing happens for a batch that is not there (its lines are on another branch), or that was moved already. */
function move(from: Step[], to: Step[], id: string, last: Batch): void {
  const at = from.findLastIndex(({ action }) => action.id === id);
  const [step] = at < 0 ? [] : from.splice(at, 1);
  if (step !== undefined) to.push({ action: step.action, last });
}

interface Merging {
  readonly entry: DecisionEntry;
  readonly change: FoldedChange;
  readonly path: string;
  readonly hash: string;
}

/** Several lines of one batch about one photo: from before the first to after the last. */
function merge(known: Effect | undefined, { entry, change, path, hash }: Merging): Effect {
  const set = FIELDS.filter((field) => entry[field] !== undefined);
  const pick = (decision: Decision) => Object.fromEntries(set.map((field) => [field, decision[field]]));
  return { path, hash, before: { ...pick(change.before), ...known?.before }, after: { ...known?.after, ...pick(change.after) } };
}
