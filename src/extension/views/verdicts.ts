import type { PhotoView, Verdict } from '../../core/model';

/** The word that counts for a photo now: the person's decision, else the machine's suggestion. */
export const verdictOf = (photo: PhotoView): Verdict | null => photo.decision?.verdict ?? photo.suggestion?.verdict ?? null;

/** Whether the person decided anything about it. */
export const isDecided = (photo: PhotoView): boolean => photo.decision?.verdict != null;

/** Picks of a view: decided by the person, and suggested where the person did not decide. */
export function countPicks(photos: readonly PhotoView[]): { readonly decided: number; readonly suggested: number } {
  const picks = photos.filter((photo) => verdictOf(photo) === 'pick');
  const decided = picks.filter(isDecided).length;
  return { decided, suggested: picks.length - decided };
}
