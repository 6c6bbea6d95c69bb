/**
 * The words of qrate as types. One photo is one capture; everything a stage learns about it hangs on `Photo`.
 * Unknown is `null`, never a guess. Paths are relative to the shoot, with `/`, on every platform.
 */

/** What the bytes are, found by sniffing; the extension is never believed. */
export type PhotoFormat = 'raw' | 'jpeg' | 'heif' | 'avif' | 'tiff' | 'png' | 'webp';

/** A file found by the scan. `mtimeMs` is a float with the file system's resolution. */
export interface ScannedFile {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** One capture on disk: the primary file and what travels with it (JPEG of the pair, `.xmp`, `.acr`, `.THM`, `.wav`). */
export interface ScannedPhoto extends ScannedFile {
  readonly companions: readonly ScannedFile[];
}

/** How the shutter was released. Where several hold at once (a bracket in continuous drive), the first of this list counts. */
export const DRIVE_MODES = [
  'pixel-shift',
  'focus-stack',
  'multiple-exposure',
  'panorama',
  'interval',
  'hdr',
  'bracket',
  'continuous',
  'self-timer',
  'single',
] as const;
export type DriveMode = (typeof DRIVE_MODES)[number];

/** What the camera says about the sequence that a frame belongs to. Source: MakerNotes, numbered per ExifTool's tables. */
export interface Drive {
  /**
   * `bracket` = of exposure, white balance, ISO, flash or tone; `hdr`, `multiple-exposure`, `pixel-shift` and `focus-stack` = one
   * of the source frames or the picture the camera made from them. A mode that was set, with a sequence or without.
   */
  readonly mode: DriveMode | null;
  /** Position in the camera's sequence, from 1; `null` for a single frame. */
  readonly sequenceNumber: number | null;
  /** A counter that grows with every frame of one body: shutter releases (Nikon), file number (Canon), images (Fujifilm). */
  readonly shotCount: number | null;
  /** Exposure offset of a bracket's frame, in EV. */
  readonly bracketValue: number | null;
}

/** Source: EXIF Flash (0x9209). */
export interface Flash {
  /** Bit 0. */
  readonly fired: boolean;
  /** All bits as written: 1–2 strobe return light, 3–4 mode, 5 no flash function, 6 red-eye reduction. */
  readonly code: number;
}

/** Where the picture was taken, WGS 84. Source: EXIF GPS directory, else the same properties in XMP. */
export interface Gps {
  /** Degrees, north positive, −90 to 90. */
  readonly latitude: number;
  /** Degrees, east positive, −180 to 180. */
  readonly longitude: number;
  /** Metres above sea level. */
  readonly altitude: number | null;
}

/** Facts the camera wrote. Source: EXIF 2.32, XMP, MakerNotes. */
export interface Metadata {
  /**
   * Naive local capture time `YYYY-MM-DDTHH:MM:SS[.fraction][±hh:mm]`. Offset only from OffsetTimeOriginal, never from OffsetTime
   * (of the last change) nor from a MakerNote's world time (the setting of a menu, not of the clock that stamped the file).
   */
  readonly timestamp: string | null;
  readonly iso: number | null;
  /** Exposure time in seconds. */
  readonly shutter: number | null;
  /** f-number. */
  readonly aperture: number | null;
  /** Focal length in mm, as on the lens (not the 35 mm equivalent). */
  readonly focalLength: number | null;
  /** 35 mm equivalent of the focal length in mm. Source: FocalLengthIn35mmFilm. */
  readonly focalLength35: number | null;
  readonly make: string | null;
  readonly model: string | null;
  /** The body's serial number; the internal one of Panasonic and Fujifilm, which tells bodies apart as well. */
  readonly serial: string | null;
  readonly lens: string | null;
  /** EXIF orientation 1–8. */
  readonly orientation: number | null;
  /** Dimensions of the full picture in pixels, as stored (before orientation). */
  readonly width: number | null;
  readonly height: number | null;
  /** Exposure compensation in EV. */
  readonly exposureBias: number | null;
  /** EXIF ExposureMode: 0 auto, 1 manual, 2 auto bracket. */
  readonly exposureMode: number | null;
  /** EXIF ExposureProgram: 1 manual, 2 normal, 3 aperture priority, 4 shutter priority, 5 creative, 6 action, 7 portrait, 8 landscape, 9 bulb. */
  readonly exposureProgram: number | null;
  readonly flash: Flash | null;
  readonly gps: Gps | null;
  /** Identifier shared by the frames of one burst, where the camera writes one (Apple BurstUUID, Google BurstID). */
  readonly burstId: string | null;
  /** `null` where the camera says nothing of it. */
  readonly drive: Drive | null;
  /** Rating 0–5 (−1 = rejected) and label found in embedded XMP or a sidecar: the photo's starting state. */
  readonly rating: number | null;
  readonly label: string | null;
}

export const NO_METADATA: Metadata = {
  timestamp: null,
  iso: null,
  shutter: null,
  aperture: null,
  focalLength: null,
  focalLength35: null,
  make: null,
  model: null,
  serial: null,
  lens: null,
  orientation: null,
  width: null,
  height: null,
  exposureBias: null,
  exposureMode: null,
  exposureProgram: null,
  flash: null,
  gps: null,
  burstId: null,
  drive: null,
  rating: null,
  label: null,
};

/** Where the preview came from. */
export const PREVIEW_SOURCES = [
  'embedded',
  'embedded-smaller',
  'companion-jpeg',
  'companion-thm',
  'file',
  'demosaic',
  'heif-decode',
] as const;
export type PreviewSource = (typeof PREVIEW_SOURCES)[number];

/** The cached preview (long side ≤ 2048 px, upright) and thumb (≤ 320 px). */
export interface Preview {
  readonly source: PreviewSource;
  /** Pixels of the cached preview, after orientation. */
  readonly width: number;
  readonly height: number;
  /** BLAKE3 (32 hex digits) of the bytes the preview was made from, its orientation and the stage's version; names the cache files. */
  readonly contentId: string;
}

/** Numbers computed on the preview by Analyze. */
export interface Scores {
  /** Variance of the Laplacian (3×3, 4-neighbour) of 8-bit grey at ANALYSIS_LONG_SIDE. ≥ 0, higher is sharper. */
  readonly sharpness: number;
  /** 0–1, higher is better exposed. */
  readonly exposure: number;
  /** Fractions 0–1 of pixels at the ends of the histogram. */
  readonly clippedShadows: number;
  readonly clippedHighlights: number;
  /** 0–1, higher is noisier. */
  readonly noise: number;
  /** 64-bit DCT perceptual hash as 16 lower-case hex digits. */
  readonly phash: string;
}

/** A place in a preview, as fractions of its width and height, 0–1 from the upper left. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** One face in a preview. Fractions of its width and height, to four digits. */
export interface Face {
  /** Upper left corner and size; never beyond the picture. */
  readonly box: Place & { readonly w: number; readonly h: number };
  /** The person's right eye, left eye, tip of the nose, right and left corner of the mouth. */
  readonly landmarks: readonly Place[];
  /** How sure the detector is, 0–1. */
  readonly score: number;
  /** Variance of the Laplacian of the face, at most FACE_SIDE px long; higher is sharper. Compares the same face in two pictures. */
  readonly sharpness: number;
  /** The same of the strip with both eyes; `null` where they are too small or turned away. */
  readonly eyes: number | null;
  /** How open the eyes are by `eyeOpenness`, 0–1; compares the same face in two frames alone. `null` where it cannot be told. */
  readonly open: number | null;
}

/** The faces of a photo, the largest first. */
export interface Faces {
  /** Id of the model that looked. */
  readonly model: string;
  readonly faces: readonly Face[];
}

export type StageName = 'scan' | 'ingest' | 'analyze' | 'hash' | 'describe' | 'group' | 'select' | 'export';

/** Why a stage could not do its work for one photo. Wording lives in `core/failures.ts`. */
export type FailureCode =
  | 'empty-file'
  | 'vanished'
  | 'no-permission'
  | 'read-error'
  | 'not-a-photo'
  | 'unsupported-format'
  | 'truncated'
  | 'corrupt'
  | 'no-preview'
  | 'too-large'
  | 'timeout'
  | 'out-of-memory'
  | 'worker-crashed'
  | 'internal';

export interface Failure {
  readonly stage: StageName;
  readonly code: FailureCode;
  /** Detail for the log (a decoder's message); never shown as it is. */
  readonly detail: string;
}

/** One photo with all that is known of it. */
export interface Photo extends ScannedPhoto {
  readonly format: PhotoFormat | null;
  readonly metadata: Metadata | null;
  readonly preview: Preview | null;
  readonly scores: Scores | null;
  /** BLAKE3 of the whole file, 64 lower-case hex digits. */
  readonly hash: string | null;
  readonly failure: Failure | null;
  /** Absent = not looked for. */
  readonly faces?: Faces | undefined;
  /** Seconds that correct the clock of its camera, as the person said; absent = the clock was right. `metadata.timestamp` stays as written. */
  readonly clockOffset?: number | undefined;
  /** Absent where the recipe weighs no taste in, or the model cannot see this photo. */
  readonly taste?: PhotoTaste | undefined;
}

/**
 * Of these, bursts and near duplicates have a best frame; exact duplicates are one picture; all others are kept whole. `bracket` = of
 * exposure, white balance, ISO or flash; `series` = kept whole for its pattern alone: a focus stack or interval, nobody told which.
 */
export const GROUP_KINDS = [
  'exact-duplicate',
  'near-duplicate',
  'burst',
  'bracket',
  'focus-stack',
  'panorama',
  'interval',
  'pixel-shift',
  'multiple-exposure',
  'series',
] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Photos that belong together. `members` in capture order. */
export interface Group {
  /** Stable across runs: the kind's letter or two, dash, 12 hex digits from the first member's content. */
  readonly id: string;
  readonly kind: GroupKind;
  /** Paths, in capture order. */
  readonly members: readonly string[];
}

export const VERDICTS = ['pick', 'alternate', 'review', 'reject'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const REASON_CODES = [
  'best-of-burst',
  'kept-in-burst',
  'unique',
  'alternate',
  'exact-duplicate',
  'near-duplicate',
  'best-of-duplicates',
  'below-min-sharpness',
  'bracket-member',
  'series-member',
  'black-frame',
  'white-frame',
  'unreadable',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Machine-readable: a code and the numbers behind it. `core/select/reasons.ts` turns it into a sentence. */
export interface Reason {
  readonly code: ReasonCode;
  readonly numbers: Readonly<Record<string, number>>;
  /** The photo this one was compared with (path), if any. */
  readonly other: string | null;
}

/** The machine's verdict. */
export interface Suggestion {
  readonly verdict: Verdict;
  /** 1 = best inside its group; 1 for a photo without siblings. */
  readonly rank: number;
  readonly reason: Reason;
}

export const DECISION_VERDICTS = ['pick', 'reject'] as const;
export type DecisionVerdict = (typeof DECISION_VERDICTS)[number];
export const COLOR_LABELS = ['red', 'yellow', 'green', 'blue', 'purple'] as const;
export type ColorLabel = (typeof COLOR_LABELS)[number];

/** What the person decided about one photo, folded from the decisions log. `null` = not decided. */
export interface Decision {
  readonly verdict: DecisionVerdict | null;
  readonly rating: number | null;
  readonly label: ColorLabel | null;
}

/** The person's word on groups: these are one group, a new group begins here, never group these, take it back. */
export type GroupOp = 'merge' | 'split' | 'never' | 'auto';

/** The word that counts for one photo. */
export type Regrouped = Exclude<GroupOp, 'auto'>;

/** The taste that a cull weighs in. */
export interface TasteWish {
  /** Name of a model in `taste.json`. */
  readonly model: string;
  /** 0–1: 0 = technical quality alone, 1 = taste alone. */
  readonly weight: number;
}

/** What a taste says about one photo, where the recipe weighs it in. */
export interface PhotoTaste {
  /** 0–1: how likely the person prefers it to an average photo of the shoot. */
  readonly score: number;
  /** 0–1, of the recipe. */
  readonly weight: number;
}

/** All settings of a cull, as data. */
export interface Recipe extends RecipeNumbers {
  /** Absent = technical quality alone. */
  readonly taste?: TasteWish | undefined;
}

export interface RecipeNumbers {
  /** Frames kept of each burst, ≥ 1. */
  readonly keepPerBurst: number;
  /** Variance of the Laplacian below which a frame is put up for review, ≥ 0. */
  readonly minSharpness: number;
  /** Largest gap between neighbouring frames of a burst, in seconds, > 0. */
  readonly burstSeconds: number;
  /** Largest Hamming distance (bits of 64) between near duplicates, 0–16. */
  readonly nearDistance: number;
}

export const DEFAULT_RECIPE: Recipe = { keepPerBurst: 1, minSharpness: 100, burstSeconds: 1, nearDistance: 8 };

/** A photo as every view shows it. */
export interface PhotoView extends Photo {
  /** The group that decides about this photo (an exact duplicate's own group, else the one it was taken in, else near duplicates). */
  readonly group: Group | null;
  /** Path of the group's best frame, `null` where the group is kept whole or there is none. */
  readonly bestPath: string | null;
  readonly suggestion: Suggestion | null;
  readonly decision: Decision | null;
  /** What the person said about its group; absent where the rules alone decide. */
  readonly regrouped?: Regrouped | undefined;
}
