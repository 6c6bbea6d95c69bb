import * as z from 'zod';
import { DRIVE_MODES, GROUP_KINDS, PREVIEW_SOURCES, REASON_CODES, VERDICTS } from '../../model';
import type { ManifestRecord } from './record';

const number = z.number().nullable();
const text = z.string().nullable();
const whole = z.int().nullable();
const fraction = z.number().min(0).max(1).nullable();

const file = {
  path: z.string().describe('Relative to the shoot, with “/”.'),
  companions: z.array(z.string()).describe('Files that travel with the photo: the JPEG of the pair, .xmp, .acr, .thm, .wav.'),
  size: z.int().min(0).describe('Bytes.'),
  hash_blake3: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .describe('BLAKE3 of the whole file.'),
  hash_perceptual: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable()
    .describe('64-bit DCT hash of the preview.'),
};

const exif = {
  exif_timestamp: text.describe('Naive local time as the file says, with fraction and offset as far as it has them.'),
  exif_iso: number,
  exif_shutter: number.describe('Seconds.'),
  exif_aperture: number.describe('f-number.'),
  exif_focal_length: number.describe('Millimetres, as on the lens.'),
  camera: text.describe('Make and model, the maker named once.'),
  lens: text,
  orientation: whole.describe('EXIF orientation, 1–8.'),
  width: whole.describe('Pixels, as stored.'),
  height: whole.describe('Pixels, as stored.'),
};

const preview = {
  preview_path: text.describe('Relative to the shoot; absolute where the cache lies outside it.'),
  preview_source: z.enum(PREVIEW_SOURCES).nullable(),
  preview_width: whole.describe('Pixels, upright.'),
  preview_height: whole.describe('Pixels, upright.'),
};

const verdict = {
  sharpness: z.number().min(0).nullable().describe('Variance of the Laplacian of the grey preview; higher is sharper.'),
  exposure_score: fraction.describe('Higher is better exposed.'),
  noise_estimate: fraction.describe('Higher is noisier.'),
  group_id: text,
  group_kind: z.enum(GROUP_KINDS).nullable(),
  best_path: text.describe('The best frame of the group, where it has one.'),
  suggestion: z.enum(VERDICTS).nullable().describe('What qrate suggests.'),
  rank: z.int().min(1).nullable().describe('Inside the group, 1 = best.'),
  reason: z.enum(REASON_CODES).nullable(),
  decision: z.enum(['pick', 'reject']).nullable().describe('What the person decided; it beats the suggestion.'),
  rating: z.int().min(-1).max(5).nullable().describe('The person’s, else what the file or its sidecar says (−1 = rejected there).'),
  label: text.describe('The person’s colour label, else what the file or its sidecar says.'),
  error: text.describe('Stage and sentence, where the photo could not be used.'),
  faces: whole.describe('Number of faces; null where nobody looked for them.'),
  regrouped: z.enum(['merge', 'split', 'never']).nullable().describe('What the person said about its group.'),
  clock_offset: number.describe('Seconds by which the person corrected the clock of the camera.'),
};

const more = {
  format: z.enum(['raw', 'jpeg', 'heif', 'avif', 'tiff', 'png', 'webp']).nullable().describe('By content, not by extension.'),
  modified_ms: z.number().describe('Milliseconds since 1970, as the file system tells it.'),
  captured_at: text.describe('Naive local time by the corrected clock, to the microsecond at most.'),
  make: text,
  model: text,
  serial: text.describe('Serial number of the body.'),
  exif_focal_length_35: number.describe('Millimetres, 35 mm equivalent.'),
  exif_exposure_bias: number.describe('EV.'),
  exif_exposure_mode: whole.describe('EXIF: 0 auto, 1 manual, 2 auto bracket.'),
  exif_exposure_program: whole.describe('EXIF ExposureProgram.'),
  flash_fired: z.boolean().nullable(),
  flash_code: whole.describe('EXIF Flash, all bits.'),
  gps: z.strictObject({ latitude: z.number(), longitude: z.number(), altitude: number }).nullable().describe('WGS 84, degrees and metres.'),
  burst_id: text.describe('Shared by the frames of a burst, where the camera writes one.'),
  drive: z
    .strictObject({ mode: z.enum(DRIVE_MODES).nullable(), sequence_number: whole, shot_count: whole, bracket_value: number })
    .nullable()
    .describe('What the camera says about the sequence that the frame belongs to; the bracket value in EV.'),
  embedded_rating: number.describe('Of the file or its sidecar, before the person said anything.'),
  embedded_label: text,
  clipped_shadows: fraction.describe('Fraction of pixels at the dark end.'),
  clipped_highlights: fraction.describe('Fraction of pixels at the bright end.'),
  group_members: z.array(z.string()).describe('Paths in capture order, the photo’s own included; empty without a group.'),
  reason_numbers: z.record(z.string(), z.number()).describe('The numbers behind the reason.'),
  reason_other: text.describe('Path of the photo that this one was compared with.'),
  sentence: z.string().describe('The reason in words.'),
  recipe: z
    .strictObject({
      keepPerBurst: z.int().min(1),
      minSharpness: z.number().min(0),
      burstSeconds: z.number().positive(),
      nearDistance: z.int().min(0).max(16),
      taste: z
        .strictObject({ model: z.string(), weight: z.number().min(0).max(1) })
        .optional()
        .describe('The taste that was weighed in; absent = technical quality alone.'),
    })
    .nullable()
    .describe('Settings of the cull.'),
  versions: z
    .strictObject({
      manifest: z.literal(1),
      qrate: z.string(),
      ingest: z.int(),
      analyze: z.int(),
      hash: z.int(),
      render: z.int(),
      group: z.int(),
    })
    .describe('Of this format, of qrate and of the stages that computed what is above.'),
};

/** One line of the manifest. Published as `docs/manifest.schema.json`, which a test keeps equal to this. */
export const manifestSchema = z
  .strictObject({ ...file, ...exif, ...preview, ...verdict, ...more } satisfies {
    [K in keyof ManifestRecord]: z.ZodType<ManifestRecord[K]>;
  })
  .describe('One line of a manifest that “qrate export --format manifest” writes: one photo. null = unknown.');
