import type { FrameRow } from '../../protocol/frameTable';
import type { GridDetails, GridMetadata } from '../../protocol/grid';
import type { GridStrings } from '../../protocol/gridStrings';
import { fill } from '../shared/dom';
import { cameraText, shutterText } from '../shared/numbers';
import { dateTimeText } from './words';

export type Fact = readonly [label: string, value: string];

/** What the camera wrote, as rows; what is unknown is left out. Before the details are there, what the table knows. */
export function cameraFacts(frame: FrameRow, metadata: GridMetadata | null, { side }: GridStrings): readonly Fact[] {
  const rows: readonly (readonly [string, string | null])[] = [
    [side.time, frame.time === null ? null : dateTimeText(frame.time)],
    [side.camera, metadata === null ? frame.camera : cameraText(metadata) || null],
    [side.lens, frame.lens],
    [side.focalLength, focalText(frame.focalLength, metadata?.focalLength35 ?? null, side.focalLength35)],
    [side.aperture, frame.aperture === null ? null : `f/${short(frame.aperture)}`],
    [side.shutter, frame.shutter === null ? null : shutterText(frame.shutter)],
    [side.iso, frame.iso === null ? null : String(frame.iso)],
    ...(metadata === null ? [] : moreFacts(metadata, side)),
  ];
  return rows.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as const]));
}

function moreFacts(metadata: GridMetadata, side: GridStrings['side']): readonly (readonly [string, string | null])[] {
  const { exposureBias, flashFired, width, height, serial, gps } = metadata;
  return [
    [side.exposureBias, exposureBias === null ? null : `${signed(exposureBias)} EV`],
    [side.flash, flashFired === null ? null : flashFired ? side.flashFired : side.flashNotFired],
    [side.size, width === null || height === null ? null : `${width} × ${height}`],
    [side.serial, serial],
    [side.position, gps === null ? null : placeText(gps)],
  ];
}

/** The files that belong to it. */
export function fileFacts(frame: FrameRow, details: GridDetails | null, { side }: GridStrings): readonly Fact[] {
  const size = details === null ? [] : [[side.file, bytesText(details.size)] as const];
  const companions = details?.companions.map(fileName).join(', ') || frame.companions;
  const copies = details === null || details.copies.length === 0 ? null : details.copies.join(', ');
  return [
    [side.path, frame.path],
    ...size,
    ...(companions === null ? [] : [[side.companions, companions] as const]),
    ...(copies === null ? [] : [[side.copies, copies] as const]),
  ];
}

const short = (value: number): string => String(Number(value.toFixed(1)));

function focalText(focalLength: number | null, equivalent: number | null, template: string): string | null {
  if (focalLength === null) return null;
  const text = `${short(focalLength)} mm`;
  return equivalent === null || Math.round(equivalent) === Math.round(focalLength) ? text : fill(template, text, Math.round(equivalent));
}

/** With a true minus, as in sentences about exposure. */
export const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : '±'}${Number(Math.abs(value).toFixed(1))}`;

function placeText({ latitude, longitude, altitude }: NonNullable<GridMetadata['gps']>): string {
  const place = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return altitude === null ? place : `${place}, ${Math.round(altitude)} m`;
}

/** Decimal units, as file managers show them. */
export function bytesText(bytes: number): string {
  const [divisor, unit] = bytes >= 1e9 ? ([1e9, 'GB'] as const) : bytes >= 1e6 ? ([1e6, 'MB'] as const) : ([1e3, 'kB'] as const);
  return `${(bytes / divisor).toFixed(1)} ${unit}`;
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
