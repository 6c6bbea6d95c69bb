import type { DriveMode } from '../../../model';
import type { MakerNote } from '../../containers/makerNote';
import { toDrive } from '../drive';
import type { MakerFacts } from '../makerFacts';

const DRIVES: Readonly<Record<number, DriveMode>> = {
  0: 'single',
  1: 'continuous',
  2: 'self-timer',
  4: 'bracket',
  5: 'interval',
  6: 'continuous',
  7: 'continuous',
};
const DRIVE_MODE = 6;

/** CameraSettings (0x03, in the first bodies 0x01): big-endian numbers of 32 bits, of which the seventh is the drive mode. */
export function minolta({ tiff, entries }: MakerNote): MakerFacts {
  const settings = tiff.raw(entries.get(0x03) ?? entries.get(0x01), (DRIVE_MODE + 1) * 4);
  if (settings.length < (DRIVE_MODE + 1) * 4) return {};
  return { drive: toDrive({ mode: DRIVES[settings.readUInt32BE(DRIVE_MODE * 4)] ?? null }) };
}
