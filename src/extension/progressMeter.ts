import type { StageName } from '../core/model';
import type { Progress } from '../core/progress';

/** Share of each stage in the time of a command, as parts of their sum. */
export type StageWeights = Partial<Record<StageName, number>>;

export const INDEX_WEIGHTS: StageWeights = { scan: 2, ingest: 30, analyze: 30, hash: 24, describe: 10, group: 2, select: 2 };
export const CULL_WEIGHTS: StageWeights = { group: 50, select: 50 };
export const EXPORT_WEIGHTS: StageWeights = { hash: 20, export: 80 };

/** Turns typed progress of several stages into one percentage that only grows. */
export class ProgressMeter {
  readonly #weights: StageWeights;
  readonly #sum: number;
  readonly #fractions = new Map<StageName, number>();
  #percent = 0;

  constructor(weights: StageWeights) {
    this.#weights = weights;
    this.#sum = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  }

  /** Percentage points (0–100) gained by this step. A stage that is already past its weight, or unknown, gains none. */
  advance({ stage, done, total }: Progress): number {
    if (total > 0) this.#fractions.set(stage, Math.min(1, done / total));
    const overall = [...this.#fractions].reduce((sum, [name, fraction]) => sum + (this.#weights[name] ?? 0) * fraction, 0);
    const percent = Math.max(this.#percent, (100 * overall) / this.#sum);
    const gained = percent - this.#percent;
    this.#percent = percent;
    return gained;
  }
}
