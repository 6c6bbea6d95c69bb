import type { Steps } from '../../pace';
import { fitPreferences } from './bradleyTerry';
import { type Evaluation, evaluate, type TrainingPair } from './evaluate';

/** Chance alone makes a model look this much better than technical ranking less than once in forty times; it has to beat a coin as well. */
const LEVEL = 0.025;

export interface Trained extends Evaluation {
  /** Of the standardised features. */
  readonly weights: Float64Array;
  /** `isBetter`. */
  readonly applies: boolean;
}

/** The model from all pairs, and how good it is. Deterministic. */
export function* train(pairs: readonly TrainingPair[], length: number): Steps<Trained> {
  const evaluation = yield* evaluate(pairs, length);
  const weights = yield* fitPreferences(pairs, length, evaluation.lambda);
  return { ...evaluation, weights, applies: isBetter(evaluation) };
}

/** Whether a model beats technical ranking, and a coin, by more than chance would. */
export const isBetter = ({ heldOut, byChance }: Pick<Evaluation, 'heldOut' | 'byChance'>): boolean =>
  heldOut !== null && heldOut.low > 0.5 && byChance < LEVEL;
