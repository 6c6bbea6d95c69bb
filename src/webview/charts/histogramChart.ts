import { html, LitElement, type PropertyValues, svg, type TemplateResult } from 'lit';
import { VERDICTS } from '../../protocol/frameTable';
import { fill } from '../shared/dom';
import { type Bin, binRows, mostRows } from './bins';
import { dataTable } from './dataTable';
import { VERDICT_CODES } from './legend';
import { clamp, countScale, exposureScale, type Scale, sharpnessScale } from './scales';
import { thresholdHandle, thresholdShade } from './thresholdHandle';
import { tooltip } from './tooltip';
import { type ChartsView, selectRows } from './view';
import { countsOf, percentText, photosText, sharpnessText, verdictsText } from './words';

/** Room around the bars in px. */
const BOX = { left: 44, right: 14, top: 22, bottom: 26, height: 220 } as const;
const BARS = { sharpness: 48, exposure: 40 } as const;

/** Where the plot lies in the SVG, in px. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How many photos have which score, stacked by verdict; bars can be chosen, and the one of sharpness carries the threshold. */
export class HistogramChart extends LitElement {
  static override properties = {
    view: { attribute: false },
    score: { type: String },
    minSharpness: { attribute: false },
    width: { state: true },
    active: { state: true },
  };
  declare view: ChartsView | null;
  declare score: 'sharpness' | 'exposure';
  /** Of the sharpness chart; `null` = without a threshold. */
  declare minSharpness: number | null;
  declare width: number;
  /** Bin that the Tab key comes to. */
  declare active: number;
  #bins: readonly Bin[] = [];
  #scale: Scale = exposureScale();
  readonly #sizes = new ResizeObserver(([entry]) => {
    this.width = Math.floor(entry?.contentRect.width ?? 0);
  });

  constructor() {
    super();
    this.view = null;
    this.score = 'sharpness';
    this.minSharpness = null;
    this.width = 0;
    this.active = -1;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (this.view === null || !(changed.has('view') || changed.has('score'))) return;
    if (changed.get('view')?.data === this.view.data && this.#bins.length > 0) return;
    const values = this.view.data[this.score];
    this.#scale = this.score === 'exposure' ? exposureScale() : sharpnessScale(values);
    this.#bins = binRows(values, this.#scale, BARS[this.score]);
    if ((this.#bins[this.active]?.rows.length ?? 0) === 0) this.active = this.#bins.findIndex(({ rows }) => rows.length > 0);
  }

  override render(): TemplateResult {
    const { view } = this;
    if (view === null || this.width < 100) return html``;
    const { strings } = view.data;
    const title = this.score === 'sharpness' ? strings.sharpnessTitle : strings.exposureTitle;
    const plot: Plot = {
      left: BOX.left,
      top: BOX.top,
      width: this.width - BOX.left - BOX.right,
      height: BOX.height - BOX.top - BOX.bottom,
    };
    const counts = countScale(mostRows(this.#bins));
    return html`
      <svg class="chart" width=${this.width} height=${BOX.height} role="group" aria-label="${title}. ${strings.binHelp}"
        @keydown=${this.#onKey} @pointerleave=${() => tooltip.hide()}>
        ${this.#axes(plot, counts)}
        ${this.minSharpness === null ? '' : thresholdShade(plot, this.#scale, this.minSharpness)}
        ${this.#bins.map((bin, at) => (bin.rows.length === 0 ? '' : this.#bar(bin, at, plot, counts)))}
        ${this.minSharpness === null ? '' : thresholdHandle({ host: this, view, plot, scale: this.#scale, minSharpness: this.minSharpness })}
      </svg>
      ${dataTable({ caption: fill(strings.tableOf, title), heads: this.#heads(view), rows: this.#tableRows(view) })}`;
  }

  #axes(plot: Plot, counts: Scale): TemplateResult {
    const bottom = plot.top + plot.height;
    const y = (count: number) => bottom - counts.toUnit(count) * plot.height;
    return svg`<g class="axes" aria-hidden="true">
      ${counts.ticks.map(
        (tick) => svg`<line x1=${plot.left} x2=${plot.left + plot.width} y1=${y(tick)} y2=${y(tick)}></line>
          <text x=${plot.left - 6} y=${y(tick) + 4} text-anchor="end">${tick.toLocaleString()}</text>`,
      )}
      ${this.#scale.ticks.map((tick) => {
        const x = plot.left + this.#scale.toUnit(tick) * plot.width;
        return svg`<line class="tick" x1=${x} x2=${x} y1=${bottom} y2=${bottom + 4}></line>
          <text x=${x} y=${bottom + 17} text-anchor="middle">${this.#text(tick)}</text>`;
      })}
    </g>` as TemplateResult;
  }

  #bar(bin: Bin, at: number, plot: Plot, counts: Scale): TemplateResult {
    const { shown, selection } = this.view as ChartsView;
    const [left, width] = [plot.left + bin.from * plot.width, (bin.to - bin.from) * plot.width];
    const bottom = plot.top + plot.height;
    const byVerdict = countsOf(bin.rows, shown);
    const chosen = bin.rows.filter((row) => selection.has(row)).length;
    let top = bottom;
    const parts = VERDICT_CODES.map((code) => {
      const height = counts.toUnit(byVerdict[code] ?? 0) * plot.height;
      if (height === 0) return '';
      top -= height;
      return svg`<rect class="part verdict-${code}" x=${left + 0.5} y=${top} width=${Math.max(1, width - 1)} height=${height} fill="url(#texture-${code})"></rect>`;
    });
    const height = Math.max(bottom - top, 2);
    const mark = counts.toUnit(chosen) * plot.height;
    return svg`<g class="bar" role="button" data-bin=${at} tabindex=${at === this.active ? 0 : -1} aria-pressed=${chosen === bin.rows.length}
        aria-label=${this.#label(bin)} @click=${(event: MouseEvent) => this.#choose(at, event.shiftKey || event.ctrlKey || event.metaKey)}
        @pointermove=${(event: PointerEvent) => tooltip.show(this.#lines(bin), { x: event.clientX, y: event.clientY })} @focus=${() => this.#focused(at)}>
      <rect class="hit" x=${left} y=${plot.top} width=${width} height=${plot.height}></rect>
      ${parts}
      ${chosen === 0 ? '' : svg`<rect class="chosen" x=${left + 0.5} y=${bottom - mark} width=${Math.max(1, width - 1)} height=${mark}></rect>`}
      <rect class="outline" x=${left - 1} y=${bottom - height - 2} width=${width + 2} height=${height + 3}></rect>
    </g>` as TemplateResult;
  }

  /** `100 to 126`. The first bin of sharpness holds all that is less, too. */
  #range({ low, high }: Bin): string {
    const { strings } = (this.view as ChartsView).data;
    if (this.score === 'sharpness' && low <= this.#scale.min) return fill(strings.below, this.#text(high));
    return fill(strings.range, this.#text(low), this.#text(high));
  }

  #text(value: number): string {
    return this.score === 'exposure' ? percentText(value) : sharpnessText(value);
  }

  #label(bin: Bin): string {
    const { data, shown } = this.view as ChartsView;
    return fill(data.strings.bin, this.#range(bin), photosText(data.strings, bin.rows.length), verdictsText(data.strings, bin.rows, shown));
  }

  #lines(bin: Bin): readonly string[] {
    const { data, shown } = this.view as ChartsView;
    const name = this.score === 'exposure' ? data.strings.exposure : data.strings.sharpness;
    return [
      `${name} ${this.#range(bin)}`,
      photosText(data.strings, bin.rows.length),
      ...verdictsText(data.strings, bin.rows, shown).split(', '),
    ];
  }

  #choose(at: number, add: boolean): void {
    this.active = at;
    selectRows(this, { rows: this.#bins[at]?.rows ?? [], add });
  }

  #focused(at: number): void {
    this.active = at;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const bar = event.target instanceof Element ? event.target.closest<SVGElement>('.bar') : null;
    if (bar === null) return;
    const at = Number(bar.dataset.bin);
    if (event.key === 'Enter' || event.key === ' ') this.#choose(at, event.shiftKey);
    else if (!this.#move(at, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** From bar to bar; empty bins are passed over. */
  #move(at: number, key: string): boolean {
    const filled = this.#bins.flatMap(({ rows }, i) => (rows.length > 0 ? [i] : []));
    const place = filled.indexOf(at);
    const places: Readonly<Record<string, number>> = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: filled.length - 1 };
    const to = places[key];
    if (to === undefined) return false;
    this.active = filled[clamp(to, 0, filled.length - 1)] ?? at;
    void this.updateComplete.then(() => this.querySelector<SVGElement>(`.bar[data-bin="${this.active}"]`)?.focus());
    return true;
  }

  #heads({ data }: ChartsView): readonly string[] {
    const name = this.score === 'exposure' ? data.strings.exposure : data.strings.sharpness;
    return [name, data.strings.photosAxis, ...VERDICTS.map((verdict) => data.strings.verdict[verdict])];
  }

  #tableRows({ shown }: ChartsView): readonly (readonly (string | number)[])[] {
    const filled = this.#bins.filter(({ rows }) => rows.length > 0);
    return filled.map((bin) => [this.#range(bin), bin.rows.length, ...countsOf(bin.rows, shown).slice(0, VERDICTS.length)]);
  }
}

customElements.define('qrate-histogram', HistogramChart);
