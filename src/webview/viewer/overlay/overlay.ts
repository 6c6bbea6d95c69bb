import { type Rect, visiblePart } from '../geometry';
import { readLuma } from '../measure/luma';
import { inSlices } from '../measure/slices';
import type { Size } from '../picture';
import { paintRow } from './marks';
import { paletteAt, watchTheme } from './palette';

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

/** Marks of one part of a picture, which may be moved and scaled with it. */
interface Mask {
  readonly id: string;
  readonly sourceId: string;
  /** In fractions of the picture. */
  readonly part: Rect;
  readonly canvas: OffscreenCanvas;
}

/** Time in ms for which a picture must rest before its marks are worked out; until then those that are there move with it. */
const SETTLE_MS = 60;
const BAND = 64;

/** Draws what the shown pixels say, worked out in slices so that nothing else waits for it. */
export class Overlay {
  readonly #canvas: HTMLCanvasElement;
  #kinds: OverlayKinds = NO_OVERLAYS;
  #scene: OverlayScene | null = null;
  #mask: Mask | null = null;
  #job: AbortController | null = null;
  #wanted = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unwatch: (() => void) | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  setKinds(kinds: OverlayKinds): void {
    this.#kinds = kinds;
    this.#unwatch?.();
    this.#unwatch = kinds.peaking || kinds.clipping ? watchTheme(() => this.#reset()) : null;
    this.#reset();
  }

  /** Whether the marks of what is shown are all there. */
  get isSettled(): boolean {
    return this.#mask?.id === this.#wanted;
  }

  draw(scene: OverlayScene): void {
    this.#scene = scene;
    this.#paint();
    this.#want();
  }

  stop(): void {
    this.#job?.abort();
    clearTimeout(this.#timer);
    this.#unwatch?.();
    this.#unwatch = null;
  }

  #reset(): void {
    this.#mask = null;
    this.#wanted = '';
    if (this.#scene !== null) this.draw(this.#scene);
  }

  #paint(): void {
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    const mask = this.#mask;
    if (this.#scene === null || mask === null || mask.sourceId !== this.#scene.sourceId) return;
    const { rect } = this.#scene;
    const { part, canvas } = mask;
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, ...corner(rect, part), part.width * rect.width, part.height * rect.height);
  }

  #want(): void {
    const scene = this.#scene;
    const isOff = !this.#kinds.peaking && !this.#kinds.clipping;
    const plan = scene === null || scene.source === null || isOff ? null : planMask(scene, scene.source);
    const id = plan?.id ?? '';
    if (id === this.#wanted) return;
    this.#wanted = id;
    this.#job?.abort();
    clearTimeout(this.#timer);
    if (plan !== null) this.#timer = setTimeout(() => void this.#compute(plan), this.#mask === null ? 0 : SETTLE_MS);
  }

  async #compute(plan: MaskPlan): Promise<void> {
    const job = new AbortController();
    this.#job = job;
    const { source } = this.#scene ?? {};
    if (!source) return;
    const canvas = await paintMask(plan, { source, kinds: this.#kinds, palette: paletteAt(this.#canvas), signal: job.signal });
    if (canvas === null || job.signal.aborted) return;
    this.#mask = { id: plan.id, sourceId: plan.sourceId, part: plan.part, canvas };
    this.#paint();
    this.#canvas.dispatchEvent(new Event('qrate-overlay', { bubbles: true, composed: true }));
  }
}

interface MaskPlan {
  readonly id: string;
  readonly sourceId: string;
  readonly part: Rect;
  /** In pixels of the source. */
  readonly from: Rect;
  /** Of the mask: what is shown, but never more than the source has. */
  readonly size: Size;
}

function planMask({ rect, port, sourceId }: OverlayScene, source: ImageBitmap): MaskPlan | null {
  const seen = visiblePart(rect, port);
  const left = Math.floor(seen.x * source.width);
  const top = Math.floor(seen.y * source.height);
  const right = Math.min(source.width, Math.ceil((seen.x + seen.width) * source.width));
  const bottom = Math.min(source.height, Math.ceil((seen.y + seen.height) * source.height));
  const from = { x: left, y: top, width: right - left, height: bottom - top };
  if (from.width < 1 || from.height < 1) return null;
  const scale = Math.min(1, rect.width / source.width);
  const size = { width: Math.max(1, Math.round(from.width * scale)), height: Math.max(1, Math.round(from.height * scale)) };
  const { width, height } = source;
  const part = { x: left / width, y: top / height, width: from.width / width, height: from.height / height };
  return { id: [sourceId, ...Object.values(from), size.width, size.height].join(' '), sourceId, part, from, size };
}

interface PaintOptions {
  readonly source: ImageBitmap;
  readonly kinds: OverlayKinds;
  readonly palette: ReturnType<typeof paletteAt>;
  readonly signal: AbortSignal;
}

async function paintMask({ from, size }: MaskPlan, { source, kinds, palette, signal }: PaintOptions): Promise<OffscreenCanvas | null> {
  const { width, height } = size;
  const pixels = context(size);
  pixels.imageSmoothingQuality = 'high';
  pixels.drawImage(source, from.x, from.y, from.width, from.height, 0, 0, width, height);
  const grey = { data: new Uint8Array(width * height), width, height };
  const bands = Math.ceil(height / BAND);
  const bandOf = (band: number) => ({ top: band * BAND, rows: Math.min(BAND, height - band * BAND) });
  const read = (band: number) => {
    const { top, rows } = bandOf(band);
    readLuma(pixels.getImageData(0, top, width, rows).data, grey.data, top * width);
  };
  if (!(await inSlices(bands, read, signal))) return null;
  const mask = context(size);
  const inFocus = new Uint8Array(width * height);
  const paint = (y: number) => {
    const row = mask.createImageData(width, 1);
    paintRow(grey, y, { rgba: row.data, inFocus, options: { ...kinds, palette } });
    mask.putImageData(row, 0, y);
  };
  return (await inSlices(height, paint, signal)) ? mask.canvas : null;
}

function context({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const made = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (made === null) throw new Error('no canvas to measure with');
  return made;
}

const corner = (rect: Rect, part: Rect): [x: number, y: number] => [rect.x + part.x * rect.width, rect.y + part.y * rect.height];
