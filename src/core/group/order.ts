import type { Photo } from '../model';
import { type CaptureTime, parseCaptureTime } from './captureTime';
import { compareNames, compareText } from './naturalName';

/** What capture order looks at, read once per photo. */
export interface CaptureKey {
  readonly time: CaptureTime | null;
  /** File name without its folder. */
  readonly name: string;
  readonly path: string;
}

type Dated = Pick<Photo, 'path' | 'metadata'>;

export function captureKey({ path, metadata }: Dated): CaptureKey {
  return { time: parseCaptureTime(metadata?.timestamp), name: path.slice(path.lastIndexOf('/') + 1), path };
}

/**
 * Capture order: time with its sub-seconds, then natural file name, then path. Photos without a time come last. A total
 * order, so that ties never depend on which worker finished first.
 */
export function compareCaptures(a: CaptureKey, b: CaptureKey): number {
  return (
    (a.time?.seconds ?? UNKNOWN_LAST) - (b.time?.seconds ?? UNKNOWN_LAST) || compareNames(a.name, b.name) || compareText(a.path, b.path)
  );
}

const UNKNOWN_LAST = Number.MAX_SAFE_INTEGER;

/** A sorted copy. */
export function inCaptureOrder<T extends Dated>(photos: readonly T[]): T[] {
  const keyed = photos.map((photo) => ({ photo, key: captureKey(photo) }));
  return keyed.sort((a, b) => compareCaptures(a.key, b.key)).map(({ photo }) => photo);
}
