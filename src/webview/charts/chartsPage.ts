import { html, LitElement, type TemplateResult } from 'lit';
import { BRUSHES, type Brush, type ChartsSpan, type ChartsState } from '../../protocol/charts';
import { createButton } from '../shared/controls';
import { fill } from '../shared/dom';
import './cullPanel';
import './histogramChart';
import { legend, texturePatterns } from './legend';
import './scatterChart';
import './selectionBar';
import type { SelectionAction } from './selectionBar';
import { NO_VERDICT, type ShootData, shownVerdicts } from './shootData';
import { suggestedAt } from './threshold';
import { TimelineChart } from './timelineChart';
import { type ChartsView, type SelectDetail, selectionAfter } from './view';
import { WHOLE } from './viewport';
import { photosText } from './words';

/** What a person can ask of the host. */
export interface ChartsActions {
  act(action: SelectionAction, paths: readonly string[]): void;
  explain(path: string): void;
  cull(minSharpness: number): void;
  /** How the page looks now, to be kept across reloads. */
  keep(state: ChartsState): void;
}

/** A page keeps the selection across reloads up to this size. */
const MOST_KEPT = 5000;

/** The page: all charts show the same shoot, the same threshold and the same selection. */
export class ChartsPage extends LitElement {
  static override properties = {
    data: { attribute: false },
    minSharpness: { state: true },
    selection: { state: true },
    span: { state: true },
    brush: { state: true },
    problem: { state: true },
  };
  declare data: ShootData | null;
  /** `null` = where the recipe has it. */
  declare minSharpness: number | null;
  declare selection: ReadonlySet<number>;
  declare span: ChartsSpan;
  declare brush: Brush;
  declare problem: string;
  actions: ChartsActions | null = null;
  #view: ChartsView | null = null;
  readonly #zoomButtons = [
    { text: 'zoomIn', button: createButton({ onClick: () => this.#timeline?.zoom(2) }) },
    { text: 'zoomOut', button: createButton({ onClick: () => this.#timeline?.zoom(0.5) }) },
    { text: 'zoomAll', button: createButton({ onClick: () => this.#timeline?.showAll() }) },
    { text: 'earlier', button: createButton({ onClick: () => this.#timeline?.pan(-0.5) }) },
    { text: 'later', button: createButton({ onClick: () => this.#timeline?.pan(0.5) }) },
  ] as const;
  readonly #brushButtons = BRUSHES.map((brush) => ({ brush, button: createButton({ onClick: () => this.#setBrush(brush) }) }));

  constructor() {
    super();
    this.data = null;
    this.minSharpness = null;
    this.selection = new Set();
    this.span = WHOLE;
    this.brush = 'rectangle';
    this.problem = '';
    this.addEventListener('qrate-select', (event) => this.#onSelect(event as CustomEvent<SelectDetail>));
    this.addEventListener('qrate-threshold', (event) => this.#onThreshold(event as CustomEvent<number>));
    this.addEventListener('qrate-span', (event) => this.#onSpan(event as CustomEvent<ChartsSpan>));
    this.addEventListener('qrate-act', (event) => this.#onAct(event as CustomEvent<SelectionAction>));
    this.addEventListener('qrate-explain', (event) => this.actions?.explain((event as CustomEvent<string>).detail));
    this.addEventListener('qrate-cull', () => this.actions?.cull(this.#threshold));
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Another snapshot: what is selected stays selected, by path. A threshold that has become the recipe's own follows the recipe again. */
  show(data: ShootData): void {
    const paths = [...this.selection].flatMap((row) => this.data?.rows[row]?.path ?? []);
    this.data = data;
    this.selection = new Set(paths.flatMap((path) => data.rowOf.get(path) ?? []));
    if (this.minSharpness === data.recipe.minSharpness) this.minSharpness = null;
    this.problem = '';
  }

  /** What was kept before a reload. */
  restore(state: ChartsState): void {
    if (state.root !== this.data?.root) return;
    this.minSharpness = state.minSharpness;
    this.span = state.timeline ?? WHOLE;
    this.brush = state.brush;
    this.selection = new Set(state.selection.flatMap((path) => this.data?.rowOf.get(path) ?? []));
  }

  get #threshold(): number {
    return this.minSharpness ?? this.data?.recipe.minSharpness ?? 0;
  }

  get #timeline(): TimelineChart | null {
    const found = this.querySelector('qrate-timeline');
    return found instanceof TimelineChart ? found : null;
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { data, selection } = this;
    if (data === null || !(changed.has('data') || changed.has('selection') || changed.has('minSharpness'))) return;
    const isSame = !changed.has('data') && !changed.has('minSharpness') && this.#view !== null;
    const shown = isSame && this.#view !== null ? this.#view.shown : shownVerdicts(data, suggestedAt(data, this.#threshold));
    this.#view = { data, shown, selection };
  }

  protected override updated(): void {
    if (this.data === null) return;
    const selection = this.selection.size > MOST_KEPT ? [] : [...this.selection].flatMap((row) => this.data?.rows[row]?.path ?? []);
    const { root } = this.data;
    this.actions?.keep({ root, minSharpness: this.minSharpness, selection, timeline: this.span, brush: this.brush });
  }

  override render(): TemplateResult {
    const problem = html`<p class="problem" role="alert">${this.problem}</p>`;
    if (this.data === null || this.#view === null) return problem;
    const { strings, name, rows } = this.data;
    const scored = this.data.sharpness.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
    return html`
      ${texturePatterns()}
      <header>
        <h1>${fill(strings.title, name)}</h1>
        <p class="lead">${rows.length === 0 ? strings.empty : fill(strings.scored, photosText(strings, rows.length), scored.toLocaleString())}
          ${rows.length > 0 && scored === 0 ? strings.noScores : ''}</p>
        ${problem}
        ${rows.length === 0 ? '' : legend(this.#view)}
      </header>
      ${
        rows.length === 0
          ? ''
          : html`${scored === 0 ? '' : this.#scoreCharts(this.#view)} ${this.#timelineChart(this.#view)} ${scored === 0 ? '' : this.#scatterChart(this.#view)}
        <qrate-selection .view=${this.#view}></qrate-selection>`
      }`;
  }

  #scoreCharts(view: ChartsView): TemplateResult {
    const { strings } = view.data;
    return html`
      <section class="sharpness" aria-labelledby="sharpness-title">
        <h2 id="sharpness-title">${strings.sharpnessTitle}</h2>
        <div class="beside">
          <qrate-histogram score="sharpness" .view=${view} .minSharpness=${this.#threshold}></qrate-histogram>
          <qrate-cull-panel .view=${view} .minSharpness=${this.#threshold}></qrate-cull-panel>
        </div>
      </section>
      <section class="exposure" aria-labelledby="exposure-title">
        <h2 id="exposure-title">${strings.exposureTitle}</h2>
        <qrate-histogram score="exposure" .view=${view}></qrate-histogram>
      </section>`;
  }

  #timelineChart(view: ChartsView): TemplateResult {
    const { strings, times } = view.data;
    const undated = times.reduce((sum, time) => sum + (Number.isNaN(time) ? 1 : 0), 0);
    for (const { text, button } of this.#zoomButtons) button.setLabel(strings[text]);
    const isEmpty = undated === times.length;
    return html`
      <section class="timeline" aria-labelledby="timeline-title">
        <div class="row">
          <h2 id="timeline-title">${strings.timelineTitle}</h2>
          ${isEmpty ? '' : html`<div class="buttons" role="group" aria-label=${strings.timelineButtons}>${this.#zoomButtons.map(({ button }) => button.element)}</div>`}
        </div>
        ${isEmpty ? html`<p>${strings.noTimes}</p>` : html`<qrate-timeline .view=${view} .span=${this.span}></qrate-timeline>`}
        ${undated === 0 || isEmpty ? '' : html`<p class="note">${fill(strings.undated, photosText(strings, undated))}</p>`}
      </section>`;
  }

  #scatterChart(view: ChartsView): TemplateResult {
    const { strings, exposure, decided } = view.data;
    const unread = exposure.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
    for (const { brush, button } of this.#brushButtons) {
      button.setLabel(strings[brush]);
      button.setPressed(brush === this.brush);
    }
    return html`
      <section class="scatter" aria-labelledby="scatter-title" data-decided=${decided.some((code) => code !== NO_VERDICT)}>
        <div class="row">
          <h2 id="scatter-title">${strings.scatterTitle}</h2>
          <div class="buttons" role="group" aria-label=${strings.brush}>${this.#brushButtons.map(({ button }) => button.element)}</div>
        </div>
        <qrate-scatter .view=${view} .brush=${this.brush}></qrate-scatter>
        ${unread === 0 ? '' : html`<p class="note">${fill(strings.unscored, photosText(strings, unread))}</p>`}
      </section>`;
  }

  #onSelect({ detail }: CustomEvent<SelectDetail>): void {
    this.selection = selectionAfter(this.selection, detail);
  }

  #onThreshold({ detail }: CustomEvent<number>): void {
    this.minSharpness = detail === this.data?.recipe.minSharpness ? null : detail;
  }

  #onSpan({ detail }: CustomEvent<ChartsSpan>): void {
    this.span = detail;
  }

  #setBrush(brush: Brush): void {
    this.brush = brush;
  }

  #onAct({ detail }: CustomEvent<SelectionAction>): void {
    const rows = [...this.selection].sort((a, b) => a - b);
    this.actions?.act(
      detail,
      rows.flatMap((row) => this.data?.rows[row]?.path ?? []),
    );
  }
}

customElements.define('qrate-charts', ChartsPage);
