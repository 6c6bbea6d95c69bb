import type { Recipe } from '../model';
import { type Frame, isAutoBracketed, secondsBetween } from './frames';
import { isNextInSequence } from './naturalName';
import { hammingDistance, isLowInformation } from './phash';

/**
 * Bits of 64 between neighbours. Subjects and the camera move within a burst, so with sub-second times as proof the picture
 * only has to be no other one (unrelated pictures differ by 32 ± 4); without them it has to add proof.
 */
const MAX_BITS_TIMED = 22;
const MAX_BITS_UNTIMED = 16;
/** Rounding of a fraction of a second in binary. */
const EPSILON = 1e-6;
/** How many bursts of one kind of camera may run at once; more only occur where times are worthless. */
const MAX_OPEN = 8;

/** Bursts: frames of one camera in rapid succession. Frames without scores, brackets and minute clocks take no part. */
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
  frame.time !== null && frame.clock !== 'minute' && !frame.photo.metadata?.burstId && !isAutoBracketed(frame);

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

/** The same folder counts most, then consecutive names, then the picture. */
const fitOf = (last: Frame, frame: Frame): number =>
  (last.folder === frame.folder ? 1000 : 0) + (isNextInSequence(last.name, frame.name) ? 100 : 0) - bitsBetween(last, frame);

/** Whether two frames of one camera, close in time, are neighbours in a burst. */
function continues(last: Frame, frame: Frame): boolean {
  const consecutive = isNextInSequence(last.name, frame.name);
  if (!isSubSecond(last, frame)) return consecutive && bitsBetween(last, frame) <= MAX_BITS_UNTIMED;
  if (bitsBetween(last, frame) > MAX_BITS_TIMED && !isBlank(last) && !isBlank(frame)) return false;
  // One moment twice is one capture twice (an edited copy), unless the names count on.
  if (secondsBetween(last, frame) === 0) return consecutive;
  if (last.folder === frame.folder) return true;
  // Two folders: without a serial only a card that counts on (100/9999, 101/0001) is surely one camera.
  return frame.photo.metadata?.serial != null || (consecutive && isNextInSequence(last.folder, frame.folder));
}

const isSubSecond = (a: Frame, b: Frame): boolean => a.clock === 'fraction' && b.clock === 'fraction';

const bitsBetween = (a: Frame, b: Frame): number => (a.phash === null || b.phash === null ? 64 : hammingDistance(a.phash, b.phash));

/** A frame that shows nothing (the flash did not fire) is no evidence against a burst that its time proves. */
const isBlank = ({ phash, photo }: Frame): boolean => phash === null || isLowInformation(phash, photo.scores);
