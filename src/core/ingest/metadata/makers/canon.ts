import type { Drive, DriveMode } from '../../../model';
import type { MakerNote } from '../../containers/makerNote';
import { strongest, toDrive } from '../drive';
import type { MakerFacts } from '../makerFacts';

/** 0x0C: serial number; 0x95: LensModel; 0x08: file number. */
export function canon(note: MakerNote): MakerFacts {
  const { tiff, entries } = note;
  const serial = tiff.number(entries.get(0x0c));
  const model = tiff.text(entries.get(0x06)) ?? '';
  const records: CanonRecords = {
    settings: words(note, 0x01),
    shot: words(note, 0x04),
    file: words(note, 0x93),
    isMultiExposure: isOn(note, 0x4021),
    isHdr: isOn(note, 0x4025),
    isFocusBracket: isOn(note, 0x4053),
    fileNumber: tiff.number(entries.get(0x08)),
  };
  return {
    serial: serial ? canonSerial(serial, model) : null,
    lens: tiff.text(entries.get(0x95)),
    iso: canonIso(records),
    drive: canonDrive(records),
  };
}

/** As printed on the body: six digits on the EOS-1D family, ten on the others. */
export const canonSerial = (serial: number, model: string): string => String(serial).padStart(/\b1Ds?\b/.test(model) ? 6 : 10, '0');

/** Canon's records of 16-bit words; empty where there is none. */
export interface CanonRecords {
  /** CameraSettings. */
  readonly settings: readonly number[];
  /** ShotInfo. */
  readonly shot: readonly number[];
  /** FileInfo. */
  readonly file?: readonly number[];
  readonly isMultiExposure?: boolean;
  readonly isHdr?: boolean;
  readonly isFocusBracket?: boolean;
  /** Folder × 10000 + number of the file name. */
  readonly fileNumber: number | null;
}

/** Longest of the records, as far as words of it are used. */
const MAX_WORDS = 64;

/** A record starts with its length in bytes; what does not is at the wrong place. */
function words({ tiff, entries }: MakerNote, tag: number): number[] {
  const entry = entries.get(tag);
  const found = tiff.numbers(entry, MAX_WORDS);
  return entry && found[0] === entry.length ? found.map(signed) : [];
}

const signed = (word: number): number => (word > 0x7fff ? word - 0x10000 : word);

/** The first setting of MultiExp, HDRInfo or FocusBracketingInfo, 32-bit records. */
function isOn({ tiff, entries }: MakerNote, tag: number): boolean {
  const entry = entries.get(tag);
  const [length, setting = 0] = tiff.numbers(entry, 2);
  return entry !== undefined && length === entry.length && setting > 0 && setting < 16;
}

/** CameraISO by its code, 50 to 800. */
const CANON_ISO: Readonly<Record<number, number>> = { 16: 50, 17: 100, 18: 200, 19: 400, 20: 800 };

/** Word 16 of CameraSettings, else AutoISO × BaseISO, words 1 and 2 of ShotInfo; compacts before 2004 write it nowhere else. */
function canonIso({ settings, shot }: CanonRecords): number | null {
  const setting = settings[16] ?? 0;
  const chosen = setting > 0 && (setting & 0x4000) !== 0 && setting < 0x7fff ? setting & 0x3fff : CANON_ISO[setting];
  if (chosen) return chosen;
  const [, auto = 0, base = 0] = shot;
  const plausible = auto >= 0 && auto < 512 && base > 0 && base < 512;
  return plausible ? Math.round((100 / 32) * 2 ** ((auto + base) / 32)) : null;
}

/** Word 5 of CameraSettings, ContinuousDrive; 2 is a film. */
const DRIVES: Readonly<Record<number, DriveMode>> = {
  0: 'single',
  1: 'continuous',
  3: 'continuous',
  4: 'continuous',
  5: 'continuous',
  6: 'single',
  8: 'continuous',
  9: 'single',
  10: 'continuous',
};

/**
 * CameraSettings: 2 SelfTimer, 5 ContinuousDrive, 50 FocusBracketing. ShotInfo: 9 SequenceNumber, 16 AutoExposureBracketing (−1 on,
 * or the shot's number), 17 AEBBracketValue. FileInfo: 3 BracketMode (AEB, flash, ISO, WB), 5 BracketShotNumber, 9 WBBracketMode.
 */
export function canonDrive({ settings, shot, file = [], ...records }: CanonRecords): Drive | null {
  const aeb = shot[16] ?? 0;
  const isAeb = aeb >= -1 && aeb <= 3 && aeb !== 0;
  const isBracket = isAeb || isOneOf(file[3], 4) || isOneOf(file[9], 2);
  const drive = DRIVES[settings[5] ?? -1];
  const isTimed = drive === 'single' && (settings[2] ?? 0) > 0;
  const mode = strongest(
    records.isFocusBracket || settings[50] === 1 ? 'focus-stack' : null,
    records.isMultiExposure ? 'multiple-exposure' : null,
    records.isHdr ? 'hdr' : null,
    isBracket ? 'bracket' : null,
    isTimed ? 'self-timer' : drive,
  );
  return toDrive({
    mode,
    sequenceNumber: isBracket ? file[5] || aeb : mode === 'continuous' ? shot[9] : null,
    shotCount: records.fileNumber,
    bracketValue: isAeb ? canonEv(shot[17] ?? 0) : null,
  });
}

const isOneOf = (value: number | undefined, most: number): boolean => value !== undefined && value >= 1 && value <= most;

/** Canon counts EV in 32nds, but writes thirds as 0x0C and 0x14 (ExifTool, Canon.pm). */
export function canonEv(value: number): number {
  const size = Math.abs(value);
  const part = size & 0x1f;
  const exact = part === 0x0c ? 32 / 3 : part === 0x14 ? 64 / 3 : part;
  return (Math.sign(value) * (size - part + exact)) / 32;
}
