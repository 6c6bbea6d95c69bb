import type { Drive, DriveMode } from '../../../model';
import type { MakerNote } from '../../containers/makerNote';
import { toDrive } from '../drive';
import type { MakerFacts } from '../makerFacts';

/** 0x02: serial number; 0x03: drive mode, in words. */
export const sigma = ({ tiff, entries }: MakerNote): MakerFacts => ({
  serial: tiff.text(entries.get(0x02)),
  drive: sigmaDrive(tiff.text(entries.get(0x03))),
});

const DRIVES: Readonly<Record<string, DriveMode>> = {
  SINGLE: 'single',
  OFF: 'single',
  UP: 'single',
  MULTI: 'continuous',
  '2S': 'self-timer',
  '10S': 'self-timer',
  AB: 'bracket',
};

/** Of the MakerNote, and of X3F's property DRIVE. */
export const sigmaDrive = (words: string | null): Drive | null => toDrive({ mode: DRIVES[words?.toUpperCase() ?? ''] ?? null });
