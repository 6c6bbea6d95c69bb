import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { PickerPair } from '../../protocol/picker';
import { fill } from '../shared/dom';
import { ICONS } from '../shared/icons';
import { guardKeys } from '../shared/keyGuard';
import { focusWithPage } from '../shared/pageFocus';
import { FullSizes } from '../viewer/fullSizes';
import { MIDDLE, type View } from '../viewer/geometry';
import { bestLayout } from '../viewer/layout';
import { barHeight } from '../viewer/paneStyles';
import { type Size, sizeOf } from '../viewer/picture';
import type { QrateViewer } from '../viewer/qrateViewer';
import '../viewer/qrateViewer';
import { answerBar } from './answerBar';
import type { PickerController } from './controller';
import { pageKey } from './keys';
import { modelPanel, progressBar } from './modelPanel';
import { Pictures } from './pictures';
import { type Ack, comingPair, type PageState, samePair, shownPair } from './state';
import { pickerStyles } from './styles';

const WHOLE: View = { zoom: 'fit', center: MIDDLE };
/** As the viewer reserves for its gap and lines of text, in CSS pixels. */
const LAYOUT = { gap: 4, reserved: barHeight };
const USUAL: Size = { width: 3, height: 2 };

/** The page as a whole: two pictures as large as can be, and what is said about them. */
export class PickerApp extends LitElement {
  static override properties = { picker: { attribute: false } };
  static override styles = pickerStyles;

  declare picker: PickerController;
  #view: View = WHOLE;
  #seen: PickerPair | null = null;
  #area: Size = { width: 0, height: 0 };
  readonly #ends: (() => void)[] = [];
  #pictures: Pictures | null = null;
  readonly #resized = new ResizeObserver(([entry]) => this.#resize(entry?.contentRect));

  override connectedCallback(): void {
    super.connectedCallback();
    this.tabIndex = -1;
    guardKeys(this);
    window.addEventListener('keydown', this.#onKey);
    this.#ends.push(this.picker.listen(() => this.requestUpdate()));
    this.picker.surface = { toggleZoom: () => this.#viewer?.toggleZoom(), zoomOut: () => this.#zoomOut() };
  }

  override disconnectedCallback(): void {
    for (const end of this.#ends.splice(0)) end();
    this.#resized.disconnect();
    window.removeEventListener('keydown', this.#onKey);
    this.#pictures?.full.only([]);
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    this.#ends.push(focusWithPage(() => this.focus({ preventScroll: true })));
  }

  protected override updated(): void {
    this.#resized.disconnect();
    const pair = this.renderRoot.querySelector('.pair');
    if (pair !== null) this.#resized.observe(pair);
  }

  protected override render(): TemplateResult {
    const { state } = this.picker;
    const { strings } = state.snapshot;
    const pair = shownPair(state);
    // A new pair is seen whole first; the same one stays as it is when the host names it again.
    if (pair !== this.#seen && !samePair(pair, this.#seen)) this.#view = WHOLE;
    this.#seen = pair;
    return html`<header>
        <h1>${strings.title}</h1>
        <span class="quiet">${pair === null ? '' : strings.sources[pair.question.source]}</span>
        ${progressBar(state, this.picker)}
      </header>
      ${modelPanel(state, this.picker)} ${this.#problem(state)} ${pair === null || state.ended !== false ? this.#empty(state) : this.#pair(state, pair)}
      ${answerBar(state, { run: (name) => this.picker.run(name), isZoomed: this.#view.zoom !== 'fit', isStacked: this.#columns(pair) === 1 })}
      <div class="visually-hidden" role="status" aria-live="polite">${state.spoken}</div>`;
  }

  get #viewer(): QrateViewer | null {
    return this.renderRoot.querySelector('qrate-viewer');
  }

  get #shown(): Pictures {
    this.#pictures ??= new Pictures(
      new FullSizes(this.picker.host, (answer) => {
        if ('reason' in answer) this.picker.say(fill(this.picker.state.snapshot.strings.noFull, answer.reason));
        else this.requestUpdate();
      }),
    );
    return this.#pictures;
  }

  /** Always there: what appears in it is read out. */
  #problem({ problem }: PageState): TemplateResult {
    return html`<div class="problem" role="alert" ?hidden=${problem === ''}>${problem}</div>`;
  }

  #pair(state: PageState, pair: PickerPair): TemplateResult {
    const { strings } = state.snapshot;
    const columns = this.#columns(pair);
    const sides = columns === 1 ? [`← ${strings.upper}`, `${strings.lower} →`] : [`← ${strings.left}`, `${strings.right} →`];
    this.#shown.full.only([pair.a.key, pair.b.key]);
    return html`<div class="pair" data-columns=${columns}>
      <qrate-viewer
        .pictures=${this.#shown.of(pair)}
        .prefetch=${this.#shown.of(comingPair(state))}
        .sides=${sides}
        .columns=${columns}
        .zoom=${this.#view.zoom}
        .center=${this.#view.center}
        .strings=${strings.viewer}
        @keydown=${this.#onViewerKey}
        @qrate-zoom=${({ detail }: CustomEvent<View>) => this.#see(detail)}
        @qrate-pan=${({ detail }: CustomEvent<Pick<View, 'center'>>) => this.#see(detail)}
        @qrate-want-full=${({ detail }: CustomEvent<{ key: string }>) => this.#shown.full.want(detail.key)}
      ></qrate-viewer>
      ${state.sent !== null || state.isUndoing ? html`<div class="saving">${strings.saving}</div>` : nothing} ${this.#ack(state.ack)}
    </div>`;
  }

  #ack(ack: Ack | null): unknown {
    if (ack === null) return nothing;
    const icon = ack.side === 'undo' ? ICONS.undo : ack.side === 'skip' ? ICONS.chevronRight : ICONS.check;
    return keyed(ack.serial, html`<div class="ack" data-side=${ack.side} aria-hidden="true">${icon}${ack.text}</div>`);
  }

  #empty({ snapshot, step, ended }: PageState): TemplateResult {
    const { strings } = snapshot;
    if (ended !== false) return html`<div class="empty"><h2>${ended === 'done' ? strings.ended : strings.lost}</h2></div>`;
    const hints = step.answered === 0 && step.left === 0 ? [strings.tooFewPhotos] : [strings.allAsked, strings.allAskedHint];
    return html`<div class="empty">
      <h2>${strings.nothing}</h2>
      ${hints.map((hint) => html`<p class="quiet">${hint}</p>`)}
    </div>`;
  }

  /** Side by side or one above the other, whichever shows both larger. */
  #columns(pair: PickerPair | null): number {
    if (pair === null || this.#area.width === 0) return 2;
    const sizes = this.#shown.of(pair).map((picture) => sizeOf(picture) ?? USUAL);
    return bestLayout(sizes, this.#area, LAYOUT).columns;
  }

  #see(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    this.requestUpdate();
  }

  #zoomOut(): boolean {
    if (this.#view.zoom === 'fit') return false;
    this.#see({ zoom: 'fit' });
    return true;
  }

  #resize(box: Size | undefined): void {
    if (box === undefined || (box.width === this.#area.width && box.height === this.#area.height)) return;
    this.#area = { width: box.width, height: box.height };
    this.requestUpdate();
  }

  /** Keys that the viewer took for itself are not to become commands as well. */
  readonly #onViewerKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented) event.stopPropagation();
  };

  /** In a browser there are no keybindings of an editor. */
  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.picker.state.snapshot.keys !== 'page' || event.defaultPrevented) return;
    const command = pageKey(event);
    if (command === null) return;
    event.preventDefault();
    this.picker.run(command);
  };
}

customElements.define('qrate-picker-app', PickerApp);
