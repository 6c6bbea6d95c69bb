import * as z from 'zod';
import { QrateError } from '../../errors';
import type { ColorLabel, Decision, PhotoView, Verdict } from '../../model';
import { COLORS } from './labels';
import type { Wish, XmpWishes } from './wishes';

const COLOR_WORDS = ['red', 'yellow', 'green', 'blue', 'purple'] as const satisfies readonly ColorLabel[];

/** What is not named is as in `usual`. */
const outcome = (lowest: -1 | 0, usual: { readonly rating: number | null; readonly label: ColorLabel | null }) =>
  z
    .strictObject({
      rating: z.int().min(lowest).max(5).nullable().default(usual.rating),
      label: z.enum(COLOR_WORDS).nullable().default(usual.label),
      keyword: z
        .string()
        .regex(/^[^\p{Cc}|,;]{1,60}(\|[^\p{Cc}|,;]{1,60}){0,5}$/u)
        .nullable()
        .default(null),
    })
    .prefault({});

const nothing = { rating: null, label: null };

/** What verdicts become in a sidecar, as data: of a setting, or of `--map`. */
export const mappingSchema = z.strictObject({
  pick: outcome(0, { rating: 3, label: 'green' }),
  alternate: outcome(0, nothing),
  review: outcome(0, nothing),
  reject: outcome(-1, { rating: null, label: 'red' }),
  flags: z.boolean().default(false),
});

/** What one verdict becomes; `null` = nothing of that kind. */
export interface Mapped {
  /** 0–5; for a reject also −1, the specification's “rejected”, which takes the place of stars. */
  readonly rating: number | null;
  readonly label: ColorLabel | null;
  /** One word of qrate's own, with its parents: `qrate|pick`. */
  readonly keyword: string | null;
}

/**
 * `pick` is a person's or the machine's, `alternate` and `review` are the machine's, `reject` is a person's alone: what the
 * machine would reject is never written. Rating and label are the channel every program reads.
 */
export interface XmpMapping extends Readonly<Record<Verdict, Mapped>> {
  /** Whether pick and reject are also written as Lightroom's flags; digiKam and Photo Mechanic always get theirs. */
  readonly flags: boolean;
}

export const DEFAULT_MAPPING: XmpMapping = mappingSchema.parse({});

/**
 * `pick.rating=4,pick.label=none,reject.keyword=qrate|reject,flags=on`: what is not named stays as in `base`.
 * Throws QrateError('usage') that names the part.
 */
export function parseMapping(text: string, base: XmpMapping = DEFAULT_MAPPING): XmpMapping {
  const result: Record<string, unknown> = { ...base };
  for (const part of text.split(',')) {
    const [key = '', value = '', more] = part.split('=').map((it) => it.trim());
    const [verdict = '', field] = key.split('.');
    if (value === '' || more !== undefined) throw badMapping(part);
    if (field === undefined) result[verdict] = isYes(value, part);
    else result[verdict] = { ...(result[verdict] as object | undefined), [field]: mappedValue(field, value) };
  }
  const parsed = mappingSchema.safeParse(result);
  if (parsed.success) return parsed.data;
  throw badMapping(parsed.error.issues[0]?.path.join('.') ?? text);
}

const mappedValue = (field: string, value: string): string | number | null => {
  if (value === 'none') return null;
  return field === 'rating' ? Number(value) : value;
};

function isYes(value: string, part: string): boolean {
  if (!['on', 'off', 'true', 'false'].includes(value)) throw badMapping(part);
  return value === 'on' || value === 'true';
}

const badMapping = (part: string): QrateError =>
  new QrateError(
    'usage',
    `“${part.trim()}” is no mapping. Write pick, alternate, review or reject with .rating=0…5 (reject also -1), .label=${COLORS.join('|')} or .keyword=WORD, none to leave it; and flags=on. Example: pick.rating=4,reject.label=none,flags=on`,
  );

/**
 * What a photo's sidecar should say.
 * - A person's rating and label are set as they are; their reject without a rating or label sets what rejects map to.
 * - A person's pick fills what they left open; so does the machine's, unless the person decided anything about the photo.
 * - A fill never replaces what any program wrote, in the sidecar or embedded. An embedded rating of 0 is "unrated":
 *   many cameras write it into every file.
 */
export function wishesFor(photo: PhotoView, mapping: XmpMapping = DEFAULT_MAPPING): XmpWishes {
  const { decision, suggestion, metadata } = photo;
  const decided = decision !== null && (decision.verdict !== null || decision.rating !== null || decision.label !== null);
  const decisive = decisionWishes(decided ? decision : null, mapping);
  const machine = !decided && suggestion !== null && suggestion.verdict !== 'reject' ? suggestion.verdict : null;
  const mapped = machine === null ? null : mapping[machine];
  const openRating = (metadata?.rating ?? 0) === 0;
  const openLabel = (metadata?.label ?? '') === '';
  return {
    rating: guarded(decisive.rating ?? fill(mapped?.rating ?? null), openRating),
    label: guarded(decisive.label ?? fill(mapped?.label ?? null), openLabel),
    flag: decisive.flag ?? fill(machine === 'pick' ? 'pick' : null),
    keywords: keywordWish(mapping, decided ? (decision.verdict ?? null) : machine),
  };
}

const guarded = <T>(wish: Wish<T> | null, isOpen: boolean): Wish<T> | null => (wish?.mode === 'fill' && !isOpen ? null : wish);

const fill = <T>(value: T | null): Wish<T> | null => (value === null ? null : { value, mode: 'fill' });
const set = <T>(value: T | null): Wish<T> | null => (value === null ? null : { value, mode: 'set' });

/** What a person's decision alone asks of a sidecar. */
export function decisionWishes(decision: Decision | null, mapping: XmpMapping = DEFAULT_MAPPING): XmpWishes {
  const { verdict = null, rating = null, label = null } = decision ?? {};
  const { pick, reject } = mapping;
  const isReject = verdict === 'reject' && rating === null;
  return {
    rating: set(rating) ?? (isReject ? set(reject.rating) : fill(verdict === 'pick' ? pick.rating : null)),
    label: set(label) ?? (isReject ? set(reject.label) : fill(verdict === 'pick' ? pick.label : null)),
    flag: set(verdict),
    keywords: keywordWish(mapping, verdict),
  };
}

/** The word of this verdict goes in, those of the others out; `null` where the mapping has no words at all. */
function keywordWish(mapping: XmpMapping, verdict: Verdict | null): XmpWishes['keywords'] {
  const words = (['pick', 'alternate', 'review', 'reject'] as const).flatMap((it) => mapping[it].keyword ?? []);
  if (words.length === 0) return null;
  const add = (verdict && mapping[verdict].keyword) ?? null;
  return { add: add === null ? [] : [add], remove: [...new Set(words)].filter((word) => word !== add) };
}
