import { logistic } from './standardise';

/** Slopes beyond are not believed, however few answers say so. */
const LEAST = 0.05;
const MOST = 5;
const STEPS = 50;

/**
 * By how much to multiply margins so that logistic(slope · margin) is how often they are right: Platt's scaling, without an intercept
 * since left and right mean nothing, and held near 1 by a normal prior of deviation 1, so that few pairs move it little. `margins`: of
 * pairs the model was not trained on, in favour of what was chosen. Source: Platt (1999), Newton's method in one dimension.
 */
export function calibration(margins: readonly number[]): number {
  let slope = 1;
  for (let step = 0; step < STEPS; step++) {
    let [gradient, curvature] = [slope - 1, 1];
    for (const margin of margins) {
      const wrong = logistic(-slope * margin);
      gradient -= margin * wrong;
      curvature += margin * margin * wrong * (1 - wrong);
    }
    const next = Math.min(MOST, Math.max(LEAST, slope - gradient / curvature));
    if (Math.abs(next - slope) < 1e-9) return next;
    slope = next;
  }
  return slope;
}
