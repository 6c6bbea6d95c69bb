import { parse } from 'exifr';
import type { Flash, Metadata } from '../../model';
import type { TiffWalk } from '../containers/tiff';
import { compactTiff } from './compactTiff';
import { TAG } from './exifTags';
import { readGps } from './gps';
import { lensName } from './lensName';
import { makerFacts } from './makerFacts';
import { printable } from './text';
import { toTimestamp } from './time';
import { toRating } from './xmp';

/** What EXIF says, and where EXIF is silent the MakerNote. Never throws: what cannot be read is `null`. */
export async function exifFacts(walks: readonly TiffWalk[]): Promise<Partial<Metadata>> {
  const tags = await parseTags(walks);
  const maker = makerFacts(walks);
  return {
    timestamp: timestamp(tags),
    iso: iso(tags) ?? maker.iso ?? null,
    shutter: shutter(tags),
    aperture: aperture(tags),
    focalLength: positive(tags, TAG.focalLength),
    focalLength35: positive(tags, TAG.focalLength35),
    make: text(tags, TAG.make),
    model: text(tags, TAG.model),
    serial: text(tags, TAG.bodySerialNumber) ?? text(tags, TAG.cameraSerialNumber) ?? maker.serial ?? null,
    lens: text(tags, TAG.lensModel) ?? maker.lens ?? lensName(numbers(tags, TAG.lensInfo)) ?? lensName(numbers(tags, TAG.dngLensInfo)),
    orientation: oneOf(number(tags, TAG.orientation), 1, 8),
    exposureBias: number(tags, TAG.exposureBias),
    exposureMode: oneOf(number(tags, TAG.exposureMode), 0, 2),
    exposureProgram: oneOf(number(tags, TAG.exposureProgram), 1, 9),
    flash: flash(tags),
    gps: readGps(walks),
    burstId: maker.burstId ?? null,
    drive: maker.drive ?? null,
    rating: toRating(number(tags, TAG.rating)),
  };
}

/** Values by tag number. */
type Tags = Readonly<Record<number, unknown>>;

/** exifr is handed a TIFF of our own making; should it stumble all the same, the photo only loses its EXIF. */
async function parseTags(walks: readonly TiffWalk[]): Promise<Tags> {
  const tiff = compactTiff(walks);
  if (tiff === null) return {};
  try {
    const options = { tiff: true, exif: true, gps: false, interop: false, ifd1: false, mergeOutput: true };
    return (await parse(tiff, { ...options, translateKeys: false, translateValues: false, reviveValues: false })) ?? {};
  } catch {
    return {};
  }
}

function numbers(tags: Tags, tag: number): readonly number[] {
  const value = tags[tag];
  if (typeof value === 'number') return [value];
  const list = typeof value === 'object' && value !== null ? Array.from(value as ArrayLike<unknown>) : [];
  return list.filter((it) => typeof it === 'number');
}

/** The first of several values: some writers repeat a number. */
function number(tags: Tags, tag: number): number | null {
  const [first] = numbers(tags, tag);
  return first !== undefined && Number.isFinite(first) ? first : null;
}

function positive(tags: Tags, tag: number): number | null {
  const value = number(tags, tag);
  return value !== null && value > 0 ? value : null;
}

const oneOf = (value: number | null, low: number, high: number): number | null =>
  value !== null && Number.isInteger(value) && value >= low && value <= high ? value : null;

function text(tags: Tags, tag: number): string | null {
  const value = tags[tag];
  return printable(typeof value === 'string' ? value : value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : null);
}

function timestamp(tags: Tags): string | null {
  const original = toTimestamp({
    time: text(tags, TAG.dateTimeOriginal),
    subSec: text(tags, TAG.subSecTimeOriginal),
    offset: text(tags, TAG.offsetTimeOriginal),
  });
  const digitized = { time: text(tags, TAG.dateTimeDigitized), subSec: text(tags, TAG.subSecTimeDigitized), offset: null };
  return original ?? toTimestamp(digitized);
}

/** PhotographicSensitivity is 16 bits wide: 65535 means "see the other tags" (Exif 2.32, 4.6.5). */
function iso(tags: Tags): number | null {
  const plain = positive(tags, TAG.iso);
  if (plain !== null && plain !== 65535) return plain;
  return positive(tags, TAG.recommendedExposureIndex) ?? positive(tags, TAG.isoSpeed) ?? positive(tags, TAG.panasonicIso) ?? plain;
}

/** Seconds; else from ShutterSpeedValue, APEX: t = 2^-Tv. */
function shutter(tags: Tags): number | null {
  const seconds = positive(tags, TAG.exposureTime);
  const tv = number(tags, TAG.shutterSpeedValue);
  return seconds ?? (tv !== null && Math.abs(tv) < 30 ? 2 ** -tv : null);
}

/** f-number; else from ApertureValue, APEX: N = 2^(Av/2). */
function aperture(tags: Tags): number | null {
  const av = positive(tags, TAG.apertureValue);
  return positive(tags, TAG.fNumber) ?? (av !== null && av < 20 ? 2 ** (av / 2) : null);
}

/** 16 bits; what lies outside is no flash status. */
function flash(tags: Tags): Flash | null {
  const code = oneOf(number(tags, TAG.flash), 0, 0xffff);
  return code === null ? null : { fired: (code & 1) === 1, code };
}
