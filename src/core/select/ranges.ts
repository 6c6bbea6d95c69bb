import { QrateError } from '../errors';

/** A span of numbers. `min` and `max` belong to it, `above` and `below` do not; what is left out does not bound it. */
export interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly above?: number | undefined;
  readonly below?: number | undefined;
}

/** Cameras round what they write (1/30 as 0.0333, f/1.8 as 1.7782): a bound is met within half a percent. */
const TOLERANCE = 0.005;

const BOUNDS = {
  min: (value: number, bound: number) => value >= bound - Math.abs(bound) * TOLERANCE,
  max: (value: number, bound: number) => value <= bound + Math.abs(bound) * TOLERANCE,
  above: (value: number, bound: number) => value > bound + Math.abs(bound) * TOLERANCE,
  below: (value: number, bound: number) => value < bound - Math.abs(bound) * TOLERANCE,
} as const satisfies Record<keyof Range, (value: number, bound: number) => boolean>;

/** Whether a number lies in a range; what is not known lies in none. */
export function inRange(value: number | null | undefined, range: Range): boolean {
  if (value == null) return false;
  return (Object.keys(BOUNDS) as (keyof Range)[]).every((key) => {
    const bound = range[key];
    return bound === undefined || BOUNDS[key](value, bound);
  });
}

/** Whether no number can lie in it. */
export function isEmptyRange({ min, max, above, below }: Range): boolean {
  const low = Math.max(min ?? Number.NEGATIVE_INFINITY, above ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(max ?? Number.POSITIVE_INFINITY, below ?? Number.POSITIVE_INFINITY);
  return low > high || (low === high && (above === low || below === high));
}

/** A time of day: `from` belongs to it, `to` does not; `24:00` is the end of the day. Where `to` is earlier, it runs over midnight. */
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

function secondsOf(text: string): number {
  const [, hour, minute] = /^(\d{2}):(\d{2})$/.exec(text) ?? [];
  const seconds = Number(hour) * 3600 + Number(minute) * 60;
  if (!(seconds >= 0 && seconds <= DAY) || Number(minute) > 59)
    throw new QrateError('usage', `“${text}” is no time of day. Write it like 18:30.`);
  return seconds;
}
