import type { Steps } from '../../pace';
import { dot } from './standardise';

/** A smooth convex function: answers its value at `at` and writes its gradient into `gradient`. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

/** Steps that are remembered, and at most taken. */
const MEMORY = 8;
const MAX_STEPS = 200;
/** Length of the gradient at which the search ends, relative to that of the point (at least 1). */
const TOLERANCE = 1e-5;
/** Share of the promised descent that a step has to bring (Armijo), and halvings until it is given up. */
const ENOUGH = 1e-4;
const MAX_HALVINGS = 30;

interface Step {
  readonly move: Float64Array;
  readonly change: Float64Array;
  readonly rho: number;
}

/**
 * Where a smooth convex function is least, by L-BFGS with backtracking. Source: Nocedal and Wright, Numerical Optimization, algorithms
 * 7.4 and 7.5. The same start gives the same answer: nothing is drawn by lot. In steps of one descent each.
 */
export function* minimise(objective: Objective, start: Float64Array): Steps<Float64Array> {
  let at = start.slice();
  let gradient = new Float64Array(at.length);
  let value = objective(at, gradient);
  const memory: Step[] = [];
  for (let step = 0; step < MAX_STEPS && norm(gradient) > TOLERANCE * Math.max(1, norm(at)); step++) {
    const next = descend(objective, { at, value, gradient, direction: directionOf(gradient, memory) });
    if (next === null) break;
    remember(memory, { move: minus(next.at, at), change: minus(next.gradient, gradient) });
    ({ at, gradient, value } = next);
    yield;
  }
  return at;
}

interface Point {
  readonly at: Float64Array<ArrayBuffer>;
  readonly gradient: Float64Array<ArrayBuffer>;
  readonly value: number;
}

/** `null` where no step of any length gets lower: as good as it gets in double precision. */
function descend(objective: Objective, { at, value, gradient, direction }: Point & { readonly direction: Float64Array }): Point | null {
  const slope = dot(gradient, direction);
  for (let halving = 0, length = 1; halving < MAX_HALVINGS; halving++, length /= 2) {
    const next = at.map((x, j) => x + length * (direction[j] as number));
    const nextGradient = new Float64Array(at.length);
    const nextValue = objective(next, nextGradient);
    if (nextValue <= value + ENOUGH * length * slope) return { at: next, gradient: nextGradient, value: nextValue };
  }
  return null;
}

/** The two-loop recursion. */
function directionOf(gradient: Float64Array, memory: readonly Step[]): Float64Array {
  const direction = gradient.map((value) => -value);
  const alphas: number[] = [];
  for (const { move, change, rho } of memory.toReversed()) {
    const alpha = rho * dot(move, direction);
    alphas.unshift(alpha);
    add(direction, change, -alpha);
  }
  const last = memory.at(-1);
  const scale = last === undefined ? 1 / Math.max(1, norm(gradient)) : 1 / (last.rho * dot(last.change, last.change));
  for (let j = 0; j < direction.length; j++) direction[j] = (direction[j] as number) * scale;
  for (const [i, { move, change, rho }] of memory.entries()) add(direction, move, (alphas[i] as number) - rho * dot(change, direction));
  return direction;
}

function remember(memory: Step[], { move, change }: Omit<Step, 'rho'>): void {
  const curvature = dot(move, change);
  if (curvature <= 1e-12) return;
  memory.push({ move, change, rho: 1 / curvature });
  if (memory.length > MEMORY) memory.shift();
}

const norm = (vector: Float64Array): number => Math.sqrt(dot(vector, vector));

const minus = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, j) => value - (b[j] as number));

function add(to: Float64Array, vector: Float64Array, times: number): void {
  for (let j = 0; j < to.length; j++) to[j] = (to[j] as number) + times * (vector[j] as number);
}
