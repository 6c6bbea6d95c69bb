import type { Metadata } from '../../model';
import type { Bytes } from '../bytes';
import type { Contents } from './contents';
import { readJpegFile } from './jpegFile';
import { entriesOf, type Tiff, type TiffEntries, type TiffWalk, walkTiff } from './tiff';
import { type TiffKind, tiffKind } from './tiffKind';
import { tiffPreviews } from './tiffPreviews';

/** XMP packets grow with masks and history; rating and label stand near the front. */
const MAX_XMP = 32 * 1024;
/** RW2 holds one or two. */
const MAX_JPEGS = 4;

/** Reads a TIFF file: RAW of whatever maker, or a plain picture. */
export function readTiffFile(bytes: Bytes): Contents {
  const walk = walkTiff(bytes);
  if (walk === null) return { candidates: [], exif: [], xmp: null, facts: {} };
  const kind = tiffKind(bytes, walk);
  const candidates = kind === 'tiff' ? [] : tiffPreviews(walk, kind);
  // Panasonic's directories hold little; the EXIF proper, with the thumbnail, stands in the embedded JPEG.
  const inJpeg = kind === 'rw2' ? candidates.slice(0, MAX_JPEGS).map((it) => readJpegFile(bytes, it.offset)) : [];
  return {
    candidates: [...candidates, ...inJpeg.flatMap((it) => it.candidates)],
    exif: [walk, ...inJpeg.flatMap((it) => it.exif)],
    xmp: xmpOf(walk),
    facts: pictureSize(walk, kind),
  };
}

const xmpOf = (walk: TiffWalk): Buffer | null => {
  const xmp = walk.tiff.raw(entriesOf(walk, 'ifd0').get(0x2bc), MAX_XMP);
  return xmp.length > 0 ? xmp : null;
};

type Size = Pick<Metadata, 'width' | 'height'>;

/** The RAW's full picture, as ExifTool's ImageSize has it. */
function pictureSize(walk: TiffWalk, kind: TiffKind): Partial<Size> {
  const { tiff } = walk;
  const exif = sizeOf(tiff, entriesOf(walk, 'exif'), [0xa002, 0xa003]);
  const main = mainDirectory(walk);
  if (kind === 'rw2') return sensorSize(tiff, entriesOf(walk, 'ifd0')) ?? exif ?? {};
  const own = sizeOf(tiff, main, [0x100, 0x101]);
  return (kind === 'cr2' || kind === 'iiq' ? (exif ?? own) : (own ?? exif)) ?? {};
}

/** The directory that says it is the full-resolution picture (NewSubfileType 0), else IFD0. */
function mainDirectory({ tiff, directories }: TiffWalk): TiffEntries {
  const full = directories.find(({ entries }) => entries.has(0x100) && tiff.number(entries.get(0xfe)) === 0);
  return (full ?? directories[0])?.entries ?? new Map();
}

function sizeOf(tiff: Tiff, entries: TiffEntries, [x, y]: readonly [number, number]): Size | null {
  const [width, height] = [tiff.number(entries.get(x)), tiff.number(entries.get(y))];
  return width && height ? { width, height } : null;
}

/** Panasonic tells the borders of the sensor's picture: top, left, bottom, right = 4–7. */
function sensorSize(tiff: Tiff, entries: TiffEntries): Size | null {
  const [top, left, bottom, right] = [4, 5, 6, 7].map((tag) => tiff.number(entries.get(tag)));
  if (top == null || left == null || bottom == null || right == null) return null;
  const [width, height] = [right - left, bottom - top];
  return width > 0 && height > 0 ? { width, height } : null;
}
