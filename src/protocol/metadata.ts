import * as z from 'zod/mini';
import { DRIVE_MODES } from '../core/model';

const number = z.number();
const text = z.string();

const drive = z.object({
  mode: z.nullable(z.enum(DRIVE_MODES)),
  sequenceNumber: z.nullable(number),
  shotCount: z.nullable(number),
  bracketValue: z.nullable(number),
});

/** `Metadata` of the core, whole. */
export const metadata = z.object({
  timestamp: z.nullable(text),
  iso: z.nullable(number),
  shutter: z.nullable(number),
  aperture: z.nullable(number),
  focalLength: z.nullable(number),
  focalLength35: z.nullable(number),
  make: z.nullable(text),
  model: z.nullable(text),
  serial: z.nullable(text),
  lens: z.nullable(text),
  orientation: z.nullable(number),
  width: z.nullable(number),
  height: z.nullable(number),
  exposureBias: z.nullable(number),
  exposureMode: z.nullable(number),
  exposureProgram: z.nullable(number),
  flash: z.nullable(z.object({ fired: z.boolean(), code: number })),
  gps: z.nullable(z.object({ latitude: number, longitude: number, altitude: z.nullable(number) })),
  burstId: z.nullable(text),
  drive: z.nullable(drive),
  rating: z.nullable(number),
  label: z.nullable(text),
});
