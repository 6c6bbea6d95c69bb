/** `YYYY:MM:DD HH:MM:SS`, with the separators that phones and editors put there instead. */
const EXIF_TIME = /^(\d{4})[:\-/.](\d{2})[:\-/.](\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?/;
const OFFSET = /^([+-])(\d{2}):?(\d{2})$/;

export interface ExifTime {
  readonly time: string | null;
  /** SubSecTime: digits of a decimal fraction, `54` = .54 s (Exif 2.32, 4.6.5). */
  readonly subSec: string | null;
  readonly offset: string | null;
}

/**
 * Naive local time `YYYY-MM-DDTHH:MM:SS[.fraction][±hh:mm]`, or `null` for what is no moment: blank, zero, malformed, a 31st of
 * June. Nothing is guessed and no time zone is applied.
 */
export function toTimestamp({ time, subSec, offset }: ExifTime): string | null {
  const match = EXIF_TIME.exec(time?.trim() ?? '');
  if (!match) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', ownFraction] = match;
  if (!isMoment([year, month, day, hour, minute, second].map(Number))) return null;
  const fraction = /^\d{1,9}/.exec(subSec?.trim() ?? '')?.[0] ?? ownFraction;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction ? `.${fraction}` : ''}${toOffset(offset)}`;
}

function isMoment([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[]): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** Time zones reach from −12:00 to +14:00. */
function toOffset(offset: string | null): string {
  const match = OFFSET.exec(offset?.trim() ?? '');
  if (!match) return '';
  const [, sign = '', hours = '', minutes = ''] = match;
  return Number(hours) <= 14 && Number(minutes) <= 59 ? `${sign}${hours}:${minutes}` : '';
}
