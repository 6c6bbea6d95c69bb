import type { ChartsSpan } from '../../protocol/charts';
import { clamp } from './scales';

/** The part of an axis that is in sight, in fractions of the whole. */
export const WHOLE: ChartsSpan = { from: 0, to: 1 };

/** Zooming in ends here. */
const LEAST_WIDTH = 1e-5;

/** A span of `width`, moved so that it lies within the whole. */
function placed(from: number, width: number): ChartsSpan {
  const start = clamp(from, 0, 1 - width);
  return { from: start, to: Math.min(1, start + width) };
}

/** Shows `1 / factor` of what was in sight; what was at the fraction `at` of the sight stays there. */
export function zoomed({ from, to }: ChartsSpan, factor: number, at: number): ChartsSpan {
  const width = clamp((to - from) / factor, LEAST_WIDTH, 1);
  return placed(from + at * (to - from) - at * width, width);
}

/** Moves by a fraction of what is in sight; stops at the ends. */
export const panned = ({ from, to }: ChartsSpan, by: number): ChartsSpan => placed(from + by * (to - from), to - from);

/** Moves just as far as needed to have `unit` in sight, with some room. */
export function showing(span: ChartsSpan, unit: number): ChartsSpan {
  const width = span.to - span.from;
  const room = width * 0.05;
  if (unit < span.from + room) return placed(unit - room, width);
  return unit > span.to - room ? placed(unit + room - width, width) : span;
}

/** A fraction of the whole as a fraction of what is in sight; outside of 0–1 it is not. */
export const toSight = ({ from, to }: ChartsSpan, unit: number): number => (unit - from) / (to - from);
export const fromSight = ({ from, to }: ChartsSpan, sight: number): number => from + sight * (to - from);
