import { addDays, addMonths, mondayOf } from './calendar';
import { type Read, dateRule as rule, span, today } from './dateSpans';
import { NUMBER, numberOf } from './numbers';
import type { Reading, Rule, RuleContext } from './rule';

/** Dates that are counted from the person's day. */

/** Saturday and Sunday, `back` weeks before the last ones that are over; on a Monday these are those of yesterday. */
function weekend(context: RuleContext, back = 0): Reading {
  const saturday = addDays(mondayOf(today(context)), -2 - 7 * back);
  return span(saturday, addDays(saturday, 1));
}

/** The one that is there, else the one that was: no photo is of days to come. */
function thisWeekend(context: RuleContext): Reading {
  return addDays(mondayOf(today(context)), 5) > today(context) ? weekend(context) : weekend(context, -1);
}

function week(context: RuleContext, back: number): Reading {
  const monday = addDays(mondayOf(today(context)), -7 * back);
  return span(monday, addDays(monday, 6));
}

const month = (context: RuleContext, back: number): Reading => span(addMonths(today(context).slice(0, 7), -back));
const year = (context: RuleContext, back: number): Reading => span(String(Number(today(context).slice(0, 4)) - back).padStart(4, '0'));

const MINUTE_MS = 60_000;
const minutesBefore = (now: string, minutes: number): string =>
  new Date(Date.parse(`${now}Z`) - minutes * MINUTE_MS).toISOString().slice(0, 16);

/** “past 7 days” hold today; “past 2 months” begin on the same day of the month, or its last one. */
function past([, word, unit = '']: RegExpExecArray, context: RuleContext): Reading | null {
  const count = word === undefined ? 1 : numberOf(word);
  if (count === null || count < 1 || count > 10_000) return null;
  // “last minute shots” are no shots of the last minute.
  if (word === undefined && unit.startsWith('min')) return null;
  const minutes = unit.startsWith('h') ? 60 * count : unit.startsWith('min') ? count : null;
  if (minutes !== null) {
    const from = minutesBefore(context.now, minutes);
    return { meaning: `taken since ${from.replace('T', ' ')}`, facts: { from } };
  }
  const start = unit.startsWith('day')
    ? addDays(today(context), 1 - count)
    : unit.startsWith('week')
      ? addDays(today(context), 1 - 7 * count)
      : monthsBefore(today(context), unit.startsWith('month') ? count : 12 * count);
  return start === null ? null : span(start, today(context));
}

function monthsBefore(day: string, count: number): string | null {
  const month = addMonths(day.slice(0, 7), -count);
  if (Number(month.slice(0, 4)) < 1000) return null;
  const last = addDays(`${addMonths(month, 1)}-01`, -1).slice(8);
  return `${month}-${day.slice(8) < last ? day.slice(8) : last}`;
}

/** The evening and the night that the person is in; after midnight they began yesterday. */
function tonight(context: RuleContext, back: number): Reading {
  const begun = context.now.slice(11) < '05:00' ? -1 : 0;
  const day = addDays(today(context), begun - back);
  const [from, to] = [`${day}T${back === 0 ? '17:00' : '21:00'}`, `${addDays(day, 1)}T04:59`];
  return { meaning: `taken from ${from.replace('T', ' ')} to ${to.replace('T', ' ')}`, facts: { from, to } };
}

const PARTS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  morning: ['05:00', '12:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['17:00', '22:00'],
};

const thisPart: Read = ([, part = ''], context) => {
  const [from, to] = PARTS[part] ?? ['00:00', '24:00'];
  const day = span(today(context));
  return { meaning: `${day.meaning} between ${from} and ${to}`, facts: { ...day.facts, timeOfDay: { from, to } } };
};

const AGO = `(${NUMBER}|an?)\\s+week[\\s-]?ends?\\s+ago`;

/** Days and parts of days that are near. */
export const NEAR_RULES: readonly Rule[] = [
  rule('day\\s+before\\s+yesterday', (_, context) => span(addDays(today(context), -2))),
  rule('yesterday\\s+(?:and|or|to|until)\\s+today', (_, context) => span(addDays(today(context), -1), today(context))),
  rule('tonight|this\\s+night', (_, context) => tonight(context, 0)),
  rule("last\\s+night|yesterday\\s+night|yesterday's\\s+night", (_, context) => tonight(context, 1)),
  rule('this\\s+(morning|afternoon|evening)', thisPart),
  rule("yesterday(?:'s)?", (_, context) => span(addDays(today(context), -1))),
  rule("today(?:'s)?", (_, context) => span(today(context))),
];

/** Weekends, weeks, months and years that are over, or not yet. */
export const PAST_RULES: readonly Rule[] = [
  rule(AGO, ([, word = '']: RegExpExecArray, context) => {
    const count = /^an?$/.test(word) ? 1 : numberOf(word);
    return count === null || count < 1 || count > 1000 ? null : weekend(context, count - 1);
  }),
  rule('week[\\s-]?end\\s+before\\s+last', (_, context) => weekend(context, 1)),
  rule("(?:this\\s+)?(?:last|past|previous)\\s+week[\\s-]?end(?:'s)?", (_, context) => weekend(context)),
  rule("this\\s+week[\\s-]?end(?:'s)?", (_, context) => thisWeekend(context)),
  rule("week[\\s-]?end(?:s|'s)?", () => ({ meaning: 'on Saturdays and Sundays', facts: { weekdays: ['saturday', 'sunday'] } })),
  rule('week[\\s-]?days', () => ({
    meaning: 'from Monday to Friday',
    facts: { weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
  })),
  rule("this\\s+week(?:'s)?", (_, context) => week(context, 0)),
  rule('week\\s+before\\s+last', (_, context) => week(context, 2)),
  rule("last\\s+week(?:'s)?", (_, context) => week(context, 1)),
  rule("this\\s+month(?:'s)?", (_, context) => month(context, 0)),
  rule("last\\s+month(?:'s)?", (_, context) => month(context, 1)),
  rule("this\\s+year(?:'s)?", (_, context) => year(context, 0)),
  rule("last\\s+year(?:'s)?", (_, context) => year(context, 1)),
  rule(`(?:last|past|previous)\\s+(?:(${NUMBER})\\s+)?(days?|weeks?|months?|years?|hours?|minutes?|mins?)`, past),
];
