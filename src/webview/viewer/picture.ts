/** What the viewer is given. Whoever shows it (the grid, the photo editor) makes these from what its host says. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture that matters, in fractions 0–1 of its width and height, upright. */
export interface FocusBox {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly kind: 'face' | 'subject';
}

export interface PictureState {
  readonly suggested: 'pick' | 'alternate' | 'review' | 'reject' | null;
  readonly decided: 'pick' | 'reject' | null;
  /** 0–5. */
  readonly rating: number | null;
  readonly label: string | null;
}

/** Pixels of the whole capture, delivered by the host when 1:1 asked for them. */
export interface FullPicture extends Size {
  readonly uri: string;
}

export interface ViewerPicture {
  /** Names the picture across updates: its path. */
  readonly key: string;
  readonly name: string;
  /** URIs that the page may load: the preview of at most 2048 px, and the thumb. */
  readonly preview: string | null;
  readonly thumb: string | null;
  /** Pixels of the preview. */
  readonly previewWidth: number | null;
  readonly previewHeight: number | null;
  /** A line below the picture. */
  readonly caption: string;
  readonly state: PictureState;
  readonly full: FullPicture | null;
  readonly focusBoxes: readonly FocusBox[];
  /**
   * Upright size of the full picture where it is known before its pixels are: 1:1 then means the same before and after they
   * arrive, and nothing moves. Without it `full` counts, and until then the preview.
   */
  readonly size?: Size | null | undefined;
}

/** A camera names the sensor's pixels, its JPEG has a few less: as far apart as this they are one size, … */
const SAME_SIZE = 0.03;
/** … and as far apart as this one shape. */
const SAME_SHAPE = 0.02;

/**
 * What a scale refers to, in pixels; `null` for a picture that cannot be shown. The size of the capture, unless the preview has another
 * shape (a crop made in the camera) or more pixels (a file that tells nonsense); exactly that of the full picture, where it is nearly the same, so that 1:1 is true to the pixel.
 */
export function sizeOf({ size, full, previewWidth, previewHeight }: ViewerPicture): Size | null {
  const preview = previewWidth === null || previewHeight === null ? null : { width: previewWidth, height: previewHeight };
  const least = (preview?.width ?? 0) * (1 - SAME_SIZE);
  const capture = size && size.width >= least && near(shapeOf(size), shapeOf(preview ?? size), SAME_SHAPE) ? size : null;
  if (full !== null && (capture === null || full.width >= capture.width * (1 - SAME_SIZE))) return full;
  return capture ?? preview;
}

const shapeOf = ({ width, height }: Size): number => width / height;

const near = (a: number, b: number, share: number): boolean => Math.abs(a / b - 1) <= share;
