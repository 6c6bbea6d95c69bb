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
const ISO = '(\\d{2,6}(?:,\\d{3})?|\\d{1,3}k)';
const F = '(?:f\\s*/?\\s*|aperture\\s+(?:of\\s+)?)(\\d{1,2}(?:\\.\\d{1,2})?)';
const MM = '(\\d{1,4}(?:\\.\\d)?)\\s*mm\\b';
const SHUTTER = '(1\\s*/\\s*\\d{1,5}|\\d{1,3}(?:\\.\\d+)?)';
const SECONDS = "\\s*(?:s|sec|secs|seconds?|\"|'')(?![\\w])";

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

export const EXPOSURE_RULES: readonly Rule[] = [
  rule(`\\biso\\s+(?:between|from)?\\s*${ISO}\\s*(?:-|to|and)\\s*${ISO}\\b`, ([, a, b]) => asked('iso', between(isoValue(a), isoValue(b)))),
  rule(`(?<![\\w])(${COMPARE})\\s+iso\\s*${ISO}\\b`, ([, words, value]) => compared('iso', words, isoValue(value))),
  rule(
    `\\biso\\s*(${COMPARE})?\\s*(?:of\\s+)?${ISO}(?:\\s+(or\\s+(?:more|higher|above)|or\\s+(?:less|lower|below)))?\\b`,
    ([, words, value, tail]) => compared('iso', orMore(tail) ?? words, isoValue(value)),
  ),
  rule('\\bhigh[\\s-]iso\\b', () => asked('iso', { min: 3200 })),
  rule('\\blow[\\s-]iso\\b', () => asked('iso', { max: 400 })),
  rule(`\\b(?:between\\s+)?${F}\\s*(?:-|to|and)\\s*(?:f\\s*/?\\s*)?(\\d{1,2}(?:\\.\\d{1,2})?)\\b`, ([, a, b]) =>
    asked('aperture', between(Number(a), Number(b))),
  ),
  rule(
    `(?:\\b(wider|faster|narrower|smaller|larger|slower)\\s+than\\s+|(${COMPARE})\\s+)?(?<![\\w/])${F}(?:\\s+(or\\s+(?:wider|faster|narrower|smaller|more|less)))?\\b`,
    apertureReading,
  ),
  rule('\\bwide[\\s-]open\\b', () => asked('aperture', { max: 2.8 })),
  rule(`\\b(slower|longer)\\s+than\\s+(?:an?\\s+)?${SHUTTER}(?![\\d.]|\\s*mm)(?:${SECONDS})?`, ([, , value]) =>
    compared('shutter', 'above', shutterValue(value)),
  ),
  rule(`\\b(faster|shorter|quicker)\\s+than\\s+(?:an?\\s+)?${SHUTTER}(?![\\d.]|\\s*mm)(?:${SECONDS})?`, ([, , value]) =>
    compared('shutter', 'below', shutterValue(value)),
  ),
  rule(`(?:\\bshutter(?:\\s+speeds?)?\\s+(?:of\\s+)?)(${COMPARE})?\\s*${SHUTTER}(?:${SECONDS})?`, ([, words, value]) =>
    compared('shutter', words, shutterValue(value)),
  ),
  rule(
    `(?:\\bat\\s+|\\bof\\s+)?\\b(1\\s*/\\s*\\d{1,5})(?:${SECONDS})?(?![\\w/])(?:\\s+or\\s+(slower|longer|faster|shorter)\\b)?`,
    ([, value, tail]) =>
      compared('shutter', tail === undefined ? '' : /slower|longer/.test(tail) ? 'at least' : 'at most', shutterValue(value)),
  ),
  rule(
    `(?:(?<!\\w)(${COMPARE})\\s*)?(?<![\\w.])${SHUTTER}${SECONDS}(?:\\s+exposures?)?(?:\\s+or\\s+(slower|longer|more|faster|shorter|less)\\b)?`,
    ([, words, value, tail]) =>
      compared('shutter', tail === undefined ? words : /slower|longer|more/.test(tail) ? 'at least' : 'at most', shutterValue(value)),
  ),
  rule('\\blong[\\s-]exposures?\\b', () => ({ meaning: 'long exposures: a second or longer', facts: { shutter: { min: 1 } } })),
  rule('\\bfast[\\s-]shutter(?:\\s+speeds?)?\\b', () => asked('shutter', { max: 1 / 500 })),
  rule(`\\b(?:between\\s+)?(\\d{1,4})\\s*(?:mm)?\\s*(?:-|to|and)\\s*${MM}`, ([, a, b]) =>
    asked('focalLength', between(Number(a), Number(b))),
  ),
  rule(
    `(?:\\b(longer|wider|shorter)\\s+than\\s+|(${COMPARE})\\s+)?\\b${MM}(?:\\s+or\\s+(longer|more|wider|shorter|less)\\b)?`,
    focalReading,
  ),
];

const orMore = (tail: string | undefined): string | undefined =>
  tail === undefined ? undefined : /more|higher|above/.test(tail) ? 'at least' : 'at most';

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
