import * as chrono from 'chrono-node';
import { WEEKDAYS, type Weekday } from '../../select/facts';
import { addDays, isDay, weekdayIndex, weekdayName } from './calendar';
import {
  DAYS,
  dated,
  FROM,
  joined,
  lastWeekday,
  MONTH,
  monthNumber,
  NTH,
  openSpan,
  type Read,
  dateRule as rule,
  span,
  TO,
  today,
  two,
  YEAR,
} from './dateSpans';
import { NEAR_RULES, PAST_RULES } from './relativeDates';
import { phrase, type Reading, type Rule, type RuleContext } from './rule';

/** Without a year the last such month of the shoot, else of the calendar. */
function namedMonth([, name = '', said]: RegExpExecArray, context: RuleContext): Reading | null {
  const number = monthNumber(name);
  return span(said === undefined ? dated(number, context) : `${said}-${number}`);
}

const missing = (days: readonly string[]): Reading | null => {
  const wrong = days.find((day) => !isDay(day));
  return wrong === undefined ? null : { meaning: '', trouble: `${wrong} is not on the calendar.` };
};

/** Both ends with the year that one of them says; without one, the last that were. A span over New Year begins in the year before. */
function ends(from: string, to: string, { years, context }: { years: readonly (string | undefined)[]; context: RuleContext }) {
  const [first, second = first] = years;
  const last = second === undefined ? dated(to, context) : `${second}-${to}`;
  const year = Number((first ?? last).slice(0, 4));
  const isBefore = `${year}-${from}` > last && first === undefined;
  return { from: `${isBefore ? year - 1 : year}-${from}`, to: last };
}

/** “from 9 to 12 May”, “9 May until 3 June 2024”, “9-12 May”. */
const dayRange: Read = ([, lead, day1 = '', month1, year1, joint, day2 = '', month2 = '', year2], context) => {
  const [start, end] = [`${monthNumber(month1 ?? month2)}-${two(day1)}`, `${monthNumber(month2)}-${two(day2)}`];
  const made = ends(start, end, { years: [year1, year2], context });
  return missing([made.from, made.to]) ?? joined(made, { joint, lead });
};

/** “May 1 to May 5”, “May 1-5, 2026”. */
const monthFirstRange: Read = ([, lead, month1 = '', day1 = '', joint, month2, day2 = '', year], context) => {
  const [start, end] = [`${monthNumber(month1)}-${two(day1)}`, `${monthNumber(month2 ?? month1)}-${two(day2)}`];
  const made = ends(start, end, { years: [undefined, year], context });
  return missing([made.from, made.to]) ?? joined(made, { joint, lead });
};

/** “from May to July”, “May-June 2025”. */
const monthRange: Read = ([, lead, month1 = '', year1, joint, month2 = '', year2], context) =>
  joined(ends(monthNumber(month1), monthNumber(month2), { years: [year1, year2], context }), { joint, lead });

/** A day that a month names, before chrono, which reads “from 9 May at 5 pm” as a time. */
const namedDay = (day: string, month: string, year: string | undefined, context: RuleContext): Reading => {
  const rest = `${monthNumber(month)}-${two(day)}`;
  const at = year === undefined ? dated(rest, context) : `${year}-${rest}`;
  return missing([at]) ?? span(at);
};

/** A short name is a day only where nothing else can be meant: “the sun”, “people sat”. */
const SHORT = /^(?:sun|mon|wed|sat|fri)$/;
function isNamed(name: string, { 0: words, index, input }: RegExpExecArray): boolean {
  if (!SHORT.test(name)) return true;
  const after = input.slice(index + words.length);
  return (
    (/^(?:taken\s+|shot\s+)?(?:on|from|since|after|before|until|till|last|over|during)\s+(?!the\b)/.test(words) &&
      !/\bthe\b/.test(words)) ||
    (!/\bthe\b/.test(words) && /^\s+(?:early\s+)?(?:morning|afternoon|evening|night|noon|after|before|between)/.test(after))
  );
}

const onDays = (days: readonly Weekday[]): Reading => ({ meaning: `on every ${days.join(' and ')}`, facts: { weekdays: [...days] } });

const weekdays: Read = (match, _) => {
  const [, first = '', second] = match;
  if (second === undefined && !isNamed(shortOf(match[0]), match)) return null;
  const days = [first, ...(second === undefined ? [] : [second])].flatMap((name) => weekdayName(name) ?? []);
  return days.length === 0 ? null : onDays(days);
};

/** The name as it was typed: what a rule captures lacks “day”. */
const shortOf = (words: string): string => /[a-z]+$/.exec(words.trim())?.[0] ?? '';

/** “Friday to Sunday” holds Saturday. */
const weekdayRange: Read = ([, lead, first = '', joint, second = '']) => {
  const [from, to] = [weekdayIndex(first), weekdayIndex(second)];
  if (joint === 'and' && lead === undefined) return null;
  const names = Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => WEEKDAYS[(from + i) % 7]);
  return onDays(names.filter((it) => it !== undefined));
};

/** “last Friday to Sunday”: these days, and no others of their names. */
const lastDays: Read = ([, first = '', joint, second = ''], context) => {
  const from = lastWeekday(first, context);
  return joined({ from, to: addDays(from, (weekdayIndex(second) - weekdayIndex(first) + 7) % 7) }, { joint, lead: undefined });
};

const isoSpan: Read = ([, lead, from = '', joint, to = '']) =>
  missing([from, to].filter((it) => it.length === 10)) ?? joined({ from, to }, { joint, lead });

const DATE = '(\\d{4}-\\d{2}-\\d{2})';
const ISO = '(\\d{4}-(?:0[1-9]|1[0-2])(?:-\\d{2})?)';

export const DATE_RULES: readonly Rule[] = [
  { pattern: new RegExp(`\\b${FROM}${ISO}${TO}${ISO}(?![-/\\d])`, 'g'), read: isoSpan },
  {
    pattern: /\b(since|after|before|until|till|up\s+to)\s+(\d{4}(?:-\d{2}(?:-\d{2})?)?)\b(?!\s*(?:iso|mm))/g,
    read: ([, word = '', at = '']) => missing(at.length === 10 ? [at] : []) ?? openSpan(word, { from: at, to: at }),
  },
  {
    pattern: new RegExp(
      `\\b${FROM}${NTH}(?:\\s+(?:of\\s+)?${MONTH})?(?:,?\\s+${YEAR})?${TO}(?:the\\s+)?${NTH}\\s+(?:of\\s+)?${MONTH}(?:,?\\s+${YEAR})?`,
      'g',
    ),
    read: dayRange,
  },
  {
    pattern: new RegExp(
      `\\b${FROM}${MONTH}\\s+(?:the\\s+)?${NTH}${TO}(?:${MONTH}\\s+)?(?:the\\s+)?${NTH}(?![\\d:])(?:,?\\s+${YEAR})?(?!\\s*(?:am|pm))`,
      'g',
    ),
    read: monthFirstRange,
  },
  { pattern: new RegExp(`\\b${FROM}${MONTH}(?:\\s+${YEAR})?${TO}${MONTH}(?:\\s+${YEAR})?(?!\\s+\\d)`, 'g'), read: monthRange },
  rule(DATE, ([, day = '']) => missing([day]) ?? span(day)),
  rule(`(?:${DAYS},?\\s+)?(?:the\\s+)?${NTH}\\s+(?:of\\s+)?${MONTH}(?:,?\\s+${YEAR})?`, ([, , day = '', month = '', year], context) =>
    namedDay(day, month, year, context),
  ),
  rule(
    `(?:${DAYS},?\\s+)?${MONTH}\\s+(?:the\\s+)?${NTH}(?![\\d:]|\\s*(?:am|pm)\\b)(?:,?\\s+${YEAR})?`,
    ([, , month = '', day = '', year], context) => namedDay(day, month, year, context),
  ),
  rule(`${MONTH}\\s+(?:of\\s+)?(last|this)\\s+year`, ([, name = '', which], context) =>
    span(`${Number(today(context).slice(0, 4)) - (which === 'last' ? 1 : 0)}-${monthNumber(name)}`),
  ),
  ...NEAR_RULES,
  rule('(\\d{4}-(?:0[1-9]|1[0-2]))', ([, at = '']) => span(at)),
  ...PAST_RULES,
  rule(`(?:last|this\\s+past)\\s+${DAYS}${TO}(?:last\\s+)?${DAYS}(?!s)`, lastDays),
  rule(`(?:last|this\\s+past)\\s+${DAYS}(?!s)`, ([, name = ''], context) => span(lastWeekday(name, context))),
  { pattern: new RegExp(`\\b${FROM}${DAYS}s?${TO}${DAYS}s?\\b`, 'g'), read: weekdayRange },
  rule(`${DAYS}s?(?:\\s*(?:and|or|&|/)\\s*${DAYS}s?)?`, weekdays),
];

/** After the dates that chrono reads: a month alone, a year alone. */
export const LOOSE_DATE_RULES: readonly Rule[] = [
  {
    pattern: new RegExp(`\\b${FROM}${YEAR}${TO}${YEAR}\\b(?![-/.\\d]|\\s*(?:mm|iso))`, 'g'),
    read: ([, lead, from = '', joint, to = '']) => joined({ from, to }, { joint, lead }),
  },
  rule(
    `(?<!\\bthe\\s|\\b(?:i|you|we|it|they|that|who|which)\\s)${MONTH}(?:\\s+(?:of\\s+)?${YEAR})?(?!\\s+(?:i|we|you|it|be|have|not|also)\\b)`,
    namedMonth,
  ),
  {
    pattern: new RegExp(
      `(?:\\b(?:(?:taken|shot|made)\\s+)?(?:in|from|of|during)\\s+(?:the\\s+year\\s+)?)${YEAR}\\b(?![-/.\\d]|\\s*(?:mm|iso))`,
      'g',
    ),
    read: ([, at = '']) => span(at),
  },
  { pattern: new RegExp(`(?<![-/.\\d])\\b${YEAR}\\b(?![-/.\\d]|\\s*(?:mm|iso|photos?|pictures?))`, 'g'), read: ([, at = '']) => span(at) },
  phrase('\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}', {
    meaning: '',
    trouble: 'Day and month of such a date cannot be told apart: write it like 2024-05-12.',
  }),
];

export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly reading: Reading;
}

/** What the rules leave of dates (“3 days ago”, “two weeks ago”), by chrono. Times of day have been taken before. */
export function findDates(open: string, context: RuleContext): readonly FoundDate[] {
  // Noon, so that no clock change moves the day; the components that are read do not depend on the machine's zone.
  const instant = new Date(`${today(context)}T12:00:00Z`);
  const results = chrono.en.strict.parse(open, { instant, timezone: 0 }, { forwardDate: false });
  return results.flatMap(({ index, text, start, end }) => {
    if (!READABLE.test(text)) return [];
    const first = dayOf(start, context);
    const last = end == null ? first : dayOf(end, context);
    if (first === null || last === null) return [];
    const lead =
      /\b((?:(?:taken|shot|made)\s+)?(?:on|in|from|of|since|after|before|until|till|up\s+to|between)?\s*(?:the\s+)?)$/.exec(
        open.slice(0, index),
      )?.[1] ?? '';
    const word = /since|after|before|until|till|up/.exec(lead)?.[0];
    const reading = word === undefined ? span(first, last) : openSpan(word, { from: first, to: last });
    return [{ start: index - lead.length, end: index + text.length, reading }];
  });
}

/** A month by its name, or so and so many days ago: nothing shorter, nothing of figures alone. */
const READABLE = new RegExp(`\\b(?:${MONTH}|(?:days?|weeks?|months?|years?)\\s+ago)`);

type Parts = chrono.ParsedComponents;

function dayOf(parts: Parts, context: RuleContext): string | null {
  const [y, m, d] = [parts.get('year'), parts.get('month'), parts.get('day')];
  if (y === null || m === null || d === null || y < 1000 || y > 9999) return null;
  const rest = `${two(m)}-${two(d)}`;
  const isDated = parts.isCertain('year') || !parts.isCertain('month') || !parts.isCertain('day');
  return checked(isDated ? `${y}-${rest}` : dated(rest, context));
}

const checked = (day: string): string | null => (isDay(day) ? day : null);
