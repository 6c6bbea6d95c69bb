import { type Bytes, readExactly } from '../bytes';
import { canonDrive, canonEv, canonSerial } from '../metadata/makers/canon';
import { printable } from '../metadata/text';
import { type Contents, lostPreviews, type PreviewCandidate } from './contents';

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
  settings: 0x102d,
  time: 0x180e,
  serial: 0x180b,
  image: 0x1810,
  fileNumber: 0x1817,
  exposure: 0x1818,
  rawData: 0x2005,
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
  const names = makeModel(bytes, records.get(TAG.makeModel));
  return {
    // The sensor's record is in every heap: without it, what was read is not the directory, which stands at the file's end.
    candidates: records.has(TAG.rawData)
      ? [TAG.jpeg, TAG.thumb].flatMap((tag) => jpegRecord(records.get(tag)))
      : [lostPreviews(bytes, 'heap')],
    exif: [],
    xmp: null,
    facts: {
      ...names,
      serial: bodySerial(value, names.model ?? ''),
      ...imageFacts(value),
      ...exposureFacts(value),
      ...shotFacts(value),
      ...captureFacts(value),
      ...driveFacts(value),
    },
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
  return { make: printable(make), model: printable(model) };
}

/** Only EOS bodies write their serial number there. */
function bodySerial(value: Value, model: string): string | null {
  const serial = value(TAG.serial, 4)?.readUInt32LE(0) ?? 0;
  return serial > 0 && model.includes('EOS') ? canonSerial(serial, model) : null;
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
  const known = Math.abs(bias) < 20 && Math.abs(tv) < 20 && av > 0 && av < 20;
  return known ? { exposureBias: bias, shutter: 2 ** -tv, aperture: 2 ** (av / 2) } : {};
}

/** Words of Canon's ShotInfo record: 2 BaseISO, 6 bias, 21 f-number, 22 exposure time, all as `canonEv`. */
function shotFacts(value: Value): Contents['facts'] {
  const shot = value(TAG.shotInfo, 46);
  if (!shot) return {};
  const word = (index: number): number => shot.readInt16LE(index * 2);
  const [iso, av, tv] = [word(2), word(21), word(22)];
  return {
    ...(iso > 0 && iso < 512 ? { iso: Math.round((100 / 32) * 2 ** canonEv(iso)) } : {}),
    ...(av > 0 && av < 512 && tv !== 0 && Math.abs(tv) < 640
      ? { aperture: 2 ** (canonEv(av) / 2), shutter: 2 ** -canonEv(tv), exposureBias: canonEv(word(6)) }
      : {}),
  };
}

/** The same records as in a MakerNote: CameraSettings and ShotInfo, words that start with their length. */
function driveFacts(value: Value): Contents['facts'] {
  const words = (tag: number, length: number): number[] => {
    const record = value(tag, length * 2);
    return record ? Array.from({ length }, (_, i) => record.readInt16LE(i * 2)) : [];
  };
  const fileNumber = value(TAG.fileNumber, 4)?.readUInt32LE(0) ?? null;
  return { drive: canonDrive({ settings: words(TAG.settings, 6), shot: words(TAG.shotInfo, 18), fileNumber }) };
}

/** Capture time is local time counted as if it were UTC. The focal length counts in the units of word 25 of CameraSettings. */
function captureFacts(value: Value): Contents['facts'] {
  const [time, focal, settings] = [value(TAG.time, 4), value(TAG.focalLength, 4), value(TAG.settings, 52)];
  const seconds = time?.readUInt32LE(0) ?? 0;
  const units = settings?.readUInt16LE(50) || 1;
  return {
    timestamp: seconds > 0 ? new Date(seconds * 1000).toISOString().slice(0, 19) : null,
    focalLength: focal?.readUInt16LE(2) ? focal.readUInt16LE(2) / units : null,
  };
}
