import * as chrono from 'chrono-node';
import { addDays, addMonths, isDay, mondayOf, type Span, spanWords, weekdayIndex, weekdayName, weekdayOf } from './calendar';
import { NUMBER, numberOf } from './numbers';
import { phrase, type Reading, type Rule, type RuleContext } from './rule';

const DAYS = '(sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?';
export const MONTH_WORDS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const MONTH = `(${MONTH_WORDS.join('|')}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\b`;
const YEAR = '((?:19|20)\\d{2})';

const today = ({ now }: RuleContext): string => now.slice(0, 10);
const span = (from: string, to = from): Reading => ({ meaning: spanWords({ from, to }), facts: { from, to } });

type Read = (match: RegExpExecArray, context: RuleContext) => Reading | null;
const rule = (pattern: string, read: Read): Rule => ({
  pattern: new RegExp(`\\b(?:(?:taken|shot|made)\\s+)?(?:(?:on|in|from|of|during|at|over)\\s+)?(?:the\\s+)?(?:${pattern})\\b(?![-/])`, 'g'),
  read,
});

/** Saturday and Sunday that are over, before the week of the person's day; on a Monday those of yesterday. */
function lastWeekend(context: RuleContext): Reading {
  const saturday = addDays(mondayOf(today(context)), -2);
  return span(saturday, addDays(saturday, 1));
}

function thisWeekend(context: RuleContext): Reading {
  const saturday = addDays(mondayOf(today(context)), 5);
  return span(saturday, addDays(saturday, 1));
}

function week(context: RuleContext, back: number): Reading {
  const monday = addDays(mondayOf(today(context)), -7 * back);
  return span(monday, addDays(monday, 6));
}

const month = (context: RuleContext, back: number): Reading => span(addMonths(today(context).slice(0, 7), -back));
const year = (context: RuleContext, back: number): Reading => span(String(Number(today(context).slice(0, 4)) - back).padStart(4, '0'));

function pastDays(match: RegExpExecArray, context: RuleContext): Reading | null {
  const count = numberOf(match[1] ?? '');
  const unit = match[2] ?? '';
  if (count === null || count < 1 || count > 10_000) return null;
  if (unit.startsWith('day')) return span(addDays(today(context), 1 - count), today(context));
  if (unit.startsWith('week')) return span(addDays(today(context), 1 - 7 * count), today(context));
  const start = addMonths(today(context).slice(0, 7), unit.startsWith('month') ? -count : -12 * count);
  return Number(start.slice(0, 4)) < 1000 ? null : span(`${start}-01`, today(context));
}

/** The last one before the person's day. */
function lastWeekday([, name = '']: RegExpExecArray, context: RuleContext): Reading {
  const back = (weekdayOf(today(context)) - weekdayIndex(name) + 7) % 7 || 7;
  return span(addDays(today(context), -back));
}

const two = (value: number | string): string => String(value).padStart(2, '0');
const monthNumber = (name: string): string => two(MONTH_WORDS.findIndex((it) => it.startsWith(name.slice(0, 3))) + 1);

/** `MM` or `MM-DD` with the year that was meant: the shoot's last one, or the one before where that would be still to come. */
function dated(rest: string, { vocabulary, now }: Pick<RuleContext, 'vocabulary' | 'now'>): string {
  const last = vocabulary.days?.last ?? now.slice(0, 10);
  const latest = [last, now.slice(0, 10)].sort()[1] ?? last;
  const year = Number(last.slice(0, 4));
  return `${`${year}-${rest}` > latest ? year - 1 : year}-${rest}`;
}

/** Without a year the last such month of the shoot, else of the calendar. */
function namedMonth([, name = '', said]: RegExpExecArray, context: RuleContext): Reading | null {
  const number = monthNumber(name);
  return span(said === undefined ? dated(number, context) : `${said}-${number}`);
}

/** “from 9 to 12 May”, “9 May until 3 June 2024”, “9-12 May”. */
const dayRange: Read = ([, day1 = '', month1, day2 = '', month2 = '', said], context) => {
  const [start, end] = [`${monthNumber(month1 ?? month2)}-${two(day1)}`, `${monthNumber(month2)}-${two(day2)}`];
  const [from, to] = said === undefined ? [dated(start, context), dated(end, context)] : [`${said}-${start}`, `${said}-${end}`];
  if (!isDay(from) || !isDay(to)) return { meaning: '', trouble: `${isDay(from) ? to : from} is not on the calendar.` };
  return span(from, to);
};

const weekdays: Read = ([, first = '', second]) => {
  const days = [first, ...(second === undefined ? [] : [second])].flatMap((name) => weekdayName(name) ?? []);
  return days.length === 0 ? null : { meaning: `on every ${days.join(' and ')}`, facts: { weekdays: days } };
};

const isoDay: Read = ([, day = '', end]) => {
  if (!isDay(day) || (end !== undefined && !isDay(end))) return { meaning: '', trouble: `${end ?? day} is not on the calendar.` };
  return span(day, end ?? day);
};

/** A day that no year has; those that there are, are chrono's. */
function impossible(day: string, month: string, words: string): Reading | null {
  return isDay(`2024-${monthNumber(month)}-${two(day)}`) ? null : { meaning: '', trouble: `“${words.trim()}” is not on the calendar.` };
}

const NTH = '(\\d{1,2})(?:st|nd|rd|th)?';
const DATE = '(\\d{4}-\\d{2}-\\d{2})';

export const DATE_RULES: readonly Rule[] = [
  { pattern: new RegExp(`\\b(?:(?:between|from)\\s+)?${DATE}(?:\\s*(?:to|until|till|and|-)\\s*${DATE})`, 'g'), read: isoDay },
  {
    pattern: /\b(since|after|before|until|till|up\s+to)\s+(\d{4}(?:-\d{2}(?:-\d{2})?)?)\b(?!\s*(?:iso|mm))/g,
    read: ([, word = '', at = '']) => openSpan(word, { from: at, to: at }),
  },
  {
    pattern: new RegExp(
      `\\b(?:(?:between|from)\\s+)?(?:the\\s+)?${NTH}(?:\\s+(?:of\\s+)?${MONTH})?\\s*(?:to|until|till|and|-)\\s*(?:the\\s+)?${NTH}\\s+(?:of\\s+)?${MONTH}(?:,?\\s+${YEAR})?`,
      'g',
    ),
    read: dayRange,
  },
  rule(`${DATE}`, isoDay),
  rule(`${NTH}\\s+(?:of\\s+)?${MONTH}`, ([words, day = '', month = '']) => impossible(day, month, words)),
  rule('day\\s+before\\s+yesterday', (_, context) => span(addDays(today(context), -2))),
  rule('yesterday', (_, context) => span(addDays(today(context), -1))),
  rule('today', (_, context) => span(today(context))),
  rule('(\\d{4}-(?:0[1-9]|1[0-2]))', ([, at = '']) => span(at)),
  rule('last\\s+week[\\s-]?end|past\\s+week[\\s-]?end', (_, context) => lastWeekend(context)),
  rule('this\\s+week[\\s-]?end', (_, context) => thisWeekend(context)),
  rule('week[\\s-]?ends?', () => ({ meaning: 'on Saturdays and Sundays', facts: { weekdays: ['saturday', 'sunday'] } })),
  rule('week[\\s-]?days', () => ({
    meaning: 'from Monday to Friday',
    facts: { weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
  })),
  rule('this\\s+week', (_, context) => week(context, 0)),
  rule('last\\s+week', (_, context) => week(context, 1)),
  rule('this\\s+month', (_, context) => month(context, 0)),
  rule('last\\s+month', (_, context) => month(context, 1)),
  rule('this\\s+year', (_, context) => year(context, 0)),
  rule('last\\s+year', (_, context) => year(context, 1)),
  rule(`(?:last|past|previous)\\s+(${NUMBER})\\s+(days?|weeks?|months?|years?)`, pastDays),
  rule(`last\\s+${DAYS}(?!s)`, lastWeekday),
  rule(`${DAYS}s?(?:\\s+(?:and|or|&)\\s+${DAYS}s?)?(?!\\s*,?\\s*(?:\\d|${MONTH}))`, weekdays),
];

/** After the dates that chrono reads: a month alone, a year alone. */
export const LOOSE_DATE_RULES: readonly Rule[] = [
  rule(`${MONTH}(?:\\s+(?:of\\s+)?${YEAR})?(?!\\s+\\d)`, namedMonth),
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

/** Words before a date that make it one end of a span. Midnight belongs to the day that is named, as the filter's ends do. */
function openSpan(word: string, { from, to }: Span): Reading {
  if (/since/.test(word)) return { meaning: `taken since ${from}`, facts: { from } };
  if (/until|till|up/.test(word)) return { meaning: `taken until ${to}`, facts: { to } };
  if (/after/.test(word)) return { meaning: `taken after ${to}`, facts: { from: nextOf(to, 1) } };
  return { meaning: `taken before ${from}`, facts: { to: nextOf(from, -1) } };
}

/** The day, month or year beside one, written as exactly. */
function nextOf(at: string, step: number): string {
  if (at.length === 10) return addDays(at, step);
  if (at.length === 7) return addMonths(at, step);
  return String(Number(at) + step).padStart(4, '0');
}

export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly reading: Reading;
}

/** Dates as people say them (“12 May”, “3 days ago”, “yesterday”, “the 3rd of May to the 5th”), by chrono. Times of day have been taken before. */
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
