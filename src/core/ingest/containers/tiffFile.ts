import type { Metadata } from '../../model';
import type { Bytes } from '../bytes';
import type { Contents } from './contents';
import { entriesOf, type Tiff, type TiffEntries, type TiffWalk, walkTiff } from './tiff';
import { tiffPreviews } from './tiffPreviews';

/** XMP packets grow with masks and history; rating and label stand near the front. */
const MAX_XMP = 64 * 1024;

export type TiffKind = 'tiff' | 'dng' | 'cr2' | 'rw2' | 'orf' | 'iiq' | 'tiff-raw';

const CFA = 32803;
const LINEAR_RAW = 34892;
/** Compressions only cameras use: NEF, ARW, PEF, SRW, Kodak, Leaf. */
const RAW_COMPRESSIONS: ReadonlySet<number> = new Set([34713, 34714, 32767, 65535, 32769, 32770, 32772, 32867, 65000, 34316]);

/** Tells RAW from plain TIFF by what only RAW has, not by who made it: exported TIFFs keep the camera's make. */
export function tiffKind(bytes: Bytes, walk: TiffWalk): TiffKind {
  const head = bytes.read(0, 12).toString('latin1');
  if (head.startsWith('IIU\0')) return 'rw2';
  if (head.startsWith('IIRO') || head.startsWith('IIRS') || head.startsWith('MMOR') || head.startsWith('MMSR')) return 'orf';
  if (head.slice(8, 10) === 'CR') return 'cr2';
  if (head.slice(8, 12) === 'IIII' || head.slice(8, 12) === 'MMMM') return 'iiq';
  if (entriesOf(walk, 'ifd0').has(0xc612)) return 'dng';
  return walk.directories.some((it) => holdsSensorData(walk.tiff, it.entries)) ? 'tiff-raw' : 'tiff';
}

function holdsSensorData(tiff: Tiff, entries: TiffEntries): boolean {
  const photometric = tiff.number(entries.get(0x106));
  if (photometric === CFA || photometric === LINEAR_RAW || entries.has(0x828e)) return true;
  return RAW_COMPRESSIONS.has(tiff.number(entries.get(0x103)) ?? 1);
}

/** Reads a TIFF file: RAW of whatever maker, or a plain picture. */
export function readTiffFile(bytes: Bytes): Contents {
  const walk = walkTiff(bytes);
  if (walk === null) return { candidates: [], exif: [], xmp: null, facts: {} };
  const kind = tiffKind(bytes, walk);
  return {
    candidates: kind === 'tiff' ? [] : tiffPreviews(walk, kind === 'dng'),
    exif: [walk],
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
