import { cameraName } from '../camera';
import { QrateError } from '../errors';
import { captureTimeOf, parseCaptureTime } from '../group/captureTime';
import type { PhotoView, Verdict } from '../model';
import { contains, FACT_FIELDS, factTest, type PhotoFacts } from './facts';
import { type Looks, NO_LOOKS } from './looks';
import { labelOf, ratingOf } from './marks';
import { dayCounter } from './ranges';
import { effectiveVerdict } from './suggest';

/**
 * Which photos of a shoot, as data. All that is said must hold; within a list, one of it. Without `verdicts` these are the picks, except
 * where the person's own marks choose (`minRating`, `labels`): then they are all photos but the rejected ones, alternates included.
 */
export interface PhotoFilter extends PhotoFacts {
  /** What counts: the person's verdict, else the machine's. An empty list is that of every verdict. */
  readonly verdicts?: readonly Verdict[] | undefined;
  /** `true` = only photos whose verdict is the person's; `false` = only those that the person left to the machine. */
  readonly decided?: boolean | undefined;
  /** At least this many stars, 1–5, said by the person or found in the file or its sidecar. */
  readonly minRating?: number | undefined;
  /** Colour labels; letter case does not count. `none` = no label. */
  readonly labels?: readonly string[] | undefined;
  /**
   * First and last moment by the corrected clock of the camera: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS]`; both
   * inclusive, and `to` means the end of what it names. Where `timeOfDay` runs over midnight, whole days are those on which a night began.
   * Photos without a time do not fit.
   */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Parts of camera names (`D7100`); letter case does not count. */
  readonly cameras?: readonly string[] | undefined;
  /** Folders relative to the shoot, with `/`; those below them belong to them. `.` = the shoot itself. */
  readonly folders?: readonly string[] | undefined;
  /** What the picture shows, in words: the photos of the shoot that are most like it (`fitting`). */
  readonly text?: string | undefined;
  /** What is left out: photos that fit one of these, each read without a default of verdicts. */
  readonly except?: readonly Omit<PhotoFilter, 'except'>[] | undefined;
}

type Test = (photo: PhotoView) => boolean;

/** One thing that a filter asks for, and the field that says it. `from` stands for both ends of the dates. */
export interface FilterStep {
  readonly field: keyof PhotoFilter;
  readonly test: Test;
}

/**
 * The photos that a filter lets through, in the order given. `looks` answers its `text`. Throws QrateError('usage') for a time that is
 * none, a rating out of range, or words that `looks` does not know.
 */
export function filterPhotos(photos: readonly PhotoView[], filter: PhotoFilter = {}, looks: Looks = NO_LOOKS): readonly PhotoView[] {
  const steps = filterSteps(filter, looks);
  return photos.filter((photo) => steps.every(({ test }) => test(photo)));
}

/** A filter one step after the other: which verdicts always comes last, since it is what a person corrects. */
export function filterSteps(filter: PhotoFilter, looks: Looks = NO_LOOKS): readonly FilterStep[] {
  return [
    ...byTime(filter).map((test) => ({ field: 'from', test }) as const),
    ...given('cameras', filter.cameras, byCamera),
    ...given('folders', filter.folders, byFolder),
    ...FACT_FIELDS.flatMap((field) => {
      const test = factTest(field, filter);
      return test === null ? [] : [{ field, test }];
    }),
    ...given('text', filter.text, byText(looks)),
    ...given('minRating', filter.minRating, byRating),
    ...given('labels', filter.labels, byLabel),
    ...given('decided', filter.decided, (decided) => (photo) => ((photo.decision?.verdict ?? null) !== null) === decided),
    ...given('except', filter.except, byException(looks)),
    { field: 'verdicts', test: byVerdict(filter) },
  ];
}

const given = <T>(field: keyof PhotoFilter, value: T | undefined, test: (value: T) => Test): readonly FilterStep[] =>
  value === undefined ? [] : [{ field, test: test(value) }];

const byException =
  (looks: Looks) =>
  (exceptions: readonly Omit<PhotoFilter, 'except'>[]): Test => {
    const steps = exceptions.map((it) => filterSteps({ ...it, verdicts: it.verdicts ?? [] }, looks));
    return (photo) => !steps.some((all) => all.every(({ test }) => test(photo)));
  };

/** What a filter asks in words, exceptions included; each once. */
export const textsOf = ({ text, except = [] }: PhotoFilter): readonly string[] => [
  ...new Set([text, ...except.map((it) => it.text)].filter((it) => it !== undefined)),
];

const byText =
  ({ fits, missing }: Looks) =>
  (text: string): Test => {
    const fit = fits.get(text);
    if (fit === undefined) throw new QrateError('usage', missing ?? `Nobody looked for “${text}”.`);
    return ({ path }) => fit.has(path);
  };

/** A rating or a label is the person's word, so the machine's verdict does not narrow it; a reject by the person does. */
function byVerdict({ verdicts, minRating, labels }: PhotoFilter): Test {
  if (verdicts?.length === 0) return () => true;
  if (verdicts !== undefined) return isOneOf(verdicts);
  return minRating === undefined && labels === undefined ? isOneOf(['pick']) : (photo) => photo.decision?.verdict !== 'reject';
}

const isOneOf =
  (verdicts: readonly Verdict[]): Test =>
  (photo) => {
    const verdict = effectiveVerdict(photo);
    return verdict !== null && verdicts.includes(verdict);
  };

function byRating(minRating: number): Test {
  if (!Number.isInteger(minRating) || minRating < 1 || minRating > 5)
    throw new QrateError('usage', 'A rating is a whole number from 1 to 5.');
  return (photo) => (ratingOf(photo) ?? 0) >= minRating;
}

function byLabel(labels: readonly string[]): Test {
  const wanted = new Set(labels.map((label) => label.toLowerCase()));
  return (photo) => wanted.has(labelOf(photo)?.toLowerCase() ?? 'none');
}

const byCamera = (cameras: readonly string[]): Test =>
  contains(cameras, ({ metadata }) => cameraName(metadata?.make ?? null, metadata?.model ?? null));

function byFolder(folders: readonly string[]): Test {
  const prefixes = folders.map((folder) => folder.replace(/\\/g, '/').replace(/^(?:\.\/)+|\/+$/g, '')).map(asPrefix);
  return ({ path }) => prefixes.some((prefix) => path.startsWith(prefix));
}

const asPrefix = (folder: string): string => (folder === '' || folder === '.' ? '' : `${folder}/`);

function byTime({ from, to, timeOfDay }: PhotoFilter): readonly Test[] {
  if (from === undefined && to === undefined) return [];
  const first = from === undefined ? Number.NEGATIVE_INFINITY : span(from).start;
  const end = to === undefined ? Number.POSITIVE_INFINITY : span(to).end;
  if (first >= end) throw new QrateError('usage', `No time lies between ${from} and ${to}.`);
  const [since, until] = [from, to].map((at) => (isWholeDay(at) ? dayCounter(timeOfDay) : (seconds: number) => seconds));
  return [
    (photo) => {
      const seconds = captureTimeOf(photo)?.seconds;
      return seconds !== undefined && (since?.(seconds) ?? seconds) >= first && (until?.(seconds) ?? seconds) < end;
    },
  ];
}

const isWholeDay = (at: string | undefined): boolean => at !== undefined && at.length <= 10;

const MOMENT = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?)?)?$/;

/** From the first second of what a text names to the first after it, on the scale of `CaptureTime`. */
function span(text: string): { readonly start: number; readonly end: number } {
  const [matched, year = '', month, day, hour, minute, second] = MOMENT.exec(text) ?? [];
  const written = `${year}-${month ?? '01'}-${day ?? '01'}T${hour ?? '00'}:${minute ?? '00'}:${second ?? '00'}`;
  const start = parseCaptureTime(written)?.seconds;
  if (matched === undefined || start === undefined) {
    throw new QrateError('usage', `“${text}” is no date. Write it like 2024-05-01 or 2024-05-01T18:30.`);
  }
  if (second !== undefined) return { start, end: start + 1 };
  if (minute !== undefined) return { start, end: start + 60 };
  if (day !== undefined) return { start, end: start + 86_400 };
  const next = month === undefined ? Date.UTC(Number(year) + 1, 0) : Date.UTC(Number(year), Number(month));
  return { start, end: next / 1000 };
}
