import { bracketValueOf, isNextFrame, kindSaid, sequenceDistance } from './evidence';
import { ev100 } from './exposure';
import { byCamera, type Frame, splitRuns } from './frames';
import { isFarther, pauseBetween } from './sequences';

/**
 * Longest pause between two frames of a bracket, in seconds, not counting the exposure itself; and where the camera numbers them on,
 * for then each may have waited for its own press of the button.
 */
const MAX_PAUSE = 3;
const MAX_PAUSE_NUMBERED = 30;
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

/** Brackets, and what is left of brackets: frames that belong to one but found no place in it. */
export interface Brackets {
  readonly brackets: readonly (readonly Frame[])[];
  readonly leftovers: readonly Frame[];
}

/**
 * Brackets, to be kept whole. Two kinds of proof: the camera says so (drive mode bracket or HDR, an offset in EV, ExposureMode 2;
 * two frames are enough, since the rest may have been deleted), or three or more frames in quick succession whose exposures form
 * a ladder of equal steps.
 */
export function findBrackets(frames: readonly Frame[]): Brackets {
  const candidates = frames.filter((frame) => isSaid(frame) || (kindSaid(frame) === null && !frame.photo.metadata?.burstId));
  const runs = byCamera(candidates).flatMap((strand) => splitRuns(strand, isSameRun));
  const found = runs.map((run) => (run.some(isSaid) ? { brackets: saidBrackets(run), leftovers: [] } : handMadeBrackets(run)));
  return { brackets: found.flatMap(({ brackets }) => brackets), leftovers: found.flatMap(({ leftovers }) => leftovers) };
}

const isSaid = (frame: Frame): boolean => kindSaid(frame) === 'bracket';

function isSameRun(earlier: Frame, later: Frame): boolean {
  if (isSaid(earlier) !== isSaid(later)) return false;
  if (!isSaid(later) && later.clock === 'minute') return false;
  if (isSaid(later) && isFarther(earlier, later)) return false;
  const pause = pauseBetween(earlier, later);
  if (pause === null) return isSaid(later) && isNextFrame(earlier, later);
  return pause <= (isSaid(later) && sequenceDistance(earlier, later) === 1 ? MAX_PAUSE_NUMBERED : MAX_PAUSE);
}

/**
 * Cuts a run of frames that were taken as brackets where a rung comes back (the camera's numbers have cut it already). Where
 * neighbours mostly have one exposure it is not the exposure that is bracketed (but white balance, ISO of the file, film looks):
 * all of it is kept as it is.
 */
function saidBrackets(run: readonly Frame[]): readonly (readonly Frame[])[] {
  const { rungOf, isMeant } = rungsOf(run);
  const isExposure = isClimbing(run.map(rungOf));
  const sets: Frame[][] = [];
  let set: Frame[] = [];
  for (const frame of run) {
    const last = set.at(-1);
    const isNumberedOn = last !== undefined && sequenceDistance(last, frame) === 1;
    const comesBack = isExposure && !(isNumberedOn && !isMeant) && set.some((other) => isSameRung(rungOf(other), rungOf(frame)));
    if (last === undefined || comesBack) {
      set = [];
      sets.push(set);
    }
    set.push(frame);
  }
  return sets.filter(({ length }) => length > 1);
}

/** Whether most neighbours differ; between two sets (0 − + + − 0) they may not. */
function isClimbing(rungs: readonly (number | null)[]): boolean {
  const still = rungs.slice(1).filter((rung, i) => isSameRung(rungs[i] ?? null, rung));
  return still.length * 2 < rungs.length - 1;
}

interface Rungs {
  readonly rungOf: (frame: Frame) => number | null;
  /** What the camera meant, rather than what light and limits made of it. */
  readonly isMeant: boolean;
}

/**
 * Offset and bias are what the camera meant, while the exposure also follows the light and stops at the limits of shutter and
 * ISO. But in manual mode the bias does not move at all.
 */
function rungsOf(run: readonly Frame[]): Rungs {
  for (const rungOf of [bracketValueOf, biasOf]) {
    const values = run.map(rungOf);
    if (values.some((value) => value !== values[0])) return { rungOf, isMeant: true };
  }
  return { rungOf: evOf, isMeant: false };
}

const isSameRung = (a: number | null, b: number | null): boolean => a !== null && b !== null && Math.abs(a - b) < SAME_RUNG;

const evOf = ({ photo }: Frame): number | null => (photo.metadata === null ? null : ev100(photo.metadata));
const biasOf = ({ photo }: Frame): number | null => photo.metadata?.exposureBias ?? null;

/** At each frame the longest ladder that starts there. */
function handMadeBrackets(run: readonly Frame[]): Brackets {
  const brackets: (readonly Frame[])[] = [];
  const leftovers: Frame[] = [];
  let start = 0;
  for (let at = 0; at + 3 <= run.length; ) {
    const ladder = longestLadder(run, at);
    if (ladder !== null) {
      leftovers.push(...brokenOff(run.slice(start, at + 1).toReversed()), ...brokenOff(run.slice(at + ladder.length - 1)));
      brackets.push(ladder);
      start = at + ladder.length - 1;
    }
    at += ladder?.length ?? 1;
  }
  const covered = brackets.reduce((sum, { length }) => sum + length, 0);
  return covered < run.length && isMeteredAlone(run) ? { brackets: [], leftovers: [] } : { brackets, leftovers };
}

/**
 * What a person shot beside a ladder while still turning the dial: from the ladder's end outward, as long as each frame is
 * exposed unlike both its neighbours. The first of equally exposed frames begins something else.
 */
function brokenOff([end, ...beside]: readonly Frame[]): readonly Frame[] {
  const all = end === undefined ? [] : [end, ...beside];
  const isTurned = (a: Frame | undefined, b: Frame | undefined): boolean =>
    a === undefined || b === undefined || Math.abs((evOf(a) ?? 0) - (evOf(b) ?? 0)) >= MIN_STEP;
  const stop = beside.findIndex((frame, i) => !isTurned(all[i], frame) || !isTurned(frame, beside[i + 1]));
  return stop === -1 ? beside : beside.slice(0, stop);
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
