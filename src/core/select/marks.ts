import type { Decision, Metadata } from '../model';

interface Marked {
  readonly decision: Decision | null;
  readonly metadata: Metadata | null;
}

/** The person's rating 0–5, else what the file or its sidecar said (−1 = rejected there); `null` = unrated. */
export const ratingOf = ({ decision, metadata }: Marked): number | null => decision?.rating ?? metadata?.rating ?? null;

/** The person's colour label, else the text that the file or its sidecar holds (`Zweite`); `null` = none. */
export const labelOf = ({ decision, metadata }: Marked): string | null => decision?.label ?? metadata?.label ?? null;
