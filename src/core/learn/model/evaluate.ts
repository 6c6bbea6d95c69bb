import type { Steps } from '../../pace';
import type { Accuracy } from '../tasteApi';
import { fitPreferences } from './bradleyTerry';
import { calibration } from './calibrate';
import { FOLDS, foldOf } from './folds';
import { dot, logLoss } from './standardise';
import { byChance, shareOf } from './statistics';

/** A comparison to learn from. */
export interface TrainingPair {
  /** Groups of photos that are as good as one, or the photos themselves: of the winner and the loser. */
  readonly a: string;
  readonly b: string;
  /** Standardised features of the winner less those of the loser. */
  readonly difference: Float64Array;
  /** How much it counts, > 0. */
  readonly weight: number;
  /** Whether it is tested as well; ties and what decisions show are only learned from. */
  readonly tested: boolean;
  /** Whether technical ranking foretells it. */
  readonly technical: boolean;
}

export interface Evaluation {
  /** Of the strengths of regularisation the one that foretells best. */
  readonly lambda: number;
  /** For the margins of a model with that strength. */
  readonly calibration: number;
  /** `null` where no pair could be tested. */
  readonly heldOut: Accuracy | null;
  /** On the same pairs. */
  readonly technical: Accuracy | null;
  /** How likely chance makes as good a foreteller as technical ranking look this much better, 0–1. */
  readonly byChance: number;
}

/** Strengths of regularisation that are tried, strongest first; features are scaled so that these fit any number of them. */
export const LAMBDAS: readonly number[] = [3, 1, 0.3, 0.1, 0.03];

/**
 * How well a model foretells answers that it has not seen, by nested cross-validation. For each fold, a model learns from the pairs of
 * which no photo is in the fold, with the strength that did best among the other folds alone, and is tested on the pairs inside.
 * The final strength is the one that did best over all folds. In steps.
 */
export function* evaluate(pairs: readonly TrainingPair[], length: number): Steps<Evaluation> {
  const folded = new FoldedPairs(pairs, length);
  const tested: Tested[] = [];
  const losses = LAMBDAS.map(() => 0);
  for (let fold = 0; fold < FOLDS; fold++) {
    const inside = folded.inside(fold);
    if (inside.length === 0) continue;
    const models = yield* folded.models([fold]);
    const best = models[yield* folded.bestWithout(fold)] ?? new Float64Array(length);
    for (const [i, model] of models.entries()) losses[i] = (losses[i] ?? 0) + lossOf(model, inside);
    for (const { difference, technical } of inside) tested.push({ margin: dot(best, difference), technical });
  }
  return { lambda: LAMBDAS[least(losses)] ?? 1, calibration: calibration(tested.map(({ margin }) => margin)), ...compared(tested) };
}

interface Tested {
  /** In favour of what was chosen. */
  readonly margin: number;
  readonly technical: boolean;
}

/** Where the model sees no difference, technical ranking decides, as it does in a cull. */
function compared(tested: readonly Tested[]): Pick<Evaluation, 'heldOut' | 'technical' | 'byChance'> {
  const isRight = ({ margin, technical }: Tested): boolean => (margin === 0 ? technical : margin > 0);
  const count = (test: (it: Tested) => boolean): number => tested.filter(test).length;
  return {
    heldOut: shareOf(count(isRight), tested.length),
    technical: shareOf(
      count(({ technical }) => technical),
      tested.length,
    ),
    byChance: byChance(
      count((it) => isRight(it) && !it.technical),
      count((it) => !isRight(it) && it.technical),
    ),
  };
}

/** Pairs with the folds of their photos. */
class FoldedPairs {
  readonly #pairs: readonly (TrainingPair & { readonly folds: readonly number[] })[];
  readonly #models = new Map<string, readonly Float64Array[]>();

  constructor(
    pairs: readonly TrainingPair[],
    private readonly length: number,
  ) {
    this.#pairs = pairs.map((pair) => ({ ...pair, folds: [foldOf(pair.a), foldOf(pair.b)] }));
  }

  /** The pairs that are tested in a fold: both photos are in it. */
  inside(fold: number): readonly TrainingPair[] {
    return this.#pairs.filter(({ tested, folds: [a, b] }) => tested && a === fold && b === fold);
  }

  /** A model of each strength, from the pairs of which no photo is in these folds. */
  *models(without: readonly number[]): Steps<readonly Float64Array[]> {
    const key = without.toSorted().join();
    const known = this.#models.get(key);
    if (known !== undefined) return known;
    const rows = this.#pairs.filter(({ folds }) => !folds.some((fold) => without.includes(fold)));
    const models: Float64Array[] = [];
    for (const lambda of LAMBDAS) {
      models.push(yield* fitPreferences(rows, this.length, lambda, models.at(-1)?.slice()));
    }
    this.#models.set(key, models);
    return models;
  }

  /** Position of the strength that does best on the other folds, for models that saw nothing of `fold` either. */
  *bestWithout(fold: number): Steps<number> {
    const losses = LAMBDAS.map(() => 0);
    for (let inner = 0; inner < FOLDS; inner++) {
      const inside = inner === fold ? [] : this.inside(inner);
      if (inside.length === 0) continue;
      for (const [i, model] of (yield* this.models([fold, inner])).entries()) losses[i] = (losses[i] ?? 0) + lossOf(model, inside);
    }
    return least(losses);
  }
}

const lossOf = (model: Float64Array, pairs: readonly TrainingPair[]): number =>
  pairs.reduce((sum, { difference }) => sum + logLoss(dot(model, difference)), 0);

/** Position of the least; of equal ones the first, which is the strongest. */
const least = (losses: readonly number[]): number => losses.indexOf(Math.min(...losses));
