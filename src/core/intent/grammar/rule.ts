import type { Plan, PlanFacts } from '../plan';
import type { Vocabulary } from '../vocabulary';

/** What the words of one match say. */
export interface Reading {
  /** In plain words, e.g. `ISO above 3200`. */
  readonly meaning: string;
  readonly facts?: PlanFacts | undefined;
  /** What the same words say after “not” or “without”; absent = photos with these facts are left out. */
  readonly negated?: PlanFacts | undefined;
  readonly recipe?: Plan['recipe'];
  readonly export?: Plan['export'];
  /** Where an export goes whose format other words say; by itself, that of copies. */
  readonly destination?: string | undefined;
  /** How a list is ordered; nothing where no list is exported. */
  readonly order?: NonNullable<Plan['export']>['order'];
  /** Name of a preset to begin with. */
  readonly preset?: string | undefined;
  /** Every photo is meant, unless something else is said about verdicts. */
  readonly everything?: boolean | undefined;
  /** The best are meant: picks, whatever else is said of verdicts to leave out. */
  readonly best?: boolean | undefined;
  /** Something that cannot be: told, and the words count for nothing. */
  readonly trouble?: string | undefined;
}

export interface RuleContext {
  readonly vocabulary: Vocabulary;
  /** Naive local time of the person, `YYYY-MM-DDTHH:MM`. */
  readonly now: string;
  /** The sentence as typed, for what must keep its letter case. `start` is where the match begins. */
  readonly original: string;
  readonly start: number;
}

/** Words and what they say. `null` = not these words after all. */
export interface Rule {
  /** Global; on lower-case text. */
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, context: RuleContext) => Reading | null;
}

/** A rule for words that always say the same. */
export const phrase = (pattern: string, reading: Reading): Rule => ({
  pattern: new RegExp(`\\b(?:${pattern})\\b`, 'g'),
  read: () => reading,
});

/** What photos are called. */
export const PHOTOS = '(?:photos?|photographs?|pictures?|pics?|shots?|images?|frames?|ones?|keepers?|files?)';
