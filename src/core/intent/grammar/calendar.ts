import { WEEKDAYS, type Weekday } from '../../select/facts';

/** Whole days as `YYYY-MM-DD`; arithmetic in UTC, so that no time zone and no daylight saving has a say. */
const DAY_MS = 86_400_000;

const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const addDays = (day: string, count: number): string => dayAt(msOf(day) + count * DAY_MS);

/** 0 = Sunday. */
export const weekdayOf = (day: string): number => new Date(msOf(day)).getUTCDay();

export const weekdayIndex = (name: string): number => WEEKDAYS.findIndex((it) => it.startsWith(name.slice(0, 3)));
export const weekdayName = (name: string): Weekday | null => WEEKDAYS[weekdayIndex(name)] ?? null;

/** Monday of the week of `day`. */
export const mondayOf = (day: string): string => addDays(day, -((weekdayOf(day) + 6) % 7));

/** `YYYY-MM`, `count` months later. */
export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** Whether it is on the calendar. */
export function isDay(day: string): boolean {
  const ms = msOf(day);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && Number.isFinite(ms) && dayAt(ms) === day;
}

/** First and last day as the filter takes them; equal ends are one day, month or year. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export const spanWords = ({ from, to }: Span): string =>
  from === to ? `taken in ${from}`.replace(/in (\d{4}-\d{2}-\d{2})/, 'on $1') : `taken from ${from} to ${to}`;
