import type { Drive, DriveMode } from '../../../model';
import type { MakerNote } from '../../containers/makerNote';
import { strongest, toDrive } from '../drive';
import { lensName } from '../lensName';
import type { MakerFacts } from '../makerFacts';

/**
 * 0x1D, in older bodies 0xA0 (`No= 1234`): serial number; 0x02: ISO as the second of two numbers, the only place in early bodies;
 * 0x84: shortest and longest focal length with their f-numbers.
 */
export function nikon(note: MakerNote): MakerFacts {
  const { tiff, entries } = note;
  return {
    serial: tiff.text(entries.get(0x1d)) ?? tiff.text(entries.get(0xa0))?.replace(/^no[.=:]*\s*/i, '') ?? null,
    iso: tiff.numbers(entries.get(0x02), 2)[1] || null,
    lens: lensName(tiff.numbers(entries.get(0x84), 4)),
    drive: nikonDrive(note),
  };
}

/** Bits of ShootingMode (0x89). */
const BIT = { continuous: 0, delay: 1, selfTimer: 3, exposureBracket: 4, whiteBalanceBracket: 6, lightingBracket: 8, preCapture: 11 };

/** MultiExposureMode, the first number of 0xB0 behind its version; 2 = image overlay. */
const MULTI_EXPOSURE: Readonly<Record<number, DriveMode>> = { 1: 'multiple-exposure', 2: 'multiple-exposure', 3: 'hdr' };

/** 0xA7: ShutterCount, 4294965247 = unknown; 0x19: ExposureBracketValue in EV. */
function nikonDrive(note: MakerNote): Drive | null {
  const { tiff, entries } = note;
  const bits = tiff.number(entries.get(0x89));
  const count = tiff.number(entries.get(0xa7));
  const has = (...wanted: readonly number[]): boolean => bits !== null && wanted.some((bit) => (bits & (1 << bit)) !== 0);
  const isBracket = has(BIT.exposureBracket, BIT.whiteBalanceBracket, BIT.lightingBracket);
  return toDrive({
    mode: strongest(
      MULTI_EXPOSURE[multiExposure(note)],
      isBracket ? 'bracket' : null,
      has(BIT.continuous, BIT.preCapture) ? 'continuous' : null,
      has(BIT.delay, BIT.selfTimer) ? 'self-timer' : null,
      bits === null ? null : 'single',
    ),
    shotCount: count === 0xfffff7ff ? null : count,
    bracketValue: isBracket ? tiff.number(entries.get(0x19)) : null,
  });
}

/** Its byte order varies with the body; the number is small. */
function multiExposure({ tiff, entries }: MakerNote): number {
  const record = tiff.raw(entries.get(0xb0), 8);
  return record.length === 8 ? Math.min(record.readUInt32LE(4), record.readUInt32BE(4)) : 0;
}
