import { addDays, addMonths, isDay, type Span, spanWords, weekdayIndex, weekdayOf } from './calendar';
import type { Reading, Rule, RuleContext } from './rule';

/** What rules about dates share: how days, months and years are written, and what is made of two of them. */

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
export const MONTH = `((?!may\\s+(?:i|we)\\b)(?:${MONTH_WORDS.join('|')}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\\b`;
export const YEAR = '((?:19|20)\\d{2})';
export const DAYS = '(sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?';
export const NTH = '(\\d{1,2})(?:st|nd|rd|th|\\.(?=\\s))?';
/** Between the two ends of a span. */
export const TO = '\\s*(to|until|till|through|thru|and|-)\\s*';
export const FROM = '(?:(between|from)\\s+)?(?:the\\s+)?';

export const today = ({ now }: Pick<RuleContext, 'now'>): string => now.slice(0, 10);
export const two = (value: number | string): string => String(value).padStart(2, '0');
export const monthNumber = (name: string): string => two(MONTH_WORDS.findIndex((it) => it.startsWith(name.slice(0, 3))) + 1);
export const span = (from: string, to = from): Reading => ({ meaning: spanWords({ from, to }), facts: { from, to } });

export type Read = (match: RegExpExecArray, context: RuleContext) => Reading | null;

const OPENS = 'since|after|before|until|till|up\\s+to|prior\\s+to';

/** A rule whose words may begin with “on” or “since”, and may end with “onwards”. */
export const dateRule = (pattern: string, read: Read): Rule => ({
  pattern: new RegExp(
    `\\b(?:(?:taken|shot|made)\\s+)?(?:(?<opens>${OPENS})\\s+|(?:on|in|from|of|during|at|over)\\s+)?(?:the\\s+)?(?:${pattern})\\b(?![-/])(?:\\s+(?<goesOn>onwards?|on(?=\\s*(?:$|[,.;]))|(?:and|or)\\s+(?:later|after|earlier|before))\\b)?`,
    'g',
  ),
  read: (match, context) => {
    const { opens, goesOn } = match.groups ?? {};
    // The first and the last group are this rule's own.
    const inner = Object.assign([match[0], ...match.slice(2, -1)], { index: match.index, input: match.input });
    const reading = read(inner as unknown as RegExpExecArray, context);
    const word = opens ?? (goesOn === undefined ? undefined : /earlier|before/.test(goesOn) ? 'until' : 'since');
    return word === undefined || reading === null ? reading : opened(word, reading, context);
  },
});

/** “since Saturday” is since the last one; of a span its nearer end counts. */
function opened(word: string, reading: Reading, context: RuleContext): Reading {
  const { from, to, weekdays } = reading.facts ?? {};
  if (from !== undefined && to !== undefined) return openSpan(word, { from, to });
  const [first, ...others] = weekdays ?? [];
  if (first === undefined) return reading;
  const start = lastWeekday(first === 'sunday' && others.includes('saturday') ? 'saturday' : first, context);
  const days = first === 'saturday' && others.length === 1 ? 1 : 0;
  return openSpan(word, { from: start, to: addDays(start, days) });
}

/** Words before a date that make it one end of a span. Midnight belongs to the day that is named, as the filter's ends do. */
export function openSpan(word: string, { from, to }: Span): Reading {
  if (/since/.test(word)) return { meaning: `taken since ${from}`, facts: { from } };
  if (/until|till|up/.test(word)) return { meaning: `taken until ${to}`, facts: { to } };
  if (/after/.test(word)) return { meaning: `taken after ${to}`, facts: { from: nextOf(to, 1) } };
  return { meaning: `taken before ${from}`, facts: { to: nextOf(from, -1) } };
}

/** The day, month or year beside one, written as exactly. */
function nextOf(at: string, step: number): string {
  if (at.length >= 10) return addDays(at.slice(0, 10), step);
  if (at.length === 7) return addMonths(at, step);
  return String(Number(at) + step).padStart(4, '0');
}

/** The last day of this name before the person's day. */
export function lastWeekday(name: string, context: Pick<RuleContext, 'now'>): string {
  const back = (weekdayOf(today(context)) - weekdayIndex(name) + 7) % 7 || 7;
  return addDays(today(context), -back);
}

/** `MM` or `MM-DD` with the year that was meant: the shoot's last one, or one before where that would be still to come or has no such day. */
export function dated(rest: string, { vocabulary, now }: Pick<RuleContext, 'vocabulary' | 'now'>): string {
  const last = vocabulary.days?.last ?? now.slice(0, 10);
  const latest = [last, now.slice(0, 10)].sort()[1] ?? last;
  const year = Number(last.slice(0, 4));
  const years = Array.from({ length: 9 }, (_, back) => year - back);
  const fits = (it: number) => `${it}-${rest}` <= latest && (rest.length === 2 || isDay(`${it}-${rest}`));
  return `${years.find(fits) ?? year}-${rest}`;
}

/**
 * Two ends as one span. “and” without “between” names two days, months or years: one span only where they are neighbours. `ends` may be
 * days, months or years, both alike.
 */
export function joined(ends: Span, { joint, lead }: { readonly joint: string | undefined; readonly lead: string | undefined }): Reading {
  const { from, to } = ends;
  if (joint !== 'and' || lead === 'between' || nextOf(from, 1) === to) return span(from, to);
  return { meaning: '', trouble: `A plan holds one span of time: ${from} and ${to} are two. Say “from … to …”, or ask twice.` };
}
