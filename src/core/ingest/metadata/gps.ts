import type { Gps } from '../../model';
import { entriesOf, type Tiff, type TiffEntries, type TiffWalk } from '../containers/tiff';

const GPS_POINTER = 0x8825;
const TAG = { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4, altitudeRef: 5, altitude: 6 };
/** 1 = below sea level (Exif 2.32, 4.6.6); Exif 3 adds 3, the same above the ellipsoid. */
const BELOW: ReadonlySet<number | undefined> = new Set([1, 3]);

/** The position of the first structure that has one; `null` where a coordinate or its hemisphere is missing or out of range. */
export function readGps(walks: readonly TiffWalk[]): Gps | null {
  for (const walk of walks) {
    const entries = gpsDirectory(walk);
    const gps = entries && toGps(walk.tiff, entries);
    if (gps) return gps;
  }
  return null;
}

function gpsDirectory(walk: TiffWalk): TiffEntries | null {
  const own = entriesOf(walk, 'gps');
  if (own.size > 0) return own;
  const pointer = walk.tiff.number(entriesOf(walk, 'ifd0').get(GPS_POINTER));
  return pointer === null ? null : (walk.tiff.directory(pointer)?.entries ?? null);
}

function toGps(tiff: Tiff, entries: TiffEntries): Gps | null {
  const coordinate = (tag: number, refTag: number): number | null =>
    signedDegrees(tiff.numbers(entries.get(tag), 3), tiff.text(entries.get(refTag)));
  const height = tiff.number(entries.get(TAG.altitude));
  const isBelow = BELOW.has(tiff.raw(entries.get(TAG.altitudeRef), 1)[0]);
  return gpsOf({
    latitude: coordinate(TAG.latitude, TAG.latitudeRef),
    longitude: coordinate(TAG.longitude, TAG.longitudeRef),
    altitude: isBelow && height ? -height : height,
  });
}

/** Degrees, minutes and seconds, of which the smaller ones may be missing (0/0), with the hemisphere's letter. */
export function signedDegrees([degrees = Number.NaN, minutes, seconds]: readonly number[], hemisphere: string | null): number | null {
  const letter = hemisphere?.[0]?.toUpperCase() ?? '';
  if (!Number.isFinite(degrees) || !'NSEW'.includes(letter) || letter === '') return null;
  const size = degrees + finite(minutes) / 60 + finite(seconds) / 3600;
  return 'SW'.includes(letter) && size > 0 ? -size : size;
}

const finite = (value: number | undefined): number => (value !== undefined && Number.isFinite(value) ? value : 0);

/** `null` unless both coordinates are on the globe. */
export function gpsOf({ latitude, longitude, altitude }: { readonly [key in keyof Gps]: number | null }): Gps | null {
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return { latitude, longitude, altitude };
}
