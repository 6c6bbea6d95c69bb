import { DRIVE_MODES, type Drive, type DriveMode } from '../../model';

/** Cameras count to some thousands; more is another field that happens to stand there. */
const MAX_SEQUENCE = 9999;
/** In EV, either way; no camera brackets wider. */
const MAX_BRACKET = 10;

/** The mode that counts of those that hold; `null` for none. */
export const strongest = (...modes: readonly (DriveMode | null | undefined)[]): DriveMode | null =>
  DRIVE_MODES.find((mode) => modes.includes(mode)) ?? null;

/** What is known, with implausible numbers dropped; `null` where nothing is. */
export function toDrive(facts: Partial<Drive>): Drive | null {
  const { mode = null, bracketValue = null } = facts;
  const drive: Drive = {
    mode,
    sequenceNumber: counted(facts.sequenceNumber, MAX_SEQUENCE),
    shotCount: counted(facts.shotCount, Number.MAX_SAFE_INTEGER),
    bracketValue: bracketValue !== null && Math.abs(bracketValue) <= MAX_BRACKET ? bracketValue : null,
  };
  return Object.values(drive).every((it) => it === null) ? null : drive;
}

const counted = (value: number | null | undefined, most: number): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= most ? value : null;
