import type { Accuracy } from '../tasteApi';

/** 97.5 % quantile of the normal distribution: two-sided intervals of 95 %. */
const Z = 1.959963984540054;

/**
 * A share with its 95 % interval by Wilson's score, which holds for few pairs and for shares near 0 and 1 as well. Source: Wilson,
 * JASA 22 (1927). `null` for no pairs.
 */
export function shareOf(right: number, pairs: number): Accuracy | null {
  if (pairs === 0) return null;
  const value = right / pairs;
  const middle = (value + (Z * Z) / (2 * pairs)) / (1 + (Z * Z) / pairs);
  const half = (Z / (1 + (Z * Z) / pairs)) * Math.sqrt((value * (1 - value)) / pairs + (Z * Z) / (4 * pairs * pairs));
  return { value, low: Math.min(value, Math.max(0, middle - half)), high: Math.max(value, Math.min(1, middle + half)), pairs };
}

/**
 * How likely chance alone makes one of two equally good foretellers win this often where they disagree: the exact one-sided test of
 * McNemar. `better`: pairs that only the first got right, `worse`: that only the second did. 0–1; 1 where they never disagree.
 * Source: McNemar, Psychometrika 12 (1947), in its exact binomial form.
 */
export function byChance(better: number, worse: number): number {
  const trials = better + worse;
  let tail = 0;
  for (let wins = better; wins <= trials; wins++) tail += Math.exp(logChoose(trials, wins) - trials * Math.LN2);
  return Math.min(1, tail);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}
