import type { TimeOfDay } from '../../select/ranges';
import { phrase, type Reading, type Rule } from './rule';

const PARTS: readonly (readonly [pattern: string, from: string, to: string])[] = [
  ['(?:in\\s+the\\s+)?(?:early\\s+)?mornings?', '05:00', '12:00'],
  ['(?:in\\s+the\\s+)?afternoons?', '12:00', '17:00'],
  ['(?:in\\s+the\\s+)?evenings?', '17:00', '22:00'],
  ['tonight|(?:at|by)\\s+night|(?:in\\s+the\\s+)?nights?(?:[\\s-]?time)?', '21:00', '05:00'],
  ['(?:at\\s+|around\\s+)?(?:noon|midday)', '11:00', '13:00'],
];

const HOUR = "(\\d{1,2})(?:[:.](\\d{2}))?\\s*(am|pm|a\\.m\\.|p\\.m\\.|h|o'clock)?";
/** A single hour must say that it is one: `5 pm`, `17:30`, `5 o'clock`. */
const SURE_HOUR =
  "(?:(noon|midday|midnight)|(\\d{1,2})(?:(?:[:.](\\d{2}))\\s*(am|pm|a\\.m\\.|p\\.m\\.)?|\\s*(am|pm|a\\.m\\.|p\\.m\\.|o'clock)))";

interface Clock {
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly half: string | undefined;
}

/** Minutes since midnight; `null` where no clock shows that. */
function minutesOf({ hour, minute, half }: Clock): number | null {
  const [h, m] = [Number(hour), Number(minute ?? 0)];
  const said = half?.[0];
  if (m > 59 || h > 24 || ((said === 'a' || said === 'p') && (h < 1 || h > 12))) return null;
  if (said === 'a') return (h % 12) * 60 + m;
  if (said === 'p') return ((h % 12) + 12) * 60 + m;
  return h * 60 + m > 1440 ? null : h * 60 + m;
}

const two = (value: number): string => String(value).padStart(2, '0');
const timeText = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

function during(from: number, to: number): Reading {
  return within({ from: timeText(from), to: timeText(to) });
}

const within = (timeOfDay: TimeOfDay): Reading => ({ meaning: `between ${timeOfDay.from} and ${timeOfDay.to}`, facts: { timeOfDay } });

/** The half of the day that is said once counts for both: “between 3 and 5 pm”. */
function between([, h1, m1, half1, h2, m2, half2]: RegExpExecArray): Reading | null {
  if (half1 === undefined && half2 === undefined && m1 === undefined && m2 === undefined) return null;
  const end = minutesOf({ hour: h2, minute: m2, half: half2 });
  const same = minutesOf({ hour: h1, minute: m1, half: half1 ?? half2 });
  const start =
    half1 === undefined && half2 !== undefined && same !== null && end !== null && same > end
      ? minutesOf({ hour: h1, minute: m1, half: 'am' })
      : same;
  return start === null || end === null || start === end ? null : during(start, end);
}

const NAMED: Readonly<Record<string, number>> = { noon: 720, midday: 720, midnight: 0 };

function sure([, , name, hour, minute, half, lone]: RegExpExecArray): number | null {
  return name === undefined ? minutesOf({ hour, minute, half: half ?? lone }) : (NAMED[name] ?? null);
}

function beforeAfter(match: RegExpExecArray): Reading | null {
  const at = sure(match);
  const [, word = ''] = match;
  if (at === null) return null;
  if (/before|until|till|by/.test(word)) return during(0, at === 0 ? 1440 : at);
  if (/after|since|from/.test(word)) return at === 1440 || at === 0 ? null : during(at, 1440);
  if (/around|about/.test(word)) return during(Math.max(0, at - 30), Math.min(1440, at + 30));
  return at >= 1440 ? null : during(at, Math.min(1440, at + 60));
}

export const TIME_RULES: readonly Rule[] = [
  { pattern: new RegExp(`\\b(?:between|from)\\s+${HOUR}\\s*(?:and|to|until|till|-)\\s*${HOUR}(?![\\w/-]|:\\d)`, 'g'), read: between },
  {
    pattern: new RegExp(`\\b(before|until|till|after|since|from|at|around|about)\\s+(?:about\\s+)?${SURE_HOUR}(?![\\w])`, 'g'),
    read: beforeAfter,
  },
  ...PARTS.map(([pattern, from, to]) => phrase(pattern, within({ from, to }))),
];
