import { QrateError } from '../errors';

/** A span of numbers. `min` and `max` belong to it, `above` and `below` do not; what is left out does not bound it. */
export interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly above?: number | undefined;
  readonly below?: number | undefined;
}

/** Cameras round what they write (1/30 as 0.0333, f/1.8 as 1.7782): a bound of an exposure is met within this fraction of it. */
export const ROUNDED = 0.015;

/** Whether a number lies in a range, its bounds widened by a fraction of them; what is not known lies in none. */
export function inRange(value: number | null | undefined, { min, max, above, below }: Range, tolerance = 0): boolean {
  if (value == null) return false;
  const slack = (bound: number) => Math.abs(bound) * tolerance;
  return (
    (min === undefined || value >= min - slack(min)) &&
    (max === undefined || value <= max + slack(max)) &&
    (above === undefined || value > above + slack(above)) &&
    (below === undefined || value < below - slack(below))
  );
}

/** Whether no number can lie in it. */
export function isEmptyRange({ min, max, above, below }: Range): boolean {
  const low = Math.max(min ?? Number.NEGATIVE_INFINITY, above ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(max ?? Number.POSITIVE_INFINITY, below ?? Number.POSITIVE_INFINITY);
  return low > high || (low === high && (above === low || below === high));
}

/**
 * A time of day: `from` belongs to it, `to` does not; `24:00` is the end of the day. Where `to` is earlier, it runs over midnight: then it is
 * one night, and its hours after midnight belong to the day on which it began.
 */
export interface TimeOfDay {
  readonly from: string;
  readonly to: string;
}

const DAY = 86_400;

/** `seconds` on the scale of `CaptureTime`. Throws QrateError('usage') for what is no time of day. */
export function timeOfDayTest({ from, to }: TimeOfDay): (seconds: number) => boolean {
  const [start, end] = [secondsOf(from), secondsOf(to)];
  return (seconds) => {
    const time = ((seconds % DAY) + DAY) % DAY;
    return start <= end ? time >= start && time < end : time >= start || time < end;
  };
}

/** The day that a moment belongs to as days are counted, for `seconds` on the scale of `CaptureTime`: of a night the one on which it began. */
export function dayCounter(time: TimeOfDay | undefined): (seconds: number) => number {
  if (time === undefined) return (seconds) => seconds;
  const [start, end] = [secondsOf(time.from), secondsOf(time.to)];
  if (start <= end) return (seconds) => seconds;
  return (seconds) => (((seconds % DAY) + DAY) % DAY < end ? seconds - DAY : seconds);
}

function secondsOf(text: string): number {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  const seconds = Number(hour) * 3600 + Number(minute) * 60;
  if (!(seconds >= 0 && seconds <= DAY) || Number(minute) > 59)
    throw new QrateError('usage', `“${text}” is no time of day. Write it like 18:30.`);
  return seconds;
}
