import { windowOf } from '../bytes';
import { adobeNote, type NotePlace } from './adobeNote';
import { movedBy } from './canonFooter';
import { entriesOf, Tiff, type TiffEntries, type TiffWalk, tiffHeader } from './tiff';

export type Maker = 'apple' | 'canon' | 'fujifilm' | 'minolta' | 'nikon' | 'olympus' | 'panasonic' | 'pentax' | 'sigma' | 'sony';

/** An opened MakerNote: its directory, what its offsets are relative to, and where that is in the outer TIFF. */
export interface MakerNote {
  readonly maker: Maker;
  readonly tiff: Tiff;
  /** Added to an offset of this note, gives an offset of the outer TIFF. */
  readonly base: number;
  readonly entries: TiffEntries;
}

interface Layout {
  readonly maker: Maker;
  /** The note starts with it. */
  readonly header: string;
  /** Of the first directory, from the start of the note; `pointer` = the note tells it, in four bytes behind the header. */
  readonly directory: number | 'pointer';
  /** Offsets count from the note's start, not from the outer TIFF's. */
  readonly ownBase: boolean;
  /** Without it: whichever makes the number of entries plausible, the outer TIFF's first. */
  readonly order?: 'II' | 'MM';
}

/** As documented by ExifTool's MakerNotes tables. */
const LAYOUTS: readonly Layout[] = [
  { maker: 'olympus', header: 'OLYMPUS\0II', directory: 12, ownBase: true, order: 'II' },
  { maker: 'olympus', header: 'OLYMPUS\0MM', directory: 12, ownBase: true, order: 'MM' },
  { maker: 'olympus', header: 'OM SYSTEM\0\0\0II', directory: 16, ownBase: true, order: 'II' },
  { maker: 'olympus', header: 'OLYMP\0', directory: 8, ownBase: false },
  { maker: 'olympus', header: 'EPSON\0', directory: 8, ownBase: false },
  { maker: 'panasonic', header: 'Panasonic\0\0\0', directory: 12, ownBase: false },
  { maker: 'apple', header: 'Apple iOS\0\0', directory: 14, ownBase: true, order: 'MM' },
  { maker: 'fujifilm', header: 'FUJIFILM', directory: 'pointer', ownBase: true, order: 'II' },
  { maker: 'pentax', header: 'AOC\0', directory: 6, ownBase: false },
  { maker: 'pentax', header: 'PENTAX \0II', directory: 10, ownBase: true, order: 'II' },
  { maker: 'pentax', header: 'PENTAX \0MM', directory: 10, ownBase: true, order: 'MM' },
  { maker: 'sony', header: 'SONY DSC ', directory: 12, ownBase: false },
  { maker: 'sony', header: 'SONY CAM ', directory: 12, ownBase: false },
  { maker: 'sony', header: 'SONY MOBILE', directory: 12, ownBase: false },
  { maker: 'sigma', header: 'SIGMA\0\0\0', directory: 10, ownBase: false },
  { maker: 'sigma', header: 'FOVEON\0\0', directory: 10, ownBase: false },
];

/** Notes without a header are a bare directory; the camera's make tells whose. */
const BARE: readonly (readonly [string, Maker])[] = [
  ['CANON', 'canon'],
  ['NIKON', 'nikon'],
  ['MINOLTA', 'minolta'],
  ['KONICA', 'minolta'],
  ['SONY', 'sony'],
];

/** A directory of more entries is read in the other byte order. */
const PLAUSIBLE_ENTRIES = 255;

/**
 * Opens the MakerNote (0x927C, or what a DNG keeps of it) of the makers whose notes hold a preview or facts that EXIF lacks; `null`
 * for others.
 */
export function openMakerNote(walk: TiffWalk): MakerNote | null {
  const own = entriesOf(walk, 'canon-note');
  if (own.size > 0) return { maker: 'canon', tiff: walk.tiff, base: 0, entries: own };
  const entry = entriesOf(walk, 'exif').get(0x927c);
  const place = entry ? { tiff: walk.tiff, entry, shift: 0 } : adobeNote(walk);
  if (place === null || place.entry.length < 12) return null;
  const head = place.tiff.raw(place.entry, 16).toString('latin1');
  if (head.startsWith('Nikon\0')) return head[6] === '\x02' ? openNikon(place) : null;
  const layout = LAYOUTS.find((it) => head.startsWith(it.header)) ?? bareLayout(walk);
  return layout ? openLayout(place, layout) : null;
}

function bareLayout(walk: TiffWalk): Layout | null {
  const make = walk.tiff.text(entriesOf(walk, 'ifd0').get(0x10f))?.toUpperCase() ?? '';
  const maker = BARE.find(([name]) => make.startsWith(name))?.[1];
  return maker ? { maker, header: '', directory: 0, ownBase: false } : null;
}

function openLayout(place: NotePlace, layout: Layout): MakerNote | null {
  const { tiff: outer, entry, shift } = place;
  const base = layout.ownBase ? entry.at : layout.maker === 'canon' ? movedBy(outer, entry) : 0;
  const bytes = windowOf(outer.bytes, base, Number.POSITIVE_INFINITY);
  const at = entry.at - base + directoryOffset(place, layout);
  const littleEndian = layout.order ? layout.order === 'II' : plausibleOrder(new Tiff(bytes, outer.littleEndian), at);
  const tiff = new Tiff(bytes, littleEndian);
  const found = tiff.directory(at);
  return found && { maker: layout.maker, tiff, base: base + shift, entries: found.entries };
}

function directoryOffset({ tiff, entry }: NotePlace, { directory, header }: Layout): number {
  if (directory !== 'pointer') return directory;
  const pointer = tiff.bytes.read(entry.at + header.length, 4);
  return pointer.length === 4 ? pointer.readUInt32LE(0) : 0;
}

/** Whether the directory is little-endian. Editors rewrite the outer TIFF in the other order and leave the note as it was. */
function plausibleOrder({ bytes, littleEndian }: Tiff, at: number): boolean {
  const count = bytes.read(at, 2);
  if (count.length < 2) return littleEndian;
  const [little, big] = [count.readUInt16LE(0), count.readUInt16BE(0)];
  const [own, other] = littleEndian ? [little, big] : [big, little];
  return own > PLAUSIBLE_ENTRIES && other <= PLAUSIBLE_ENTRIES ? !littleEndian : littleEndian;
}

/** Nikon's note of type 2 and 3 holds a whole TIFF. */
function openNikon({ tiff, entry, shift }: NotePlace): MakerNote | null {
  const base = entry.at + 10;
  const header = tiffHeader(windowOf(tiff.bytes, base, Number.POSITIVE_INFINITY));
  const found = header?.tiff.directory(header.first);
  return header && found ? { maker: 'nikon', tiff: header.tiff, base: base + shift, entries: found.entries } : null;
}

/** The directory that an entry of the note points to (Nikon's PreviewIFD, Olympus' CameraSettings), or is. */
export function subDirectory(note: MakerNote, tag: number): TiffEntries | null {
  const entry = note.entries.get(tag);
  if (!entry) return null;
  const pointer = entry.type === 4 || entry.type === 13 ? note.tiff.number(entry) : entry.at;
  return pointer === null ? null : (note.tiff.directory(pointer)?.entries ?? null);
}
