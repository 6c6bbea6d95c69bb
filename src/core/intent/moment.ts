import { QrateError } from '../errors';
import { isDay } from './grammar/calendar';

/** The clock of this machine as a naive local time, `YYYY-MM-DDTHH:MM`: what sentences count days from. */
export function localNow(now: Date = new Date()): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** A moment as a person types it, or `undefined` = now. Throws QrateError('usage') for what is none. */
export function momentOf(text: string | undefined): string {
  if (text === undefined) return localNow();
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T12:00` : text;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(moment) || !isDay(moment.slice(0, 10)) || Number.isNaN(Date.parse(`${moment}Z`)))
    throw new QrateError('usage', `“${text}” is no moment. Write it like 2026-05-12 or 2026-05-12T18:30.`);
  return moment;
}
