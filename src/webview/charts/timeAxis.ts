import { clamp } from './scales';

/** Seconds as of the camera's own clock, and where they lie on the axis in fractions 0–1. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** Time with its long pauses taken out: what happened gets the room, and each pause a mark of the same width. */
export interface TimeAxis {
  /** Times with photos, in order. */
  readonly stretches: readonly Stretch[];
  /** Pauses between them. */
  readonly gaps: readonly Stretch[];
  toUnit(seconds: number): number;
  fromUnit(unit: number): number;
}

const MINUTE = 60;
/** Shorter pauses are part of the shooting. */
const LEAST_GAP = 20 * MINUTE;
/** A stretch gets this much room at least, as a part of all time with photos. */
const LEAST_SHARE = 0.03;
/** What a mark takes, and what all marks take at most. */
const GAP_SHARE = 0.025;
const MOST_GAPS_SHARE = 0.3;

/** The axis of these times (seconds, ascending, finite). Without any there are no stretches and everything is at 0. */
export function timeAxis(times: ArrayLike<number>): TimeAxis {
  const spans = stretchesOf(times);
  const shooting = spans.reduce((sum, { start, end }) => sum + end - start, 0);
  const least = Math.max(shooting * LEAST_SHARE, MINUTE);
  const lengths = spans.map(({ start, end }) => Math.max(end - start, least));
  const count = Math.max(0, spans.length - 1);
  const gapWidth = count === 0 ? 0 : Math.min(GAP_SHARE, MOST_GAPS_SHARE / count);
  const room = (1 - gapWidth * count) / lengths.reduce((sum, length) => sum + length, 0);
  let from = 0;
  const stretches = spans.map((span, i): Stretch => {
    const placed = { ...span, from, to: from + (lengths[i] ?? 0) * room };
    from = placed.to + gapWidth;
    return placed;
  });
  const gaps = stretches.slice(1).map((next, i): Stretch => gapBetween(stretches[i] ?? next, next));
  return { stretches, gaps, ...mapping(stretches, gaps) };
}

const gapBetween = (before: Stretch, after: Stretch): Stretch => ({
  start: before.end,
  end: after.start,
  from: before.to,
  to: after.from,
});

function stretchesOf(times: ArrayLike<number>): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? 0;
    const last = found.at(-1);
    if (last === undefined || time - last.end > LEAST_GAP) found.push({ start: time, end: time });
    else last.end = time;
  }
  return found;
}

/** Stretches and gaps in turn cover the axis; within each it is linear. A stretch without length shows its photos in its middle. */
function mapping(stretches: readonly Stretch[], gaps: readonly Stretch[]): Pick<TimeAxis, 'toUnit' | 'fromUnit'> {
  const parts = stretches.flatMap((stretch, i) => [stretch, ...gaps.slice(i, i + 1)]);
  const partAt = (test: (part: Stretch) => boolean): Stretch | undefined => parts[lowest(parts, test)] ?? parts.at(-1);
  return {
    toUnit(seconds) {
      const part = partAt(({ end }) => end >= seconds);
      if (part === undefined) return 0;
      if (part.end === part.start) return (part.from + part.to) / 2;
      return part.from + clamp((seconds - part.start) / (part.end - part.start), 0, 1) * (part.to - part.from);
    },
    fromUnit(unit) {
      const part = partAt(({ to }) => to >= unit);
      if (part === undefined) return 0;
      return part.start + clamp((unit - part.from) / (part.to - part.from), 0, 1) * (part.end - part.start);
    },
  };
}

/** The first position for which the test holds (it holds for all after it). */
function lowest<T>(items: readonly T[], test: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && test(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const STEPS = [1, 5, 15, 30, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 86_400];

export interface TimeTick {
  readonly seconds: number;
  readonly unit: number;
}

/** Round times of the part of the axis from `from` to `to`, at least `apart` (a fraction of the whole axis) from each other. */
export function timeTicks(axis: TimeAxis, from: number, to: number, apart: number): readonly TimeTick[] {
  const ticks: TimeTick[] = [];
  for (const stretch of axis.stretches) {
    if (stretch.to < from || stretch.from > to) continue;
    for (const tick of ticksOf(axis, stretch, { from, to, apart })) {
      if (tick.unit >= from && tick.unit <= to && tick.unit - (ticks.at(-1)?.unit ?? Number.NEGATIVE_INFINITY) >= apart) ticks.push(tick);
    }
  }
  return ticks;
}

interface Sight {
  readonly from: number;
  readonly to: number;
  readonly apart: number;
}

/** Of a stretch too short for a round time, its start. */
function ticksOf(axis: TimeAxis, stretch: Stretch, sight: Sight): readonly TimeTick[] {
  const perUnit = (stretch.end - stretch.start) / (stretch.to - stretch.from);
  const step = STEPS.find((it) => it >= perUnit * sight.apart) ?? 86_400;
  const start = Math.max(stretch.start, axis.fromUnit(sight.from));
  const end = Math.min(stretch.end, axis.fromUnit(sight.to));
  const first = Math.ceil(start / step) * step;
  const count = first > end ? 0 : Math.floor((end - first) / step) + 1;
  const seconds = count === 0 ? [start] : Array.from({ length: count }, (_, i) => first + i * step);
  return seconds.map((it) => ({ seconds: it, unit: axis.toUnit(it) }));
}
