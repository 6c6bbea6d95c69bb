import type { Photo } from '../model';

/**
 * When the shutter opened, by the camera's own clock and the person's correction of it. Two cameras' clocks are never converted
 * into each other by a guess.
 */
export interface CaptureTime {
  /** Seconds since 1970-01-01T00:00:00 as if the naive local time were UTC; fractions included (exact to about 1 µs). */
  readonly seconds: number;
  /** `fraction` where the file says more than whole seconds. */
  readonly resolution: 'fraction' | 'second';
}

const TIMESTAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads `Metadata.timestamp` (`YYYY-MM-DDTHH:MM:SS[.fraction][±hh:mm]`). The offset is ignored: frames of one camera are
 * compared by what its clock showed, and neither the machine's time zone nor daylight saving has a say.
 * Anything else, impossible dates included, is `null`.
 */
export function parseCaptureTime(timestamp: string | null | undefined): CaptureTime | null {
  const match = TIMESTAMP.exec(timestamp ?? '');
  if (match === null) return null;
  // Written out: a shoot asks for this a hundred thousand times.
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])];
  if (!isOnCalendar(year, month, day) || hour > 23 || minute > 59 || second > 60) return null;
  const fraction = match[7];
  const whole = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  if (fraction === undefined) return { seconds: whole, resolution: 'second' };
  return { seconds: whole + Number(`0.${fraction}`), resolution: 'fraction' };
}

/** What capture time looks at. */
export type Dated = Pick<Photo, 'metadata' | 'clockOffset'>;

/** The one place where a photo gets its time: what the file says, corrected by its camera's clock offset. */
export function captureTimeOf({ metadata, clockOffset = 0 }: Dated): CaptureTime | null {
  const time = parseCaptureTime(metadata?.timestamp);
  return time === null || clockOffset === 0 ? time : { ...time, seconds: time.seconds + clockOffset };
}

/** Seconds of a capture time as `YYYY-MM-DDTHH:MM:SS`, whole seconds. */
export const captureTimeText = (seconds: number): string => new Date(Math.floor(seconds) * 1000).toISOString().slice(0, -5);

/** `YYYY-MM-DD` of the capture, or `null`. */
export function captureDay(photo: Dated): string | null {
  const time = captureTimeOf(photo);
  return time === null ? null : captureTimeText(time.seconds).slice(0, -9);
}

/** February as in a leap year. */
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isOnCalendar(year: number, month: number, day: number): boolean {
  // Date.UTC reads years below 100 as 19xx; no camera is that old.
  if (year < 1000 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || isLeapYear(year);
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
