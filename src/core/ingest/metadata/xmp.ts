import type { Metadata } from '../../model';

/** Reads the few XMP properties the index starts from. A reader for two attributes, not an RDF parser; the sidecar writer has its own. */

const XAP = 'http://ns.adobe.com/xap/1.0/';
const GOOGLE_CAMERA = 'http://ns.google.com/photos/1.0/camera/';

export type XmpFacts = Pick<Metadata, 'rating' | 'label' | 'burstId'>;

/** Rating −1 (rejected) to 5, label as written, Google's BurstID. What is absent or malformed is `null`. */
export function readXmp(packet: Buffer): XmpFacts {
  const text = withoutComments(decode(packet));
  return {
    rating: toRating(property(text, XAP, 'Rating')),
    label: property(text, XAP, 'Label')?.trim() || null,
    burstId: property(text, GOOGLE_CAMERA, 'BurstID')?.trim() || null,
  };
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

/** First value of a property, as attribute or element, under any prefix bound to the namespace. Every repetition is bounded. */
function property(text: string, namespace: string, name: string): string | null {
  for (const prefix of prefixes(text, namespace)) {
    const qualified = `${prefix.replace(/[.-]/g, '\\$&')}:${name}`;
    const attribute = new RegExp(`\\s${qualified}\\s{0,9}=\\s{0,9}(?:"([^"<]{0,200})"|'([^'<]{0,200})')`).exec(text);
    const element = new RegExp(`<${qualified}(?:\\s[^<>]{0,200})?>([^<]{0,200})</${qualified}\\s{0,9}>`).exec(text);
    const found = attribute?.[1] ?? attribute?.[2] ?? element?.[1];
    if (found !== undefined) return unescaped(found);
  }
  return null;
}

function prefixes(text: string, namespace: string): string[] {
  const bound = text.matchAll(/xmlns:([A-Za-z_][\w.-]{0,60})\s{0,9}=\s{0,9}["']([^"'<]{0,200})["']/g);
  const found = new Set<string>();
  for (const [, prefix, uri] of bound) if (prefix && uri === namespace && found.size < 8) found.add(prefix);
  return [...found];
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w{2,4}));/g, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
