import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import type { ScannedPhoto } from '../model';
import { splitName } from './extensions';

/** Masks and history of an edit can make a sidecar megabytes long; rating and label stand in its first lines. */
const MAX_SIDECAR = 1024 * 1024;

/**
 * The XMP sidecars of a photo, most telling first: `IMG.xmp` (Lightroom, Capture One, Photo Mechanic), then `IMG.NEF.xmp` (darktable,
 * digiKam). The sidecar of a companion (`IMG.JPG.xmp`) is not about this photo. One that cannot be read is left out: it costs
 * the photo no more than its starting rating.
 */
export function readSidecars(root: string, photo: ScannedPhoto): Buffer[] {
  const { stem, name } = splitName(photo.path);
  const names = [`${stem}.xmp`, `${name}.xmp`].map((it) => it.toLowerCase());
  return names.flatMap((wanted) => {
    const sidecar = photo.companions.find((it) => splitName(it.path).name.toLowerCase() === wanted);
    return sidecar ? readHead(path.join(root, sidecar.path)) : [];
  });
}

function readHead(file: string): Buffer[] {
  let fd: number | null = null;
  try {
    fd = openSync(file, 'r');
    const buffer = Buffer.alloc(MAX_SIDECAR);
    return [buffer.subarray(0, readSync(fd, buffer, 0, MAX_SIDECAR, 0))];
  } catch {
    return [];
  } finally {
    if (fd !== null) closeSync(fd);
  }
}
