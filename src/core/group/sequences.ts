import { framesLater, isNextFrame, kindSaid, type SequenceKind } from './evidence';
import { byCamera, type Frame, secondsBetween, splitRuns } from './frames';
import { withoutPauses } from './rhythm';

export interface Sequence {
  readonly kind: SequenceKind;
  readonly frames: readonly Frame[];
}

/**
 * Longest pause in seconds between two frames, not counting the exposure. Cameras let a flash charge for up to 30 s between the
 * frames of a focus stack or pixel shift; a multiple exposure waits for the photographer about as long; interval timers go to 24 h.
 */
const MAX_PAUSE: Readonly<Record<SequenceKind, number>> = {
  'pixel-shift': 32,
  'focus-stack': 32,
  'multiple-exposure': 32,
  panorama: 10,
  interval: 24 * 3600,
};
/** Frames of a sequence that may have been deleted between two neighbours; more is another sequence or another body. */
export const MAX_MISSING = 10;

/**
 * Focus stacks, pixel shifts, multiple exposures, panoramas and interval shooting by the camera's word (drive mode of the
 * MakerNote): neighbours of one kind and body, close in time for their kind, whose numbers or names go on. A number that starts
 * again begins another one. Settings and pictures have no say: an interval timer meters anew, a panorama shows another view.
 */
export function findSequences(frames: readonly Frame[]): readonly Sequence[] {
  return byCamera(frames)
    .flatMap((strand) => splitRuns(strand, isSameSequence))
    .flatMap(toSequences)
    .filter(({ frames: { length } }) => length > 1);
}

function toSequences(run: readonly Frame[]): readonly Sequence[] {
  const kind = run[0] === undefined ? null : kindSaid(run[0]);
  if (kind === null || kind === 'bracket') return [];
  return (kind === 'interval' ? withoutPauses(run) : [run]).map((part) => ({ kind, frames: part }));
}

function isSameSequence(earlier: Frame, later: Frame): boolean {
  const kind = kindSaid(earlier);
  if (kind === null || kind === 'bracket' || kind !== kindSaid(later) || isFarther(earlier, later)) return false;
  const pause = pauseBetween(earlier, later);
  return pause === null ? isNextFrame(earlier, later) : pause <= MAX_PAUSE[kind];
}

/** Whether the camera's numbers (for a body without a serial its names) say that the later frame does not follow the earlier one. */
export function isFarther(earlier: Frame, later: Frame): boolean {
  const distance = framesLater(earlier, later) ?? 1;
  return distance < 1 || distance > 1 + MAX_MISSING;
}

/** Seconds between two frames less the longer exposure: some cameras stamp its start and some its end. `null` without times. */
export function pauseBetween(earlier: Frame, later: Frame): number | null {
  const gap = secondsBetween(earlier, later);
  return gap === null ? null : gap - Math.max(exposureSeconds(earlier), exposureSeconds(later));
}

const exposureSeconds = ({ photo }: Frame): number => photo.metadata?.shutter ?? 0;
