import type { Steps } from '../../pace';
import { fitPreferences, type Row } from './bradleyTerry';
import { difference, dot, logistic } from './standardise';

/** What a model expects of a pair before it is answered: the margin's mean and variance. */
export interface Expectation {
  readonly mean: number;
  readonly variance: number;
  /** The variance before any answer. */
  readonly prior: number;
}

/** Of more answers the last ones tell where the model is unsure. */
const MOST_ROWS = 400;

/**
 * The model after some answers, and how sure of itself it is: Laplace's approximation, H = Σ p(1−p)·d·dᵀ + λ. The variance of a margin
 * dᵀH⁻¹d comes from the answers' products alone (Woodbury's identity), whatever the number of features.
 */
export class Posterior {
  private constructor(
    private readonly weights: Float64Array,
    private readonly lambda: number,
    private readonly rows: readonly Float64Array[],
    private readonly factor: readonly Float64Array[],
  ) {}

  static *of(all: readonly Row[], length: number, lambda: number): Steps<Posterior> {
    const weights = yield* fitPreferences(all, length, lambda);
    const recent = all.slice(-MOST_ROWS);
    const rows = recent.map(({ difference: d }) => d);
    const factor: Float64Array[] = [];
    for (const [i, { difference: d, weight }] of recent.entries()) {
      const p = logistic(dot(weights, d));
      const products = Float64Array.from({ length: i + 1 }, (_, j) => dot(d, rows[j] ?? d) / lambda);
      products[i] = (products[i] ?? 0) + 1 / Math.max(1e-9, weight * p * (1 - p));
      factor.push(choleskyRow(products, factor));
      if (i % 4 === 3) yield;
    }
    return new Posterior(weights, lambda, rows, factor);
  }

  /** Of the margin of one vector of standardised features over another. */
  expect(a: Float64Array, b: Float64Array): Expectation {
    const d = difference(a, b);
    const solved = forward(
      this.factor,
      this.rows.map((row) => dot(row, d) / this.lambda),
    );
    const explained = solved.reduce((sum, value) => sum + value * value, 0);
    const prior = dot(d, d) / this.lambda;
    return { mean: dot(this.weights, d), variance: Math.max(0, prior - explained), prior };
  }
}

/** The next row of the Cholesky factor of a matrix that grows row by row. */
function choleskyRow(row: Float64Array, factor: readonly Float64Array[]): Float64Array {
  const result = new Float64Array(row.length);
  for (let j = 0; j < row.length; j++) {
    const other = factor[j] ?? result;
    let sum = row[j] as number;
    for (let k = 0; k < j; k++) sum -= (result[k] as number) * (other[k] as number);
    result[j] = j === row.length - 1 ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (other[j] as number);
  }
  return result;
}

/** x of L·x = b. */
function forward(factor: readonly Float64Array[], b: readonly number[]): readonly number[] {
  const x: number[] = [];
  for (const [i, row] of factor.entries()) {
    let sum = b[i] as number;
    for (let k = 0; k < i; k++) sum -= (row[k] as number) * (x[k] as number);
    x.push(sum / (row[i] as number));
  }
  return x;
}

const GAUSS = Math.sqrt((Math.PI * Math.LN2) / 2);
const PROBIT = Math.PI / 8;

/**
 * How much an answer is expected to teach, in bits: what is unknown of the answer less what would be unknown of it for a known model.
 * Source: Houlsby et al., Bayesian Active Learning for Classification and Preference Learning (2011), with the logistic function
 * approximated by the normal one.
 */
export function information({ mean, variance }: Omit<Expectation, 'prior'>): number {
  const [m, v] = [mean * Math.sqrt(PROBIT), variance * PROBIT];
  const expected = (GAUSS / Math.sqrt(v + GAUSS * GAUSS)) * Math.exp(-(m * m) / (2 * (v + GAUSS * GAUSS)));
  return entropy(logistic(mean / Math.sqrt(1 + PROBIT * variance))) - expected;
}

const entropy = (p: number): number => (p <= 0 || p >= 1 ? 0 : -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p)));
