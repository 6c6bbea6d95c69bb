import type { ColorLabel } from '../../model';
import type { Flag } from './channels';
import type { XmpValues } from './read';

/** What a sidecar says in qrate's words, for comparing two moments. */
export interface SidecarMarks {
  /** 1–5, −1 = rejected; unrated is `null`, be it written as 0 or not at all. */
  readonly rating: number | null;
  /** The text of `xmp:Label`. */
  readonly label: string | null;
  readonly color: ColorLabel | null;
  readonly flag: Flag | null;
}

export const NO_MARKS: SidecarMarks = { rating: null, label: null, color: null, flag: null };

export const marksOf = ({ rating, label, color, flag }: XmpValues): SidecarMarks => ({
  rating: rating === 0 ? null : rating,
  label,
  color,
  flag,
});

export type MarkField = 'rating' | 'label' | 'verdict';

/** The same label in another language is the same label. */
export function sameMark(field: MarkField, a: SidecarMarks, b: SidecarMarks): boolean {
  if (field === 'rating') return a.rating === b.rating;
  if (field === 'verdict') return a.flag === b.flag;
  return a.color === b.color && (a.color !== null || a.label === b.label);
}

/** A mark as a person reads it. */
export function markText(field: MarkField, { rating, label, color, flag }: SidecarMarks): string {
  if (field === 'rating') return rating === null ? 'no rating' : rating === -1 ? 'rejected' : `rating ${rating}`;
  if (field === 'verdict') return flag ?? 'no flag';
  return label === null && color === null ? 'no label' : `label ${color ?? `“${label}”`}`;
}
