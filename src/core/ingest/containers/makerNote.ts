import { windowOf } from '../bytes';
import { entriesOf, Tiff, type TiffEntries, type TiffWalk, tiffHeader } from './tiff';

export type Maker = 'apple' | 'canon' | 'minolta' | 'nikon' | 'olympus' | 'panasonic';

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
  /** Of the first directory, from the start of the note. */
  readonly directory: number;
  /** Offsets count from the note's start, not from the outer TIFF's. */
  readonly ownBase: boolean;
  readonly order?: 'II' | 'MM';
}

/** As documented by ExifTool's MakerNotes tables. */
const LAYOUTS: readonly Layout[] = [
  { maker: 'olympus', header: 'OLYMPUS\0II', directory: 12, ownBase: true, order: 'II' },
  { maker: 'olympus', header: 'OLYMPUS\0MM', directory: 12, ownBase: true, order: 'MM' },
  { maker: 'olympus', header: 'OM SYSTEM\0\0\0II', directory: 16, ownBase: true, order: 'II' },
  { maker: 'olympus', header: 'OLYMP\0', directory: 8, ownBase: false },
  { maker: 'panasonic', header: 'Panasonic\0\0\0', directory: 12, ownBase: false },
  { maker: 'apple', header: 'Apple iOS\0\0', directory: 14, ownBase: true, order: 'MM' },
];

/** Notes without a header are a bare directory; the camera's make tells whose. */
const BARE: readonly (readonly [string, Maker])[] = [
  ['CANON', 'canon'],
  ['NIKON', 'nikon'],
  ['MINOLTA', 'minolta'],
  ['KONICA', 'minolta'],
];

/** Opens the MakerNote (0x927C) of the makers whose notes hold a preview or facts that EXIF lacks; `null` for others. */
export function openMakerNote(walk: TiffWalk): MakerNote | null {
  const entry = entriesOf(walk, 'exif').get(0x927c);
  if (!entry || entry.length < 12) return null;
  const head = walk.tiff.raw(entry, 16).toString('latin1');
  if (head.startsWith('Nikon\0')) return head[6] === '\x02' ? openNikon(walk, entry.at + 10) : null;
  const layout = LAYOUTS.find((it) => head.startsWith(it.header)) ?? bareLayout(walk);
  return layout ? openLayout(walk, entry.at, layout) : null;
}

function bareLayout(walk: TiffWalk): Layout | null {
  const make = walk.tiff.text(entriesOf(walk, 'ifd0').get(0x10f))?.toUpperCase() ?? '';
  const maker = BARE.find(([name]) => make.startsWith(name))?.[1];
  return maker ? { maker, header: '', directory: 0, ownBase: false } : null;
}

function openLayout(walk: TiffWalk, at: number, layout: Layout): MakerNote | null {
  const base = layout.ownBase ? at : 0;
  const littleEndian = layout.order ? layout.order === 'II' : walk.tiff.littleEndian;
  const tiff = new Tiff(windowOf(walk.tiff.bytes, base, Number.POSITIVE_INFINITY), littleEndian);
  const found = tiff.directory(at - base + layout.directory);
  return found && { maker: layout.maker, tiff, base, entries: found.entries };
}

/** Nikon's note of type 2 and 3 holds a whole TIFF. */
function openNikon(walk: TiffWalk, base: number): MakerNote | null {
  const header = tiffHeader(windowOf(walk.tiff.bytes, base, Number.POSITIVE_INFINITY));
  const found = header?.tiff.directory(header.first);
  return header && found ? { maker: 'nikon', tiff: header.tiff, base, entries: found.entries } : null;
}

/** The directory that an entry of the note points to (Nikon's PreviewIFD, Olympus' CameraSettings), or is. */
export function subDirectory(note: MakerNote, tag: number): TiffEntries | null {
  const entry = note.entries.get(tag);
  if (!entry) return null;
  const pointer = entry.type === 4 || entry.type === 13 ? note.tiff.number(entry) : entry.at;
  return pointer === null ? null : (note.tiff.directory(pointer)?.entries ?? null);
}
