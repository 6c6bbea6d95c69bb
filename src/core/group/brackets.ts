import { ev100 } from './exposure';
import { byCamera, type Frame, isAutoBracketed, secondsBetween, splitRuns } from './frames';

/** Longest pause between two frames of a bracket, in seconds, not counting the exposure itself. */
const MAX_PAUSE = 3;
/** Frames of the longest bracket that cameras offer. */
const MAX_FRAMES = 9;
/**
 * Half a stop, less the rounding of nominal shutter speeds (1/45 → 1/60 s is 0.42 EV); and a whole one (1/13 → 1/25 s is
 * 0.94 EV).
 */
const MIN_STEP = 0.4;
const MIN_SPAN = 0.9;
/** How much the steps of one ladder may differ from each other, in EV. */
const STEP_TOLERANCE = 0.34;
/** Two frames of an AEB set closer than half a third-stop are the same rung: the ladder has begun again. */
const SAME_RUNG = 0.17;

/**
 * Exposure brackets, to be kept whole. Two kinds of proof: the camera says so (ExposureMode 2; two frames are enough, since
 * the rest may have been deleted), or three or more frames in quick succession whose exposures form a ladder of equal steps.
 */
export function findBrackets(frames: readonly Frame[]): readonly (readonly Frame[])[] {
  return byCamera(frames).flatMap((strand) => splitRuns(strand, isSameRun).flatMap(bracketsOf));
}

const bracketsOf = (run: readonly Frame[]): readonly (readonly Frame[])[] =>
  run.some(isAutoBracketed) ? autoBrackets(run) : handMadeBrackets(run);

function isSameRun(earlier: Frame, later: Frame): boolean {
  if (isAutoBracketed(earlier) !== isAutoBracketed(later)) return false;
  if (!isAutoBracketed(later) && later.clock === 'minute') return false;
  const gap = secondsBetween(earlier, later);
  // Some cameras stamp the start of an exposure and some its end.
  return gap !== null && gap - Math.max(exposureSeconds(earlier), exposureSeconds(later)) <= MAX_PAUSE;
}

const exposureSeconds = ({ photo }: Frame): number => photo.metadata?.shutter ?? 0;

/** Cuts a run of AEB frames where a rung comes back. */
function autoBrackets(run: readonly Frame[]): readonly (readonly Frame[])[] {
  const rungOf = rungsOf(run);
  const sets: Frame[][] = [];
  let set: Frame[] = [];
  for (const frame of run) {
    if (set.length === 0 || set.some((other) => isSameRung(rungOf(other), rungOf(frame)))) {
      set = [];
      sets.push(set);
    }
    set.push(frame);
  }
  return sets.filter(({ length }) => length > 1);
}

/**
 * The bias is what the camera meant, while the exposure also follows the light and stops at the limits of shutter and ISO. But
 * in manual mode the bias does not move at all.
 */
function rungsOf(run: readonly Frame[]): (frame: Frame) => number | null {
  const biases = run.map(biasOf);
  return biases.some((bias) => bias !== biases[0]) ? biasOf : evOf;
}

const isSameRung = (a: number | null, b: number | null): boolean => a !== null && b !== null && Math.abs(a - b) < SAME_RUNG;

const evOf = ({ photo }: Frame): number | null => (photo.metadata === null ? null : ev100(photo.metadata));
const biasOf = ({ photo }: Frame): number | null => photo.metadata?.exposureBias ?? null;

/** At each frame the longest ladder that starts there. */
function handMadeBrackets(run: readonly Frame[]): readonly (readonly Frame[])[] {
  const brackets: (readonly Frame[])[] = [];
  for (let at = 0; at + 3 <= run.length; ) {
    const ladder = longestLadder(run, at);
    if (ladder !== null) brackets.push(ladder);
    at += ladder?.length ?? 1;
  }
  const covered = brackets.reduce((sum, { length }) => sum + length, 0);
  return covered < run.length && isMeteredAlone(run) ? [] : brackets;
}

/**
 * Autoexposure that follows a changing light climbs like a ladder too. What tells it apart: the photographer dialled in no
 * compensation, and the run has frames beside the ladder where the exposure stayed.
 */
function isMeteredAlone(run: readonly Frame[]): boolean {
  const first = run[0]?.photo.metadata?.exposureBias ?? null;
  return first !== null && run.every(({ photo }) => photo.metadata?.exposureMode === 0 && photo.metadata.exposureBias === first);
}

function longestLadder(run: readonly Frame[], at: number): readonly Frame[] | null {
  for (let length = Math.min(MAX_FRAMES, run.length - at); length >= 3; length--) {
    const frames = run.slice(at, at + length);
    if (isLadder(frames.map(evOf)) || isLadder(frames.map(biasOf))) return frames;
  }
  return null;
}

/** Whether exposures in EV, in any order (0, −, + is usual), are rungs of equal distance. */
function isLadder(values: readonly (number | null)[]): boolean {
  const rungs = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (rungs.length < values.length || rungs.length < 3) return false;
  const steps = rungs.slice(1).map((rung, i) => rung - (rungs[i] ?? rung));
  const smallest = Math.min(...steps);
  const span = (rungs.at(-1) ?? 0) - (rungs[0] ?? 0);
  return smallest >= MIN_STEP && span >= MIN_SPAN && Math.max(...steps) - smallest <= STEP_TOLERANCE;
}
