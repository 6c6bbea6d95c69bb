import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ViewerStrings } from '../../../protocol/viewer';
import { fill } from '../../shared/dom';
import { bitmaps } from '../bitmaps';
import type { Point, Rect } from '../geometry';
import { bestLevel, needsFull } from '../levels';
import { detailOf } from '../measure/detailOf';
import { type Detail, sharpestSpots } from '../measure/sharpest';
import { type Size, sizeOf, type ViewerPicture } from '../picture';
import { Cuts } from './cuts';
import { cropAround, type Spot, spotsOf } from './spots';

/** CSS pixels of a crop. */
const CROP: Size = { width: 168, height: 112 };
/** Time in ms for which pictures must stay before full-size ones are asked for: whoever leafs through does not want them. */
const SETTLE_MS = 300;
/** Details of this many previews are remembered. */
const REMEMBERED = 200;

export interface CropDetail {
  readonly index: number;
  readonly at: Point;
}

/** One crop a face or subject, else the sharpest part: at 1:1, of the same place in every picture. A click goes there. */
@customElement('qrate-viewer-crops')
export class CropsStrip extends LitElement {
  static override readonly styles = css`
    :host {
      display: block;
    }

    ul {
      display: flex;
      gap: 8px;
      margin: 0;
      padding: 4px;
      overflow-x: auto;
      list-style: none;
    }

    button {
      display: grid;
      gap: 2px;
      padding: 2px;
      border: 1px solid var(--vscode-contrastBorder, transparent);
      background: none;
      color: inherit;
      font: inherit;
      font-size: 0.9em;
      text-align: left;
      cursor: zoom-in;
    }

    button:focus-visible {
      outline: 2px solid var(--vscode-focusBorder);
    }

    li[aria-current="true"] button {
      border-color: var(--vscode-contrastActiveBorder, var(--vscode-focusBorder));
    }

    canvas {
      width: ${CROP.width}px;
      height: ${CROP.height}px;
      background: var(--vscode-editorWidget-background);
    }

    span {
      max-width: ${CROP.width}px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `;

  @property({ attribute: false }) pictures: readonly ViewerPicture[] = [];
  @property({ attribute: false }) active = 0;
  @property({ attribute: false }) strings: ViewerStrings | null = null;
  /** Asked for pictures whose preview has too few pixels for 1:1. */
  @property({ attribute: false }) onWantFull: (key: string) => void = () => {};

  readonly #cuts = new Cuts();
  readonly #details = new Map<string, Detail>();
  #sharpest: ReadonlyMap<string, Point | null> = new Map();
  #keys = '';
  #work = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#work.abort();
    clearTimeout(this.#timer);
    this.#cuts.clear();
    this.#keys = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const keys = this.pictures.map(({ key }) => key).join('\n');
    if (!changed.has('pictures') || keys === this.#keys) return;
    this.#keys = keys;
    this.#cuts.clear();
    this.#work.abort();
    this.#work = new AbortController();
    void this.#measure(this.#work.signal);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#askForFull(), SETTLE_MS);
  }

  protected override render() {
    const { strings } = this;
    if (strings === null) return nothing;
    return html`<ul aria-label=${strings.crops}>
      ${this.pictures.map((picture, index) => this.#spotsOf(picture).map((spot) => this.#crop(picture, { index, spot, strings })))}
    </ul>`;
  }

  protected override updated(): void {
    const canvases = this.renderRoot.querySelectorAll('canvas');
    let next = 0;
    for (const picture of this.pictures) {
      const size = sizeOf(picture);
      const spots = this.#spotsOf(picture);
      if (size !== null) this.#cutFrom(picture, spots, size);
      for (const spot of spots) {
        const canvas = canvases[next++];
        if (canvas !== undefined && size !== null) this.#draw(canvas, { picture, spot, size });
      }
    }
  }

  #crop(
    picture: ViewerPicture,
    { index, spot, strings }: { readonly index: number; readonly spot: Spot; readonly strings: ViewerStrings },
  ) {
    return html`<li aria-current=${index === this.active ? 'true' : 'false'}>
      <button type="button" aria-label=${fill(strings.cropOf, picture.name, strings[spot.kind])} @click=${() => this.#go(index, spot)}>
        <canvas></canvas>
        <span>${picture.name}${spot.kind === 'sharpest' ? '' : ` · ${strings[spot.kind]}`}</span>
      </button>
    </li>`;
  }

  #spotsOf(picture: ViewerPicture): readonly Spot[] {
    return spotsOf(picture, this.#sharpest.get(picture.key) ?? null);
  }

  #go(index: number, { x, y }: Spot): void {
    this.dispatchEvent(new CustomEvent<CropDetail>('qrate-crop', { detail: { index, at: { x, y } } }));
  }

  #draw(
    canvas: HTMLCanvasElement,
    { picture, spot, size }: { readonly picture: ViewerPicture; readonly spot: Spot; readonly size: Size },
  ): void {
    const port = cropPort();
    canvas.width = port.width;
    canvas.height = port.height;
    const rect = cropAround(spot, size, port);
    const to = [Math.floor((port.width - rect.width) / 2), Math.floor((port.height - rect.height) / 2), rect.width, rect.height] as const;
    const { full } = picture;
    const cut = full === null ? null : this.#cuts.get(full.uri, scaled(rect, full.width / size.width));
    const shown = cut === null ? bestLevel(picture, size.width, bitmaps) : null;
    canvas.dataset.level = cut === null ? (shown?.level ?? 'none') : 'full';
    const context = canvas.getContext('2d');
    if (cut !== null) context?.drawImage(cut, ...to);
    else if (shown !== null) {
      const { x, y, width, height } = scaled(rect, shown.bitmap.width / size.width);
      context?.drawImage(shown.bitmap, x, y, width, height, ...to);
    }
  }

  /** Where the full picture is decoded anyway, it is drawn from as it is. */
  #cutFrom(picture: ViewerPicture, spots: readonly Spot[], size: Size): void {
    const { full } = picture;
    if (full === null || bitmaps.get(full.uri) !== null) return;
    const loading = bitmaps.loading(full.uri);
    if (loading !== null) return void loading.then(() => this.requestUpdate());
    const rects = spots.map((spot) => scaled(cropAround(spot, size, cropPort()), full.width / size.width));
    void this.#cuts.cut(full.uri, rects)?.then(() => this.requestUpdate());
  }

  /** Finds the sharpest part of those pictures that have nothing better. */
  async #measure(signal: AbortSignal): Promise<void> {
    const { pictures } = this;
    const details: (Detail | null)[] = [];
    for (const { preview, focusBoxes } of pictures) {
      if (preview !== null) await bitmaps.load(preview);
      this.requestUpdate();
      details.push(preview === null || focusBoxes.length > 0 ? null : await this.#detailOf(preview, signal));
      if (signal.aborted) return;
    }
    const spots = sharpestSpots(details);
    this.#sharpest = new Map(pictures.map(({ key }, i) => [key, spots[i] ?? null]));
    this.requestUpdate();
  }

  async #detailOf(uri: string, signal: AbortSignal): Promise<Detail | null> {
    const known = this.#details.get(uri);
    const bitmap = bitmaps.get(uri);
    if (known !== undefined || bitmap === null) return known ?? null;
    const detail = await detailOf(bitmap, signal);
    if (detail === null) return null;
    this.#details.set(uri, detail);
    const [oldest] = this.#details.keys();
    if (this.#details.size > REMEMBERED && oldest !== undefined) this.#details.delete(oldest);
    return detail;
  }

  #askForFull(): void {
    for (const picture of this.pictures) {
      const size = sizeOf(picture);
      if (size === null || needsFull(picture, size.width)) this.onWantFull(picture.key);
    }
  }
}

/** A crop in device pixels. */
const cropPort = (): Size => ({ width: Math.round(CROP.width * devicePixelRatio), height: Math.round(CROP.height * devicePixelRatio) });

const scaled = ({ x, y, width, height }: Rect, by: number): Rect => ({ x: x * by, y: y * by, width: width * by, height: height * by });

declare global {
  interface HTMLElementTagNameMap {
    'qrate-viewer-crops': CropsStrip;
  }
}
