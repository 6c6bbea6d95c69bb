import type { Drive, DriveMode } from '../../../model';
import { type MakerNote, subDirectory } from '../../containers/makerNote';
import type { TiffEntries } from '../../containers/tiff';
import { strongest, toDrive } from '../drive';
import type { MakerFacts } from '../makerFacts';

/** Equipment 0x2010 → 0x101 serial number, 0x203 lens model; compacts have 0x101A. */
export function olympus(note: MakerNote): MakerFacts {
  const { tiff, entries } = note;
  const equipment = subDirectory(note, 0x2010);
  return {
    serial: tiff.text(equipment?.get(0x101)) ?? tiff.text(entries.get(0x101a)),
    lens: tiff.text(equipment?.get(0x203)),
    drive: olympusDrive(note, subDirectory(note, 0x2020)),
  };
}

const NORMAL = 0;
const FAST = 2;
const PANORAMA = 3;
/** The first number of StackedImage, where a picture is made from several; 3 (the ND filters) is one exposure to the eye. */
const STACKED: Readonly<Record<number, DriveMode>> = {
  1: 'multiple-exposure',
  4: 'multiple-exposure',
  5: 'hdr',
  6: 'hdr',
  8: 'pixel-shift',
  9: 'focus-stack',
  11: 'pixel-shift',
};

/**
 * CameraSettings: 0x600 DriveMode (mode, shot number, bits), 0x601 PanoramaMode (direction, shot number), 0x804 StackedImage. Cameras
 * without it: SpecialMode 0x200 (mode, sequence number, direction of the panorama).
 */
function olympusDrive({ tiff, entries }: MakerNote, settings: TiffEntries | null): Drive | null {
  const [special, specialShot = 0] = tiff.numbers(entries.get(0x200), 3);
  const [drive, shot = 0, bits = 0] = tiff.numbers(settings?.get(0x600), 3);
  const [panorama = 0, panoramaShot = 0] = tiff.numbers(settings?.get(0x601), 2);
  const [stacked = 0] = tiff.numbers(settings?.get(0x804), 1);
  const isSequence = special === FAST || special === PANORAMA;
  return toDrive({
    mode: strongest(
      STACKED[stacked],
      panorama > 0 || special === PANORAMA ? 'panorama' : null,
      drive === undefined ? null : driveMode(drive, bits),
      special === FAST ? 'continuous' : null,
      special === NORMAL && drive === undefined ? 'single' : null,
    ),
    sequenceNumber: (panorama > 0 ? panoramaShot : 0) || (drive ? shot : 0) || (isSequence ? specialShot : null),
  });
}

const DRIVES: Readonly<Record<number, DriveMode>> = { 0: 'single', 1: 'continuous', 2: 'bracket', 3: 'bracket', 4: 'bracket' };
const BITS_TELL = 5;
/** Manual focus and focus, bits 3 and 6. */
const FOCUS_BITS = 0x48;

const driveMode = (mode: number, bits: number): DriveMode | null =>
  mode === BITS_TELL ? ((bits & FOCUS_BITS) !== 0 ? 'focus-stack' : 'bracket') : (DRIVES[mode] ?? null);
