import { Tiff, type TiffEntry } from './tiff';

/** A copy of the TIFF header at the end of the note, with the note's own place instead of the first directory's. */
const FOOTER = 8;

/**
 * How far an editor moved Canon's MakerNote without correcting its offsets, in bytes; 0 = not at all. The camera ends the note
 * with the place it wrote it to (ExifTool's MakerNotes: "Canon maker note footer"). Only believed where it makes the first
 * value, CameraSettings (0x01), start with its own length and the offset as written does not.
 */
export function movedBy({ bytes }: Tiff, note: TiffEntry): number {
  const footer = bytes.read(note.at + note.length - FOOTER, FOOTER);
  const header = footer.toString('latin1', 0, 4);
  if (footer.length < FOOTER || (header !== 'II*\0' && header !== 'MM\0*')) return 0;
  const tiff = new Tiff(bytes, header === 'II*\0');
  const moved = note.at - (tiff.littleEndian ? footer.readUInt32LE(4) : footer.readUInt32BE(4));
  const settings = moved === 0 ? undefined : tiff.directory(note.at)?.entries.get(0x01);
  const startsAt = (shift: number): boolean => settings !== undefined && tiff.number({ ...settings, at: settings.at + shift }) === settings.length;
  return startsAt(moved) && !startsAt(0) ? moved : 0;
}
