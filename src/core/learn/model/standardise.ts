/** Features on one scale: what a photo is beside the others, not in which unit it was measured. */
export interface Standard {
  /** Of each feature over the reference photos. */
  readonly mean: Float32Array;
  /** Standard deviation; 0 = the feature is the same everywhere and says nothing. */
  readonly deviation: Float32Array;
}

/** Farther out, in standard deviations, everything counts alike: one odd picture must not decide. */
const FARTHEST = 5;
/** Relative to the mean: what floating point leaves of a constant. */
const CONSTANT = 1e-6;

/** Mean and deviation of each feature. All zero where there are no vectors. */
export function standardOf(vectors: readonly Float32Array[], length: number): Standard {
  const [mean, squares] = [new Float64Array(length), new Float64Array(length)];
  for (const vector of vectors) for (let j = 0; j < length; j++) mean[j] = (mean[j] ?? 0) + (vector[j] ?? 0) / vectors.length;
  for (const vector of vectors)
    for (let j = 0; j < length; j++) squares[j] = (squares[j] ?? 0) + ((vector[j] ?? 0) - (mean[j] ?? 0)) ** 2 / vectors.length;
  const deviation = Float32Array.from(squares, (square, j) => {
    const root = Math.sqrt(square);
    return root > CONSTANT * Math.abs(mean[j] ?? 0) + Number.MIN_VALUE ? root : 0;
  });
  return { mean: Float32Array.from(mean), deviation };
}

/**
 * A vector on the standard's scale, divided by the root of its length, so that two average photos are √2 apart whatever the number of
 * features, and one strength of regularisation fits all.
 */
export function standardised(vector: Float32Array, { mean, deviation }: Standard): Float64Array {
  const result = new Float64Array(vector.length);
  const root = Math.sqrt(vector.length);
  for (let j = 0; j < vector.length; j++) {
    const unit = deviation[j] ?? 0;
    if (unit === 0) continue;
    const distance = ((vector[j] ?? 0) - (mean[j] ?? 0)) / unit;
    result[j] = Math.max(-FARTHEST, Math.min(FARTHEST, distance)) / root;
  }
  return result;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] ?? 0) * (b[j] ?? 0);
  return sum;
}

export const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, j) => value - (b[j] ?? 0));

/** The logistic function, without overflow. */
export const logistic = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** ln(1 + e^−x), without overflow: the price of a margin `x` in favour of what was chosen. */
export const logLoss = (margin: number): number => (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
