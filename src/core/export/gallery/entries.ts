import path from 'node:path';
import { inCaptureOrder } from '../../group/order';
import type { PhotoView } from '../../model';
import type { GalleryOptions } from './options';
import { type Original, originalsOf } from './originals';

/** One picture of the gallery; names are relative to its folder. */
export interface GalleryEntry {
  readonly photo: PhotoView;
  readonly picture: string;
  readonly thumb: string;
  readonly originals: readonly Original[];
}

const MAX_STEM_BYTES = 180;
/** What Windows forbids in names, control characters, and marks that turn the reading direction. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
const UNSAFE = /[<>:"/\\|?*\u0000-\u001F\u007F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Numbers the photos in capture order; those without a time come last. */
export function numberEntries(photos: readonly PhotoView[], options: GalleryOptions): readonly GalleryEntry[] {
  const digits = Math.max(4, String(photos.length).length);
  return inCaptureOrder(photos).map((photo, index) => {
    const stem = `${String(index + 1).padStart(digits, '0')}_${safeStem(photo.path)}`;
    return { photo, picture: `${stem}.jpg`, thumb: `thumbs/${stem}.jpg`, originals: originalsOf(photo, stem, options) };
  });
}

/** The photo's name as part of a file name that every disk can hold. */
function safeStem(photo: string): string {
  const stem = path.posix
    .parse(photo)
    .name.replace(/\p{Surrogate}/gu, '_')
    .replace(UNSAFE, '_')
    .trim();
  let short = '';
  for (const character of stem) {
    if (Buffer.byteLength(short + character) > MAX_STEM_BYTES) break;
    short += character;
  }
  return short === '' ? '_' : short;
}
