import { captureTimeOf, captureTimeText } from '../../group/captureTime';
import type { DriveMode, Gps, PhotoFormat, PhotoView, Recipe } from '../../model';
import { type PhotoRecord, photoRecord } from '../../record';
import type { ShootView } from '../../reports';
import { ANALYZE_VERSION, GROUP_VERSION, HASH_VERSION, INGEST_VERSION, RENDER_VERSION } from '../../stageVersions';
import { version } from '../../version';
import type { SentenceOf } from '../run';

/** Of the fields of a manifest's line; a field that is renamed or means something else raises it, a new one does not. */
export const MANIFEST_VERSION = 1;

/** A line of the manifest: the record that `qrate list` shows, then everything else that is known. `null` = unknown. */
export interface ManifestRecord extends PhotoRecord {
  readonly format: PhotoFormat | null;
  /** Milliseconds since 1970, as the file system tells it. */
  readonly modified_ms: number;
  /** Naive local time by the corrected clock, with as many decimals as are known (six at most). */
  readonly captured_at: string | null;
  readonly make: string | null;
  readonly model: string | null;
  readonly serial: string | null;
  /** Millimetres, 35 mm equivalent. */
  readonly exif_focal_length_35: number | null;
  /** EV. */
  readonly exif_exposure_bias: number | null;
  readonly exif_exposure_mode: number | null;
  readonly exif_exposure_program: number | null;
  readonly flash_fired: boolean | null;
  readonly flash_code: number | null;
  readonly gps: Gps | null;
  readonly burst_id: string | null;
  readonly drive: ManifestDrive | null;
  /** What the file or its sidecar said before the person did. */
  readonly embedded_rating: number | null;
  readonly embedded_label: string | null;
  /** Fractions 0–1. */
  readonly clipped_shadows: number | null;
  readonly clipped_highlights: number | null;
  /** Paths in capture order, the photo's own included. */
  readonly group_members: readonly string[];
  readonly reason_numbers: Readonly<Record<string, number>>;
  readonly reason_other: string | null;
  /** The reason in words. */
  readonly sentence: string;
  readonly recipe: Recipe | null;
  readonly versions: ManifestVersions;
}

export interface ManifestDrive {
  readonly mode: DriveMode | null;
  readonly sequence_number: number | null;
  readonly shot_count: number | null;
  /** EV. */
  readonly bracket_value: number | null;
}

export interface ManifestVersions {
  readonly manifest: number;
  readonly qrate: string;
  readonly ingest: number;
  readonly analyze: number;
  readonly hash: number;
  readonly render: number;
  readonly group: number;
}

const VERSIONS: ManifestVersions = {
  manifest: MANIFEST_VERSION,
  qrate: version,
  ingest: INGEST_VERSION,
  analyze: ANALYZE_VERSION,
  hash: HASH_VERSION,
  render: RENDER_VERSION,
  group: GROUP_VERSION,
};

/** The record of one photo; its keys are always these, in this order. */
export function manifestRecord(photo: PhotoView, { view, sentence }: { view: ShootView; sentence: SentenceOf }): ManifestRecord {
  return {
    ...photoRecord(photo, view),
    format: photo.format,
    modified_ms: photo.mtimeMs,
    captured_at: capturedAt(photo),
    ...cameraFields(photo),
    embedded_rating: photo.metadata?.rating ?? null,
    embedded_label: photo.metadata?.label ?? null,
    clipped_shadows: photo.scores?.clippedShadows ?? null,
    clipped_highlights: photo.scores?.clippedHighlights ?? null,
    group_members: photo.group?.members ?? [],
    reason_numbers: photo.suggestion?.reason.numbers ?? {},
    reason_other: photo.suggestion?.reason.other ?? null,
    sentence: sentence(photo),
    recipe: view.recipe,
    versions: VERSIONS,
  };
}

function cameraFields({ metadata }: PhotoView) {
  return {
    make: metadata?.make ?? null,
    model: metadata?.model ?? null,
    serial: metadata?.serial ?? null,
    exif_focal_length_35: metadata?.focalLength35 ?? null,
    exif_exposure_bias: metadata?.exposureBias ?? null,
    exif_exposure_mode: metadata?.exposureMode ?? null,
    exif_exposure_program: metadata?.exposureProgram ?? null,
    flash_fired: metadata?.flash?.fired ?? null,
    flash_code: metadata?.flash?.code ?? null,
    gps: metadata?.gps ?? null,
    burst_id: metadata?.burstId ?? null,
    drive: driveFields(metadata?.drive ?? null),
  };
}

function driveFields(drive: NonNullable<PhotoView['metadata']>['drive']): ManifestDrive | null {
  if (drive === null) return null;
  const { mode, sequenceNumber, shotCount, bracketValue } = drive;
  return { mode, sequence_number: sequenceNumber, shot_count: shotCount, bracket_value: bracketValue };
}

/** Times are kept as binary fractions: to the microsecond they are what the file says. */
function capturedAt(photo: PhotoView): string | null {
  const time = captureTimeOf(photo);
  if (time === null) return null;
  const micros = Math.round(time.seconds * 1e6);
  const whole = Math.floor(micros / 1e6);
  const fraction = String(micros - whole * 1e6)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return captureTimeText(whole) + (fraction === '' ? '' : `.${fraction}`);
}
