import type { ColorLabel, PhotoView } from '../../model';

/** What verdicts become in a sidecar. Rating and label are the channel every program reads (flags are not). */
export interface XmpMapping {
  /** For a pick: 1–5, or `null` to leave the stars alone. */
  readonly pickRating: number | null;
  readonly pickLabel: ColorLabel | null;
  /** For a person's reject. `xmp:Rating=-1` would destroy stars, so a reject is a colour. */
  readonly rejectLabel: ColorLabel | null;
}

export const DEFAULT_MAPPING: XmpMapping = { pickRating: 3, pickLabel: 'green', rejectLabel: 'red' };

/** A value to write. `fill` = only where there is none yet; `set` = a person decided it. */
export interface Wish<T> {
  readonly value: T;
  readonly mode: 'set' | 'fill';
}

export interface XmpWishes {
  readonly rating: Wish<number> | null;
  readonly label: Wish<string> | null;
}

/** Lightroom's label texts in English, which is what it and Bridge match on. */
const LABEL_TEXT: Record<ColorLabel, string> = { red: 'Red', yellow: 'Yellow', green: 'Green', blue: 'Blue', purple: 'Purple' };

/**
 * What a photo's sidecar should say.
 * - A person's rating and label are set as they are; their reject without a rating or label sets the reject colour.
 * - A person's pick fills what they left open; so does the machine's, unless the person decided anything about the photo.
 * - A fill never replaces what any program wrote, in the sidecar or embedded. An embedded rating of 0 is "unrated":
 *   many cameras write it into every file.
 */
export function wishesFor(photo: PhotoView, mapping: XmpMapping = DEFAULT_MAPPING): XmpWishes {
  const { rating = null, label = null } = photo.decision ?? {};
  return {
    rating: rating === null ? fillRating(photo, mapping) : { value: rating, mode: 'set' },
    label: label === null ? openLabel(photo, mapping) : { value: LABEL_TEXT[label], mode: 'set' },
  };
}

function isPick({ decision, suggestion }: PhotoView): boolean {
  const decided = decision !== null && (decision.verdict !== null || decision.rating !== null || decision.label !== null);
  return decided ? decision.verdict === 'pick' : suggestion?.verdict === 'pick';
}

function fillRating(photo: PhotoView, { pickRating }: XmpMapping): Wish<number> | null {
  const embedded = photo.metadata?.rating ?? 0;
  return pickRating !== null && embedded === 0 && isPick(photo) ? { value: pickRating, mode: 'fill' } : null;
}

function openLabel(photo: PhotoView, { pickLabel, rejectLabel }: XmpMapping): Wish<string> | null {
  const { decision, metadata } = photo;
  if (decision?.verdict === 'reject' && decision.rating === null && rejectLabel) return { value: LABEL_TEXT[rejectLabel], mode: 'set' };
  const embedded = metadata?.label ?? '';
  return pickLabel && embedded === '' && isPick(photo) ? { value: LABEL_TEXT[pickLabel], mode: 'fill' } : null;
}
