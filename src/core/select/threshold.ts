import type { PhotoView, ReasonCode, Suggestion, Verdict } from '../model';

/**
 * Of which reasons the wanted sharpness decides between pick and review. Ranks and everything else of a recipe do not look at it, so
 * that a verdict for any other sharpness follows from one suggestion; a test holds this against real culls. Exhaustive by its type.
 */
const HANGS: Readonly<Record<ReasonCode, boolean>> = {
  'best-of-burst': true,
  'kept-in-burst': true,
  'best-of-duplicates': true,
  unique: true,
  'below-min-sharpness': true,
  alternate: false,
  'exact-duplicate': false,
  'near-duplicate': false,
  'bracket-member': false,
  'series-member': false,
  'black-frame': false,
  'white-frame': false,
  unreadable: false,
};

/** Whether the wanted sharpness alone decides between pick (sharp enough) and review. */
export const hangsOnSharpness = ({ reason }: Pick<Suggestion, 'reason'>): boolean => HANGS[reason.code];

/** The verdict that a cull gives with another minimum of sharpness and the rest of the recipe unchanged; `null` before a cull. */
export function verdictAt({ suggestion, scores }: Pick<PhotoView, 'suggestion' | 'scores'>, minSharpness: number): Verdict | null {
  if (suggestion === null || !hangsOnSharpness(suggestion)) return suggestion?.verdict ?? null;
  return (scores?.sharpness ?? 0) < minSharpness ? 'review' : 'pick';
}
