import type { Bytes } from '../bytes';
import { entriesOf, type Tiff, type TiffEntries, type TiffWalk } from './tiff';

export type TiffKind = 'tiff' | 'dng' | 'cr2' | 'rw2' | 'orf' | 'iiq' | 'tiff-raw';

const CFA = 32803;
const LINEAR_RAW = 34892;
/** Compressions only cameras use: NEF, ARW, PEF, SRW, Kodak, Leaf. */
const RAW_COMPRESSIONS: ReadonlySet<number> = new Set([34713, 34714, 32767, 65535, 32769, 32770, 32772, 32867, 65000, 34316]);

/** Tells RAW from plain TIFF by what only RAW has, not by who made it: exported TIFFs keep the camera's make. */
export function tiffKind(bytes: Bytes, walk: TiffWalk): TiffKind {
  const head = bytes.read(0, 12).toString('latin1');
  if (head.startsWith('IIU\0')) return 'rw2';
  if (head.startsWith('IIRO') || head.startsWith('IIRS') || head.startsWith('MMOR') || head.startsWith('MMSR')) return 'orf';
  if (head.slice(8, 10) === 'CR') return 'cr2';
  if (head.slice(8, 12) === 'IIII' || head.slice(8, 12) === 'MMMM') return 'iiq';
  if (entriesOf(walk, 'ifd0').has(0xc612)) return 'dng';
  return walk.directories.some((it) => holdsSensorData(walk.tiff, it.entries)) ? 'tiff-raw' : 'tiff';
}

function holdsSensorData(tiff: Tiff, entries: TiffEntries): boolean {
  const photometric = tiff.number(entries.get(0x106));
  if (photometric === CFA || photometric === LINEAR_RAW || entries.has(0x828e)) return true;
  return RAW_COMPRESSIONS.has(tiff.number(entries.get(0x103)) ?? 1);
}
