import type { ExportRequest } from '../export/plan';
import { tasteWords } from '../learn/wish';
import type { Recipe } from '../model';
import type { PhotoFilter } from '../select/filter';
import type { Range } from '../select/ranges';

/** Plans in words, for people; nothing is decided here. */

const list = (values: readonly string[]): string => values.join(' or ');

const BOUNDS: readonly (readonly [keyof Range, string])[] = [
  ['min', '≥'],
  ['above', '>'],
  ['max', '≤'],
  ['below', '<'],
];

export function rangeText(range: Range, show: (value: number) => string = String): string {
  if (range.min !== undefined && range.min === range.max) return show(range.min);
  return BOUNDS.flatMap(([key, sign]) => (range[key] === undefined ? [] : [`${sign} ${show(range[key])}`])).join(' and ');
}

const shutter = (value: number): string => (value < 0.4 ? `1/${Math.round(1 / value)} s` : `${value} s`);

function dates({ from, to }: PhotoFilter): string {
  if (from === to) return `taken in ${from}`;
  return [from === undefined ? '' : `from ${from}`, to === undefined ? '' : `to ${to}`].filter(Boolean).join(' ').replace(/^/, 'taken ');
}

function verdicts({ verdicts: wanted, minRating, labels }: PhotoFilter): string {
  if (wanted === undefined) return minRating === undefined && labels === undefined ? 'picks' : 'not rejected by you';
  return wanted.length === 0 ? 'any verdict' : list(wanted);
}

const given = <T>(value: T | undefined, say: (value: T) => string): string => (value === undefined ? '' : say(value));

type Sayer = (filter: PhotoFilter) => string;

/** Exhaustive by its type: a new field does not compile without its words. */
const STEPS: { readonly [K in keyof Required<PhotoFilter>]: Sayer } = {
  from: dates,
  to: dates,
  verdicts,
  decided: ({ decided }) => (decided ? 'decided by you' : 'not decided by you'),
  suggestions: ({ suggestions }) => `suggested as ${list(suggestions ?? [])}`,
  text: ({ text }) => `pictures most like “${text}”`,
  minRating: ({ minRating }) => `at least ${minRating} stars`,
  maxRating: ({ maxRating }) => (maxRating === 0 ? 'unrated' : `at most ${maxRating} stars`),
  labels: ({ labels }) => `label ${list(labels ?? [])}`,
  timeOfDay: ({ timeOfDay }) => given(timeOfDay, ({ from, to }) => `between ${from} and ${to}`),
  weekdays: ({ weekdays }) => `on ${list(weekdays ?? [])}`,
  cameras: ({ cameras }) => `camera ${list(cameras ?? [])}`,
  lenses: ({ lenses }) => `lens ${list(lenses ?? [])}`,
  folders: ({ folders }) => `folder ${list(folders ?? [])}`,
  iso: ({ iso }) => `ISO ${given(iso, rangeText)}`,
  shutter: ({ shutter: range }) => `shutter ${given(range, (it) => rangeText(it, shutter))}`,
  aperture: ({ aperture }) => `aperture ${given(aperture, (it) => rangeText(it, (value) => `f/${value}`))}`,
  focalLength: ({ focalLength }) => `focal length ${given(focalLength, (it) => rangeText(it, (value) => `${value} mm`))}`,
  focalLength35: ({ focalLength35 }) =>
    `focal length (35 mm equivalent) ${given(focalLength35, (it) => rangeText(it, (value) => `${value} mm`))}`,
  orientations: ({ orientations }) => `${list(orientations ?? [])} orientation`,
  gps: ({ gps }) => given(gps, ({ south, west, north, east }) => `between ${south}° and ${north}° north, ${west}° and ${east}° east`),
  sharpness: ({ sharpness }) => `sharpness ${given(sharpness, rangeText)}`,
  exposure: ({ exposure }) => `exposure ${given(exposure, rangeText)}`,
  noise: ({ noise }) => `noise ${given(noise, rangeText)}`,
  quality: ({ quality }) => `${quality} quality`,
  faces: ({ faces }) => `number of faces ${given(faces, rangeText)}`,
  portraits: ({ portraits }) => (portraits ? 'portraits' : 'no portraits'),
  duplicates: ({ duplicates }) => (duplicates === 'only' ? 'with a copy or look-alike' : 'one of copies and look-alikes'),
  groups: ({ groups }) => `in ${list(groups ?? [])}`,
  except: ({ except }) => `not ${(except ?? []).map(exceptionWords).join('; not ')}`,
};

/** What one step of a filter asks for. */
export const stepWords = (field: keyof PhotoFilter, filter: PhotoFilter): string => STEPS[field](filter);

function exceptionWords(filter: Omit<PhotoFilter, 'except'>): string {
  const fields = (Object.keys(filter) as (keyof typeof filter)[]).filter(
    (field) => filter[field] !== undefined && !(field === 'to' && filter.from !== undefined),
  );
  return fields.map((field) => stepWords(field, filter)).join(' and ');
}

const FORMATS: Readonly<Record<ExportRequest['format'], string>> = {
  copy: 'copies of the originals',
  xmp: 'XMP sidecars',
  list: 'a list of paths',
  gallery: 'a gallery',
  manifest: 'a manifest',
};

export function exportWords({ format, out, xmp, list: form }: ExportRequest): string {
  const profile = xmp?.profile === undefined ? '' : ` for ${xmp.profile}`;
  const order = format === 'list' && form?.order === 'choice' ? ', the best first' : '';
  const where =
    out ??
    (format === 'xmp' ? 'beside the photos' : format === 'list' || format === 'manifest' ? 'the standard output' : 'no folder given');
  return `${FORMATS[format]}${profile}${order} → ${where}`;
}

/** `keep 2 of a burst, sharpness ≥ 100, …`, as `qrate presets` says it. */
export const recipeWords = ({ keepPerBurst, minSharpness, burstSeconds, nearDistance, taste }: Recipe): string =>
  `keep ${keepPerBurst} of a burst, sharpness ≥ ${minSharpness}, gap ≤ ${burstSeconds} s, near ≤ ${nearDistance} bits${taste === undefined ? '' : `, ${tasteWords({ taste })}`}`;
