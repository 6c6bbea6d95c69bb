import * as z from 'zod/mini';
import {
  COLOR_LABELS,
  type ColorLabel,
  DECISION_VERDICTS,
  type DecisionVerdict,
  GROUP_KINDS,
  type GroupKind,
  REASON_CODES,
  type ReasonCode,
  VERDICTS,
  type Verdict,
} from '../core/model';
import {
  ColumnError,
  decodeIndexes,
  decodeNumbers,
  decodeTexts,
  decodeWords,
  eachRow,
  encodeIndexes,
  encodeNumbers,
  encodeTexts,
  encodeWords,
  indexColumn,
  numberColumn,
  requireIndexes,
  requireLength,
  textColumn,
  wordColumn,
} from './columns';

/** The frames of a whole shoot as a table of columns, so that 100,000 photos cross the wire in a fraction of a second. */

/** The core's words, for pages, which see the protocol alone. */
export {
  COLOR_LABELS as LABELS,
  type ColorLabel as FrameLabel,
  DECISION_VERDICTS as DECISIONS,
  type DecisionVerdict as FrameDecision,
  GROUP_KINDS,
  type GroupKind as FrameGroupKind,
  REASON_CODES as REASONS,
  type ReasonCode as FrameReason,
  VERDICTS,
  type Verdict as FrameVerdict,
} from '../core/model';

/** Who is to be seen: somebody fills it, somebody is in it, nobody. */
export const PEOPLE = ['portrait', 'faces', 'none'] as const;

export type FramePeople = (typeof PEOPLE)[number];

/** One photo as the grid shows it. Unknown is `null`. */
export interface FrameRow {
  /** Relative to the shoot, with `/`. */
  readonly path: string;
  /** Names preview and thumb in the cache (`thumbUri`, `previewUri`); `null` = there is none. */
  readonly contentId: string | null;
  /** Pixels of the preview, upright. */
  readonly previewWidth: number | null;
  readonly previewHeight: number | null;
  /** Pixels of the whole picture, upright. */
  readonly width: number | null;
  readonly height: number | null;
  /** Seconds since 1970 as if the camera's local time were UTC, clock-corrected, fractions included. `timeText` writes it. */
  readonly time: number | null;
  /** `YYYY-MM-DD` of `time`. */
  readonly day: string | null;
  readonly camera: string | null;
  readonly lens: string | null;
  readonly iso: number | null;
  /** Seconds. */
  readonly shutter: number | null;
  /** f-number. */
  readonly aperture: number | null;
  /** Millimetres. */
  readonly focalLength: number | null;
  /** Variance of the Laplacian, ≥ 0. */
  readonly sharpness: number | null;
  /** 0–1, higher is better. */
  readonly exposure: number | null;
  /** 0–1, higher is noisier. */
  readonly noise: number | null;
  /** Fractions 0–1 of the pixels. */
  readonly clippedShadows: number | null;
  readonly clippedHighlights: number | null;
  /** Position in the groups; `null` for a photo without siblings. */
  readonly group: number | null;
  readonly suggested: Verdict | null;
  /** 1 = best of its group. */
  readonly rank: number | null;
  readonly reason: ReasonCode | null;
  readonly decided: DecisionVerdict | null;
  /** 0–5: the person's, else the one found in the file. */
  readonly rating: number | null;
  readonly label: ColorLabel | null;
  /** A sentence that says why the photo could not be read. */
  readonly failure: string | null;
  /** Kinds of files that travel with it, such as `JPG, XMP`. */
  readonly companions: string | null;
  /** Other files with the same bytes. */
  readonly copies: number;
  /** How many faces were found, and what that makes of it; `null` where nobody looked. */
  readonly faces: number | null;
  readonly people: FramePeople | null;
  /** The main faces as `faceBoxesText` writes them; empty without. */
  readonly faceBoxes: string;
}

export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** `x,y,w,h;…` in fractions of the picture. */
export const faceBoxesText = (boxes: readonly FaceBox[]): string => boxes.map(({ x, y, w, h }) => [x, y, w, h].join(',')).join(';');

/** What `faceBoxesText` wrote; what is no box is left out. */
export function readFaceBoxes(text: string): readonly FaceBox[] {
  if (text === '') return [];
  return text.split(';').flatMap((box) => {
    const numbers = box.split(',').map(Number);
    const [x = 0, y = 0, w = 0, h = 0] = numbers;
    return numbers.length === 4 && numbers.every((it) => it >= 0 && it <= 1) ? [{ x, y, w, h }] : [];
  });
}

/** Photos that one group decides about: neighbours in the table, at least two. */
export interface FrameGroup {
  /** Stable across runs. */
  readonly id: string;
  readonly kind: GroupKind;
  /** Row of the best frame; `null` where the group is kept whole or all of it is rejected. */
  readonly best: number | null;
  /** Rows in capture order, one after another. */
  readonly members: readonly number[];
}

const NUMBERS = [
  'previewWidth',
  'previewHeight',
  'width',
  'height',
  'time',
  'iso',
  'shutter',
  'aperture',
  'focalLength',
  'sharpness',
  'exposure',
  'noise',
  'clippedShadows',
  'clippedHighlights',
] as const;
const WORDS = ['day', 'camera', 'lens', 'suggested', 'reason', 'decided', 'label', 'failure', 'companions', 'people'] as const;
const INDEXES = ['group', 'rank', 'rating', 'copies', 'faces'] as const;
const TEXTS = ['path', 'contentId', 'faceBoxes'] as const;

export const frameTable = z.object({
  length: z.int().check(z.gte(0)),
  numbers: z.record(z.enum(NUMBERS), numberColumn),
  words: z.record(z.enum(WORDS), wordColumn),
  indexes: z.record(z.enum(INDEXES), indexColumn),
  texts: z.record(z.enum(TEXTS), textColumn),
});
export type FrameTable = z.infer<typeof frameTable>;

export const groupTable = z.object({
  ids: textColumn,
  kinds: wordColumn,
  /** Row of the best frame, −1 = none. */
  best: indexColumn,
  /** The group's rows are `first` … `first + count − 1`. */
  first: indexColumn,
  count: indexColumn,
});
export type GroupTable = z.infer<typeof groupTable>;

const column = <K extends string, T>(names: readonly K[], make: (name: K) => T): Record<K, T> =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<K, T>;

/** The table of these rows, in steps of one column each: whoever must not be held up lets other work in between. */
export function* encodeSteps(frames: readonly FrameRow[]): Generator<undefined, FrameTable, undefined> {
  const of = <K extends keyof FrameRow>(name: K) => frames.map((frame) => frame[name]);
  return {
    length: frames.length,
    numbers: yield* columns(NUMBERS, (name) => encodeNumbers(of(name))),
    words: yield* columns(WORDS, (name) => encodeWords(of(name))),
    indexes: yield* columns(INDEXES, (name) => encodeIndexes(of(name))),
    texts: yield* columns(TEXTS, (name) => encodeTexts(of(name))),
  };
}

/** The same at once. */
export function encodeFrames(frames: readonly FrameRow[]): FrameTable {
  const steps = encodeSteps(frames);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function* columns<K extends string, T>(names: readonly K[], make: (name: K) => T): Generator<undefined, Record<K, T>, undefined> {
  const made: [K, T][] = [];
  for (const name of names) {
    made.push([name, make(name)]);
    yield;
  }
  return Object.fromEntries(made) as Record<K, T>;
}

/** `members` have to be neighbours, as `FrameGroup` says. */
export const encodeGroups = (groups: readonly FrameGroup[]): GroupTable => ({
  ids: encodeTexts(groups.map(({ id }) => id)),
  kinds: encodeWords(groups.map(({ kind }) => kind)),
  best: encodeIndexes(groups.map(({ best }) => best)),
  first: encodeIndexes(groups.map(({ members }) => members[0] ?? null)),
  count: encodeIndexes(groups.map(({ members }) => members.length)),
});

/** All rows. `groups`: how many groups there are. Throws ColumnError where a column does not fit, ZodError for a word that is none. */
export function decodeFrames(table: FrameTable, groups: number): readonly FrameRow[] {
  const columns = decodeColumns(table, groups);
  return eachRow(table.length, (row) => rowAt(columns, row));
}

type Columns = { readonly [K in keyof FrameRow]: readonly (FrameRow[K] | null)[] };

function decodeColumns({ length, numbers, words, indexes, texts }: FrameTable, groups: number): Columns {
  const number = (name: (typeof NUMBERS)[number]) => decodeNumbers(name, length, numbers[name]);
  const index = (name: (typeof INDEXES)[number], limit: number) => decodeIndexes(name, length, indexes[name], limit);
  const text = (name: (typeof TEXTS)[number]) => decodeTexts(name, length, texts[name]);
  const word = (name: (typeof WORDS)[number]) => decodeWords(name, length, words[name], (it) => it);
  const known = <const T extends string>(name: (typeof WORDS)[number], all: readonly T[]): readonly (T | null)[] =>
    decodeWords(name, length, words[name], (it) => z.enum(all).parse(it) as T);
  return {
    ...column(NUMBERS, number),
    ...column(TEXTS, text),
    ...column(['day', 'camera', 'lens', 'failure', 'companions'], word),
    group: index('group', groups),
    rank: index('rank', Number.POSITIVE_INFINITY),
    rating: index('rating', 6),
    copies: index('copies', Number.POSITIVE_INFINITY),
    faces: index('faces', Number.POSITIVE_INFINITY),
    people: known('people', PEOPLE),
    suggested: known('suggested', VERDICTS),
    decided: known('decided', DECISION_VERDICTS),
    label: known('label', COLOR_LABELS),
    reason: known('reason', REASON_CODES),
  };
}

/** Written out, so that every row has the same shape and 100,000 of them are quick to make and to read. */
function rowAt(of: Columns, row: number): FrameRow {
  return {
    path: of.path[row] ?? '',
    contentId: of.contentId[row] || null,
    previewWidth: of.previewWidth[row] ?? null,
    previewHeight: of.previewHeight[row] ?? null,
    width: of.width[row] ?? null,
    height: of.height[row] ?? null,
    time: of.time[row] ?? null,
    day: of.day[row] ?? null,
    camera: of.camera[row] ?? null,
    lens: of.lens[row] ?? null,
    iso: of.iso[row] ?? null,
    shutter: of.shutter[row] ?? null,
    aperture: of.aperture[row] ?? null,
    focalLength: of.focalLength[row] ?? null,
    sharpness: of.sharpness[row] ?? null,
    exposure: of.exposure[row] ?? null,
    noise: of.noise[row] ?? null,
    clippedShadows: of.clippedShadows[row] ?? null,
    clippedHighlights: of.clippedHighlights[row] ?? null,
    group: of.group[row] ?? null,
    suggested: of.suggested[row] ?? null,
    rank: of.rank[row] ?? null,
    reason: of.reason[row] ?? null,
    decided: of.decided[row] ?? null,
    rating: of.rating[row] ?? null,
    label: of.label[row] ?? null,
    failure: of.failure[row] ?? null,
    companions: of.companions[row] ?? null,
    copies: of.copies[row] ?? 0,
    faces: of.faces[row] ?? null,
    people: of.people[row] ?? null,
    faceBoxes: of.faceBoxes[row] ?? '',
  };
}

/** All groups. `frames`: how many rows there are. Throws like `decodeFrames`. */
export function decodeGroups(table: GroupTable, frames: number): readonly FrameGroup[] {
  const { length } = table.first;
  requireLength('count', length, table.count);
  requireIndexes('first', frames, table.first);
  const ids = decodeTexts('ids', length, table.ids);
  const kinds = decodeWords('kinds', length, table.kinds, (it) => z.enum(GROUP_KINDS).parse(it));
  const best = decodeIndexes('best', length, table.best, frames);
  return Array.from({ length }, (_, at) => {
    const [id = '', kind = null, first = -1, count = 0] = [ids[at], kinds[at], table.first[at], table.count[at]];
    if (first < 0 || count < 2 || first + count > frames || kind === null) throw new ColumnError(`group ${at} is not in the table`);
    return { id, kind, best: best[at] ?? null, members: Array.from({ length: count }, (__, i) => first + i) };
  });
}

/** A time of a row as `YYYY-MM-DDTHH:MM:SS[.mmm]`, with milliseconds only where there are any. */
export function timeText(time: number): string {
  const text = new Date(Math.round(time * 1000)).toISOString().slice(0, -1);
  return text.endsWith('.000') ? text.slice(0, -4) : text;
}

/** Where the pictures are, below the URI of the cache folder; mirrors `core/previewCache.ts`. */
export const thumbUri = (cacheBase: string, contentId: string): string => `${cacheBase}/${contentId.slice(0, 2)}/${contentId}.thumb.jpg`;
export const previewUri = (cacheBase: string, contentId: string): string => `${cacheBase}/${contentId.slice(0, 2)}/${contentId}.jpg`;
