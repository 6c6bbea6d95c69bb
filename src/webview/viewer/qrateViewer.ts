import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ViewerStrings } from '../../protocol/viewer';
import { bitmaps } from './bitmaps';
import './crops/cropsStrip';
import type { CropDetail } from './crops/cropsStrip';
import { watchDeviceSize } from './deviceSize';
import { MIDDLE, type Point, pan, type View, type Zoom, zoomAround, zoomBy } from './geometry';
import { listenForGestures } from './gestures';
import { bestLayout, type Layout } from './layout';
import './overlay/legend';
import { NO_OVERLAYS, type OverlayKinds } from './overlay/overlay';
import { barHeight } from './paneStyles';
import { type Size, sizeOf, type ViewerPicture } from './picture';
import { ViewerPane } from './viewerPane';
import { viewerStyles } from './viewerStyles';

/** CSS pixels between panes. */
const GAP = 4;
/** Part of the pane that a key moves the picture by, and factor that a key zooms by. */
const KEY_PAN = 0.2;
const KEY_ZOOM = Math.SQRT2;
/** Shape for pictures of unknown size. */
const USUAL: Size = { width: 3, height: 2 };

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

export interface ViewerEvents {
  'qrate-zoom': CustomEvent<View>;
  'qrate-pan': CustomEvent<{ readonly center: Point }>;
  'qrate-activate': CustomEvent<{ readonly index: number; readonly key: string }>;
  /** 1:1 needs more pixels than the preview has: the answer is `full` of this picture. Sent once a picture. */
  'qrate-want-full': CustomEvent<{ readonly key: string }>;
}

/**
 * One picture or several side by side, with one zoom and one place for all of them. It moves itself and says so by events;
 * whoever shows it may set the same properties.
 */
@customElement('qrate-viewer')
export class QrateViewer extends LitElement {
  static override readonly styles = viewerStyles;

  @property({ attribute: false }) pictures: readonly ViewerPicture[] = [];
  /** Pictures that are likely to come next: loaded and decoded ahead, in this order. */
  @property({ attribute: false }) prefetch: readonly ViewerPicture[] = [];
  /** Index of the picture that keys act on. */
  @property({ type: Number }) active = 0;
  /** The first picture stays, the others challenge it. */
  @property({ type: Boolean }) champion = false;
  /** What each picture is called where none of them is ahead of the others; none is the active one then. */
  @property({ attribute: false }) sides: readonly string[] = [];
  /** Pictures in a row; 0 = as many as shows them largest. */
  @property({ type: Number }) columns = 0;
  @property({ attribute: false }) zoom: Zoom = 'fit';
  @property({ attribute: false }) center: Point = MIDDLE;
  @property({ type: Boolean }) peaking = false;
  @property({ type: Boolean }) clipping = false;
  /** Whether a strip below shows faces, subjects or the sharpest part of each picture at 1:1. */
  @property({ type: Boolean }) crops = false;
  /**
   * Whether the viewer itself listens for Z and, when zoomed, for plain arrows. In VS Code these are commands with keybindings: the
   * page calls `toggleZoom` and `panStep` instead. Shift+arrows, + and − are always the viewer's own.
   */
  @property({ type: Boolean, attribute: 'own-keys' }) ownKeys = false;
  @property({ attribute: false }) strings: ViewerStrings | null = null;

  /** Resolves when what is likely to come next is decoded, or could not be had. */
  loadedAhead: Promise<void> = Promise.resolve();
  #area: Size = { width: 0, height: 0 };
  #layout: Layout = { columns: 1, rows: 1 };
  #overlays: OverlayKinds = NO_OVERLAYS;
  #watched: { readonly element: Element; readonly stop: () => void } | null = null;
  readonly #asked = new Set<string>();
  readonly #gestures = new WeakMap<ViewerPane, () => void>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
    this.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watched?.stop();
    this.#watched = null;
    this.removeEventListener('keydown', this.#onKey);
    bitmaps.keep(this, []);
  }

  /** Between fit and 1:1. `at` (fractions of the picture) comes to the middle; without it the last place does, or what matters most. */
  toggleZoom(at?: Point): void {
    this.#move(this.zoom === 'fit' ? { zoom: '1:1', center: at ?? this.#spot() } : { zoom: 'fit', center: this.center });
  }

  /** Moves all pictures by a step into a direction (−1, 0 or 1 each); nothing happens at fit. Answers whether it was zoomed. */
  panStep(x: number, y: number): boolean {
    const geometry = this.#activePane()?.geometry;
    if (this.zoom === 'fit' || !geometry) return false;
    const { width, height } = geometry.port;
    this.#pan({ x: x * width * KEY_PAN, y: y * height * KEY_PAN });
    return true;
  }

  get isZoomed(): boolean {
    return this.zoom !== 'fit';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('peaking') || changed.has('clipping')) this.#overlays = { peaking: this.peaking, clipping: this.clipping };
    if (changed.has('pictures')) this.#forgetAsked();
    const count = Math.max(1, this.pictures.length);
    this.#layout = this.columns > 0 ? { columns: this.columns, rows: Math.ceil(count / this.columns) } : this.#bestLayout();
  }

  #bestLayout(): Layout {
    return bestLayout(
      this.pictures.map((picture) => sizeOf(picture) ?? USUAL),
      { width: this.#area.width / devicePixelRatio, height: this.#area.height / devicePixelRatio },
      { gap: GAP, reserved: barHeight, minColumns: this.champion ? 2 : 1 },
    );
  }

  protected override render() {
    const { strings, pictures } = this;
    if (strings === null) return nothing;
    return html`<div class="panes" role="group" aria-label=${strings.viewer}>
      ${pictures.map(
        (picture, index) => html`<qrate-viewer-pane
          role="group"
          tabindex="0"
          aria-label=${picture.name}
          aria-current=${this.#isActive(index) ? 'true' : 'false'}
          ?active=${this.#isActive(index) && pictures.length > 1}
          .picture=${picture}
          .strings=${strings}
          .overlays=${this.#overlays}
          .side=${this.#side(index, strings)}
          .onWantFull=${this.#wantFull}
          @focus=${() => this.#activate(index)}
          @pointerdown=${() => this.#activate(index)}
        ></qrate-viewer-pane>`,
      )}
    </div>
    ${this.peaking || this.clipping ? html`<qrate-viewer-legend .kinds=${this.#overlays} .strings=${strings}></qrate-viewer-legend>` : nothing}
    ${this.crops ? this.#strip(strings) : nothing}`;
  }

  protected override updated(): void {
    const panes = this.renderRoot.querySelector<HTMLElement>('.panes');
    if (panes === null) return;
    this.#watch(panes);
    // By CSSOM: the pages' policy forbids style attributes.
    Object.assign(panes.style, this.#columns());
    for (const pane of this.#panes()) {
      if (!this.#gestures.has(pane)) this.#listen(pane);
      pane.show({ zoom: this.zoom, center: this.center });
    }
    this.#prefetch();
  }

  #strip(strings: ViewerStrings) {
    return html`<qrate-viewer-crops
      .pictures=${this.pictures}
      .active=${this.active}
      .strings=${strings}
      .onWantFull=${this.#wantFull}
      @qrate-crop=${({ detail }: CustomEvent<CropDetail>) => this.#showCrop(detail)}
    ></qrate-viewer-crops>`;
  }

  /** Panes of whole device pixels and all of one size, so that one place falls on the same pixel in each. */
  #columns(): Readonly<Record<string, string>> {
    const { columns, rows } = this.#layout;
    const device = (length: number) => Math.round(length * devicePixelRatio);
    const side = (area: number, count: number) => Math.max(1, Math.floor((area - device(GAP) * (count - 1)) / count)) / devicePixelRatio;
    const tracks = (area: number, count: number) => `repeat(${count}, ${side(area, count)}px)`;
    const gap = `${device(GAP) / devicePixelRatio}px`;
    return { gridTemplateColumns: tracks(this.#area.width, columns), gridTemplateRows: tracks(this.#area.height, rows), gap };
  }

  #isActive(index: number): boolean {
    return index === this.active && this.sides.length === 0;
  }

  #side(index: number, strings: ViewerStrings): string {
    if (this.sides.length > 0) return this.sides[index] ?? '';
    if (!this.champion || this.pictures.length < 2) return '';
    return index === 0 ? strings.champion : strings.challenger;
  }

  #panes(): readonly ViewerPane[] {
    return [...this.renderRoot.querySelectorAll('qrate-viewer-pane')].filter((it) => it instanceof ViewerPane);
  }

  #activePane(): ViewerPane | undefined {
    const panes = this.#panes();
    return panes[this.active] ?? panes[0];
  }

  #watch(element: Element): void {
    if (element === this.#watched?.element) return;
    this.#watched?.stop();
    this.#watched = { element, stop: watchDeviceSize(element, (size) => this.#resize(size)) };
  }

  #forgetAsked(): void {
    for (const key of [...this.#asked]) if (!this.pictures.some((picture) => picture.key === key)) this.#asked.delete(key);
  }

  #resize(area: Size): void {
    if (area.width === this.#area.width && area.height === this.#area.height) return;
    this.#area = area;
    this.requestUpdate();
  }

  #listen(pane: ViewerPane): void {
    const device = ({ x, y }: Point): Point => ({ x: x * devicePixelRatio, y: y * devicePixelRatio });
    const stop = listenForGestures(pane.stage, {
      click: (at) => this.#click(pane, device(at)),
      drag: (by) => this.zoom !== 'fit' && this.#pan(device(by), pane),
      zoom: (factor, around) => this.#zoomBy(factor, pane, device(around)),
    });
    this.#gestures.set(pane, stop);
  }

  /** The place that was clicked stays under the pointer. */
  #click(pane: ViewerPane, point: Point): void {
    const stage = pane.geometry;
    if (stage === null) return;
    const { zoom, center } = this;
    if (zoom === 'fit') this.#move({ zoom: '1:1', center: zoomAround({ zoom, center }, '1:1', { point, stage }) });
    else this.#move({ zoom: 'fit', center });
  }

  #zoomBy(factor: number, pane: ViewerPane, point: Point): void {
    const stage = pane.geometry;
    if (stage === null) return;
    const view = { zoom: this.zoom, center: this.center };
    const zoom = zoomBy(view.zoom, factor, stage);
    if (zoom === view.zoom) return;
    this.#move({ zoom, center: zoom === 'fit' ? view.center : zoomAround(view, zoom, { point, stage }) });
  }

  #pan(by: Point, pane = this.#activePane()): void {
    const stage = pane?.geometry;
    if (!stage) return;
    this.center = pan({ zoom: this.zoom, center: this.center }, by, stage);
    this.#emit('qrate-pan', { center: this.center });
  }

  #move({ zoom, center }: View): void {
    this.zoom = zoom;
    this.center = center;
    this.#emit('qrate-zoom', { zoom, center });
  }

  #activate(index: number): void {
    const picture = this.pictures[index];
    if (picture === undefined || index === this.active) return;
    this.active = index;
    this.#emit('qrate-activate', { index, key: picture.key });
  }

  /** Where Z goes: where it was last, else the first face or subject, else the middle. */
  #spot(): Point {
    if (this.center !== MIDDLE) return this.center;
    const box = this.pictures[this.active]?.focusBoxes[0];
    return box === undefined ? this.center : { x: box.x + box.w / 2, y: box.y + box.h / 2 };
  }

  #showCrop({ index, at }: CropDetail): void {
    this.#activate(index);
    this.#move({ zoom: '1:1', center: at });
  }

  /** Once, for as long as the picture is shown: the answer is `full`, or there is none. */
  readonly #wantFull = (key: string): void => {
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    this.#emit('qrate-want-full', { key });
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.#handleKey(event)) event.preventDefault();
  };

  #handleKey({ key, shiftKey }: KeyboardEvent): boolean {
    const arrow = ARROWS[key];
    if (arrow !== undefined) return (shiftKey || this.ownKeys) && this.panStep(arrow.x, arrow.y);
    if (key === '+' || key === '-' || key === '=') return this.#keyZoom(key === '-' ? 1 / KEY_ZOOM : KEY_ZOOM);
    if (this.ownKeys && key.toLowerCase() === 'z') {
      this.toggleZoom();
      return true;
    }
    return false;
  }

  #keyZoom(factor: number): boolean {
    const pane = this.#activePane();
    const port = pane?.geometry?.port;
    if (pane === undefined || port === undefined) return false;
    this.#zoomBy(factor, pane, { x: port.width / 2, y: port.height / 2 });
    return true;
  }

  #prefetch(): void {
    const uris = [...this.pictures, ...this.prefetch].flatMap(({ preview }) => preview ?? []);
    bitmaps.keep(this, uris);
    this.loadedAhead = this.#loadAhead(this.prefetch.flatMap(({ preview }) => preview ?? []));
  }

  /** What is shown comes first; then one after the other, so that decoding never competes with it. */
  async #loadAhead(uris: readonly string[]): Promise<void> {
    const asked = this.prefetch;
    await Promise.all(this.pictures.flatMap(({ preview }) => (preview === null ? [] : [bitmaps.load(preview)])));
    for (const uri of uris) {
      if (asked !== this.prefetch) return;
      await bitmaps.load(uri);
    }
  }

  #emit<K extends keyof ViewerEvents>(name: K, detail: ViewerEvents[K]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'qrate-viewer': QrateViewer;
  }
}
