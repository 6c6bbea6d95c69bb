import type { Photo } from '../model';
import { type CaptureTime, captureTimeOf } from './captureTime';
import { compareNames, compareText } from './naturalName';

/** What capture order looks at, read once per photo. */
export interface CaptureKey {
  readonly time: CaptureTime | null;
  /** Position in the camera's sequence, from 1; 0 where the camera counts none, or the time is unknown. */
  readonly sequence: number;
  /** File name without its folder. */
  readonly name: string;
  readonly path: string;
}

type Ordered = Pick<Photo, 'path' | 'metadata' | 'clockOffset'>;

export function captureKey(photo: Ordered): CaptureKey {
  const { path, metadata } = photo;
  const time = captureTimeOf(photo);
  const sequence = time === null ? 0 : (metadata?.drive?.sequenceNumber ?? 0);
  return { time, sequence, name: path.slice(path.lastIndexOf('/') + 1), path };
}

/**
 * Capture order: time with its sub-seconds, then the camera's sequence number (names start again after 9999), then natural file
 * name, then path. Photos without a time come last. A total order, so that ties never depend on which worker finished first.
 */
export function compareCaptures(a: CaptureKey, b: CaptureKey): number {
  return (
    (a.time?.seconds ?? UNKNOWN_LAST) - (b.time?.seconds ?? UNKNOWN_LAST) ||
    a.sequence - b.sequence ||
    compareNames(a.name, b.name) ||
    compareText(a.path, b.path)
  );
}

const UNKNOWN_LAST = Number.MAX_SAFE_INTEGER;

/** A sorted copy. */
export function inCaptureOrder<T extends Ordered>(photos: readonly T[]): T[] {
  const keyed = photos.map((photo) => ({ photo, key: captureKey(photo) }));
  return keyed.sort((a, b) => compareCaptures(a.key, b.key)).map(({ photo }) => photo);
}
