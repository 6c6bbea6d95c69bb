import type { Metadata, Photo } from '../model';
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

/** The camera says that this frame belongs to an exposure bracket (EXIF ExposureMode 2), even if its siblings are gone. */
export const isAutoBracketed = ({ photo }: Frame): boolean => photo.metadata?.exposureMode === 2;

/**
 * Frames of one camera, in the given order. Where a camera has no serial, or is unknown, its folder stands in, so that two
 * bodies of the same model are not mixed.
 */
export function byCamera(frames: readonly Frame[]): readonly (readonly Frame[])[] {
  const strands = new Map<string, Frame[]>();
  for (const frame of frames) {
    const key = frame.photo.metadata?.serial ? `${frame.camera}` : `${frame.camera}\n${frame.folder}`;
    const strand = strands.get(key);
    if (strand === undefined) strands.set(key, [frame]);
    else strand.push(frame);
  }
  return [...strands.values()];
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
