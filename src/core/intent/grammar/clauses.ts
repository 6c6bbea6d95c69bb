import type { PlanFacts } from '../plan';
import { PHOTOS, type Reading } from './rule';

/** Words that a rule took, and what they say. */
export interface Taken {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly reading: Reading;
}

/** What belongs together: one reading, or several that are left out as one (“except Saturday morning”). */
export interface Clause {
  /** With the “not” that is meant for it. */
  readonly start: number;
  readonly end: number;
  readonly taken: readonly Taken[];
  readonly isNegated: boolean;
}

/** After these a noun goes with the adjective before it: “no blurry portraits” leaves out portraits that are blurry, and them alone. */
const STRONG =
  'no|without|w/o|except(?:\\s+for)?|excluding|exclude|minus|leave\\s+out|leaving\\s+out|omit|skip|skipping|ignore|ignoring|drop|remove|other\\s+than|apart\\s+from|besides|nothing|none';
const WEAK = "but\\s+not|(?:is|are|was|were|do|does|did|have|has)(?:n'?t|\\s+not)|not|non|neither";
const BETWEEN =
  'any|the|all|my|those|that|which|are|is|were|was|be|been|want|need|like|include|including|ones|photos|pictures|shots|frames|from|taken|made|shot|with|by|on|in|at|of|a|an';
const NEGATION = new RegExp(`(?:^|[^\\p{L}])((${STRONG})|(?:${WEAK}))(?:\\s+(?:${BETWEEN}))*[\\s-]*$`, 'u');
/** “everything but rejects”: only after “all”, since “but” alone says nothing. */
const BUT = new RegExp(`^\\s*(?:${PHOTOS}\\s+)?(but)\\s+(?:for\\s+)?(?:the\\s+|my\\s+|those\\s+)*$`);
const NOTHING_BUT_PHOTOS = new RegExp(`^\\s+${PHOTOS}\\s+$`);
const JOINED = /^\s*(,|,?\s*(?:and|or|nor|&))\s*(?:the\s+|any\s+|no\s+|non-?)?$/;

/** Fields whose words are continued by “and” and “or”: “no bursts and panoramas” says “no” once for both. */
const KINDS: Readonly<Partial<Record<keyof PlanFacts, string>>> = {
  ...Object.fromEntries(
    ['sharpness', 'noise', 'exposure', 'duplicates', 'groups', 'portraits', 'faces', 'text', 'verdicts', 'orientations'].map((field) => [
      field,
      'thing',
    ]),
  ),
  from: 'day',
  to: 'day',
  weekdays: 'day',
  cameras: 'gear',
  lenses: 'gear',
  minRating: 'stars',
  maxRating: 'stars',
};
const ADJECTIVES: readonly string[] = [
  ...['sharpness', 'noise', 'exposure', 'minRating', 'maxRating', 'labels', 'verdicts', 'orientations', 'timeOfDay', 'weekdays'],
];
const SETTINGS: readonly string[] = ['iso', 'shutter', 'aperture', 'focalLength'];
const NOUNS: readonly string[] = ['portraits', 'faces', 'groups', 'text'];

/** The field that a reading is about. */
export const fieldOf = ({ facts = {} }: Pick<Reading, 'facts'>): string => Object.keys(facts)[0] ?? '';
const kindOf = (reading: Reading): string => KINDS[fieldOf(reading) as keyof PlanFacts] ?? fieldOf(reading);

const canBeNegated = ({ facts, export: to, preset }: Reading): boolean => facts !== undefined || to !== undefined || preset !== undefined;

interface Open extends Clause {
  /** Whether the words after an adjective go with it. */
  readonly isStrong: boolean;
}

/**
 * What was taken, as clauses in the order of the sentence. What a “not” is meant for follows from where the words stand and never from the
 * order in which rules took them. `lower` is the sentence in lower case.
 */
export function clausesOf(lower: string, taken: readonly Taken[]): readonly Clause[] {
  const sorted = taken.toSorted((a, b) => a.start - b.start);
  const clauses: Open[] = [];
  for (const [i, it] of sorted.entries()) {
    const before = clauses.at(-1);
    const gap = lower.slice(before?.end ?? 0, it.start);
    if (before !== undefined && goesWith(before, gap, it))
      clauses[clauses.length - 1] = { ...before, end: it.end, taken: [...before.taken, it] };
    else clauses.push(clauseOf(it, gap, { before, isListed: () => endsList(lower, sorted.slice(i)) }));
  }
  return clauses;
}

interface Around {
  readonly before: Open | undefined;
  /** Whether the list that the words stand in ends with “and” or “or”. */
  readonly isListed: () => boolean;
}

function clauseOf(it: Taken, gap: string, { before, isListed }: Around): Open {
  const plain: Open = { start: it.start, end: it.end, taken: [it], isNegated: false, isStrong: false };
  if (!canBeNegated(it.reading)) return plain;
  const word = NEGATION.exec(gap);
  if (word?.[1] !== undefined) {
    const start = it.start - gap.length + word.index + word[0].indexOf(word[1]);
    return { ...plain, start, isNegated: true, isStrong: word[2] !== undefined };
  }
  const last = before?.taken.at(-1)?.reading;
  const but = last?.everything === true ? BUT.exec(gap) : null;
  if (but !== null) return { ...plain, start: it.start - gap.length + gap.indexOf('but'), isNegated: true, isStrong: true };
  const joint = before?.isNegated === true && last !== undefined && kindOf(last) === kindOf(it.reading) ? JOINED.exec(gap) : null;
  if (joint === null || kindOf(it.reading) === '') return plain;
  const isSame = last !== undefined && fieldOf(last) === fieldOf(it.reading);
  return joint[1] !== ',' || isSame || isListed() ? { ...plain, isNegated: true, isStrong: before?.isStrong === true } : plain;
}

/** A day and its hours go together, a noun with the adjective right before it, and what is said of “shots” with what they are. */
function goesWith({ isNegated, isStrong, taken }: Open, gap: string, it: Taken): boolean {
  const last = taken.at(-1);
  if (!isNegated || last === undefined || it.reading.facts === undefined) return false;
  if (isStrong && NOTHING_BUT_PHOTOS.test(gap)) return SETTINGS.includes(fieldOf(it.reading));
  if (gap.trim() !== '') return false;
  const [kind, next] = [kindOf(last.reading), kindOf(it.reading)];
  if ((kind === 'day' && next === 'timeOfDay') || (kind === 'timeOfDay' && next === 'day')) return true;
  return isStrong && ADJECTIVES.includes(fieldOf(last.reading)) && NOUNS.includes(fieldOf(it.reading));
}

/** Whether words that are joined by commas are joined by a last “and” or “or”. */
function endsList(lower: string, [first, ...rest]: readonly Taken[]): boolean {
  let end = first?.end ?? 0;
  for (const it of rest) {
    const joint = JOINED.exec(lower.slice(end, it.start));
    if (joint === null) return false;
    if (joint[1] !== ',') return true;
    end = it.end;
  }
  return false;
}
