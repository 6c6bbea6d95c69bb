import type { Rect } from '../geometry';
import type { Size } from '../picture';

/** Which overlays are on. */
export interface OverlayKinds {
  readonly peaking: boolean;
  readonly clipping: boolean;
}

export const NO_OVERLAYS: OverlayKinds = { peaking: false, clipping: false };

export interface OverlayScene {
  /** Where the picture lies, in device pixels of the pane. */
  readonly rect: Rect;
  readonly port: Size;
  readonly source: ImageBitmap | null;
  /** Tells sources apart: a bitmap may be made anew. */
  readonly sourceId: string;
}

export class Overlay {
  protected readonly canvas: HTMLCanvasElement;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  setKinds(_kinds: OverlayKinds): void {}
  draw(_scene: OverlayScene): void {}
  stop(): void {}
}
