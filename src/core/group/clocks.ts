import { bodyName } from '../camera';
import type { Photo } from '../model';
import { captureTimeOf } from './captureTime';
import type { Frame } from './frames';
import { compareCaptures } from './order';

/**
 * Seconds to add to what the clock of each body showed, by `bodyName`. A body whose clock was right is absent. Photos whose files
 * do not say their body's number are a body of their own.
 */
export type ClockOffsets = ReadonlyMap<string, number>;

/** A clock that was set to another century is the last one worth correcting. */
export const MAX_CLOCK_OFFSET = 100 * 366 * 86_400;

/**
 * The photos with the correction of their camera's clock, which every order and distance in time takes into account. What the file
 * says (`metadata.timestamp`) stays, and a photo without a time stays without one.
 */
export function withClocks<T extends Photo>(photos: readonly T[], offsets: ClockOffsets): readonly T[] {
  if (offsets.size === 0) return photos;
  return photos.map((photo) => {
    const clockOffset = offsets.get(bodyName(photo.metadata) ?? '');
    return clockOffset === undefined ? photo : { ...photo, clockOffset };
  });
}

/**
 * Frames whose order and distances follow the corrected clocks, while how finely a clock ticks is judged by what it showed: a camera
 * that counts whole minutes still does so when it is 62 seconds late.
 */
export function onCorrectedClocks(toFrames: (photos: readonly Photo[]) => readonly Frame[], photos: readonly Photo[]): readonly Frame[] {
  if (photos.every(({ clockOffset }) => clockOffset === undefined)) return toFrames(photos);
  const asWritten = photos.map(({ clockOffset: _, ...photo }) => photo);
  const corrected = new Map(photos.map((photo) => [photo.path, photo]));
  return toFrames(asWritten)
    .map((frame) => onCorrectedClock(frame, corrected.get(frame.path) ?? frame.photo))
    .sort(compareCaptures);
}

const onCorrectedClock = (frame: Frame, photo: Photo): Frame => ({ ...frame, photo, time: captureTimeOf(photo) });

/** `H:MM` or `H:MM:SS`, with decimals of the second. */
const CLOCK_FACE = /^(\d{1,6}):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?$/;
const SECONDS = /^\d{1,10}(?:\.\d+)?$/;
const UNITS = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,8})m)?(?:(\d{1,10}(?:\.\d+)?)s)?$/i;

/**
 * A clock offset in seconds, exact to a millisecond, as a person writes it: `+01:02:03`, `-1:30` (hours and minutes, as ExifTool reads
 * it), `-90`, `2.5`, `+1h`, `-2m30s`, `1d`. `null` for anything else and beyond MAX_CLOCK_OFFSET.
 */
export function parseOffset(text: string): number | null {
  const [, sign = '', rest = ''] = /^\s*([+\-−]?)\s*(\S+)\s*$/.exec(text) ?? [];
  const size = sizeOf(rest);
  if (size === null || size > MAX_CLOCK_OFFSET) return null;
  const millis = Math.round(size * 1000);
  return millis === 0 ? 0 : ((sign === '' || sign === '+' ? 1 : -1) * millis) / 1000;
}

function sizeOf(text: string): number | null {
  if (SECONDS.test(text)) return Number(text);
  const face = CLOCK_FACE.exec(text);
  if (face !== null) return sum(face.slice(1), [3600, 60, 1]);
  const units = text === '' ? null : UNITS.exec(text);
  return units === null ? null : sum(units.slice(1), [86_400, 3600, 60, 1]);
}

const sum = (parts: readonly (string | undefined)[], weights: readonly number[]): number =>
  parts.reduce((total, part, i) => total + Number(part ?? 0) * (weights[i] ?? 0), 0);

/** `+1:02:03`, `-0:01:30.5`, `+0:00:00`; the same on every machine. */
export function formatOffset(seconds: number): string {
  const millis = Math.round(Math.abs(seconds) * 1000);
  const [hours, minutes] = [Math.floor(millis / 3_600_000), Math.floor(millis / 60_000) % 60];
  const [whole, rest] = [Math.floor(millis / 1000) % 60, millis % 1000];
  const fraction = rest === 0 ? '' : `.${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
  return `${seconds < 0 ? '-' : '+'}${hours}:${two(minutes)}:${two(whole)}${fraction}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
