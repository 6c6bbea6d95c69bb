import type { FailureCode, PhotoFormat } from '../model';
import { type Bytes, readAscii } from './bytes';
import { walkTiff } from './containers/tiff';
import { type TiffKind, tiffKind } from './containers/tiffKind';
import { isJpeg } from './preview/jpegHeader';

/** How the bytes are laid out, as far as a reader needs to know. */
export type Container = TiffKind | 'jpeg' | 'png' | 'webp' | 'heif' | 'avif' | 'cr3' | 'raf' | 'mrw' | 'crw' | 'x3f';

export interface Sniffed {
  readonly format: PhotoFormat;
  readonly container: Container;
}

const MAGICS: readonly { readonly at: number; readonly magic: string; readonly is: Sniffed }[] = [
  { at: 0, magic: '\x89PNG\r\n\x1a\n', is: { format: 'png', container: 'png' } },
  { at: 0, magic: 'FUJIFILMCCD-RAW ', is: { format: 'raw', container: 'raf' } },
  { at: 0, magic: '\0MRM', is: { format: 'raw', container: 'mrw' } },
  { at: 0, magic: 'FOVb', is: { format: 'raw', container: 'x3f' } },
  { at: 6, magic: 'HEAPCCDR', is: { format: 'raw', container: 'crw' } },
  { at: 8, magic: 'WEBP', is: { format: 'webp', container: 'webp' } },
];

/** Brands of ISO 14496-12 `ftyp`: HEIF per ISO 23008-12, AVIF per AOM, Canon's `crx `. */
const HEIF_BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const AVIF_BRANDS: ReadonlySet<string> = new Set(['avif', 'avis']);

/** Tells what the bytes are by their content alone; `null` = no photo that qrate knows. */
export function sniff(bytes: Bytes): Sniffed | null {
  if (isJpeg(bytes)) return { format: 'jpeg', container: 'jpeg' };
  const head = readAscii(bytes, 0, 64);
  const known = MAGICS.find(({ at, magic }) => head.startsWith(magic, at));
  if (known && (known.is.format !== 'webp' || head.startsWith('RIFF'))) return known.is;
  return head.startsWith('ftyp', 4) ? sniffBrands(bytes, head) : sniffTiff(bytes);
}

function sniffTiff(bytes: Bytes): Sniffed | null {
  const walk = walkTiff(bytes);
  if (walk === null) return isBigTiff(bytes) ? { format: 'tiff', container: 'tiff' } : null;
  const container = tiffKind(bytes, walk);
  return { format: container === 'tiff' ? 'tiff' : 'raw', container };
}

/** BigTIFF: version 43, offsets of eight bytes. Decoders take it; its tags are not read here. */
const isBigTiff = (bytes: Bytes): boolean => ['II+\0\x08\0\0\0', 'MM\0+\0\x08\0\0'].includes(readAscii(bytes, 0, 8));

/** The major brand decides; a generic one (`mif1`) is refined by the compatible ones. */
function sniffBrands(bytes: Bytes, head: string): Sniffed | null {
  const size = Math.min(bytes.read(0, 4).readUInt32BE(0), 256);
  const names = readAscii(bytes, 8, size - 8);
  const brands = [
    head.slice(8, 12),
    ...Array.from({ length: Math.max(0, Math.floor((names.length - 8) / 4)) }, (_, i) => names.slice(8 + i * 4, 12 + i * 4)),
  ];
  if (brands[0] === 'crx ') return { format: 'raw', container: 'cr3' };
  if (brands.some((it) => AVIF_BRANDS.has(it))) return { format: 'avif', container: 'avif' };
  return brands.some((it) => HEIF_BRANDS.has(it)) ? { format: 'heif', container: 'heif' } : null;
}

/** Pictures that are not for a photographer's shoot, or not yet: JPEG XL, JPEG 2000, GIF, BMP, PSD, EPS. */
const FOREIGN: readonly string[] = ['\xff\x0a', '\0\0\0\x0cJXL ', '\0\0\0\x0cjP  ', 'GIF8', 'BM', '8BPS', '\xc5\xd0\xd3\xc6', '%!PS'];
const SOI = 0xd8;

/** Why `sniff` knows nothing: damaged, cut, a picture of another kind, or no picture. `.raw` is a name of many headerless formats. */
export function whyUnknown(bytes: Bytes, extension: string): FailureCode {
  const head = bytes.read(0, 64);
  if (head.every((byte) => byte === 0)) return 'corrupt';
  if (bytes.size < 12 || (head[0] === 0xff && head[1] === SOI)) return 'truncated';
  const text = head.toString('latin1');
  return extension === 'raw' || FOREIGN.some((magic) => text.startsWith(magic)) ? 'unsupported-format' : 'not-a-photo';
}
