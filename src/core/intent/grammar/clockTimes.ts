import type { TimeOfDay } from '../../select/ranges';
import { phrase, type Reading, type Rule } from './rule';

const PARTS: readonly (readonly [pattern: string, from: string, to: string])[] = [
  ['(?:in\\s+the\\s+)?(?:early\\s+)?mornings?', '05:00', '12:00'],
  ['(?:in\\s+the\\s+)?afternoons?', '12:00', '17:00'],
  ['(?:in\\s+the\\s+)?evenings?', '17:00', '22:00'],
  ['tonight|(?:at|by)\\s+night|(?:in\\s+the\\s+)?nights?(?:[\\s-]?time)?', '21:00', '05:00'],
  ['(?:at\\s+|around\\s+)?(?:noon|midday)', '11:00', '13:00'],
];

const HALF = "(am|pm|a\\.m\\.?|p\\.m\\.?|h|o'clock|in\\s+the\\s+(?:morning|afternoon|evening))";
const CLOCK = `(?:(noon|midday|midnight)|(\\d{1,2})(?:[:.](\\d{2}))?\\s*${HALF}?)`;
/** A single hour must say that it is one: `5 pm`, `17:30`, `5 o'clock`. */
const SURE_HOUR =
  "(?:(noon|midday|midnight)|(\\d{1,2})(?:(?:[:.](\\d{2}))\\s*(am|pm|a\\.m\\.?|p\\.m\\.?)?|\\s*(am|pm|a\\.m\\.?|p\\.m\\.?|o'clock)))";

interface Clock {
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly half: string | undefined;
}

/** Minutes since midnight; `null` where no clock shows that. */
function minutesOf({ hour, minute, half }: Clock): number | null {
  const [h, m] = [Number(hour), Number(minute ?? 0)];
  const said = /morning/.test(half ?? '') ? 'a' : /noon|evening/.test(half ?? '') ? 'p' : half?.[0];
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

const NAMED: Readonly<Record<string, number>> = { noon: 720, midday: 720, midnight: 0 };

interface Said extends Clock {
  readonly name: string | undefined;
}

const atClock = ({ name, ...clock }: Said): number | null => (name === undefined ? minutesOf(clock) : (NAMED[name] ?? null));
const saysTime = ({ name, minute, half }: Said): boolean => name !== undefined || minute !== undefined || half !== undefined;

/** The half of the day that is said once counts for both: “between 3 and 5 pm”. Without “from” both ends, or the last, must say that they are times. */
function between([words = '', lead, name1, hour1, minute1, half1, name2, hour2, minute2, half2]: RegExpExecArray): Reading | null {
  const [first, last]: [Said, Said] = [
    { name: name1, hour: hour1, minute: minute1, half: half1 },
    { name: name2, hour: hour2, minute: minute2, half: half2 },
  ];
  const isSure =
    lead === undefined ? (last.half ?? last.name) !== undefined || /\d:\d\d.*\d:\d\d/.test(words) : saysTime(first) || saysTime(last);
  if (!isSure) return null;
  const end = atClock(last);
  const same = atClock({ ...first, half: half1 ?? half2 });
  const isEarlier = half1 === undefined && half2 !== undefined && name1 === undefined && same !== null && end !== null && same > end;
  const start = isEarlier ? minutesOf({ ...first, half: 'am' }) : same;
  const stop = end === 0 ? 1440 : end;
  return start === null || stop === null || start === stop ? null : during(start, stop);
}

const sure = ([, , name, hour, minute, half, lone]: RegExpExecArray): number | null => atClock({ name, hour, minute, half: half ?? lone });

function beforeAfter(match: RegExpExecArray): Reading | null {
  const at = sure(match);
  const [, word = ''] = match;
  if (at === null) return null;
  if (/before|until|till|by/.test(word)) return during(0, at === 0 ? 1440 : at);
  // “after midnight” ends with the night.
  if (/after|since|from/.test(word)) return at === 1440 || at === 0 ? during(0, 300) : during(at, 1440);
  if (/around|about/.test(word)) return during(Math.max(0, at - 30), Math.min(1440, at + 30));
  return at >= 1440 ? null : during(at, Math.min(1440, at + 60));
}

export const TIME_RULES: readonly Rule[] = [
  {
    pattern: new RegExp(`\\b(?:(between|from)\\s+)?(?<![\\w./:-])${CLOCK}\\s*(?:and|to|until|till|-)\\s*${CLOCK}(?![\\w/-]|[:.]\\d)`, 'g'),
    read: between,
  },
  {
    pattern: new RegExp(`\\b(before|until|till|by|after|since|from|at|around|about)\\s+(?:about\\s+)?${SURE_HOUR}(?![\\w])`, 'g'),
    read: beforeAfter,
  },
  ...PARTS.map(([pattern, from, to]) => phrase(pattern, within({ from, to }))),
];
