import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ViewerStrings } from '../../protocol/viewer';
import { countedText, element, fill } from '../shared/dom';
import { verdictStyles } from '../shared/styles';
import { bitmaps } from './bitmaps';
import { watchDeviceSize } from './deviceSize';
import { MIDDLE, place, type Rect, type Stage, scaleOf, type View } from './geometry';
import { bestLevel, type Level, needsFull, type Shown, uriOf, wantedLevels } from './levels';
import { NO_OVERLAYS, Overlay, type OverlayKinds } from './overlay/overlay';
import { paneStyles } from './paneStyles';
import { type Size, sizeOf, type ViewerPicture } from './picture';
import { labelText, starsText, stateText, verdictText } from './words';

/** Longest time in ms for which the picture before stays while nothing of the new one is decoded: shorter than a blink. */
const BRIDGE_MS = 150;
/** From this scale on a pixel is shown as a square. */
const SQUARES_FROM = 2;

/** One picture: drawn where the view says, in the best resolution there is, with its overlays and a line of text. */
@customElement('qrate-viewer-pane')
export class ViewerPane extends LitElement {
  static override readonly styles = [verdictStyles, paneStyles];

  @property({ attribute: false }) picture: ViewerPicture | null = null;
  @property({ attribute: false }) strings: ViewerStrings | null = null;
  @property({ attribute: false }) overlays: OverlayKinds = NO_OVERLAYS;
  /** What it is in a comparison, or empty. */
  @property({ attribute: false }) side = '';
  @property({ type: Boolean, reflect: true }) active = false;
  /** Asked for a picture of which more pixels are to be shown than its preview has, again with each drawing. */
  @property({ attribute: false }) onWantFull: (key: string) => void = () => {};

  /** The part that the picture fills: gestures happen here. */
  readonly stage = element('div', { class: 'stage' });
  readonly #canvas = element('canvas', { role: 'img' });
  readonly #overlayCanvas = element('canvas', { 'aria-hidden': 'true' });
  readonly #note = element('p', { class: 'note' });
  readonly #quality = element('p', { class: 'quality', role: 'status' });
  readonly #zoomText = element('span', { class: 'zoom' });
  readonly #overlay = new Overlay(this.#overlayCanvas);
  #view: View = { zoom: 'fit', center: MIDDLE };
  #port: Size = { width: 0, height: 0 };
  #frame = 0;
  #unwatch: (() => void) | null = null;
  /** Until when, in ms of `performance.now()`, the picture before may stay. */
  #bridgeUntil = 0;

  constructor() {
    super();
    this.stage.append(this.#canvas, this.#overlayCanvas, this.#note, this.#quality);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = watchDeviceSize(this.stage, (size) => this.#resize(size));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
    this.#overlay.stop();
    cancelAnimationFrame(this.#frame);
    bitmaps.keep(this, []);
  }

  /** Picture and pane in pixels; `null` while there is nothing to place. */
  get geometry(): Stage | null {
    const picture = this.picture === null ? null : sizeOf(this.picture);
    return picture === null || this.#port.width === 0 || this.#port.height === 0 ? null : { picture, port: this.#port };
  }

  /** Where the picture lies in the pane now, in device pixels. */
  get placement(): Rect | null {
    const { geometry } = this;
    return geometry === null ? null : place(this.#view, geometry);
  }

  /** The resolution that is drawn now. */
  get level(): Level | null {
    return this.#shown()?.level ?? null;
  }

  /** Moves the picture; drawn with the next frame. */
  show(view: View): void {
    this.#view = view;
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('picture');
    if (before && before.key !== this.picture?.key) this.#bridgeUntil = performance.now() + BRIDGE_MS;
  }

  protected override render() {
    const { picture, strings } = this;
    if (picture === null || strings === null) return nothing;
    const { state } = picture;
    const verdict = verdictText(state, strings);
    return html`
      ${this.stage}
      <div class="bar">
        ${this.side === '' ? nothing : html`<span class="role">${this.side}</span>`}
        <span class="name" title=${picture.key}>${picture.name}</span>
        ${verdict === '' ? nothing : html`<span class="verdict" data-verdict=${state.decided ?? state.suggested} ?data-decided=${state.decided !== null}>${verdict}</span>`}
        ${state.rating ? html`<span role="img" aria-label=${countedText(strings.stars, state.rating)}>${starsText(state.rating)}</span>` : nothing}
        ${state.label === null ? nothing : html`<span class="label">${labelText(state.label, strings)}</span>`}
        <span class="caption" title=${picture.caption}>${picture.caption}</span>
        ${this.#zoomText}
      </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const { picture, strings } = this;
    if (picture === null || strings === null) return;
    this.#canvas.setAttribute(
      'aria-label',
      [fill(strings.picture, picture.name), stateText(picture.state, strings)].filter(Boolean).join(', '),
    );
    if (changed.has('overlays')) this.#overlay.setKinds(this.overlays);
    this.draw();
  }

  /** Draws now, and has loaded what is missing. */
  draw(): void {
    const { placement, picture } = this;
    if (picture === null) return;
    const shown = this.#shown();
    if (placement !== null && (shown !== null || performance.now() > this.#bridgeUntil)) this.#paint(placement, shown);
    this.#say(shown);
    this.#load(placement);
  }

  #shown(): Shown<ImageBitmap> | null {
    const { picture, placement } = this;
    return picture === null || placement === null ? null : bestLevel(picture, placement.width, bitmaps);
  }

  #paint(rect: Rect, shown: Shown<ImageBitmap> | null): void {
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    if (shown !== null) {
      const magnified = rect.width / shown.bitmap.width;
      context.imageSmoothingEnabled = !(shown.level === 'full' && magnified >= SQUARES_FROM) && magnified !== 1;
      context.imageSmoothingQuality = 'high';
      context.drawImage(shown.bitmap, rect.x, rect.y, rect.width, rect.height);
    }
    this.#overlay.draw({ rect, port: this.#port, source: shown?.bitmap ?? null, sourceId: this.#sourceId(shown) });
  }

  #sourceId(shown: Shown<ImageBitmap> | null): string {
    return shown === null || this.picture === null ? '' : `${uriOf(this.picture, shown.level)}`;
  }

  #say(shown: Shown<ImageBitmap> | null): void {
    const { picture, strings, geometry } = this;
    if (picture === null || strings === null) return;
    const { zoom } = this.#view;
    const percent = geometry === null ? '' : fill(strings.percent, Math.round(100 * scaleOf(zoom, geometry)));
    this.#zoomText.textContent = zoom === 'fit' && percent !== '' ? `${strings.fit} · ${percent}` : percent;
    this.stage.toggleAttribute('data-zoomed', zoom !== 'fit');
    const note = this.#noteText(picture, strings, shown);
    this.#note.textContent = note;
    this.#note.hidden = note === '';
    const quality = this.#qualityText(picture, strings, shown);
    if (this.#quality.textContent !== quality) this.#quality.textContent = quality;
    this.#quality.hidden = quality === '';
  }

  #noteText(picture: ViewerPicture, strings: ViewerStrings, shown: Shown<ImageBitmap> | null): string {
    if (sizeOf(picture) === null) return strings.noPicture;
    if (shown !== null) return '';
    const uris = [picture.thumb, picture.preview, picture.full?.uri ?? null].filter((uri) => uri !== null);
    return uris.every((uri) => bitmaps.failed(uri)) ? strings.notLoaded : '';
  }

  /** That the full picture is on its way, or that what is shown is less than it seems. */
  #qualityText(picture: ViewerPicture, strings: ViewerStrings, shown: Shown<ImageBitmap> | null): string {
    const { placement } = this;
    if (placement === null || shown === null || this.#view.zoom === 'fit' || shown.level === 'full') return '';
    const { full } = picture;
    const waits = full !== null && !bitmaps.failed(full.uri) && wantedLevels(picture, placement.width).includes('full');
    if (waits) return strings.loadingFull;
    const { width, height } = shown.bitmap;
    return width * 1.005 < placement.width ? fill(strings.enlarged, width, height) : '';
  }

  #load(placement: Rect | null): void {
    const { picture } = this;
    if (picture === null) return;
    const width = placement?.width ?? 0;
    const uris = wantedLevels(picture, this.#view.zoom === 'fit' ? 0 : width).flatMap((level) => uriOf(picture, level) ?? []);
    bitmaps.keep(this, uris);
    for (const uri of uris) {
      if (bitmaps.get(uri) !== null || bitmaps.failed(uri)) continue;
      void bitmaps.load(uri).then(() => this.show(this.#view));
    }
    if (this.#view.zoom !== 'fit' && placement !== null && needsFull(picture, width)) this.onWantFull(picture.key);
  }

  #resize(size: Size): void {
    if (size.width === this.#port.width && size.height === this.#port.height) return;
    this.#port = size;
    for (const canvas of [this.#canvas, this.#overlayCanvas]) {
      canvas.width = size.width;
      canvas.height = size.height;
    }
    this.draw();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'qrate-viewer-pane': ViewerPane;
  }
}
