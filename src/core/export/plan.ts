import type { PhotoView } from '../model';

export type ExportFormat = 'copy' | 'xmp' | 'list' | 'gallery' | 'manifest';

export interface ExportRequest {
  readonly format: ExportFormat;
  /** Absolute path of the destination (folder, or file for list and manifest). `null` = the format's default. */
  readonly out: string | null;
  /** At most this many photos, spread over bursts, scenes and time. `null` = all that are selected. */
  readonly top: number | null;
}

/** One write that Apply will do, or a refusal found while planning. Paths are absolute. */
export interface ExportAction {
  readonly kind: 'copy' | 'write-sidecar' | 'patch-sidecar' | 'write-file' | 'refuse' | 'unchanged';
  /** The photo, relative to the shoot. */
  readonly photo: string | null;
  readonly source: string | null;
  readonly target: string;
  readonly bytes: number;
  /** A sentence, for `refuse` and `unchanged`. */
  readonly reason: string | null;
}

/** Pure data: what would be written where. Made without writing anything. */
export interface ExportPlan {
  readonly request: ExportRequest;
  readonly selected: readonly PhotoView[];
  readonly actions: readonly ExportAction[];
  /** Warnings for the person, e.g. that Lightroom ignores sidecars of JPEG files. */
  readonly notes: readonly string[];
}
