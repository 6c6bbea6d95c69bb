import * as z from 'zod';
import { DRIVE_MODES } from '../core/model';

const number = z.number();
const text = z.string();

const drive = z.object({
  mode: z.enum(DRIVE_MODES).nullable(),
  sequenceNumber: number.nullable(),
  shotCount: number.nullable(),
  bracketValue: number.nullable(),
});

/** `Metadata` of the core, whole. */
export const metadata = z.object({
  timestamp: text.nullable(),
  iso: number.nullable(),
  shutter: number.nullable(),
  aperture: number.nullable(),
  focalLength: number.nullable(),
  focalLength35: number.nullable(),
  make: text.nullable(),
  model: text.nullable(),
  serial: text.nullable(),
  lens: text.nullable(),
  orientation: number.nullable(),
  width: number.nullable(),
  height: number.nullable(),
  exposureBias: number.nullable(),
  exposureMode: number.nullable(),
  exposureProgram: number.nullable(),
  flash: z.object({ fired: z.boolean(), code: number }).nullable(),
  gps: z.object({ latitude: number, longitude: number, altitude: number.nullable() }).nullable(),
  burstId: text.nullable(),
  drive: drive.nullable(),
  rating: number.nullable(),
  label: text.nullable(),
});
