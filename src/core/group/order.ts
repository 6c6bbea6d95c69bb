import type { Photo } from '../model';
import { drained, mapped, type Steps, sortedSteps } from '../pace';
import { type CaptureTime, captureTimeOf } from './captureTime';
import { compareNames, compareText } from './naturalName';

/** What capture order looks at, read once per photo. */
export interface CaptureKey {
  readonly time: CaptureTime | null;
  /** File name without its folder. */
  readonly name: string;
  readonly path: string;
  /** What orders frames of one moment. */
  readonly tie: Tie;
}

interface Tie {
  /** Position in the camera's sequence, from 1; 0 where the name counts itself, or the camera does not. */
  readonly sequence: number;
  /** The name, counted on where the camera's numbers began again within a sequence. */
  readonly name: string;
}

type Ordered = Pick<Photo, 'path' | 'metadata' | 'clockOffset'>;

export function captureKey(photo: Ordered): CaptureKey {
  const { path, metadata } = photo;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const time = captureTimeOf(photo);
  const sequence = time === null ? 0 : (metadata?.drive?.sequenceNumber ?? 0);
  return { time, name, path, tie: sequence > 0 ? tieOf(name, sequence) : { sequence: 0, name } };
}

/** A name as cameras give it (DCF 2.0: four free characters and a number 0001–9999), and whatever follows it. */
const CAMERA_NAME = /^(\w{4})(\d{4})(\D.*)?$/s;

/**
 * Two sequences may begin within one second, so a number in the camera's own name says more than the place in a sequence. But a frame
 * whose number is lower than its place was taken after the numbers had gone from 9999 to 0001: it counts on. Of a file with a name
 * of somebody's making, the place is all that is known.
 */
function tieOf(name: string, sequence: number): Tie {
  const [, free, number = '', rest = ''] = CAMERA_NAME.exec(name) ?? [];
  if (free === undefined) return { sequence, name };
  return { sequence: 0, name: Number(number) < sequence ? `${free}${Number(number) + 10_000}${rest}` : name };
}

/**
 * Capture order: time with its sub-seconds; frames of one moment by the camera's sequence where their names do not count, then by
 * natural file name; then path. Photos without a time come last. A total order, so that ties never depend on which worker
 * finished first.
 */
export function compareCaptures(a: CaptureKey, b: CaptureKey): number {
  return (
    (a.time?.seconds ?? UNKNOWN_LAST) - (b.time?.seconds ?? UNKNOWN_LAST) ||
    a.tie.sequence - b.tie.sequence ||
    compareNames(a.tie.name, b.tie.name) ||
    compareText(a.path, b.path)
  );
}

const UNKNOWN_LAST = Number.MAX_SAFE_INTEGER;

/** A sorted copy. */
export const inCaptureOrder = <T extends Ordered>(photos: readonly T[]): T[] => drained(captureOrderSteps(photos));

/** The same in steps, for a whole shoot. */
export function* captureOrderSteps<T extends Ordered>(photos: readonly T[]): Steps<T[]> {
  const keyed = yield* mapped(photos, (photo) => ({ photo, key: knownKey(photo) }));
  const sorted = yield* sortedSteps(keyed, (a, b) => compareCaptures(a.key, b.key));
  return sorted.map(({ photo }) => photo);
}

/** Photos are values, and the same ones are put in order again after every decision. */
const known = new WeakMap<Ordered, CaptureKey>();

function knownKey(photo: Ordered): CaptureKey {
  const found = known.get(photo);
  if (found !== undefined) return found;
  const key = captureKey(photo);
  known.set(photo, key);
  return key;
}
