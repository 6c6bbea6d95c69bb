import type { GroupKind, Recipe } from '../model';
import { findBrackets } from './brackets';
import type { Frame } from './frames';
import { findSequences } from './sequences';
import { findSeries } from './series';

export interface KeptWhole {
  readonly groups: readonly { readonly kind: GroupKind; readonly frames: readonly Frame[] }[];
  /**
   * What is left of hand-made brackets: in no group, and never to be offered as "keep the best". (Frames that the camera took for a
   * bracket or sequence need no list: bursts and near duplicates leave them alone by `kindSaid`.)
   */
  readonly leftovers: readonly Frame[];
  /** Beside a series: no near duplicates, but one may be the first frame of a burst. */
  readonly beside: readonly Frame[];
}

/** All that must be kept whole: by the camera's word first (MakerNote), then by the exposure ladder, then by the rhythm. */
export function findKeptWhole(frames: readonly Frame[], recipe: Pick<Recipe, 'burstSeconds'>): KeptWhole {
  const sequences = findSequences(frames);
  const { brackets, leftovers } = findBrackets(frames);
  const inBrackets = new Set([...brackets.flat(), ...leftovers]);
  const { series, leftovers: beside } = findSeries(
    frames.filter((frame) => !inBrackets.has(frame)),
    recipe,
  );
  const groups = [
    ...sequences,
    ...brackets.map((bracket) => ({ kind: 'bracket' as const, frames: bracket })),
    ...series.map((run) => ({ kind: 'series' as const, frames: run })),
  ];
  return { groups, leftovers, beside };
}
