import type { Drive, DriveMode } from '../../../model';
import type { MakerNote } from '../../containers/makerNote';
import { strongest, toDrive } from '../drive';
import type { MakerFacts } from '../makerFacts';

/** Offsets in Pentax' notes are unreliable: only values that stand in their entries are read. */
export const pentax = (note: MakerNote): MakerFacts => ({ drive: pentaxDrive(note) });

/** Frames: single, continuous (high, low, burst, medium). */
const DRIVES: Readonly<Record<number, DriveMode>> = { 0: 'single', 1: 'continuous', 2: 'continuous', 3: 'continuous', 4: 'continuous' };
const REMOTE_CONTINUOUS = 4;

/** DriveMode (0x34) in four bytes: frames, timer, trigger, composition. AutoBracketing (0x18): the step; bits 12 and 13 tell its unit. */
function pentaxDrive({ tiff, entries }: MakerNote): Drive | null {
  const [frames, timer = 0, trigger, composition = 0] = tiff.raw(entries.get(0x34), 4);
  if (frames === undefined) return null;
  const [step = 0] = tiff.numbers(entries.get(0x18), 1);
  return toDrive({
    mode: strongest(
      compositionMode(composition),
      (step & 0xfff) > 0 ? 'bracket' : null,
      trigger === REMOTE_CONTINUOUS ? 'continuous' : null,
      timer === 1 || timer === 2 ? 'self-timer' : null,
      DRIVES[frames],
    ),
  });
}

/** 1 multiple exposure, 2 to 4 composites, 8 to 12 interval (as composite), 16 and more HDR; 255 = film. */
function compositionMode(composition: number): DriveMode | null {
  if (composition === 0 || composition === 255) return null;
  if (composition <= 4) return 'multiple-exposure';
  return composition < 16 ? 'interval' : 'hdr';
}
