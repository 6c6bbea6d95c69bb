import type { Drive, DriveMode } from '../../../model';
import type { MakerNote } from '../../containers/makerNote';
import { strongest, toDrive } from '../drive';
import { lensName } from '../lensName';
import type { MakerFacts } from '../makerFacts';

/** 0x10: InternalSerialNumber; 0x1404 to 0x1407: shortest and longest focal length, the f-numbers there. */
export const fujifilm = (note: MakerNote): MakerFacts => ({
  serial: note.tiff.text(note.entries.get(0x10)),
  lens: lensName([0x1404, 0x1405, 0x1406, 0x1407].map((tag) => note.tiff.number(note.entries.get(tag)) ?? Number.NaN)),
  drive: fujifilmDrive(note),
});

const PIXEL_SHIFT = 6;
/** Low byte of DriveSettings: single, continuous low, continuous high. */
const DRIVES: Readonly<Record<number, DriveMode>> = { 0: 'single', 1: 'continuous', 2: 'continuous' };

/**
 * 0x1100: AutoBracketing; 0x1101: SequenceNumber; 0x1103: DriveSettings; 0x1105: PixelShiftShots; 0x1153: PanoramaAngle; 0x1438:
 * ImageCount in its low 15 bits.
 */
function fujifilmDrive({ tiff, entries }: MakerNote): Drive | null {
  const value = (tag: number): number => tiff.number(entries.get(tag)) ?? 0;
  const drive = tiff.number(entries.get(0x1103));
  const bracketing = tiff.number(entries.get(0x1100));
  return toDrive({
    mode: strongest(
      bracketing === PIXEL_SHIFT || value(0x1105) > 0 ? 'pixel-shift' : null,
      value(0x1153) > 0 ? 'panorama' : null,
      sequenceMode(bracketing, drive === null ? null : drive & 0xff),
    ),
    sequenceNumber: value(0x1101),
    shotCount: value(0x1438) & 0x7fff,
  });
}

/**
 * AutoBracketing 1 means bracketing in some bodies and continuous shooting too in others (Exiv2 calls the tag "Continuous"); only
 * together with the drive setting is it clear. 2 = without and with flash.
 */
function sequenceMode(bracketing: number | null, drive: number | null): DriveMode | null {
  if (drive !== null && drive > 0) return DRIVES[drive] ?? null;
  if (bracketing === 2) return 'bracket';
  if (bracketing === 1) return drive === null ? null : 'bracket';
  return drive === 0 || bracketing === 0 ? 'single' : null;
}
