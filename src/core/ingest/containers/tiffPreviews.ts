import type { CandidateKind, PreviewCandidate } from './contents';
import { type Maker, type MakerNote, openMakerNote, subDirectory } from './makerNote';
import type { Directory, Tiff, TiffEntries, TiffEntry, TiffWalk } from './tiff';
import type { TiffKind } from './tiffKind';

/** Where TIFF-based RAW files keep their JPEGs: every directory is looked at, whatever the maker. */
export function tiffPreviews(walk: TiffWalk, kind: TiffKind): PreviewCandidate[] {
  const note = openMakerNote(walk);
  return [...walk.directories.flatMap((it) => directoryPreviews(walk.tiff, it, kind)), ...(note ? makerNotePreviews(note) : [])];
}

function directoryPreviews(tiff: Tiff, { role, entries }: Directory, kind: TiffKind): PreviewCandidate[] {
  const found = [
    candidate(tiff, entries, { kind: 'interchange', offset: 0x201, length: 0x202 }),
    valueJpeg(entries.get(0x2e), 'header'),
    valueJpeg(entries.get(0x127), 'header'),
  ];
  // A CR2's fourth directory is lossless JPEG and says nothing that tells it from a picture.
  const sensor = kind === 'cr2' && role !== 'ifd0';
  if (!sensor && holdsPicture(tiff, entries, kind === 'dng')) {
    found.push(candidate(tiff, entries, { kind: 'strip', offset: 0x111, length: 0x117 }));
    if (singleTile(tiff, entries)) found.push(candidate(tiff, entries, { kind: 'strip', offset: 0x144, length: 0x145 }));
  }
  return found.filter((it) => it !== null);
}

interface Where {
  readonly kind: CandidateKind;
  /** Tags. */
  readonly offset: number;
  readonly length: number;
}

function candidate(tiff: Tiff, entries: TiffEntries, { kind, offset, length }: Where): PreviewCandidate | null {
  const [at, bytes] = [entries.get(offset), entries.get(length)];
  const [start, size] = [tiff.number(at), tiff.number(bytes)];
  if (!start || !size || at?.count !== 1 || bytes?.count !== 1) return null;
  const own = kind === 'strip';
  return {
    kind,
    offset: start,
    length: size,
    width: own ? (tiff.number(entries.get(0x100)) ?? 0) : 0,
    height: own ? (tiff.number(entries.get(0x101)) ?? 0) : 0,
  };
}

/** A JPEG that is the tag's value: JpgFromRaw (0x2E) and JpgFromRaw2 (0x127) of RW2. In other files these tags are something else and too short. */
function valueJpeg(entry: TiffEntry | undefined, kind: CandidateKind): PreviewCandidate | null {
  if (entry?.type !== 7 || entry.length < 1024) return null;
  return { kind, offset: entry.at, length: entry.length, width: 0, height: 0 };
}

/**
 * Strips in JPEG compression that show a picture: not colour filter array (32803) nor linear raw (34892), nor a mask or depth
 * map. In DNG the main image (NewSubfileType bit 0 clear) is sensor data, whatever its compression.
 */
function holdsPicture(tiff: Tiff, entries: TiffEntries, dng: boolean): boolean {
  const compression = tiff.number(entries.get(0x103)) ?? 1;
  if (![6, 7, 34892].includes(compression)) return false;
  const photometric = tiff.number(entries.get(0x106));
  if (photometric !== null && ![0, 1, 2, 6].includes(photometric)) return false;
  const subfile = tiff.number(entries.get(0xfe)) ?? 0;
  return dng ? (subfile & 1) === 1 && (subfile & 4) === 0 : true;
}

/** A tile that is the whole picture; among several, each is a piece. */
function singleTile(tiff: Tiff, entries: TiffEntries): boolean {
  const [width, tile] = [tiff.number(entries.get(0x100)), tiff.number(entries.get(0x142))];
  return width !== null && tile !== null && tile >= width;
}

function makerNotePreviews(note: MakerNote): PreviewCandidate[] {
  const found = MAKER_NOTE_PREVIEWS[note.maker]?.(note) ?? [];
  return found.filter((it) => it !== null).map((it) => ({ ...it, kind: 'maker-note', offset: it.offset + note.base }));
}

/** PreviewIFD, 0x11. */
function nikon(note: MakerNote): (PreviewCandidate | null)[] {
  const preview = subDirectory(note, 0x11);
  return preview ? [candidate(note.tiff, preview, { kind: 'maker-note', offset: 0x201, length: 0x202 })] : [];
}

/** CameraSettings 0x2020 → PreviewImage 0x101/0x102; bodies before 2004 have 0x88/0x89 in the note itself. The value of 0x100 is the thumbnail. */
function olympus(note: MakerNote): (PreviewCandidate | null)[] {
  const settings = subDirectory(note, 0x2020);
  return [
    settings && candidate(note.tiff, settings, { kind: 'maker-note', offset: 0x101, length: 0x102 }),
    candidate(note.tiff, note.entries, { kind: 'maker-note', offset: 0x88, length: 0x89 }),
    valueJpeg(note.entries.get(0x100), 'maker-note'),
  ];
}

function minolta(note: MakerNote): (PreviewCandidate | null)[] {
  const preview = candidate(note.tiff, note.entries, { kind: 'maker-note', offset: 0x88, length: 0x89 });
  return [preview && { ...preview, firstByteLost: true }];
}

/** Other makers keep their previews elsewhere. */
const MAKER_NOTE_PREVIEWS: Readonly<Partial<Record<Maker, (note: MakerNote) => (PreviewCandidate | null)[]>>> = { nikon, olympus, minolta };
