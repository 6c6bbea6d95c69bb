import type { PhotoView } from '../model';
import type { PhotoFilter } from '../select/filter';
import type { CopyOptions } from './copy/options';
import type { GalleryOptions } from './gallery/options';
import type { ListOptions } from './list/options';
import type { XmpSettings } from './xmp/detect';

export type ExportFormat = 'copy' | 'xmp' | 'list' | 'gallery' | 'manifest';

export interface ExportRequest {
  readonly format: ExportFormat;
  /**
   * Absolute path of the destination (folder, or file for list and manifest). `null` = the format's default:
   * beside the photos for `xmp`, the report's `text` for `list` and `manifest`; `copy` and `gallery` need a folder.
   */
  readonly out: string | null;
  /** At most this many photos, spread over bursts, scenes and time. `null` = all that are selected. */
  readonly top: number | null;
  /** Which photos; absent = the picks. */
  readonly filter?: PhotoFilter | undefined;
  /** Whether `top` counts for the shoot (default) or for each day of it. */
  readonly topPer?: 'shoot' | 'day' | undefined;
  /** `false` = the best ones, however alike. */
  readonly spread?: boolean | undefined;
  /** `copy` only: mode, folders, names; what is absent is as in `DEFAULT_COPY`. */
  readonly copy?: Partial<CopyOptions> | undefined;
  /** `list` only: its form, paths and order; what is absent is as in `DEFAULT_LIST`. */
  readonly list?: Partial<ListOptions> | undefined;
  /** `gallery` only: what lies beside the pictures. */
  readonly gallery?: Partial<GalleryOptions> | undefined;
  /** `list` only: the same as the form `nul`. */
  readonly nul?: boolean | undefined;
  /** `xmp` only: for which program, in which words, and what verdicts become. */
  readonly xmp?: XmpSettings | undefined;
}

/** Target of text that goes into the report instead of a file. */
export const STDOUT = '-';

/** One write that Apply will do, or a refusal found while planning. Paths are absolute. */
export interface ExportAction {
  readonly kind: 'copy' | 'write-sidecar' | 'patch-sidecar' | 'write-file' | 'refuse' | 'unchanged';
  /** The photo, relative to the shoot. */
  readonly photo: string | null;
  /** The file whose content goes into the target: an original, a cached preview, the sidecar that is built upon. */
  readonly source: string | null;
  /** A file, or `STDOUT`. */
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
