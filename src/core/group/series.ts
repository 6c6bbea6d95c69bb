import type { Metadata, Recipe } from '../model';
import { kindSaid } from './evidence';
import { byCamera, type Frame, secondsBetween, splitRuns } from './frames';
import { hammingDistance } from './phash';
import { intervals, median, withoutPauses } from './rhythm';

const MIN_FRAMES = 4;
/** Seconds between frames; a faster rhythm is a burst, a slower one than an hour no rhythm that can be told from chance. */
const MIN_INTERVAL = 1.9;
const MAX_INTERVAL = 3600;
/** Bits of 64 between neighbours on a tripod (a seven-frame focus stack measured 0–4); handheld portraits move more. */
const MAX_BITS = 6;
/** How far an interval may be from the middle one, relative to it; whole-second clocks add a second of rounding. */
const SPREAD = 0.2;
const ROUNDING = 1;
/** This fraction of the intervals must keep the rhythm. */
const REGULAR_SHARE = 0.75;

/** Series, and the frames beside them: same setup, same view, but out of the rhythm. They are no near duplicates of anything. */
export interface FoundSeries {
  readonly series: readonly (readonly Frame[])[];
  readonly leftovers: readonly Frame[];
}

/**
 * Focus stacks and interval shooting that no MakerNote tells, to be kept whole: four or more frames of one camera with the same
 * settings, nearly the same picture and a steady rhythm slower than a burst.
 */
export function findSeries(frames: readonly Frame[], { burstSeconds }: Pick<Recipe, 'burstSeconds'>): FoundSeries {
  const found = byCamera(frames.filter(canBeInSeries))
    .flatMap((strand) => splitRuns(strand, (a, b) => isSameSetup(a, b) && isInterval(a, b, burstSeconds)))
    .filter(({ length }) => length >= MIN_FRAMES)
    .map(seriesOf);
  return { series: found.flatMap(({ series }) => series), leftovers: found.flatMap(({ leftovers }) => leftovers) };
}

function seriesOf(run: readonly Frame[]): FoundSeries {
  const series = withoutPauses(run).filter(isRegular);
  const members = new Set(series.flat());
  return { series, leftovers: series.length === 0 ? [] : run.filter((frame) => !members.has(frame)) };
}

const canBeInSeries = (frame: Frame): boolean =>
  frame.time !== null && frame.phash !== null && frame.clock !== 'minute' && !frame.photo.metadata?.burstId && kindSaid(frame) === null;

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

function isRegular(run: readonly Frame[]): boolean {
  if (run.length < MIN_FRAMES) return false;
  const gaps = intervals(run);
  const middle = median(gaps);
  const tolerance = SPREAD * middle + (run[0]?.clock === 'fraction' ? 0 : ROUNDING);
  const regular = gaps.filter((gap) => Math.abs(gap - middle) <= tolerance);
  return regular.length >= REGULAR_SHARE * gaps.length;
}
