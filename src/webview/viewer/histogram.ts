import { css, html, LitElement, nothing, type PropertyValues, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ViewerStrings } from '../../protocol/viewer';
import { fill } from '../shared/dom';
import { percentText } from '../shared/numbers';
import { bitmaps } from './bitmaps';
import { type Counts, count, emptyCounts, heights, scaleOf, summarize } from './measure/histogram';
import { inSlices } from './measure/slices';

const BAND = 32;
/** Units of the drawing; it is stretched to whatever room there is. */
const WIDTH = 256;
const HEIGHT = 100;

type Curve = 'luma' | 'red' | 'green' | 'blue';
const CURVES: readonly Curve[] = ['luma', 'red', 'green', 'blue'];

/** Brightness and colours of a picture, counted from its pixels. */
@customElement('qrate-histogram')
export class Histogram extends LitElement {
  static override readonly styles = css`
    :host {
      display: block;
    }

    .curves {
      display: block;
      width: 100%;
      height: 96px;
      border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, currentColor));
      box-sizing: border-box;
      background: var(--vscode-editorWidget-background);
    }

    path {
      fill: none;
      stroke-width: 1.5;
      vector-effect: non-scaling-stroke;
    }

    .luma {
      fill: var(--vscode-foreground);
      fill-opacity: 0.25;
      stroke: var(--vscode-foreground);
      stroke-width: 1;
    }

    .red {
      stroke: var(--vscode-charts-red);
    }

    /* Dashes tell the curves apart where colours do not. */
    .green {
      stroke: var(--vscode-charts-green);
      stroke-dasharray: 5 2;
    }

    .blue {
      stroke: var(--vscode-charts-blue);
      stroke-dasharray: 2 2;
    }

    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 0 12px;
      margin: 4px 0 0;
      padding: 0;
      list-style: none;
      font-size: 0.9em;
    }

    li {
      display: flex;
      align-items: center;
      gap: 4px;
    }

    li svg {
      width: 20px;
      height: 8px;
    }

    p {
      margin: 0;
      color: var(--vscode-descriptionForeground);
    }
  `;

  /** URI of the preview. */
  @property({ attribute: false }) src: string | null = null;
  @property({ attribute: false }) strings: ViewerStrings | null = null;
  @state() private counts: Counts | null = null;
  /** Whether nothing can be said yet. */
  @state() private isCounting = false;
  #work = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#work.abort();
    bitmaps.keep(this, []);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('src')) return;
    this.#work.abort();
    this.#work = new AbortController();
    bitmaps.keep(this, this.src === null ? [] : [this.src]);
    this.isCounting = this.src !== null;
    if (this.src === null) this.counts = null;
    else void this.#count(this.src, this.#work.signal);
  }

  protected override render() {
    const { counts, strings } = this;
    if (strings === null) return nothing;
    const summary = counts === null ? null : summarize(counts);
    if (counts === null && this.isCounting) return html`<div class="curves"></div>`;
    if (counts === null || summary === null) return html`<p>${strings.noHistogram}</p>`;
    const { median, shadows, highlights } = summary;
    const text = fill(strings.histogramText, percentText(median), percentText(shadows), percentText(highlights));
    const scale = scaleOf(counts);
    return html`
      <svg class="curves" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${text}>
        ${CURVES.map((name) => svg`<path class=${name} d=${pathOf(heights(counts[name], scale), name === 'luma')} />`)}
      </svg>
      <ul aria-hidden="true">${CURVES.map((name) => html`<li>${swatch(name)}${curveName(name, strings)}</li>`)}</ul>`;
  }

  async #count(uri: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#countPixels(uri, signal);
    } finally {
      if (!signal.aborted) this.isCounting = false;
    }
  }

  async #countPixels(uri: string, signal: AbortSignal): Promise<void> {
    await bitmaps.load(uri);
    const source = bitmaps.get(uri);
    if (signal.aborted) return;
    if (source === null) {
      this.counts = null;
      return;
    }
    const { width, height } = source;
    const pixels = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (pixels === null) throw new Error('no canvas to count with');
    pixels.drawImage(source, 0, 0);
    const counts = emptyCounts();
    const countBand = (band: number) => {
      const top = band * BAND;
      count(pixels.getImageData(0, top, width, Math.min(BAND, height - top)).data, counts);
    };
    if (await inSlices(Math.ceil(height / BAND), countBand, signal)) this.counts = counts;
  }
}

const swatch = (name: Curve) => html`<svg viewBox="0 0 20 8">${svg`<path class=${name} d="M0 4H20" />`}</svg>`;

const curveName = (name: Curve, { brightness, labels }: ViewerStrings): string => (name === 'luma' ? brightness : labels[name]);

function pathOf(values: readonly number[], closed: boolean): string {
  const points = values.map((value, level) => `${level} ${(HEIGHT * (1 - value)).toFixed(1)}`).join('L');
  return closed ? `M0 ${HEIGHT}L${points}L255 ${HEIGHT}Z` : `M${points}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'qrate-histogram': Histogram;
  }
}
