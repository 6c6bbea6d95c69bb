import { z } from 'zod';
import type { PairOutcome, PairSource } from '../learn/tasteApi';
import { common, type PhotoRef, photoRef } from './lineParts';

/** One line of `decisions.jsonl`: which of two photos the person finds better. `learn/choices.ts` says which lines count. */
export interface ChoiceEntry {
  readonly kind: 'choice';
  readonly id: string;
  /** Name of the taste that is taught. */
  readonly model: string;
  readonly a: PhotoRef;
  readonly b: PhotoRef;
  /** `null` in a line that takes another one back. */
  readonly outcome: PairOutcome | null;
  /** Why the pair was asked. */
  readonly source: PairSource;
  /** Id of the choice that this line takes back. */
  readonly undoes?: string | undefined;
  readonly time: string;
  readonly author: string | null;
}

/** One line of `decisions.jsonl`: the choices for a model up to here no longer count. They stay in the log. */
export interface ForgetEntry {
  readonly kind: 'forget';
  readonly id: string;
  readonly model: string;
  readonly time: string;
  readonly author: string | null;
}

const model = z.string().min(1).max(60);

export const choiceLine = z.object({
  ...common,
  kind: z.literal('choice'),
  model,
  a: z.object(photoRef),
  b: z.object(photoRef),
  outcome: z.enum(['a', 'b', 'tie', 'skip']).nullable(),
  // A newer qrate may ask for other reasons; the answer counts all the same.
  source: z.enum(['burst', 'near-duplicate', 'uncertain', 'diverse']).catch('diverse'),
  undoes: z.string().min(1).max(200).optional(),
});

export const forgetLine = z.object({ ...common, kind: z.literal('forget'), model });
