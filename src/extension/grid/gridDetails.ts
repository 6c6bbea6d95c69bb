import type { Metadata, PhotoView } from '../../core/model';
import type { Explanation, ShootView } from '../../core/reports';
import type { GridDetails, GridMetadata } from '../../protocol/grid';
import { faceRows } from '../faceRows';
import { uprightSize } from './gridTable';

/** What the side panel shows besides the row. */
export function gridDetails({ sentence, photo, faces }: Explanation, { photos }: ShootView): GridDetails {
  const { path, size, companions, hash } = photo;
  return {
    path,
    sentence,
    metadata: photo.metadata === null ? null : facts(photo.metadata, photo),
    faces: [...faceRows(faces)],
    size,
    companions: companions.map((it) => it.path),
    copies: hash === null || size === 0 ? [] : photos.filter((it) => it.hash === hash && it.path !== path).map((it) => it.path),
  };
}

function facts(metadata: Metadata, { clockOffset }: PhotoView): GridMetadata {
  const { timestamp, iso, shutter, aperture, focalLength, focalLength35, make, model, serial, lens, exposureBias, gps, rating, label } =
    metadata;
  return {
    timestamp,
    clockOffset: clockOffset ?? 0,
    iso,
    shutter,
    aperture,
    focalLength,
    focalLength35,
    make,
    model,
    serial,
    lens,
    ...uprightSize(metadata),
    exposureBias,
    flashFired: metadata.flash?.fired ?? null,
    drive: metadata.drive?.mode ?? null,
    gps,
    rating,
    label,
  };
}
