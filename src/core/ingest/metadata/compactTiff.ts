import type { Directory, DirectoryRole, Tiff, TiffEntry, TiffWalk } from '../containers/tiff';
import { EXIF_TAGS, IFD0_TAGS } from './exifTags';

/** No tag of ours is longer; a camera's text of more is cut. */
const MAX_VALUE = 256;
/** Width of the units that byte order concerns, by TIFF type. */
const UNIT = [1, 1, 1, 2, 4, 4, 1, 1, 2, 4, 4, 4, 8, 4];
const HEADER = 8;
const EXIF_POINTER = 0x8769;

interface Value {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Little-endian. */
  readonly data: Buffer;
}

/**
 * The tags that matter as a small well-formed little-endian TIFF: IFD0 and one Exif directory. An EXIF parser that is handed
 * this never meets a crafted offset, a strange magic (RW2, ORF) or a directory megabytes into the file.
 * The first structure that has a tag wins.
 */
export function compactTiff(walks: readonly TiffWalk[]): Buffer | null {
  const ifd0 = collect(walks, ['ifd0'], IFD0_TAGS);
  const exif = collect(walks, ['exif', 'ifd0'], EXIF_TAGS);
  if (ifd0.length + exif.length === 0) return null;
  const header = Buffer.from('II*\0\x08\0\0\0', 'latin1');
  const exifAt = HEADER + directoryBytes(ifd0.length + 1);
  const pointer = { tag: EXIF_POINTER, type: 4, count: 1, data: u32(exifAt) };
  const tables = exifAt + directoryBytes(exif.length);
  const heap: Buffer[] = [];
  const main = directory([...ifd0, pointer], { at: tables, chunks: heap });
  const sub = directory(exif, { at: tables, chunks: heap });
  return Buffer.concat([header, main, sub, ...heap]);
}

const directoryBytes = (entries: number): number => 2 + entries * 12 + 4;

function collect(walks: readonly TiffWalk[], roles: readonly DirectoryRole[], tags: readonly number[]): Value[] {
  const found = new Map<number, Value>();
  for (const role of roles) {
    for (const { tiff, directories } of walks) {
      for (const it of directories) if (it.role === role) collectFrom(tiff, it, { tags, found });
    }
  }
  return [...found.values()].sort((a, b) => a.tag - b.tag);
}

function collectFrom(tiff: Tiff, { entries }: Directory, { tags, found }: { tags: readonly number[]; found: Map<number, Value> }): void {
  for (const tag of tags) {
    const value = found.has(tag) ? null : readValue(tiff, tag, entries.get(tag));
    if (value) found.set(tag, value);
  }
}

function readValue(tiff: Tiff, tag: number, entry: TiffEntry | undefined): Value | null {
  if (!entry) return null;
  const size = entry.length / entry.count;
  const raw = tiff.raw(entry, MAX_VALUE);
  const count = Math.floor(raw.length / size);
  if (count === 0) return null;
  const data = Buffer.from(raw.subarray(0, count * size));
  return { tag, type: entry.type, count, data: tiff.littleEndian ? data : swapped(data, UNIT[entry.type] ?? 1) };
}

function swapped(data: Buffer, unit: number): Buffer {
  if (unit === 2) data.swap16();
  if (unit === 4) data.swap32();
  if (unit === 8) data.swap64();
  return data;
}

interface Heap {
  readonly at: number;
  readonly chunks: Buffer[];
}

function directory(values: readonly Value[], heap: Heap): Buffer {
  const table = Buffer.alloc(directoryBytes(values.length));
  table.writeUInt16LE(values.length, 0);
  values.forEach((value, i) => {
    const at = 2 + i * 12;
    table.writeUInt16LE(value.tag, at);
    table.writeUInt16LE(value.type, at + 2);
    table.writeUInt32LE(value.count, at + 4);
    if (value.data.length <= 4) value.data.copy(table, at + 8);
    else table.writeUInt32LE(append(heap, value.data), at + 8);
  });
  return table;
}

function append({ at, chunks }: Heap, data: Buffer): number {
  const used = chunks.reduce((sum, it) => sum + it.length, 0);
  chunks.push(data, Buffer.alloc(data.length % 2));
  return at + used;
}

function u32(value: number): Buffer {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(value);
  return data;
}
