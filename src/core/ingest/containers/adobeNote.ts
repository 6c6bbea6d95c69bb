import { windowOf } from '../bytes';
import { entriesOf, Tiff, type TiffEntry, type TiffWalk } from './tiff';

/** Where a MakerNote is: an entry of a TIFF whose offsets the note uses. */
export interface NotePlace {
  readonly tiff: Tiff;
  readonly entry: TiffEntry;
  /** Added to an offset of `tiff`, gives an offset of the outer TIFF. */
  readonly shift: number;
}

const DNG_PRIVATE_DATA = 0xc634;
const HEADER = 'Adobe\0MakN';
/** Behind the header: length in four bytes, then byte order in two and the note's place in the original file in four, all big-endian. */
const LENGTH_AT = HEADER.length;
const ORDER_AT = LENGTH_AT + 4;
const ORIGIN_AT = ORDER_AT + 2;
const NOTE_AT = ORIGIN_AT + 4;

/** The camera's MakerNote that Adobe's DNG Converter keeps in DNGPrivateData; its offsets count as in the file it came from. */
export function adobeNote(walk: TiffWalk): NotePlace | null {
  const entry = entriesOf(walk, 'ifd0').get(DNG_PRIVATE_DATA);
  const head = walk.tiff.raw(entry, NOTE_AT);
  if (!entry || head.length < NOTE_AT || !head.toString('latin1').startsWith(HEADER)) return null;
  const length = Math.min(head.readUInt32BE(LENGTH_AT) - (NOTE_AT - ORDER_AT), entry.length - NOTE_AT);
  const origin = head.readUInt32BE(ORIGIN_AT);
  const shift = entry.at + NOTE_AT - origin;
  const bytes = windowOf(walk.tiff.bytes, shift, origin + length);
  const littleEndian = head.toString('latin1', ORDER_AT, ORIGIN_AT) === 'II';
  return { tiff: new Tiff(bytes, littleEndian), entry: { type: 7, count: length, length, at: origin }, shift };
}
