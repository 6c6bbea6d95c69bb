import path from 'node:path';
import { cameraName } from './camera';
import { failureSentence } from './failures';
import type { DecisionVerdict, GroupKind, PhotoView, PreviewSource, ReasonCode, Regrouped, Verdict } from './model';
import { previewPath } from './previewCache';
import type { ShootView } from './reports';
import { labelOf, ratingOf } from './select/marks';

/** One photo in the words of the data model: a line of the manifest and of `qrate list`. `null` = unknown. */
export interface PhotoRecord {
  /** Relative to the shoot, with `/`. */
  readonly path: string;
  readonly companions: readonly string[];
  /** Bytes. */
  readonly size: number;
  readonly hash_blake3: string | null;
  readonly hash_perceptual: string | null;
  /** Naive local time, with fraction and offset as far as the file has them. */
  readonly exif_timestamp: string | null;
  readonly exif_iso: number | null;
  /** Seconds. */
  readonly exif_shutter: number | null;
  /** f-number. */
  readonly exif_aperture: number | null;
  /** Millimetres. */
  readonly exif_focal_length: number | null;
  readonly camera: string | null;
  readonly lens: string | null;
  readonly orientation: number | null;
  readonly width: number | null;
  readonly height: number | null;
  /** Relative to the shoot; absolute where the cache lies outside it. */
  readonly preview_path: string | null;
  readonly preview_source: PreviewSource | null;
  readonly preview_width: number | null;
  readonly preview_height: number | null;
  readonly sharpness: number | null;
  readonly exposure_score: number | null;
  readonly noise_estimate: number | null;
  readonly group_id: string | null;
  readonly group_kind: GroupKind | null;
  readonly best_path: string | null;
  readonly suggestion: Verdict | null;
  readonly rank: number | null;
  readonly reason: ReasonCode | null;
  readonly decision: DecisionVerdict | null;
  readonly rating: number | null;
  readonly label: string | null;
  /** `stage: sentence`. */
  readonly error: string | null;
  /** Number of faces; `null` where nobody looked for them. */
  readonly faces: number | null;
  /** What the person said about its group. */
  readonly regrouped: Regrouped | null;
  /** Seconds by which the person corrected the camera's clock; `exif_timestamp` is as the file says. */
  readonly clock_offset: number | null;
}

/** The record of one photo; its keys are always these, in this order. */
export function photoRecord(photo: PhotoView, shoot: Pick<ShootView, 'root' | 'cacheDir'>): PhotoRecord {
  return {
    path: photo.path,
    companions: photo.companions.map((it) => it.path),
    size: photo.size,
    hash_blake3: photo.hash,
    hash_perceptual: photo.scores?.phash ?? null,
    ...exifFields(photo),
    ...previewFields(photo, shoot),
    sharpness: photo.scores?.sharpness ?? null,
    exposure_score: photo.scores?.exposure ?? null,
    noise_estimate: photo.scores?.noise ?? null,
    ...verdictFields(photo),
    error: photo.failure && `${photo.failure.stage}: ${failureSentence(photo.failure)}`,
    faces: photo.faces?.faces.length ?? null,
    regrouped: photo.regrouped ?? null,
    clock_offset: photo.clockOffset ?? null,
  };
}

function exifFields({ metadata }: PhotoView) {
  return {
    exif_timestamp: metadata?.timestamp ?? null,
    exif_iso: metadata?.iso ?? null,
    exif_shutter: metadata?.shutter ?? null,
    exif_aperture: metadata?.aperture ?? null,
    exif_focal_length: metadata?.focalLength ?? null,
    camera: cameraName(metadata?.make ?? null, metadata?.model ?? null),
    lens: metadata?.lens ?? null,
    orientation: metadata?.orientation ?? null,
    width: metadata?.width ?? null,
    height: metadata?.height ?? null,
  };
}

function previewFields({ preview }: PhotoView, { root, cacheDir }: Pick<ShootView, 'root' | 'cacheDir'>) {
  return {
    preview_path: preview && portable(root, previewPath(cacheDir, preview.contentId)),
    preview_source: preview?.source ?? null,
    preview_width: preview?.width ?? null,
    preview_height: preview?.height ?? null,
  };
}

function verdictFields(photo: PhotoView) {
  const { group, bestPath, suggestion, decision } = photo;
  return {
    group_id: group?.id ?? null,
    group_kind: group?.kind ?? null,
    best_path: bestPath,
    suggestion: suggestion?.verdict ?? null,
    rank: suggestion?.rank ?? null,
    reason: suggestion?.reason.code ?? null,
    decision: decision?.verdict ?? null,
    rating: ratingOf(photo),
    label: labelOf(photo),
  };
}

/** Relative to the shoot with `/`, or the absolute path of a file outside it. */
function portable(root: string, file: string): string {
  const relative = path.relative(root, file);
  const outside = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative);
  return outside ? file : relative.split(path.sep).join('/');
}
