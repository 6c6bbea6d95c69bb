import * as z from 'zod';
import { cameraName } from '../../core/camera';
import { type GroupKind, type PhotoView, VERDICTS } from '../../core/model';

export const DECISIONS = ['picked', 'rejected', 'undecided'] as const;
export const KINDS = [
  'burst',
  'bracket',
  'focus-stack',
  'panorama',
  'interval',
  'pixel-shift',
  'multiple-exposure',
  'series',
  'exact-duplicate',
  'near-duplicate',
] as const satisfies readonly GroupKind[];

/** What a tree shows: a photo must match one value of every list that is not empty. */
export const filterSchema = z.strictObject({
  suggestions: z.array(z.enum(VERDICTS)).readonly(),
  decisions: z.array(z.enum(DECISIONS)).readonly(),
  /** `single` = in no group. */
  kinds: z.array(z.enum([...KINDS, 'single'])).readonly(),
  /** As `cameraName` says them; `''` = unknown. */
  cameras: z.array(z.string()).readonly(),
  /** Least rating, decided or found in the file, 1–5; `null` = any. */
  minRating: z.int().min(1).max(5).nullable(),
  /** Part of the path, letter case ignored; `''` = any. */
  text: z.string(),
});

export type PhotoFilter = z.infer<typeof filterSchema>;

export const NO_FILTER: PhotoFilter = { suggestions: [], decisions: [], kinds: [], cameras: [], minRating: null, text: '' };

export const isFiltering = (filter: PhotoFilter): boolean =>
  filter.minRating !== null ||
  filter.text !== '' ||
  [filter.suggestions, filter.decisions, filter.kinds, filter.cameras].some((it) => it.length > 0);

export const cameraOf = ({ metadata }: Pick<PhotoView, 'metadata'>): string =>
  cameraName(metadata?.make ?? null, metadata?.model ?? null) ?? '';

/** The decided rating, else the one found in the file; 0 = none. */
export const ratingOf = ({ decision, metadata }: Pick<PhotoView, 'decision' | 'metadata'>): number =>
  decision?.rating ?? Math.max(0, metadata?.rating ?? 0);

const decisionOf = ({ decision }: PhotoView): (typeof DECISIONS)[number] => {
  if (decision?.verdict == null) return 'undecided';
  return decision.verdict === 'pick' ? 'picked' : 'rejected';
};

const among = <T>(list: readonly T[], value: T): boolean => list.length === 0 || list.includes(value);

/** A test for photos, prepared once for many. */
export function photoTest(filter: PhotoFilter): (photo: PhotoView) => boolean {
  const text = filter.text.toLowerCase();
  return (photo) =>
    (filter.suggestions.length === 0 || (photo.suggestion !== null && filter.suggestions.includes(photo.suggestion.verdict))) &&
    among(filter.decisions, decisionOf(photo)) &&
    among(filter.kinds, photo.group?.kind ?? 'single') &&
    (filter.cameras.length === 0 || filter.cameras.includes(cameraOf(photo))) &&
    (filter.minRating === null || ratingOf(photo) >= filter.minRating) &&
    (text === '' || photo.path.toLowerCase().includes(text));
}
