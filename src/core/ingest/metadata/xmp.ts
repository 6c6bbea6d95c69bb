import type { Gps, Metadata } from '../../model';
import { gpsOf, signedDegrees } from './gps';

/** Reads the few XMP properties the index starts from. A reader for attributes and plain elements, not an RDF parser; the sidecar writer has its own. */

const XAP = 'http://ns.adobe.com/xap/1.0/';
const GOOGLE_CAMERA = 'http://ns.google.com/photos/1.0/camera/';
const EXIF = 'http://ns.adobe.com/exif/1.0/';

export type XmpFacts = Pick<Metadata, 'rating' | 'label' | 'burstId' | 'gps'>;

/** Rating −1 (rejected) to 5, label as written, Google's BurstID, position. What is absent or malformed is `null`. */
export function readXmp(packet: Buffer): XmpFacts {
  const text = withoutComments(decode(packet));
  const value = propertiesOf(text);
  return {
    rating: toRating(value(XAP, 'Rating')),
    label: value(XAP, 'Label')?.trim() || null,
    burstId: value(GOOGLE_CAMERA, 'BurstID')?.trim() || null,
    gps: toGps(value),
  };
}

type Properties = (namespace: string, name: string) => string | null;

function toGps(value: Properties): Gps | null {
  const [latitude, longitude] = [toDegrees(value(EXIF, 'GPSLatitude')), toDegrees(value(EXIF, 'GPSLongitude'))];
  if (latitude === null || longitude === null) return null;
  const [height = Number.NaN, unit = 1] = (value(EXIF, 'GPSAltitude') ?? 'unknown').split('/').map(Number);
  const metres = Number.isFinite(height / unit) ? height / unit : null;
  const isBelow = value(EXIF, 'GPSAltitudeRef')?.trim() === '1';
  return gpsOf({ latitude, longitude, altitude: isBelow && metres ? -metres : metres });
}

/** GPSCoordinate of the XMP specification, part 2: `DDD,MM,SSk` or `DDD,MM.mmk`, k one of N, S, E, W. */
function toDegrees(text: string | null): number | null {
  const match = /^(\d{1,3}),(\d{1,2}(?:\.\d{1,12})?)(?:,(\d{1,2}(?:\.\d{1,12})?))?([NSEW])$/.exec(text?.trim() ?? '');
  if (!match) return null;
  const [, degrees, minutes, seconds = 0, letter = ''] = match;
  return signedDegrees([Number(degrees), Number(minutes), Number(seconds)], letter);
}

/** XMP allows −1 and 0 to 5; some applications write `3.0`. */
export function toRating(value: string | number | null): number | null {
  const rating = value === null || String(value).trim() === '' ? Number.NaN : Number(value);
  return Number.isInteger(rating) && rating >= -1 && rating <= 5 ? rating : null;
}

/** UTF-8, or UTF-16 by its byte order mark or its first `<`. */
function decode(packet: Buffer): string {
  const [a, b] = packet;
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) {
    return Buffer.from(packet.subarray(0, packet.length & ~1))
      .swap16()
      .toString('utf16le');
  }
  return packet.toString((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0) ? 'utf16le' : 'utf8');
}

function withoutComments(text: string): string {
  let rest = text;
  let kept = '';
  for (let at = rest.indexOf('<!--'); at >= 0; at = rest.indexOf('<!--')) {
    const end = rest.indexOf('-->', at + 4);
    if (end < 0) break;
    kept += rest.slice(0, at);
    rest = rest.slice(end + 3);
  }
  return kept + rest;
}

/** Looks up the first value of a property, as attribute or element, under any prefix bound to its namespace. Every repetition is bounded. */
function propertiesOf(text: string): Properties {
  const bound = prefixes(text);
  return (namespace, name) => {
    for (const prefix of bound.get(namespace) ?? []) {
      // The name alone is found faster than any pattern, and mostly it is not there.
      if (!text.includes(`${prefix}:${name}`)) continue;
      const qualified = `${prefix.replace(/[.-]/g, '\\$&')}:${name}`;
      const attribute = new RegExp(`\\s${qualified}\\s{0,9}=\\s{0,9}(?:"([^"<]{0,200})"|'([^'<]{0,200})')`).exec(text);
      const element = new RegExp(`<${qualified}(?:\\s[^<>]{0,200})?>([^<]{0,200})</${qualified}\\s{0,9}>`).exec(text);
      const found = attribute?.[1] ?? attribute?.[2] ?? element?.[1];
      if (found !== undefined) return unescaped(found);
    }
    return null;
  };
}

/** The prefixes bound to each namespace, at most eight. */
function prefixes(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, prefix = '', uri = ''] of text.matchAll(/xmlns:([A-Za-z_][\w.-]{0,60})\s{0,9}=\s{0,9}["']([^"'<]{0,200})["']/g)) {
    const names = found.get(uri) ?? new Set();
    if (names.size < 8) found.set(uri, names.add(prefix));
  }
  return found;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{2,4}));/g, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
