import type { Steps } from '../../pace';
import { fitPreferences } from './bradleyTerry';
import { type Evaluation, evaluate, type TrainingPair } from './evaluate';

/** Chance may make a model look this good once in so many: one-sided, so an interval of 95 %. */
export const LEVEL = 0.025;

export interface Trained extends Evaluation {
  /** Of the standardised features. */
  readonly weights: Float64Array;
  /** Whether it beats technical ranking, and a coin, by more than chance would. */
  readonly applies: boolean;
}

/** The model from all pairs, and how good it is. Deterministic. */
export function* train(pairs: readonly TrainingPair[], length: number): Steps<Trained> {
  const evaluation = yield* evaluate(pairs, length);
  const weights = fitPreferences(pairs, length, evaluation.lambda);
  return { ...evaluation, weights, applies: isBetter(evaluation) };
}

const isBetter = ({ heldOut, byChance }: Evaluation): boolean => heldOut !== null && heldOut.low > 0.5 && byChance < LEVEL;
