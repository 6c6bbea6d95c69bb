import type { Range } from '../../select/ranges';
import type { PlanFacts } from '../plan';
import type { Reading, Rule } from './rule';

type Measure = 'iso' | 'shutter' | 'aperture' | 'focalLength';

const MORE = '(?:above|over|more\\s+than|higher\\s+than|greater\\s+than|beyond|>)';
const LESS = '(?:below|under|less\\s+than|lower\\s+than|<)';
const AT_LEAST = '(?:at\\s+least|from|>=|minimum|min)';
const AT_MOST = '(?:at\\s+most|up\\s+to|<=|maximum|max)';

const show: Readonly<Record<Measure, (value: number) => string>> = {
  iso: (value) => `ISO ${value}`,
  shutter: (value) => (value < 0.4 ? `1/${Math.round(1 / value)} s` : `${value} s`),
  aperture: (value) => `f/${value}`,
  focalLength: (value) => `${value} mm`,
};

const BOUND_WORDS: Readonly<Record<keyof Range, string>> = { min: 'at least', max: 'at most', above: 'above', below: 'below' };

/** `ISO above 3200`; equal ends are one value. */
export function rangeWords(field: Measure, { min, max, above, below }: Range): string {
  if (min !== undefined && min === max) return show[field](min);
  return Object.entries({ min, max, above, below })
    .flatMap(([key, value]) => (value === undefined ? [] : [`${BOUND_WORDS[key as keyof Range]} ${show[field](value)}`]))
    .join(' and ');
}

const asked = (field: Measure, range: Range): Reading => {
  const facts: PlanFacts = { [field]: range };
  return { meaning: rangeWords(field, range), facts };
};

/** How a value is bounded by the words before it; none = exactly it. */
function bounded(words: string, value: number): Range {
  const said = (pattern: string) => new RegExp(`^${pattern}\\s*$`).test(words.trim());
  if (said(MORE)) return { above: value };
  if (said(LESS)) return { below: value };
  if (said(AT_LEAST)) return { min: value };
  if (said(AT_MOST)) return { max: value };
  return { min: value, max: value };
}

const COMPARE = `(?:${MORE}|${LESS}|${AT_LEAST}|${AT_MOST})`;
const ISO = '(\\d{1,3},\\d{3}|\\d{2,6}|\\d{1,3}k)';
const F = '(?:f\\s*/?\\s*|aperture\\s+(?:of\\s+)?)(\\d{1,2}(?:\\.\\d{1,2})?)';
const MM = '(\\d{1,4}(?:\\.\\d)?)\\s*mm\\b';
const SHUTTER = '(1\\s*/\\s*\\d{1,5}|\\d{1,3}(?:\\.\\d+)?)';
const SECONDS = "\\s*(?:s|sec|secs|seconds?|\"|'')(?![\\w])";

const SHUTTER_TAIL = '(?:\\s+(?:or|and)\\s+(slower|longer|more|faster|shorter|less|quicker)\\b)?';

const isoValue = (text = ''): number => (text.endsWith('k') ? 1000 * Number(text.slice(0, -1)) : Number(text.replace(',', '')));
function shutterValue(text = ''): number {
  const [a, b] = text.split('/').map(Number) as [number, number?];
  return b === undefined ? a : a / b;
}

const between = (low: number, high: number): Range => ({ min: Math.min(low, high), max: Math.max(low, high) });
const usable = (value: number): boolean => Number.isFinite(value) && value > 0;

const rule = (pattern: string, read: (match: RegExpExecArray) => Reading | null): Rule => ({ pattern: new RegExp(pattern, 'g'), read });
const compared = (field: Measure, words: string | undefined, value: number): Reading | null =>
  usable(value) ? asked(field, bounded(words ?? '', value)) : null;

/** “iso 100 to 400”, “between iso 100 and 400”: “and” makes a span only after “between”. */
const SPAN = '\\s*(to|-|and)\\s*';
const spanOf = (
  field: Measure,
  { lead, joint, low, high }: { lead: string | undefined; joint: string | undefined; low: number; high: number },
): Reading | null =>
  (joint === 'and' && !/between/.test(lead ?? '')) || !usable(low) || !usable(high) ? null : asked(field, between(low, high));

/** Before a fraction of a second: more of it is slower, but “above 1/500” is said of faster ones as well. */
const UNSURE: Reading = {
  meaning: '',
  trouble: 'Above or below a shutter speed may mean faster or slower: say “faster than 1/500” or “slower than 1/500”.',
};
const isFraction = (value: string | undefined): boolean => value?.includes('/') === true;
const shutterReading = (words: string | undefined, value: string | undefined, tail: string | undefined): Reading | null => {
  if (tail === undefined && words !== undefined && isFraction(value)) return UNSURE;
  const bound = tail === undefined ? words : /slower|longer|more/.test(tail) ? 'at least' : 'at most';
  return compared('shutter', bound, shutterValue(value));
};

const ISO_TAIL = '(?:(\\+)(?!\\d)|\\s+((?:or|and)\\s+(?:more|higher|above|up|over)|(?:or|and)\\s+(?:less|lower|below|under))\\b)?';

export const EXPOSURE_RULES: readonly Rule[] = [
  rule(`\\b(between\\s+|from\\s+)?iso\\s+(between\\s+|from\\s+)?${ISO}${SPAN}(?:iso\\s*)?${ISO}\\b`, ([, before, inside, a, joint, b]) =>
    spanOf('iso', { lead: `${before}${inside}`, joint, low: isoValue(a), high: isoValue(b) }),
  ),
  rule(`(?<![\\w])(${COMPARE})\\s+iso\\s*${ISO}(?!\\w|,\\d)`, ([, words, value]) => compared('iso', words, isoValue(value))),
  rule(`\\biso\\s*(${COMPARE})?\\s*(?:of\\s+)?${ISO}(?!\\w|,\\d)${ISO_TAIL}`, ([, words, value, plus, tail]) =>
    compared('iso', plus === undefined ? (orMore(tail) ?? words) : 'at least', isoValue(value)),
  ),
  rule('\\bhigh[\\s-]iso\\b', () => asked('iso', { min: 3200 })),
  rule('\\blow[\\s-]iso\\b', () => asked('iso', { max: 400 })),
  rule(`\\b(between\\s+|from\\s+)?${F}${SPAN}(?:f\\s*/?\\s*)?(\\d{1,2}(?:\\.\\d{1,2})?)\\b(?!\\s*(?:mm|s)\\b)`, ([, lead, a, joint, b]) =>
    spanOf('aperture', { lead, joint, low: Number(a), high: Number(b) }),
  ),
  rule(
    `(?:\\b(wider|faster|narrower|smaller|larger|slower)\\s+than\\s+|(${COMPARE})\\s+)?(?<![\\w/])${F}(?:\\s+((?:or|and)\\s+(?:wider|faster|narrower|smaller|more|less)))?\\b`,
    apertureReading,
  ),
  rule('\\b(?:shot\\s+)?wide[\\s-]open\\b(?!\\s+(?:spaces?|eyes|mouth|door|doors|landscapes?|sky|skies|fields?))', () =>
    asked('aperture', { max: 2.8 }),
  ),
  rule(
    `\\b(between\\s+|from\\s+)?(1\\s*/\\s*\\d{1,5})(?:${SECONDS})?${SPAN}(1\\s*/\\s*\\d{1,5})(?:${SECONDS})?(?![\\w/])`,
    ([, lead, a, joint, b]) => spanOf('shutter', { lead, joint, low: shutterValue(a), high: shutterValue(b) }),
  ),
  rule(`\\b(slower|longer)\\s+than\\s+(?:an?\\s+)?${SHUTTER}(?![\\d.]|\\s*mm)(?:${SECONDS})?`, ([, , value]) =>
    compared('shutter', 'above', shutterValue(value)),
  ),
  rule(`\\b(faster|shorter|quicker)\\s+than\\s+(?:an?\\s+)?${SHUTTER}(?![\\d.]|\\s*mm)(?:${SECONDS})?`, ([, , value]) =>
    compared('shutter', 'below', shutterValue(value)),
  ),
  rule(`\\bshutter(?:\\s+speeds?)?\\s+(?:of\\s+)?(${COMPARE})?\\s*${SHUTTER}(?:${SECONDS})?${SHUTTER_TAIL}`, ([, words, value, tail]) =>
    shutterReading(words, value, tail),
  ),
  rule(
    `(?:(?<!\\w)(${COMPARE})\\s*|\\bat\\s+|\\bof\\s+)?\\b(1\\s*/\\s*\\d{1,5})(?:${SECONDS})?(?![\\w/])${SHUTTER_TAIL}`,
    ([, words, value, tail]) => shutterReading(words, value, tail),
  ),
  rule(`(?:(?<!\\w)(${COMPARE})\\s*)?(?<![\\w.])${SHUTTER}${SECONDS}(?:\\s+exposures?)?${SHUTTER_TAIL}`, ([, words, value, tail]) =>
    shutterReading(words, value, tail),
  ),
  rule('\\blong[\\s-]exposures?\\b', () => ({ meaning: 'long exposures: a second or longer', facts: { shutter: { min: 1 } } })),
  rule('\\bfast[\\s-]shutter(?:\\s+speeds?)?\\b', () => asked('shutter', { max: 1 / 500 })),
];

/** After the shoot's own lenses were looked for. */
export const FOCAL_RULES: readonly Rule[] = [
  rule(`\\b(between\\s+|from\\s+)?(\\d{1,4})\\s*(?:mm)?${SPAN}${MM}`, ([, lead, a, joint, b]) =>
    spanOf('focalLength', { lead, joint, low: Number(a), high: Number(b) }),
  ),
  rule(
    `(?:\\b(longer|wider|shorter)\\s+than\\s+|(${COMPARE})\\s+)?\\b${MM}(?:\\s+(?:or|and)\\s+(longer|more|wider|shorter|less)\\b)?`,
    focalReading,
  ),
];

const orMore = (tail: string | undefined): string | undefined =>
  tail === undefined ? undefined : /more|higher|above|up|over/.test(tail) ? 'at least' : 'at most';

/** Wider and faster mean smaller numbers. */
function apertureReading([, than, words, value, tail]: RegExpExecArray): Reading | null {
  const f = Number(value);
  if (than !== undefined) return compared('aperture', /wider|faster|larger/.test(than) ? 'below' : 'above', f);
  if (tail !== undefined) return compared('aperture', /wider|faster|less/.test(tail) ? 'at most' : 'at least', f);
  return compared('aperture', words, f);
}

function focalReading([, than, words, value, tail]: RegExpExecArray): Reading | null {
  const mm = Number(value);
  if (than !== undefined) return compared('focalLength', than === 'longer' ? 'above' : 'below', mm);
  if (tail !== undefined) return compared('focalLength', /longer|more/.test(tail) ? 'at least' : 'at most', mm);
  return compared('focalLength', words, mm);
}
