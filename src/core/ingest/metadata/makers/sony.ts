import type { Drive, DriveMode } from '../../../model';
import type { MakerNote } from '../../containers/makerNote';
import { strongest, toDrive } from '../drive';
import type { MakerFacts } from '../makerFacts';

/** Serial number, shutter count and the finer drive modes stand in enciphered records (0x9050, 0x9400 …), which are not read. */
export const sony = (note: MakerNote): MakerFacts => ({ drive: sonyDrive(note) });

/** ReleaseMode (0xB049): 5 exposure, 6 white balance, 8 dynamic range bracket. 65535 = unknown. */
const RELEASES: Readonly<Record<number, DriveMode>> = { 0: 'single', 2: 'continuous', 5: 'bracket', 6: 'bracket', 8: 'bracket' };

/**
 * 0xB04A: SequenceNumber, 0 = single, 65535 = unknown; 0x202F: PixelShiftInfo (group in four bytes, shot, shots); 0x200A: HDR, of
 * which the first two bytes tell the setting; 0x1003: Panorama, 257 in its first number.
 */
function sonyDrive({ tiff, entries }: MakerNote): Drive | null {
  const shift = tiff.raw(entries.get(0x202f), 6);
  const isShift = shift.length === 6 && shift.some((byte) => byte !== 0);
  const hdr = tiff.raw(entries.get(0x200a), 2);
  const [panorama] = tiff.numbers(panoramaStart(entries.get(0x1003)), 1);
  const number = tiff.number(entries.get(0xb04a));
  return toDrive({
    mode: strongest(
      isShift ? 'pixel-shift' : null,
      hdr.some((byte) => byte !== 0) ? 'hdr' : null,
      panorama === 257 ? 'panorama' : null,
      RELEASES[tiff.number(entries.get(0xb049)) ?? -1],
    ),
    sequenceNumber: isShift ? shift[4] : number,
  });
}

/** The record is written as bytes, and read as numbers. */
const panoramaStart = (entry: ReturnType<MakerNote['entries']['get']>): typeof entry =>
  entry && entry.length >= 4 ? { ...entry, type: 4, count: 1 } : undefined;
