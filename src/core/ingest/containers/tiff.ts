import { type Bytes, readExactly } from '../bytes';

/**
 * A bounded walker over TIFF directories (TIFF 6.0; TIFF/EP ISO 12234-2; Exif 2.32). It trusts nothing: directories, entries,
 * depth and value sizes have ceilings, and no directory is visited twice.
 */

const MAX_DIRECTORIES = 40;
const MAX_ENTRIES = 1000;
const MAX_DEPTH = 4;
const MAX_CHAIN = 16;

/** Bytes of one value by TIFF type; 13 is IFD (TIFF Technical Note 1). */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** 42; Panasonic's `U\0`; Olympus’ `RO` and `RS`. */
const MAGICS: ReadonlySet<number> = new Set([42, 0x55, 0x4f52, 0x5352]);

export interface TiffEntry {
  readonly type: number;
  readonly count: number;
  /** Where the value's bytes are, relative to the TIFF header. */
  readonly at: number;
  readonly length: number;
}

export type TiffEntries = ReadonlyMap<number, TiffEntry>;

/** `gps` and `canon-note` are given by CR3, which keeps these directories in TIFF structures of their own. */
export type DirectoryRole = 'ifd0' | 'next' | 'sub' | 'exif' | 'gps' | 'canon-note';

export interface Directory {
  readonly role: DirectoryRole;
  readonly entries: TiffEntries;
  /** Some of its entries lie behind the end of the data. */
  readonly cut: boolean;
}

interface FoundDirectory {
  readonly entries: TiffEntries;
  /** Position of the next directory of the chain; 0 = none. */
  readonly next: number;
  /** Some of its entries lie behind the end of the data. */
  readonly cut: boolean;
}

export interface TiffWalk {
  readonly tiff: Tiff;
  /** IFD0 first. */
  readonly directories: readonly Directory[];
  /** A directory lies behind the end of the data, whole or in part. */
  readonly cut: boolean;
}

/** Reads directories and values of one TIFF structure. Values that are not there are empty. */
export class Tiff {
  constructor(
    readonly bytes: Bytes,
    readonly littleEndian: boolean,
  ) {}

  directory(at: number): FoundDirectory | null {
    const head = readExactly(this.bytes, at, 2);
    if (head === null || at < 8) return null;
    const count = this.#u16(head, 0);
    if (count === 0 || count > MAX_ENTRIES) return null;
    const body = this.bytes.read(at + 2, count * 12 + 4);
    const entries = new Map<number, TiffEntry>();
    for (let i = 0; (i + 1) * 12 <= Math.min(body.length, count * 12); i++) this.#entry(entries, body, { index: i, at: at + 2 });
    const whole = body.length === count * 12 + 4;
    return entries.size === 0 ? null : { entries, next: whole ? this.#u32(body, count * 12) : 0, cut: body.length < count * 12 };
  }

  /** Up to `limit` numbers. Rationals are divided (0/0 and n/0 give NaN and Infinity); ASCII gives none. */
  numbers(entry: TiffEntry | undefined, limit = 8): number[] {
    if (!entry || entry.type === 2) return [];
    const size = TYPE_BYTES[entry.type] ?? 0;
    const wanted = Math.min(entry.count, limit);
    const raw = this.bytes.read(entry.at, wanted * size);
    return Array.from({ length: Math.floor(raw.length / size) }, (_, i) => this.#number(raw, i * size, entry.type));
  }

  number(entry: TiffEntry | undefined): number | null {
    const value = this.numbers(entry, 1)[0];
    return value !== undefined && Number.isFinite(value) ? value : null;
  }

  /** The value's bytes as they are, at most `limit`. */
  raw(entry: TiffEntry | undefined, limit = 4096): Buffer {
    return entry ? this.bytes.read(entry.at, Math.min(entry.length, limit)) : Buffer.alloc(0);
  }

  /** Text up to the first NUL, trimmed; `null` when nothing is left. */
  text(entry: TiffEntry | undefined): string | null {
    return this.raw(entry, 1024).toString('utf8').split('\0')[0]?.trim() || null;
  }

  #entry(entries: Map<number, TiffEntry>, body: Buffer, { index, at }: { index: number; at: number }): void {
    const tag = this.#u16(body, index * 12);
    const type = this.#u16(body, index * 12 + 2);
    const count = this.#u32(body, index * 12 + 4);
    const size = TYPE_BYTES[type] ?? 0;
    if (size === 0 || count === 0 || entries.has(tag)) return;
    const length = size * count;
    entries.set(tag, { type, count, length, at: length <= 4 ? at + index * 12 + 8 : this.#u32(body, index * 12 + 8) });
  }

  #number(raw: Buffer, at: number, type: number): number {
    switch (type) {
      case 3:
        return this.#u16(raw, at);
      case 4:
      case 13:
        return this.#u32(raw, at);
      case 5:
        return this.#u32(raw, at) / this.#u32(raw, at + 4);
      case 6:
        return raw.readInt8(at);
      case 8:
        return this.littleEndian ? raw.readInt16LE(at) : raw.readInt16BE(at);
      case 9:
        return this.#i32(raw, at);
      case 10:
        return this.#i32(raw, at) / this.#i32(raw, at + 4);
      case 11:
        return this.littleEndian ? raw.readFloatLE(at) : raw.readFloatBE(at);
      case 12:
        return this.littleEndian ? raw.readDoubleLE(at) : raw.readDoubleBE(at);
      default:
        return raw.readUInt8(at);
    }
  }

  #u16 = (raw: Buffer, at: number): number => (this.littleEndian ? raw.readUInt16LE(at) : raw.readUInt16BE(at));
  #u32 = (raw: Buffer, at: number): number => (this.littleEndian ? raw.readUInt32LE(at) : raw.readUInt32BE(at));
  #i32 = (raw: Buffer, at: number): number => (this.littleEndian ? raw.readInt32LE(at) : raw.readInt32BE(at));
}

/** The byte order and first directory of a TIFF header, with the magics of Panasonic and Olympus; `null` = no TIFF. */
export function tiffHeader(bytes: Bytes): { tiff: Tiff; magic: number; first: number } | null {
  const head = readExactly(bytes, 0, 8);
  const order = head?.toString('latin1', 0, 2);
  if (!head || (order !== 'II' && order !== 'MM')) return null;
  const littleEndian = order === 'II';
  const magic = littleEndian ? head.readUInt16LE(2) : head.readUInt16BE(2);
  if (!MAGICS.has(magic)) return null;
  return { tiff: new Tiff(bytes, littleEndian), magic, first: littleEndian ? head.readUInt32LE(4) : head.readUInt32BE(4) };
}

interface Pending {
  readonly at: number;
  readonly role: DirectoryRole;
  readonly depth: number;
  readonly chain: number;
}

/** Visits IFD0, the chain behind it, SubIFDs (0x14A) and Exif directories (0x8769). `null` = no TIFF header. */
export function walkTiff(bytes: Bytes): TiffWalk | null {
  const header = tiffHeader(bytes);
  if (header === null) return null;
  const { tiff } = header;
  const directories: Directory[] = [];
  const visited = new Set<number>();
  let cut = false;
  const pending: Pending[] = [{ at: header.first, role: 'ifd0', depth: 0, chain: 0 }];
  for (let it = pending.shift(); it && directories.length < MAX_DIRECTORIES; it = pending.shift()) {
    if (visited.has(it.at)) continue;
    visited.add(it.at);
    const found = tiff.directory(it.at);
    cut ||= found?.cut ?? it.at >= bytes.size - 2;
    if (found === null) continue;
    directories.push({ role: it.role, entries: found.entries, cut: found.cut });
    pending.push(...children(tiff, it, found));
  }
  return { tiff, directories, cut };
}

function children(tiff: Tiff, parent: Pending, { entries, next }: FoundDirectory): Pending[] {
  const depth = parent.depth + 1;
  const found: Pending[] = [];
  if (depth <= MAX_DEPTH) {
    for (const at of tiff.numbers(entries.get(0x14a), 16)) found.push({ at, role: 'sub', depth, chain: 0 });
    for (const at of tiff.numbers(entries.get(0x8769), 1)) found.push({ at, role: 'exif', depth, chain: 0 });
  }
  const chained = (parent.role === 'ifd0' || parent.role === 'next') && parent.chain < MAX_CHAIN;
  if (chained && next !== 0) found.push({ at: next, role: 'next', depth: parent.depth, chain: parent.chain + 1 });
  return found;
}

const NOTHING: TiffEntries = new Map();

/** The first directory of a role; empty where there is none. */
export const entriesOf = (walk: TiffWalk, role: DirectoryRole): TiffEntries =>
  walk.directories.find((it) => it.role === role)?.entries ?? NOTHING;
