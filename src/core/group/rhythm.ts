import { type Frame, secondsBetween, splitRuns } from './frames';

/** A pause of this many intervals ends a series. */
const PAUSE_INTERVALS = 3;

/** Seconds from each frame to the next. */
export const intervals = (run: readonly Frame[]): readonly number[] =>
  run.slice(1).flatMap((frame, i) => {
    const before = run[i];
    return before === undefined ? [] : [secondsBetween(before, frame) ?? 0];
  });

/** The middle value; the upper one of two. 0 for none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Cuts a run where it paused for several of its usual intervals; on a clock of whole seconds an interval counts as one at least. */
export function withoutPauses(run: readonly Frame[]): readonly (readonly Frame[])[] {
  const tick = run[0]?.clock === 'fraction' ? 0 : 1;
  const longest = PAUSE_INTERVALS * Math.max(median(intervals(run)), tick);
  return splitRuns(run, (a, b) => (secondsBetween(a, b) ?? Number.POSITIVE_INFINITY) <= longest);
}
