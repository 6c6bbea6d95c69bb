import type { Drive, DriveMode } from '../../../model';
import type { MakerNote } from '../../containers/makerNote';
import { strongest, toDrive } from '../drive';
import type { MakerFacts } from '../makerFacts';

/** Three characters for the model, six digits for the date of manufacture, four that count. */
const SERIAL = /[0-9A-Z]{3}\d{10}/;

/** 0x51: LensType, a name; 0x25: InternalSerialNumber, not the one on the body. */
export const panasonic = (note: MakerNote): MakerFacts => ({
  serial: SERIAL.exec(note.tiff.raw(note.entries.get(0x25), 16).toString('latin1'))?.[0] ?? null,
  lens: note.tiff.text(note.entries.get(0x51)),
  drive: panasonicDrive(note),
});

/** BurstMode (0x2A): 2 exposure, 8 white balance, 18 aperture bracket. */
const BURSTS: Readonly<Record<number, DriveMode>> = {
  0: 'single',
  1: 'continuous',
  2: 'bracket',
  3: 'focus-stack',
  4: 'continuous',
  8: 'bracket',
  17: 'continuous',
  18: 'bracket',
};
/** TimerRecording (0x96): time lapse, stop motion, focus bracket. */
const TIMERS: Readonly<Record<number, DriveMode>> = { 1: 'interval', 2: 'interval', 3: 'focus-stack' };

/** 0x2B: SequenceNumber; 0x2E: SelfTimer, 1 = off; 0x93: SweepPanoramaDirection; 0x9E: HDR; 0xB4: MultiExposure, 2 = on. */
function panasonicDrive({ tiff, entries }: MakerNote): Drive | null {
  const value = (tag: number): number => tiff.number(entries.get(tag)) ?? 0;
  const burst = tiff.number(entries.get(0x2a));
  const timer = value(0x96);
  return toDrive({
    mode: strongest(
      TIMERS[timer],
      value(0xb4) === 2 ? 'multiple-exposure' : null,
      value(0x93) > 0 ? 'panorama' : null,
      value(0x9e) > 0 ? 'hdr' : null,
      value(0x2e) > 1 ? 'self-timer' : null,
      burst === null ? null : BURSTS[burst],
    ),
    sequenceNumber: value(0x2b),
  });
}
