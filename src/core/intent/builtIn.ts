import type { PresetOrigin } from '../presets/preset';
import type { Plan } from './plan';

/** A plan under a name. */
export interface NamedPlan {
  /** Unique, letter case ignored. */
  readonly name: string;
  /** One sentence for people, or `null`. */
  readonly description: string | null;
  readonly plan: Plan;
  readonly origin: PresetOrigin;
}

const builtIn = (name: string, description: string, plan: Omit<Plan, 'version'>): NamedPlan => ({
  name,
  description,
  plan: { version: 1, ...plan },
  origin: 'built-in',
});

/** Starting points. None of them exports: where to is the person's to say (`--set format=gallery --set destination=DIR`). */
export const BUILT_IN_PLANS: readonly NamedPlan[] = [
  builtIn('Exhibition', 'Few and excellent: one frame of a burst, crisp ones only, look-alikes thinned out.', {
    recipe: { keepPerBurst: 1, minSharpness: 250, nearDistance: 12, quality: 'excellent' },
  }),
  builtIn('Client proofs', 'A generous choice to look through: up to three frames of a burst, no copies.', {
    filter: { duplicates: 'without' },
    recipe: { keepPerBurst: 3, minSharpness: 60 },
  }),
  builtIn('Web', 'One frame of a burst; what is a little soft still does at the size of a page, look-alikes do not.', {
    filter: { duplicates: 'without' },
    recipe: { keepPerBurst: 1, minSharpness: 60, nearDistance: 12, quality: 'good' },
  }),
  builtIn('Triage', 'What still waits for your word: suggested picks and doubts that you have not decided about.', {
    filter: { verdicts: ['pick', 'review'], decided: false },
    recipe: { keepPerBurst: 2, minSharpness: 100 },
  }),
  builtIn('Duplicates only', 'Every photo that has a copy or a look-alike, whatever its verdict.', {
    filter: { verdicts: [], duplicates: 'only' },
  }),
];
