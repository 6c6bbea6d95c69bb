/** Bits behind the point of a weight. */
export const PRECISION = 22;
/** Keys' cubic, and how far it reaches on either side. */
const A = -0.5;
const SUPPORT = 2;

/** Which source pixels each target pixel is made of, and their weights; `stride` numbers are reserved for each. */
export interface Taps {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly weights: Int32Array;
  readonly stride: number;
}

export function taps({ from, to, first, count }: { from: number; to: number; first: number; count: number }): Taps {
  const scale = from / to;
  const spread = Math.max(1, scale);
  const stride = Math.ceil(SUPPORT * spread) * 2 + 1;
  const found = { starts: new Int32Array(count), lengths: new Int32Array(count), weights: new Int32Array(count * stride), stride };
  for (let i = 0; i < count; i++) {
    const centre = (first + i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(centre - SUPPORT * spread + 0.5));
    const length = Math.min(from, Math.trunc(centre + SUPPORT * spread + 0.5)) - start;
    found.starts[i] = start;
    found.lengths[i] = length;
    const weights = Array.from({ length }, (_, x) => cubic((x + start - centre + 0.5) / spread));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    found.weights.set(
      weights.map((weight) => fixed(weight / sum)),
      i * stride,
    );
  }
  return found;
}

function cubic(at: number): number {
  const x = Math.abs(at);
  if (x < 1) return ((A + 2) * x - (A + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
}

const fixed = (weight: number): number => Math.trunc(weight * 2 ** PRECISION + (weight < 0 ? -0.5 : 0.5));
