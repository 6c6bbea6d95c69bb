import type { DriveMode, GroupKind } from '../model';
import { type Frame, hasSerial, nameDistance, secondsBetween } from './frames';
import { isNextInSequence } from './naturalName';

/** Kinds that only the camera can tell for sure: its MakerNote says so on every frame. */
export type SequenceKind = Extract<GroupKind, 'pixel-shift' | 'focus-stack' | 'multiple-exposure' | 'panorama' | 'interval'>;

/** What a drive mode makes of a frame; the others (continuous, self-timer, single) leave it free. */
const KINDS: Readonly<Partial<Record<DriveMode, SequenceKind | 'bracket'>>> = {
  'pixel-shift': 'pixel-shift',
  'focus-stack': 'focus-stack',
  'multiple-exposure': 'multiple-exposure',
  panorama: 'panorama',
  interval: 'interval',
  hdr: 'bracket',
  bracket: 'bracket',
};

const driveOf = ({ photo }: Frame) => photo.metadata?.drive ?? null;
const modeOf = (frame: Frame): DriveMode | null => driveOf(frame)?.mode ?? null;

/**
 * The kind of sequence that the camera says this frame was taken for, even if its siblings are gone; such a frame is never
 * offered as the better or worse of others. By the drive mode (MakerNotes); a bracket also by EXIF ExposureMode 2 or an offset.
 */
export function kindSaid(frame: Frame): SequenceKind | 'bracket' | null {
  const kind = KINDS[modeOf(frame) ?? 'single'];
  if (kind !== undefined) return kind;
  const isBracket = frame.photo.metadata?.exposureMode === 2 || (driveOf(frame)?.bracketValue ?? 0) !== 0;
  return isBracket ? 'bracket' : null;
}

export const bracketValueOf = (frame: Frame): number | null => driveOf(frame)?.bracketValue ?? null;

/** By how much the camera's number of the frame in its sequence (from 1) grew; `null` where it does not number them. */
export function sequenceDistance(earlier: Frame, later: Frame): number | null {
  const [a, b] = [driveOf(earlier)?.sequenceNumber ?? null, driveOf(later)?.sequenceNumber ?? null];
  return a === null || b === null ? null : b - a;
}

/** 1 after n, or n after n: another sequence has begun. */
const restarts = (earlier: Frame, later: Frame): boolean => (sequenceDistance(earlier, later) ?? 1) < 1;

/** Phones number pictures as they finish them, which may be out of turn by this much. */
const SWAPPED_NAMES = 3;

/**
 * How many frames of its body the later one comes after the earlier: by the camera's numbers, the larger where several tell, and
 * for a body without a serial by its names. 0 = not after it: another sequence, another body. `null` = nothing counts.
 */
export function framesLater(earlier: Frame, later: Frame): number | null {
  if (restarts(earlier, later)) return 0;
  const shots = shotDistance(earlier, later);
  const names = hasSerial(later) || earlier.folder !== later.folder ? null : nameDistance(earlier.name, later.name);
  if ((shots ?? 0) < 0 || (names ?? 0) < -SWAPPED_NAMES) return 0;
  const known = [sequenceDistance(earlier, later), shots, names].filter((it) => it !== null && it > 0) as readonly number[];
  return known.length === 0 ? null : Math.max(...known);
}

/** 0 is no evidence: a white balance bracket makes several files of one release. */
function shotDistance(earlier: Frame, later: Frame): number | null {
  const [a, b] = [driveOf(earlier)?.shotCount ?? null, driveOf(later)?.shotCount ?? null];
  if (a === null || b === null) return null;
  // Canon's folder × 10000 + number goes from 1009999 to 1010001.
  return a % 10_000 === 9999 && b - a === 2 ? 1 : b - a;
}

/** Whether numbers or names say that nothing was taken between the two. */
export function isNextFrame(earlier: Frame, later: Frame): boolean {
  const distance = framesLater(earlier, later);
  return distance === 1 || (distance === null && isNextInSequence(earlier.name, later.name));
}

export const areContinuous = (...frames: readonly Frame[]): boolean => frames.every((frame) => modeOf(frame) === 'continuous');

/**
 * Whose "single" can be believed: Canon's ContinuousDrive 0, Nikon's ShootingMode without its continuous bit, Sony's ReleaseMode 0.
 * Fujifilm, Panasonic, Olympus, Pentax, Minolta and Sigma have modes (pre-capture, 4K and 6K photo, electronic bursts) that these
 * settings do not show, or a setting that means other things in other bodies.
 */
const TRUSTED = /^(canon|nikon|sony)\b/i;
/** A finger presses no faster: frames closer than this in seconds were not released one by one, whatever the note says. */
const FASTEST_PRESSES = 0.2;

/** Whether the camera says that each of the two took its own press of the button (or the self-timer's). */
export function areSingles(earlier: Frame, later: Frame): boolean {
  const isFast = earlier.clock === 'fraction' && later.clock === 'fraction' && (secondsBetween(earlier, later) ?? 0) < FASTEST_PRESSES;
  return !isFast && isSaidSingle(earlier) && isSaidSingle(later);
}

function isSaidSingle(frame: Frame): boolean {
  const mode = modeOf(frame);
  return (mode === 'single' || mode === 'self-timer') && TRUSTED.test(frame.photo.metadata?.make ?? '');
}
