import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ViewerStrings } from '../../../protocol/viewer';
import { type Mark, PATTERNS, type Palette } from './marks';
import { NO_OVERLAYS, type OverlayKinds } from './overlay';
import { paletteAt, watchTheme } from './palette';

const SWATCH = { width: 24, height: 12 };

/** What the overlays' patterns mean. */
@customElement('qrate-viewer-legend')
export class OverlayLegend extends LitElement {
  static override readonly styles = css`
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 16px;
      margin: 0;
      padding: 4px 8px;
      list-style: none;
    }

    li {
      display: flex;
      align-items: center;
      gap: 6px;
    }

    canvas {
      width: ${SWATCH.width}px;
      height: ${SWATCH.height}px;
    }
  `;

  @property({ attribute: false }) kinds: OverlayKinds = NO_OVERLAYS;
  @property({ attribute: false }) strings: ViewerStrings | null = null;
  #unwatch: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = watchTheme(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  protected override render() {
    const { strings } = this;
    if (strings === null) return nothing;
    const words = { focus: strings.inFocus, highlights: strings.highlights, shadows: strings.shadows };
    return html`<ul aria-label=${strings.legend}>
      ${this.#marks().map((mark) => html`<li><canvas data-mark=${mark} width=${SWATCH.width} height=${SWATCH.height}></canvas>${words[mark]}</li>`)}
    </ul>`;
  }

  protected override updated(): void {
    const palette = paletteAt(this);
    for (const [i, canvas] of [...this.renderRoot.querySelectorAll('canvas')].entries()) {
      const mark = this.#marks()[i];
      if (mark !== undefined) paintSwatch(canvas, mark, palette);
    }
  }

  #marks(): readonly Mark[] {
    return [...(this.kinds.peaking ? (['focus'] as const) : []), ...(this.kinds.clipping ? (['highlights', 'shadows'] as const) : [])];
  }
}

function paintSwatch(canvas: HTMLCanvasElement, mark: Mark, palette: Palette): void {
  const { width, height } = SWATCH;
  const pixels = new ImageData(width, height);
  for (let i = 0; i < width * height; i += 1) {
    const [red, green, blue] = palette[mark][PATTERNS[mark](i % width, Math.floor(i / width))];
    pixels.data.set([red, green, blue, 255], 4 * i);
  }
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'qrate-viewer-legend': OverlayLegend;
  }
}
