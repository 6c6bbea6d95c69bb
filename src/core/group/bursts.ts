import type { Recipe } from '../model';
import { areContinuous, areSingles, framesLater, isNextFrame, kindSaid, sequenceDistance } from './evidence';
import { type Frame, hasSerial, secondsBetween } from './frames';
import { countedName, isNextInSequence } from './naturalName';
import { hammingDistance, isLowInformation } from './phash';

/**
 * Bits of 64 between neighbours. Subjects and the camera move within a burst, so with sub-second times as proof the picture
 * only has to be no other one (unrelated pictures differ by 32 ± 4); without them it has to add proof.
 */
const MAX_BITS_TIMED = 22;
const MAX_BITS_UNTIMED = 16;
/** The same, where the camera says that both were taken in continuous drive: whoever pans along follows the subject, not the view. */
const MAX_BITS_TIMED_CONTINUOUS = 28;
const MAX_BITS_UNTIMED_CONTINUOUS = 22;
/**
 * Seconds for each frame of a burst, of the fastest cameras and of a slow one. Numbers that skip frames at this pace skip deleted
 * ones; at any other they skip pictures of another subject, or belong to another body.
 */
const FASTEST_FRAME = 1 / 125;
const SLOWEST_FRAME = 1 / 3;
/** Rounding of a fraction of a second in binary. */
const EPSILON = 1e-6;
/** How many bursts of one kind of camera may run at once; more only occur where times are worthless. */
const MAX_OPEN = 8;

/**
 * Bursts: frames of one camera in rapid succession. Frames without scores, minute clocks and what the camera took for a bracket,
 * stack or other sequence take no part. A burst id is proof; next come the numbers and the drive mode of the MakerNote, which can
 * split what times and pictures join, and last time, name and picture.
 */
export function findBursts(frames: readonly Frame[], { burstSeconds }: Pick<Recipe, 'burstSeconds'>): readonly (readonly Frame[])[] {
  const candidates = frames.filter(({ photo }) => photo.scores !== null);
  return [...namedBursts(candidates), ...timedBursts(candidates, burstSeconds)].filter(({ length }) => length > 1);
}

/** The camera's own burst id is proof: the same id is one burst, whatever clocks and pictures say. */
function namedBursts(frames: readonly Frame[]): readonly (readonly Frame[])[] {
  const byId = new Map<string, Frame[]>();
  for (const frame of frames) {
    const id = frame.photo.metadata?.burstId;
    if (!id) continue;
    const burst = byId.get(id);
    if (burst === undefined) byId.set(id, [frame]);
    else burst.push(frame);
  }
  return [...byId.values()];
}

/**
 * In capture order, each frame continues the running burst of its camera that fits best, or starts one. Several may run at
 * once: two phones of one model have no serials, and exported copies carry the times of their originals.
 */
function timedBursts(frames: readonly Frame[], burstSeconds: number): readonly (readonly Frame[])[] {
  const running = new Map<string, Frame[][]>();
  const bursts: Frame[][] = [];
  for (const frame of frames) {
    if (!canBeTimed(frame) || frame.camera === null) continue;
    const open = (running.get(frame.camera) ?? []).filter((burst) => isInTime(burst, frame, burstSeconds)).slice(-MAX_OPEN);
    const burst = bestContinuation(open, frame);
    if (burst !== null) burst.push(frame);
    else bursts.push([frame]);
    running.set(frame.camera, burst !== null ? open : [...open, ...bursts.slice(-1)]);
  }
  return bursts;
}

const canBeTimed = (frame: Frame): boolean =>
  frame.time !== null && frame.clock !== 'minute' && !frame.photo.metadata?.burstId && kindSaid(frame) === null;

/** A whole-second clock shows one second between frames that are a tenth apart: the limit is rounded up for it. */
function isInTime(burst: readonly Frame[], frame: Frame, burstSeconds: number): boolean {
  const last = burst.at(-1);
  if (last === undefined) return false;
  const gap = secondsBetween(last, frame) ?? Number.POSITIVE_INFINITY;
  return gap <= (isSubSecond(last, frame) ? burstSeconds : Math.ceil(burstSeconds)) + EPSILON;
}

function bestContinuation(open: readonly Frame[][], frame: Frame): Frame[] | null {
  let best: { readonly burst: Frame[]; readonly fit: number } | null = null;
  for (const burst of open) {
    const last = burst.at(-1);
    if (last === undefined || !continues(last, frame)) continue;
    const fit = fitOf(last, frame);
    if (best === null || fit >= best.fit) best = { burst, fit };
  }
  return best?.burst ?? null;
}

/** The same folder counts most, then consecutive numbers or names, then the picture. */
const fitOf = (last: Frame, frame: Frame): number =>
  (last.folder === frame.folder ? 1000 : 0) + (isNextFrame(last, frame) ? 100 : 0) - bitsBetween(last, frame);

/** Whether two frames of one camera, close in time, are neighbours in a burst. */
function continues(last: Frame, frame: Frame): boolean {
  if (areSingles(last, frame) || skipsOthers(last, frame)) return false;
  const isNext = isNextFrame(last, frame);
  const maxBits = maxBitsBetween(last, frame);
  if (!isSubSecond(last, frame)) return isNext && bitsBetween(last, frame) <= maxBits;
  if (bitsBetween(last, frame) > maxBits && !isBlank(last) && !isBlank(frame)) return false;
  // One moment twice is one capture twice (an edited copy), unless the numbers go on.
  if (secondsBetween(last, frame) === 0) return isNext;
  if (last.folder === frame.folder) return hasSerial(frame) || !areOtherNames(last, frame);
  // Two folders: without a serial only a card that counts on (100/9999, 101/0001) is surely one camera.
  return hasSerial(frame) || (isNextInSequence(last.name, frame.name) && isNextInSequence(last.folder, frame.folder));
}

/** Whether the camera's numbers start again, or skip more or fewer frames than a burst takes in the time between. */
function skipsOthers(last: Frame, frame: Frame): boolean {
  const frames = framesLater(last, frame) ?? 1;
  if (frames === 1) return false;
  if (frames < 1 || !isSubSecond(last, frame)) return true;
  const pace = (secondsBetween(last, frame) ?? 0) / frames;
  return pace < FASTEST_FRAME || pace > SLOWEST_FRAME;
}

/** Names that a camera counts, but in two patterns: two bodies. */
function areOtherNames(a: Frame, b: Frame): boolean {
  const [left, right] = [countedName(a.name), countedName(b.name)];
  return left !== null && right !== null && left.pattern !== right.pattern;
}

/** A number that the camera counted on within its sequence is proof, whatever the pictures show. */
function maxBitsBetween(last: Frame, frame: Frame): number {
  const isTimed = isSubSecond(last, frame);
  if (!areContinuous(last, frame)) return isTimed ? MAX_BITS_TIMED : MAX_BITS_UNTIMED;
  if (sequenceDistance(last, frame) === 1) return 64;
  return isTimed ? MAX_BITS_TIMED_CONTINUOUS : MAX_BITS_UNTIMED_CONTINUOUS;
}

const isSubSecond = (a: Frame, b: Frame): boolean => a.clock === 'fraction' && b.clock === 'fraction';

const bitsBetween = (a: Frame, b: Frame): number => (a.phash === null || b.phash === null ? 64 : hammingDistance(a.phash, b.phash));

/** A frame that shows nothing (the flash did not fire) is no evidence against a burst that its time proves. */
const isBlank = ({ phash, photo }: Frame): boolean => phash === null || isLowInformation(phash, photo.scores);
