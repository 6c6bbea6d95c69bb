import type { PhotoMetadata, PhotoSnapshot, PhotoStrings } from '../../protocol/photo';
import { fill } from '../shared/dom';
import { cameraText, percentText, sharpnessText, shutterText } from '../shared/numbers';

/** A label and what is known under it. */
export type Row = readonly [label: string, value: string];

/** Rows without those of which nothing is known. */
const known = (rows: readonly (readonly [string, string | null])[]): readonly Row[] =>
  rows.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as const]));

const say = <T>(value: T | null | undefined, text: (value: T) => string): string | null => (value == null ? null : text(value));

/** At most `digits` decimals, none that are 0. */
const number = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

const signed = (value: number, digits: number): string => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${number(Math.abs(value), digits)}`;

export function scoreRows({ scores, strings: { facts } }: Pick<PhotoSnapshot, 'scores' | 'strings'>): readonly Row[] {
  if (scores === null) return [];
  return [
    [facts.sharpness, sharpnessText(scores.sharpness)],
    [facts.exposure, percentText(scores.exposure)],
    [facts.noise, percentText(scores.noise)],
    [facts.clippedShadows, percentText(scores.clippedShadows)],
    [facts.clippedHighlights, percentText(scores.clippedHighlights)],
  ];
}

/** Everything that the camera wrote and qrate reads. */
export function cameraRows(metadata: PhotoMetadata | null, strings: PhotoStrings): readonly Row[] {
  if (metadata === null) return [];
  const { facts } = strings;
  return known([
    [facts.time, say(metadata.timestamp, (it) => it.replace('T', ' '))],
    [facts.camera, cameraText(metadata)],
    [facts.serial, metadata.serial],
    [facts.lens, metadata.lens],
    [facts.focalLength, focalText(metadata, facts.focalLength35)],
    [facts.aperture, say(metadata.aperture, (it) => `f/${number(it, 1)}`)],
    [facts.shutter, say(metadata.shutter, shutterText)],
    [facts.iso, say(metadata.iso, String)],
    [facts.exposureBias, say(metadata.exposureBias, (it) => `${signed(it, 2)} EV`)],
    [strings.program, say(metadata.exposureProgram, (it) => strings.programs[it] ?? String(it))],
    [strings.mode, say(metadata.exposureMode, (it) => strings.modes[it] ?? String(it))],
    [facts.flash, say(metadata.flash, ({ fired }) => (fired ? facts.flashFired : facts.flashNotFired))],
    ...driveRows(metadata, strings),
    [facts.position, say(metadata.gps, positionText)],
    [facts.size, metadata.width && metadata.height ? `${metadata.width} × ${metadata.height}` : null],
    [strings.orientation, say(metadata.orientation, orientationText)],
  ]);
}

function driveRows({ drive, burstId }: PhotoMetadata, strings: PhotoStrings): readonly (readonly [string, string | null])[] {
  return [
    [strings.drive, say(drive?.mode, (it) => strings.driveModes[it] ?? it)],
    [strings.sequence, say(drive?.sequenceNumber, String)],
    [strings.bracket, say(drive?.bracketValue, (it) => `${signed(it, 2)} EV`)],
    [strings.shotCount, say(drive?.shotCount, String)],
    [strings.burstId, burstId],
  ];
}

function focalText({ focalLength, focalLength35 }: PhotoMetadata, with35: string): string | null {
  if (focalLength === null) return null;
  const text = `${number(focalLength, 1)} mm`;
  return focalLength35 === null || focalLength35 === focalLength ? text : fill(with35, text, number(focalLength35, 1));
}

/** Decimal degrees, as maps take them. */
function positionText({ latitude, longitude, altitude }: NonNullable<PhotoMetadata['gps']>): string {
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return altitude === null ? place : `${place}, ${Math.round(altitude)} m`;
}

/** EXIF's 1–8 as a turn, with the mirror that phones' front cameras use. */
function orientationText(value: number): string {
  const turn = { 1: '0°', 2: '0° ↔', 3: '180°', 4: '180° ↔', 5: '90° ↔', 6: '90°', 7: '270° ↔', 8: '270°' }[value];
  return turn ?? String(value);
}

export function fileRows(snapshot: PhotoSnapshot): readonly Row[] {
  const { strings, metadata, source, format } = snapshot;
  const { facts } = strings;
  return known([
    [facts.path, snapshot.file],
    [strings.format, format === null ? null : format.toUpperCase()],
    [strings.fileSize, snapshot.bytes > 0 ? bytesText(snapshot.bytes) : null],
    [strings.previewFrom, say(source, (it) => strings.sources[it] ?? it)],
    [facts.companions, snapshot.companions.join(', ')],
    [strings.foundRating, say(metadata?.rating, String)],
    [strings.foundLabel, metadata?.label ?? null],
  ]);
}

/** `24.3 MB`: decimal units, as file managers show them. */
function bytesText(bytes: number): string {
  const unit = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** unit;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${['B', 'kB', 'MB', 'GB'][unit]}`;
}
