import { type Bytes, readExactly } from '../bytes';
import type { Contents, PreviewCandidate } from './contents';

/**
 * Canon's CIFF heap (CIFF specification 1.0 r4): directories at the END of their block, ten bytes an entry. There is no EXIF; the
 * facts stand in records of their own.
 */

const MAX_ENTRIES = 512;
const MAX_DEPTH = 5;
const MAX_RECORDS = 1000;

const TAG = {
  makeModel: 0x080a,
  shotInfo: 0x102a,
  focalLength: 0x1029,
  time: 0x180e,
  serial: 0x180b,
  image: 0x1810,
  exposure: 0x1818,
  jpeg: 0x2007,
  thumb: 0x2008,
} as const;

interface CiffRecord {
  readonly at: number;
  readonly length: number;
}

type Records = Map<number, CiffRecord>;

export function readCrw(bytes: Bytes): Contents {
  const head = readExactly(bytes, 0, 14);
  const records: Records = new Map();
  const littleEndian = head?.toString('latin1', 0, 2) === 'II';
  if (head && littleEndian) readHeap(bytes, { start: head.readUInt32LE(2), end: bytes.size, depth: 0 }, records);
  const value = (tag: number, length: number): Buffer | null => {
    const record = records.get(tag);
    return record && record.length >= length ? readExactly(bytes, record.at, length) : null;
  };
  return {
    candidates: [TAG.jpeg, TAG.thumb].flatMap((tag) => jpegRecord(records.get(tag))),
    exif: [],
    xmp: null,
    facts: { ...makeModel(bytes, records.get(TAG.makeModel)), ...imageFacts(value), ...exposureFacts(value), ...captureFacts(value) },
  };
}

interface Heap {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

function readHeap(bytes: Bytes, { start, end, depth }: Heap, records: Records): void {
  const directory = start + (readExactly(bytes, end - 4, 4)?.readUInt32LE(0) ?? Number.POSITIVE_INFINITY);
  const count = readExactly(bytes, directory, 2)?.readUInt16LE(0) ?? 0;
  if (depth > MAX_DEPTH || count > MAX_ENTRIES) return;
  const body = bytes.read(directory + 2, count * 10);
  for (let i = 0; (i + 1) * 10 <= body.length && records.size < MAX_RECORDS; i++) {
    const type = body.readUInt16LE(i * 10);
    const inline = (type & 0xc000) === 0x4000;
    const length = inline ? 8 : body.readUInt32LE(i * 10 + 2);
    const at = inline ? directory + 2 + i * 10 + 2 : start + body.readUInt32LE(i * 10 + 6);
    const heap = (type & 0x3800) === 0x2800 || (type & 0x3800) === 0x3000;
    if (heap && !inline && at + length <= end && length < end - start)
      readHeap(bytes, { start: at, end: at + length, depth: depth + 1 }, records);
    else if (!heap && !records.has(type & 0x3fff)) records.set(type & 0x3fff, { at, length });
  }
}

const jpegRecord = (record: CiffRecord | undefined): PreviewCandidate[] =>
  record ? [{ kind: 'heap', offset: record.at, length: record.length, width: 0, height: 0 }] : [];

type Value = (tag: number, length: number) => Buffer | null;

/** Two strings, each ended by NUL. */
function makeModel(bytes: Bytes, record: CiffRecord | undefined): Contents['facts'] {
  if (!record) return {};
  const [make, model] = bytes.read(record.at, Math.min(record.length, 256)).toString('latin1').split('\0');
  return { make: make?.trim() || null, model: model?.trim() || null };
}

/** Width, height, pixel aspect, rotation in degrees clockwise. */
function imageFacts(value: Value): Contents['facts'] {
  const image = value(TAG.image, 16);
  if (!image) return {};
  const orientation = { 0: 1, 90: 6, 180: 3, 270: 8 }[((image.readInt32LE(12) % 360) + 360) % 360] ?? null;
  return { width: image.readUInt32LE(0), height: image.readUInt32LE(4), orientation };
}

/** Bias, Tv and Av as APEX numbers (Exif 2.32, Annex C): t = 2^-Tv, N = 2^(Av/2). */
function exposureFacts(value: Value): Contents['facts'] {
  const exposure = value(TAG.exposure, 12);
  if (!exposure) return {};
  const [bias, tv, av] = [exposure.readFloatLE(0), exposure.readFloatLE(4), exposure.readFloatLE(8)];
  const known = Number.isFinite(tv) && Number.isFinite(av) && Math.abs(tv) < 20 && av > 0 && av < 20;
  if (!known) return {};
  return { exposureBias: Number.isFinite(bias) && Math.abs(bias) < 20 ? bias : null, shutter: 2 ** -tv, aperture: 2 ** (av / 2) };
}

/** Capture time is local time counted as if it were UTC. ISO is word 2 of ShotInfo, as APEX (Canon MakerNotes): 100·2^(v/32 − 5). */
function captureFacts(value: Value): Contents['facts'] {
  const [time, serial, focal, shot] = [value(TAG.time, 4), value(TAG.serial, 4), value(TAG.focalLength, 4), value(TAG.shotInfo, 6)];
  const seconds = time?.readUInt32LE(0) ?? 0;
  const iso = shot?.readUInt16LE(4) ?? 0;
  return {
    timestamp: seconds > 0 ? new Date(seconds * 1000).toISOString().slice(0, 19) : null,
    serial: serial ? String(serial.readUInt32LE(0)) : null,
    focalLength: focal?.readUInt16LE(2) || null,
    iso: iso > 0 && iso < 1000 ? Math.round(100 * 2 ** (iso / 32 - 5)) : null,
  };
}
