import { type Bytes, readExactly } from '../bytes';
import { sigmaDrive } from '../metadata/makers/sigma';
import { type Contents, lostPreviews, type PreviewCandidate } from './contents';
import { readJpegFile } from './jpegFile';

/** Sigma's X3F (X3F format description 2.2): header `FOVb`, directory `SECd` whose place is in the file's last four bytes. */

const MAX_SECTIONS = 100;
/** Cameras write a thumbnail and a full-size picture. */
const MAX_JPEGS = 8;
const MAX_PROPERTIES = 400;
const MAX_PROPERTY_BYTES = 64 * 1024;
const SECTION_HEADER = 28;
const JPEG_FORMAT = 18;

interface Section {
  readonly type: string;
  readonly at: number;
  readonly length: number;
}

export function readX3f(bytes: Bytes): Contents {
  const sections = readDirectory(bytes);
  const found = sections
    .filter((it) => it.type === 'IMAG' || it.type === 'IMA2')
    .flatMap((it) => jpegSection(bytes, it))
    .slice(0, MAX_JPEGS);
  const properties = sections.find((it) => it.type === 'PROP');
  const embedded = firstWithExif(bytes, found);
  const candidates = [...found, ...(embedded?.candidates ?? [])];
  return {
    candidates: sections.length > 0 ? candidates : [lostPreviews(bytes, 'section')],
    exif: embedded?.exif ?? [],
    xmp: null,
    facts: { ...headerFacts(bytes), ...(properties && !embedded ? propertyFacts(readProperties(bytes, properties)) : {}) },
  };
}

/** The others are not read: a directory may name one JPEG a hundred times. */
function firstWithExif(bytes: Bytes, found: readonly PreviewCandidate[]): Contents | null {
  for (const offset of new Set(found.map((it) => it.offset))) {
    const contents = readJpegFile(bytes, offset);
    if (contents.exif.length > 0) return contents;
  }
  return null;
}

function readDirectory(bytes: Bytes): Section[] {
  const start = readExactly(bytes, bytes.size - 4, 4)?.readUInt32LE(0) ?? 0;
  const head = readExactly(bytes, start, 12);
  if (head?.toString('latin1', 0, 4) !== 'SECd') return [];
  const body = bytes.read(start + 12, Math.min(head.readUInt32LE(8), MAX_SECTIONS) * 12);
  return Array.from({ length: Math.floor(body.length / 12) }, (_, i) => ({
    at: body.readUInt32LE(i * 12),
    length: body.readUInt32LE(i * 12 + 4),
    type: body.toString('latin1', i * 12 + 8, i * 12 + 12),
  }));
}

function jpegSection(bytes: Bytes, { at, length }: Section): PreviewCandidate[] {
  const head = readExactly(bytes, at, SECTION_HEADER);
  if (head?.toString('latin1', 0, 4) !== 'SECi' || head.readUInt32LE(12) !== JPEG_FORMAT) return [];
  const [width, height] = [head.readUInt32LE(16), head.readUInt32LE(20)];
  return [{ kind: 'section', offset: at + SECTION_HEADER, length: length - SECTION_HEADER, width, height }];
}

/** Columns and rows; rotation in degrees clockwise. Version 4 moved them. */
function headerFacts(bytes: Bytes): Contents['facts'] {
  const head = readExactly(bytes, 0, 40);
  if (!head || head.readUInt32LE(4) >= 0x40000) return {};
  const orientation = { 0: 1, 90: 6, 180: 3, 270: 8 }[head.readUInt32LE(36)] ?? null;
  return { width: head.readUInt32LE(28), height: head.readUInt32LE(32), orientation };
}

/** Names and values as UTF-16 text, found by character offsets. */
function readProperties(bytes: Bytes, { at, length }: Section): ReadonlyMap<string, string> {
  const head = readExactly(bytes, at, 24);
  const found = new Map<string, string>();
  if (head?.toString('latin1', 0, 4) !== 'SECp') return found;
  const body = bytes.read(at + 24, Math.min(length - 24, MAX_PROPERTY_BYTES));
  const count = Math.min(head.readUInt32LE(8), MAX_PROPERTIES, Math.floor(body.length / 8));
  const text = (from: number): string => body.toString('utf16le', count * 8 + from * 2, count * 8 + from * 2 + 512).split('\0')[0] ?? '';
  for (let i = 0; i < count; i++) found.set(text(body.readUInt32LE(i * 8)), text(body.readUInt32LE(i * 8 + 4)));
  return found;
}

/** PMODE as EXIF's ExposureProgram. */
const PROGRAMS: Readonly<Record<string, number>> = { M: 1, P: 2, A: 3, S: 4 };

/** TIME is local time counted as if it were UTC; SHUTTER in seconds (EXPTIME is how long the sensor integrated). */
function propertyFacts(properties: ReadonlyMap<string, string>): Contents['facts'] {
  const number = (name: string): number | null => {
    const value = Number(properties.get(name) ?? Number.NaN);
    return Number.isFinite(value) && value > 0 ? value : null;
  };
  const time = number('TIME');
  const bias = Number(properties.get('EXPCOMP') ?? Number.NaN);
  return {
    make: properties.get('CAMMANUF') ?? null,
    model: properties.get('CAMMODEL') ?? null,
    serial: properties.get('CAMSERIAL') ?? null,
    iso: number('ISO'),
    aperture: number('APERTURE'),
    focalLength: number('FLENGTH'),
    focalLength35: number('FLEQ35MM'),
    exposureProgram: PROGRAMS[properties.get('PMODE') ?? ''] ?? null,
    shutter: number('SHUTTER'),
    drive: sigmaDrive(properties.get('DRIVE') ?? null),
    exposureBias: Number.isFinite(bias) ? bias : null,
    timestamp: time === null || time > 0xffffffff ? null : new Date(time * 1000).toISOString().slice(0, 19),
  };
}
