import { Refusal } from '../refusal';

export type XmpEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A sidecar's text with what is needed to get the same bytes back: a BOM, if there is one, is the text's first character. */
export interface DecodedText {
  readonly encoding: XmpEncoding;
  readonly text: string;
}

/** Largest sidecar that is edited. Lightroom's largest (masks, thousands of brush strokes) stay well below. */
export const MAX_SIDECAR_BYTES = 16 * 1024 * 1024;

/**
 * Decodes strictly: every byte sequence that would not come back byte for byte is refused, so that an edit of the
 * text is an edit of exactly those bytes.
 */
export function decodeXmp(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) throw new Refusal('The sidecar is empty (0 bytes). Delete it or restore it from a backup.');
  if (bytes.length > MAX_SIDECAR_BYTES) throw new Refusal('The sidecar is larger than 16 MB. That is not a sidecar qrate dares to edit.');
  const encoding = sniffEncoding(bytes);
  const text = decodeStrictly(bytes, encoding);
  refuseOtherDeclaration(text, encoding);
  return { encoding, text };
}

/** The bytes of `text`; the inverse of `decodeXmp`. */
export function encodeXmp({ encoding, text }: DecodedText): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

/** XML 1.0, appendix F: by BOM, else by how `<` is stored. */
function sniffEncoding(bytes: Uint8Array): XmpEncoding {
  const [a, b, c, d] = bytes;
  const utf32 = (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0);
  if (utf32) throw new Refusal('The sidecar is stored as UTF-32, which qrate does not edit.');
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return 'utf-8';
}

function decodeStrictly(bytes: Uint8Array, encoding: XmpEncoding): string {
  const undecodable = `The sidecar holds bytes that are not valid ${encoding.toUpperCase()}. It is left as it is.`;
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Refusal(undecodable, { cause: error });
  }
  if (!encodeXmp({ encoding, text }).equals(bytes)) throw new Refusal(undecodable);
  return text;
}

function refuseOtherDeclaration(text: string, encoding: XmpEncoding): void {
  const declared = /^\uFEFF?<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1]?.toLowerCase();
  if (declared === undefined) return;
  const fits = encoding === 'utf-8' ? ['utf-8', 'utf8', 'us-ascii'] : ['utf-16', encoding];
  if (!fits.includes(declared))
    throw new Refusal(`The sidecar says it is stored as “${declared}”, but its bytes are ${encoding.toUpperCase()}.`);
}
