import { bodyName } from './camera';
import { QrateError } from './errors';
import { captureTimeOf, captureTimeText } from './group/captureTime';
import type { ClockOffsets } from './group/clocks';
import { compareText } from './group/naturalName';
import type { Photo } from './model';
import type { CameraClock } from './reports';

/** The bodies of a shoot, sorted by name; one whose clock was corrected is there even when its photos are gone. Photos carry corrected clocks. */
export function cameraClocks(photos: readonly Photo[], offsets: ClockOffsets): readonly CameraClock[] {
  const bodies = new Map<string, Photo[]>([...offsets.keys()].map((camera) => [camera, []]));
  for (const photo of photos) {
    const camera = bodyName(photo.metadata);
    if (camera === null) continue;
    const same = bodies.get(camera);
    if (same === undefined) bodies.set(camera, [photo]);
    else same.push(photo);
  }
  return [...bodies].sort(([a], [b]) => compareText(a, b)).map(([camera, own]) => clockOf(camera, own, offsets.get(camera) ?? 0));
}

function clockOf(camera: string, photos: readonly Photo[], seconds: number): CameraClock {
  const [first, last] = photos.reduce<readonly [number, number]>(
    ([earliest, latest], photo) => {
      const time = captureTimeOf(photo)?.seconds;
      return time === undefined ? [earliest, latest] : [Math.min(earliest, time), Math.max(latest, time)];
    },
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const isDated = first <= last;
  return {
    camera,
    photos: photos.length,
    first: isDated ? captureTimeText(first) : null,
    last: isDated ? captureTimeText(last) : null,
    seconds,
  };
}

/**
 * The one body that a person means: its whole name, or a part of it that no other body has; case does not matter.
 * Throws QrateError('usage') that names the bodies it could be.
 */
export function findCamera(cameras: readonly CameraClock[], text: string): CameraClock {
  const wanted = text.trim().toLowerCase();
  const whole = cameras.filter(({ camera }) => camera.toLowerCase() === wanted);
  const found = whole.length > 0 ? whole : cameras.filter(({ camera }) => camera.toLowerCase().includes(wanted));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0 && wanted !== '') return only;
  if (only === undefined)
    throw new QrateError('usage', `No camera of this shoot is called ${JSON.stringify(text)}. There are: ${names(cameras)}.`);
  throw new QrateError('usage', `${JSON.stringify(text)} could be several cameras: ${names(found)}. Name one of them in full.`);
}

const names = (cameras: readonly CameraClock[]): string =>
  cameras.length === 0 ? 'none that says its name' : cameras.map(({ camera }) => JSON.stringify(camera)).join(', ');
