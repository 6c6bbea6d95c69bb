import type { Flag } from '../export/xmp/channels';
import { decisionWishes, type XmpMapping } from '../export/xmp/mapping';
import { type MarkField, NO_MARKS, type SidecarMarks, sameMark } from '../export/xmp/marks';
import type { SeenSidecar } from '../export/xmp/unseen';
import type { Wish, XmpWishes } from '../export/xmp/wishes';
import type { ColorLabel, Decision } from '../model';

export const FIELDS: readonly MarkField[] = ['rating', 'label', 'verdict'];

/** One photo before a sync. */
export interface Sides {
  readonly decision: Decision;
  /** The sidecar now; `null` = there is none. */
  readonly theirs: SidecarMarks | null;
  /** What qrate last saw; `null` = it never saw this sidecar. */
  readonly base: SeenSidecar | null;
  /** Whether the sidecar was last written before the decision about this field was made. */
  readonly isOlder: (field: MarkField) => boolean;
  readonly mapping: XmpMapping;
  /** Whether values of other programs that no decision speaks about are taken as decisions. */
  readonly adopt: boolean;
}

/** What happens to one field: theirs becomes a decision, the decision goes to the sidecar, or a person must say. */
export type Outcome = 'none' | 'pull' | 'push' | 'conflict';

type Value = number | ColorLabel | Flag;

/**
 * The three-way merge of one field. Only theirs changed: pull. Only ours changed: push. Both, to different values: conflict, except
 * that what a mapping fills in (a pick's stars) gives way to what another program wrote.
 */
export function outcomeOf(field: MarkField, sides: Sides): Outcome {
  const { theirs, base, decision, mapping } = sides;
  const mine = wishFor(field, decision, mapping);
  if (theirs === null) return mine === null ? 'none' : 'push';
  if (sides.adopt && isStartingState(sides)) return isBlank(field, theirs) ? 'none' : 'pull';
  if (base === null) return firstSight(field, sides, theirs);
  const theirsChanged = !sameMark(field, theirs, base.marks);
  const before = wishFor(field, decisionBefore(decision, base), mapping);
  const mineChanged = (mine?.value ?? null) !== (before?.value ?? null);
  if (says(field, theirs, mine) || !(theirsChanged || mineChanged)) return 'none';
  if (!mineChanged) return 'pull';
  const isOurs = says(field, theirs, before);
  if (theirsChanged) return mine?.mode === 'fill' ? 'pull' : 'conflict';
  if (mine === null) return isOurs && before !== null ? 'push' : 'none';
  return mine.mode === 'set' || isOurs || isBlank(field, theirs) ? 'push' : 'none';
}

/** What qrate filled in for a pick of the machine's goes when the person rejects the photo. */
function decisionBefore({ verdict }: Decision, base: SeenSidecar): Decision {
  const isMachines = base.wrote && isUndecided(base.decision) && verdict === 'reject';
  return isMachines ? { verdict: 'pick', rating: null, label: null } : base.decision;
}

/**
 * Without a common ancestor a value that no decision speaks about is the photo's starting state, as it was read by the index. A value
 * that a decision contradicts loses to it where the decision is newer than the file, and is a question where it is not.
 */
function firstSight(field: MarkField, { decision, mapping, isOlder }: Sides, theirs: SidecarMarks): Outcome {
  const mine = wishFor(field, decision, mapping);
  if (says(field, theirs, mine)) return 'none';
  if (isBlank(field, theirs)) return mine === null ? 'none' : 'push';
  if (mine === null || mine.mode === 'fill') return 'none';
  return isOlder(field) ? 'push' : 'conflict';
}

/** A photo that nobody decided about, whose sidecar carries values that are not of qrate's making. */
export const isStartingState = ({ decision, theirs, base }: Sides): boolean =>
  theirs !== null && !base?.wrote && isUndecided(decision) && FIELDS.some((field) => !isBlank(field, theirs));

const isUndecided = ({ verdict, rating, label }: Decision): boolean => verdict === null && rating === null && label === null;

const isBlank = (field: MarkField, marks: SidecarMarks): boolean => sameMark(field, marks, NO_MARKS);

/** What the decision asks of this field. */
export function wishFor(field: MarkField, decision: Decision, mapping: XmpMapping): Wish<Value> | null {
  const { rating, label, flag } = decisionWishes(decision, mapping);
  return { rating, label, verdict: flag }[field];
}

/** Whether the sidecar says what is wished. No wish and a blank field agree; 0 stars are no stars. */
function says(field: MarkField, marks: SidecarMarks, wish: Wish<Value> | null): boolean {
  const wanted = wish?.value ?? null;
  if (field === 'rating') return marks.rating === (wanted === 0 ? null : wanted);
  if (field === 'verdict') return marks.flag === wanted;
  return wanted === null ? isBlank(field, marks) : marks.color === wanted;
}

/**
 * The decision that a sidecar's value becomes; `undefined` where it has no counterpart (a label of the person's own words, a
 * rating of −1, which the verdict speaks of). Stars that were taken away from a pick are 0, so that nothing fills them again.
 */
export function pulledPatch(field: MarkField, theirs: SidecarMarks, { decision, mapping }: Sides): Partial<Decision> | undefined {
  if (field === 'verdict') return { verdict: theirs.flag };
  if (field === 'label') return theirs.color === null && theirs.label !== null ? undefined : { label: theirs.color };
  if (theirs.rating === -1) return undefined;
  const filledAgain = wishFor('rating', { ...decision, rating: null }, mapping) !== null;
  return { rating: theirs.rating ?? (filledAgain ? 0 : null) };
}

/** Wishes for the fields that go to the sidecar; a field without a wish of its own is taken back. */
export function pushedWishes(fields: readonly MarkField[], { decision, mapping }: Pick<Sides, 'decision' | 'mapping'>): XmpWishes {
  const { rating, label, flag, keywords } = decisionWishes(decision, mapping);
  const goes = (field: MarkField) => fields.includes(field);
  return {
    rating: goes('rating') ? asSet(rating) : null,
    label: goes('label') ? asSet(label) : null,
    flag: goes('verdict') ? asSet(flag) : null,
    keywords,
  };
}

const asSet = <T>(wish: Wish<T> | null): Wish<T> => ({ value: wish?.value ?? null, mode: 'set' });
