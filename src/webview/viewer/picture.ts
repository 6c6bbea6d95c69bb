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

/** What a scale refers to, in pixels; `null` for a picture that cannot be shown. */
export function sizeOf({ size, full, previewWidth, previewHeight }: ViewerPicture): Size | null {
  if (size) return size;
  if (full !== null) return full;
  return previewWidth === null || previewHeight === null ? null : { width: previewWidth, height: previewHeight };
}
