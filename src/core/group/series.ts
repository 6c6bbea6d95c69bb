import type { Metadata, Recipe } from '../model';
import { byCamera, type Frame, secondsBetween, splitRuns } from './frames';
import { hammingDistance } from './phash';

const MIN_FRAMES = 4;
/** Seconds between frames; a faster rhythm is a burst, a slower one than an hour no rhythm that can be told from chance. */
const MIN_INTERVAL = 1.9;
const MAX_INTERVAL = 3600;
/** Bits of 64 between neighbours on a tripod (a seven-frame focus stack measured 0–4); handheld portraits move more. */
const MAX_BITS = 6;
/** How far an interval may be from the middle one, relative to it; whole-second clocks add a second of rounding. */
const SPREAD = 0.2;
const ROUNDING = 1;
/** This fraction of the intervals must keep the rhythm; a pause of this many intervals ends a series. */
const REGULAR_SHARE = 0.75;
const PAUSE_INTERVALS = 3;

/**
 * Focus stacks and interval shooting, to be kept whole: four or more frames of one camera with the same settings, nearly the
 * same picture and a steady rhythm slower than a burst.
 */
export function findSeries(frames: readonly Frame[], { burstSeconds }: Pick<Recipe, 'burstSeconds'>): readonly (readonly Frame[])[] {
  const candidates = frames.filter(canBeInSeries);
  return byCamera(candidates)
    .flatMap((strand) => splitRuns(strand, (a, b) => isSameSetup(a, b) && isInterval(a, b, burstSeconds)))
    .filter(({ length }) => length >= MIN_FRAMES)
    .flatMap(withoutPauses)
    .filter(isRegular);
}

const canBeInSeries = ({ photo, time, clock, phash }: Frame): boolean =>
  time !== null && phash !== null && clock !== 'minute' && photo.metadata?.burstId == null && photo.metadata?.exposureMode !== 2;

const SETTINGS = ['shutter', 'aperture', 'iso', 'focalLength'] as const satisfies readonly (keyof Metadata)[];

function isSameSetup(a: Frame, b: Frame): boolean {
  const [left, right] = [a.photo.metadata, b.photo.metadata];
  if (left === null || right === null || left.shutter === null) return false;
  return SETTINGS.every((setting) => left[setting] === right[setting]);
}

function isInterval(a: Frame, b: Frame, burstSeconds: number): boolean {
  const gap = secondsBetween(a, b);
  if (gap === null || a.phash === null || b.phash === null) return false;
  return gap >= MIN_INTERVAL && gap > burstSeconds && gap <= MAX_INTERVAL && hammingDistance(a.phash, b.phash) <= MAX_BITS;
}

function withoutPauses(run: readonly Frame[]): readonly (readonly Frame[])[] {
  const longest = PAUSE_INTERVALS * median(intervals(run));
  return splitRuns(run, (a, b) => (secondsBetween(a, b) ?? Number.POSITIVE_INFINITY) <= longest);
}

function isRegular(run: readonly Frame[]): boolean {
  if (run.length < MIN_FRAMES) return false;
  const gaps = intervals(run);
  const middle = median(gaps);
  const tolerance = SPREAD * middle + (run[0]?.clock === 'fraction' ? 0 : ROUNDING);
  const regular = gaps.filter((gap) => Math.abs(gap - middle) <= tolerance);
  return regular.length >= REGULAR_SHARE * gaps.length;
}

const intervals = (run: readonly Frame[]): readonly number[] =>
  run.slice(1).flatMap((frame, i) => {
    const before = run[i];
    return before === undefined ? [] : [secondsBetween(before, frame) ?? 0];
  });

/** The middle value; the upper one of two. 0 for none. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
