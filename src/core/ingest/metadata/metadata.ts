import { parse } from 'exifr';
import type { Metadata } from '../../model';
import type { Contents } from '../containers/contents';
import type { TiffWalk } from '../containers/tiff';
import { compactTiff } from './compactTiff';
import { TAG } from './exifTags';
import { makerFacts } from './makerFacts';
import { toTimestamp } from './time';
import { readXmp, toRating, type XmpFacts } from './xmp';

const UNKNOWN: Metadata = {
  timestamp: null,
  iso: null,
  shutter: null,
  aperture: null,
  focalLength: null,
  make: null,
  model: null,
  serial: null,
  lens: null,
  orientation: null,
  width: null,
  height: null,
  exposureBias: null,
  exposureMode: null,
  burstId: null,
  rating: null,
  label: null,
};

/**
 * Everything the camera and earlier applications wrote, from what the container's reader found. Later sources win: EXIF, embedded
 * XMP, the container's own records, sidecars (first sidecar with a value). Never throws: what cannot be read is `null`.
 */
export async function readMetadata(contents: Contents, sidecars: readonly Buffer[]): Promise<Metadata> {
  const exif = await exifFacts(contents.exif);
  const embedded = contents.xmp ? readXmp(contents.xmp) : null;
  return { ...UNKNOWN, ...exif, ...known(embedded), ...known(contents.facts), ...known(sidecarFacts(sidecars)) };
}

/** Drops what is `null`, so that it does not hide an earlier source. */
function known<T extends object>(facts: T | null): Partial<T> {
  return Object.fromEntries(Object.entries(facts ?? {}).filter(([, value]) => value !== null)) as Partial<T>;
}

function sidecarFacts(sidecars: readonly Buffer[]): Partial<XmpFacts> {
  const facts = sidecars.map(readXmp);
  return { rating: facts.find((it) => it.rating !== null)?.rating ?? null, label: facts.find((it) => it.label !== null)?.label ?? null };
}

async function exifFacts(walks: readonly TiffWalk[]): Promise<Partial<Metadata>> {
  const tags = await parseTags(walks);
  const maker = makerFacts(walks);
  return {
    timestamp: timestamp(tags),
    iso: iso(tags) ?? maker.iso ?? null,
    shutter: shutter(tags),
    aperture: aperture(tags),
    focalLength: positive(tags, TAG.focalLength),
    make: text(tags, TAG.make),
    model: text(tags, TAG.model),
    serial: text(tags, TAG.bodySerialNumber) ?? text(tags, TAG.cameraSerialNumber) ?? maker.serial ?? null,
    lens: text(tags, TAG.lensModel) ?? maker.lens ?? lensInfo(tags, TAG.lensInfo) ?? lensInfo(tags, TAG.dngLensInfo),
    orientation: oneOf(number(tags, TAG.orientation), 1, 8),
    exposureBias: number(tags, TAG.exposureBias),
    exposureMode: oneOf(number(tags, TAG.exposureMode), 0, 2),
    burstId: maker.burstId ?? null,
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

/** The first of several values: some writers repeat a number. */
function number(tags: Tags, tag: number): number | null {
  const value = tags[tag];
  const first: unknown = typeof value === 'object' && value !== null ? (value as ArrayLike<unknown>)[0] : value;
  return typeof first === 'number' && Number.isFinite(first) ? first : null;
}

function positive(tags: Tags, tag: number): number | null {
  const value = number(tags, tag);
  return value !== null && value > 0 ? value : null;
}

const oneOf = (value: number | null, low: number, high: number): number | null =>
  value !== null && Number.isInteger(value) && value >= low && value <= high ? value : null;

/** Up to the first NUL or other control character, trimmed. */
function text(tags: Tags, tag: number): string | null {
  const value = tags[tag];
  const raw = typeof value === 'string' ? value : value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : '';
  return raw.split(/\p{Cc}/u)[0]?.trim() || null;
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

/** `18-55mm f/3.5-5.6` from shortest and longest focal length and the f-numbers there; unknown ones (0/0) are left out. */
function lensInfo(tags: Tags, tag: number): string | null {
  const value = tags[tag];
  if (typeof value !== 'object' || value === null) return null;
  const [short = Number.NaN, long = Number.NaN, wide = Number.NaN, tele = Number.NaN] = Array.from(value as ArrayLike<number>);
  if (!(short > 0) || !Number.isFinite(short)) return null;
  return `${range(short, long)}mm${wide > 0 && Number.isFinite(wide) ? ` f/${range(wide, tele)}` : ''}`;
}

const range = (low: number, high: number): string =>
  high > low && Number.isFinite(high) ? `${round(low)}-${round(high)}` : `${round(low)}`;

const round = (value: number): number => Math.round(value * 10) / 10;
