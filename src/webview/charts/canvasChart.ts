import { html, LitElement, type TemplateResult } from 'lit';
import { onThemeChange, type Palette, readPalette } from './palette';
import { makeFills, makeSprites, type Sprites } from './shapes';
import type { ChartsView } from './view';

/** What painting needs, read anew when the theme or the resolution changes. */
export interface Brushes {
  readonly palette: Palette;
  readonly sprites: Sprites;
  readonly fills: readonly (string | CanvasPattern)[];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A chart with too many marks for elements: sizes its canvas, follows the theme, paints at most once a frame, says where the keys are. */
export abstract class CanvasChart extends LitElement {
  static override properties = { view: { attribute: false }, said: { state: true } };
  declare view: ChartsView | null;
  /** Read out when it changes. */
  declare said: string;
  protected size: Size = { width: 0, height: 0 };
  #brushes: Brushes | null = null;
  #frame = 0;
  #stopTheme: () => void = () => undefined;
  /** A chart that is scrolled away is painted when it comes back: a drag of the threshold elsewhere must not wait for it. */
  #isInSight = true;
  #isStale = false;
  readonly #sizes = new ResizeObserver(() => this.#resize());
  readonly #sight = new IntersectionObserver(([entry]) => {
    this.#isInSight = entry?.isIntersecting === true;
    if (this.#isInSight && this.#isStale) this.repaint();
  });

  constructor() {
    super();
    this.view = null;
    this.said = '';
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopTheme = onThemeChange(() => {
      this.#brushes = null;
      this.repaint();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopTheme();
    this.#sizes.disconnect();
    this.#sight.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  protected override firstUpdated(): void {
    const canvas = this.canvas;
    if (canvas === null) return;
    this.#sizes.observe(canvas);
    this.#sight.observe(canvas);
  }

  protected override updated(): void {
    this.repaint();
  }

  protected get canvas(): HTMLCanvasElement | null {
    return this.querySelector('canvas');
  }

  /** The canvas and the line that is read out. */
  protected stage(label: string): TemplateResult {
    return html`
      <div class="stage" role="application" tabindex="0" aria-label=${label}
        @keydown=${this.onKey} @pointerdown=${this.onPointer} @pointermove=${this.onPointer} @pointerup=${this.onPointer}
        @pointercancel=${this.onPointer} @pointerleave=${this.onPointer} @focus=${() => this.repaint()} @blur=${() => this.repaint()}>
        <canvas aria-hidden="true"></canvas>
      </div>
      <p class="visually-hidden" aria-live="polite">${this.said}</p>`;
  }

  protected abstract paint(context: CanvasRenderingContext2D, brushes: Brushes, size: Size): void;
  protected abstract readonly onKey: (event: KeyboardEvent) => void;
  protected abstract readonly onPointer: (event: PointerEvent) => void;
  /** After the size changed, before painting. */
  protected laidOut(): void {}

  protected get hasFocus(): boolean {
    return this.querySelector('.stage:focus-visible') !== null;
  }

  /** Where a pointer is on the canvas, in px. */
  protected pointOf(event: MouseEvent): { x: number; y: number } {
    const { left = 0, top = 0 } = this.canvas?.getBoundingClientRect() ?? {};
    return { x: event.clientX - left, y: event.clientY - top };
  }

  repaint(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#isStale = !this.#isInSight;
      if (this.#isInSight) this.#paintNow();
    });
  }

  #resize(): void {
    const { canvas } = this;
    if (canvas === null) return;
    const { width, height } = canvas.getBoundingClientRect();
    this.size = { width, height };
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    this.#brushes = null;
    this.laidOut();
    this.repaint();
  }

  #paintNow(): void {
    const context = this.canvas?.getContext('2d');
    if (context === null || context === undefined || this.view === null || this.size.width === 0) return;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, this.size.width, this.size.height);
    this.#brushes ??= this.#makeBrushes(context);
    context.font = this.#brushes.palette.font;
    this.paint(context, this.#brushes, this.size);
  }

  #makeBrushes(context: CanvasRenderingContext2D): Brushes {
    const palette = readPalette(this);
    return { palette, sprites: makeSprites(palette, devicePixelRatio), fills: makeFills(palette, context) };
  }
}
