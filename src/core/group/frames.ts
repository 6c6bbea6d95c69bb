import type { Metadata, Photo } from '../model';
import { countedName, isNextInSequence } from './naturalName';
import { type CaptureKey, captureKey, compareCaptures } from './order';
import { type Phash, parsePhash } from './phash';

/** How finely a camera's clock ticks, judged from all its frames. */
export type Clock = 'fraction' | 'second' | 'minute';

/** One photo with everything that grouping asks again and again, worked out once. */
export interface Frame extends CaptureKey {
  readonly photo: Photo;
  /** Path of the folder, `''` at the shoot's root. */
  readonly folder: string;
  /** Make, model and serial as one key; `null` where neither make nor model is known. */
  readonly camera: string | null;
  readonly clock: Clock;
  readonly phash: Phash | null;
}

/** All photos as frames, in capture order. */
export function toFrames(photos: readonly Photo[]): readonly Frame[] {
  const drafts = photos.map(draftFrame);
  const clocks = judgeClocks(drafts);
  return drafts.map((draft) => ({ ...draft, clock: clockOf(draft, clocks.get(draft.camera)) })).sort(compareCaptures);
}

type Draft = Omit<Frame, 'clock'>;

function draftFrame(photo: Photo): Draft {
  return {
    ...captureKey(photo),
    photo,
    folder: photo.path.slice(0, Math.max(0, photo.path.lastIndexOf('/'))),
    camera: cameraKey(photo.metadata),
    phash: parsePhash(photo.scores?.phash),
  };
}

function cameraKey(metadata: Metadata | null): string | null {
  if (metadata === null || (metadata.make === null && metadata.model === null)) return null;
  return JSON.stringify([metadata.make, metadata.model, metadata.serial]);
}

/** A copy saved without its sub-seconds ticks in seconds, whatever its camera can do. */
const clockOf = ({ time }: Draft, camera: Clock = 'fraction'): Clock =>
  camera === 'fraction' && time?.resolution !== 'fraction' ? 'second' : camera;

/**
 * A camera whose every frame (two or more) falls on :00 counts minutes only; one whose fractions are all zero counts
 * seconds only. An unknown camera has no clock that could be judged: its frames speak for themselves.
 */
function judgeClocks(drafts: readonly Draft[]): ReadonlyMap<string | null, Clock> {
  const clocks = new Map<string | null, Clock>();
  const frames = new Map<string, number>();
  for (const { camera, time } of drafts) {
    if (camera === null || time === null) continue;
    frames.set(camera, (frames.get(camera) ?? 0) + 1);
    clocks.set(camera, finer(clocks.get(camera) ?? 'minute', shownBy(time.seconds)));
  }
  for (const [camera, count] of frames) if (count === 1 && clocks.get(camera) === 'minute') clocks.set(camera, 'second');
  return clocks;
}

const shownBy = (seconds: number): Clock => (seconds % 1 !== 0 ? 'fraction' : seconds % 60 !== 0 ? 'second' : 'minute');

const FINENESS: Record<Clock, number> = { minute: 0, second: 1, fraction: 2 };

const finer = (a: Clock, b: Clock): Clock => (FINENESS[a] >= FINENESS[b] ? a : b);

/** Seconds from `a` to `b`; `null` where either time is unknown. */
export const secondsBetween = (a: CaptureKey, b: CaptureKey): number | null =>
  a.time === null || b.time === null ? null : b.time.seconds - a.time.seconds;

/**
 * Frames of one body, in the given order. Where a camera has no serial, or is unknown, folder, name pattern and the run of the
 * numbers stand in, so that two bodies of the same model are not mixed.
 */
export function byCamera(frames: readonly Frame[]): readonly (readonly Frame[])[] {
  const strands = new Map<string, Frame[]>();
  for (const frame of frames) {
    const key = bodyKey(frame);
    const strand = strands.get(key);
    if (strand === undefined) strands.set(key, [frame]);
    else strand.push(frame);
  }
  return [...strands.values()].flatMap((strand) => (strand[0] !== undefined && hasSerial(strand[0]) ? [strand] : threads(strand)));
}

export const hasSerial = ({ photo }: Frame): boolean => Boolean(photo.metadata?.serial);

const bodyKey = (frame: Frame): string =>
  hasSerial(frame) ? `${frame.camera}` : `${frame.camera}\n${frame.folder}\n${countedName(frame.name)?.pattern ?? ''}`;

/** How many bodies of one model and name pattern may shoot into one folder at once. */
const MAX_THREADS = 8;
/** So many names may be missing (deleted) within one body's run. */
const MAX_MISSING_NAMES = 100;

/** Each frame goes on where a run of numbers came closest to its own: 4711, 123, 4712, 124 are two bodies. */
function threads(strand: readonly Frame[]): readonly (readonly Frame[])[] {
  const all: Frame[][] = [];
  let open: Frame[][] = [];
  for (const frame of strand) {
    const thread = closestThread(open, frame);
    if (thread !== null) thread.push(frame);
    else {
      all.push([frame]);
      open = [...open, ...all.slice(-1)].slice(-MAX_THREADS);
    }
  }
  return all;
}

function closestThread(open: readonly Frame[][], frame: Frame): Frame[] | null {
  let closest: { readonly thread: Frame[]; readonly distance: number } | null = null;
  for (const thread of open) {
    const last = thread.at(-1);
    const distance = last === undefined ? null : nameDistance(last.name, frame.name);
    if (last !== undefined && distance === null) return thread;
    if (distance === null || distance < 1 || distance > MAX_MISSING_NAMES) continue;
    if (closest === null || distance < closest.distance) closest = { thread, distance };
  }
  return closest?.thread ?? null;
}

/** By how much the number of the second name is higher; `null` where the camera did not count them both in one pattern. */
export function nameDistance(earlier: string, later: string): number | null {
  const [a, b] = [countedName(earlier), countedName(later)];
  if (a === null || b === null || a.pattern !== b.pattern) return null;
  return isNextInSequence(earlier, later) ? 1 : b.number - a.number;
}

/** Cuts a sequence wherever `joins` says that two neighbours do not belong together. */
export function splitRuns(frames: readonly Frame[], joins: (earlier: Frame, later: Frame) => boolean): readonly (readonly Frame[])[] {
  const runs: Frame[][] = [];
  let run: Frame[] = [];
  for (const frame of frames) {
    const last = run.at(-1);
    if (last === undefined || !joins(last, frame)) {
      run = [];
      runs.push(run);
    }
    run.push(frame);
  }
  return runs;
}
