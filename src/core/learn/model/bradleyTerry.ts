import type { Steps } from '../../pace';
import { minimise } from './lbfgs';
import { logistic, logLoss } from './standardise';

/** One comparison: standardised features of the winner less those of the loser, and how much it counts (> 0). */
export interface Row {
  readonly difference: Float64Array;
  readonly weight: number;
}

/**
 * The Bradley–Terry model as logistic regression on differences of features: P(i beats j) = logistic(w · (xᵢ − xⱼ)). Without an
 * intercept, since left and right mean nothing. Minimises
 *
 *     Σ weight · ln(1 + e^(−w·d)) + λ/2 · |w|²
 *
 * which is strictly convex for λ > 0, so there is one answer, found from zero or from `start` alike. No rows give zero weights. In steps.
 * Source: Bradley and Terry, Biometrika 39 (1952); the regression form is Agresti, Categorical Data Analysis, 11.6.
 */
export function* fitPreferences(
  rows: readonly Row[],
  length: number,
  lambda: number,
  start = new Float64Array(length),
): Steps<Float64Array> {
  if (rows.length === 0) return new Float64Array(length);
  return yield* minimise((weights, gradient) => lossOf(rows, weights, gradient, lambda), start);
}

/** The value at `weights`; its gradient is written into `gradient`. */
function lossOf(rows: readonly Row[], weights: Float64Array, gradient: Float64Array, lambda: number): number {
  let loss = 0;
  for (let j = 0; j < weights.length; j++) {
    const value = weights[j] as number;
    gradient[j] = lambda * value;
    loss += (lambda / 2) * value * value;
  }
  for (const { difference, weight } of rows) {
    let margin = 0;
    for (let j = 0; j < weights.length; j++) margin += (weights[j] as number) * (difference[j] as number);
    loss += weight * logLoss(margin);
    const pull = weight * logistic(-margin);
    for (let j = 0; j < weights.length; j++) gradient[j] = (gradient[j] as number) - pull * (difference[j] as number);
  }
  return loss;
}
