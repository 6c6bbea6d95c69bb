import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { ChartsSpan } from '../../protocol/charts';
import { thumbUri } from '../../protocol/frameTable';
import { fill } from '../shared/dom';
import { type Brushes, CanvasChart, type Size } from './canvasChart';
import { CursorOrder } from './cursorOrder';
import { type DataTable, dataTable } from './dataTable';
import { type Band, bandsOf, type Lane, lanesOf } from './lanes';
import type { ShootData } from './shootData';
import { type TimeAxis, timeAxis } from './timeAxis';
import { LANE, laneAt, PLOT, paintTimeline, type TimelineScene } from './timelinePaint';
import { tooltip } from './tooltip';
import { selectRows } from './view';
import { fromSight, panned, showing, toSight, WHOLE, zoomed } from './viewport';
import { clockText, dayText, durationText, photoLines, photosText } from './words';

const ZOOM = 1.5;
/** A shorter drag is a click, in px; how near a photo has to be to it. */
const CLICK = 4;
const NEAR = 8;

interface Drag {
  readonly from: number;
  to: number;
}

/** When the photos were taken: a lane per camera, bursts and other groups as bands, days, long pauses cut short; zoomed by wheel and keys. */
export class TimelineChart extends CanvasChart {
  static override properties = { ...CanvasChart.properties, span: { attribute: false } };
  declare span: ChartsSpan;
  #axis: TimeAxis = timeAxis([]);
  #lanes: readonly Lane[] = [];
  #bands: readonly Band[] = [];
  #order = new CursorOrder([]);
  #table: DataTable['rows'] = [];
  #cursor: number | null = null;
  #drag: Drag | null = null;

  constructor() {
    super();
    this.span = WHOLE;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { view } = this;
    if (view === null || !changed.has('view') || changed.get('view')?.data === view.data) return;
    this.#lanes = lanesOf(view.data);
    this.#bands = bandsOf(this.#lanes, view.data);
    this.#order = new CursorOrder(view.data.times);
    this.#axis = timeAxis(this.#order.rows.map((row) => view.data.times[row] ?? 0));
    this.#table = tableOf(this.#lanes, view.data);
    this.#cursor = null;
  }

  override render(): TemplateResult {
    const strings = this.view?.data.strings;
    if (strings === undefined) return html``;
    return html`
      ${this.stage(`${strings.timelineTitle}. ${strings.timelineHelp}`)}
      ${dataTable({
        caption: fill(strings.tableOf, strings.timelineTitle),
        heads: [strings.day, strings.camera, strings.photosAxis, strings.groups, strings.from, strings.to],
        rows: this.#table,
      })}`;
  }

  /** One lane under the other: the canvas is as high as there are cameras. */
  protected override updated(changed?: PropertyValues): void {
    super.updated();
    const { canvas } = this;
    if (canvas !== null && (changed === undefined || changed.has('view'))) {
      canvas.style.height = `${PLOT.top + Math.max(1, this.#lanes.length) * LANE.height + PLOT.bottom}px`;
    }
  }

  protected override paint(context: CanvasRenderingContext2D, brushes: Brushes, size: Size): void {
    if (this.view === null) return;
    paintTimeline(context, brushes, this.#scene(size));
  }

  #scene(size: Size): TimelineScene {
    return {
      view: this.view,
      size,
      axis: this.#axis,
      lanes: this.#lanes,
      bands: this.#bands,
      span: this.span,
      cursor: this.hasFocus ? this.#cursor : null,
      drag: this.#drag,
    };
  }

  /** Shows `1 / factor` of what is in sight. `at`: the fraction of the sight that stays where it is. */
  zoom(factor: number, at = this.#cursorInSight() ?? 0.5): void {
    this.#look(zoomed(this.span, factor, at));
  }

  pan(by: number): void {
    this.#look(panned(this.span, by));
  }

  showAll(): void {
    this.#look(WHOLE);
  }

  #look(span: ChartsSpan): void {
    this.span = span;
    tooltip.hide();
    this.dispatchEvent(new CustomEvent<ChartsSpan>('qrate-span', { detail: span, bubbles: true }));
  }

  #cursorInSight(): number | null {
    if (this.#cursor === null || this.view === null) return null;
    const sight = toSight(this.span, this.#axis.toUnit(this.view.data.times[this.#cursor] ?? 0));
    return sight >= 0 && sight <= 1 ? sight : null;
  }

  get #width(): number {
    return Math.max(1, this.size.width - PLOT.left - PLOT.right);
  }

  #secondsAt(x: number): number {
    return this.#axis.fromUnit(fromSight(this.span, (x - PLOT.left) / this.#width));
  }

  #xOf(row: number): number {
    const time = this.view?.data.times[row] ?? Number.NaN;
    return PLOT.left + toSight(this.span, this.#axis.toUnit(time)) * this.#width;
  }

  protected override firstUpdated(): void {
    super.firstUpdated();
    this.querySelector('.stage')?.addEventListener('wheel', (event) => this.#onWheel(event as WheelEvent), { passive: false });
  }

  /** The wheel zooms at the pointer; with Shift, or sideways, it moves along. */
  #onWheel(event: WheelEvent): void {
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) this.pan(sideways / this.#width);
    else this.zoom(1.002 ** -event.deltaY, (this.pointOf(event).x - PLOT.left) / this.#width);
    event.preventDefault();
  }

  protected readonly onPointer = (event: PointerEvent): void => {
    const { x, y } = this.pointOf(event);
    if (event.type === 'pointerdown' && event.button === 0) {
      this.#drag = { from: x, to: x };
      this.querySelector('.stage')?.setPointerCapture(event.pointerId);
    } else if (event.type === 'pointerup') this.#end(event, y);
    else if (event.type === 'pointercancel') this.#drag = null;
    else if (event.type === 'pointerleave') tooltip.hide();
    else if (this.#drag !== null) this.#drag.to = x;
    else this.#hover(event, x, y);
    this.repaint();
  };

  #end(event: PointerEvent, y: number): void {
    const drag = this.#drag;
    this.#drag = null;
    if (drag === null) return;
    const add = event.shiftKey || event.ctrlKey || event.metaKey;
    const rows = Math.abs(drag.to - drag.from) < CLICK ? this.#rowsAt(drag.from, y) : this.#rowsBetween(drag);
    if (rows.length > 0 || !add) selectRows(this, { rows, add });
  }

  #rowsBetween({ from, to }: Drag): readonly number[] {
    const [start, end] = [this.#secondsAt(Math.min(from, to)), this.#secondsAt(Math.max(from, to))];
    const times = this.view?.data.times ?? new Float64Array();
    return this.#order.rows.filter((row) => (times[row] ?? 0) >= start && (times[row] ?? 0) <= end);
  }

  /** A band stands for its group, a bar for the photos under the pointer. */
  #rowsAt(x: number, y: number): readonly number[] {
    const lane = laneAt(y);
    if (lane.part === 'band') {
      const band = this.#bandAt(x, lane.index);
      return band === null ? [] : (this.view?.data.groups[band.group]?.members ?? []);
    }
    const nearest = this.#nearest(x, lane.index);
    return nearest === null ? [] : [nearest];
  }

  #bandAt(x: number, lane: number): Band | null {
    const place = (seconds: number) => PLOT.left + toSight(this.span, this.#axis.toUnit(seconds)) * this.#width;
    const found = this.#bands.findLast((band) => band.lane === lane && x >= place(band.start) - 3 && x <= place(band.end) + 3);
    return found ?? null;
  }

  #nearest(x: number, lane: number): number | null {
    const rows = this.#lanes[lane]?.rows ?? [];
    let [nearest, least]: [number | null, number] = [null, NEAR];
    for (const row of rows) {
      const distance = Math.abs(this.#xOf(row) - x);
      if (distance < least) [nearest, least] = [row, distance];
    }
    return nearest;
  }

  #hover(event: PointerEvent, x: number, y: number): void {
    const found = this.#hoverLines(x, y);
    if (found === null) tooltip.hide();
    else tooltip.show(found.lines, { x: event.clientX, y: event.clientY, thumb: found.thumb });
  }

  #hoverLines(x: number, y: number): { readonly lines: readonly string[]; readonly thumb: string | null } | null {
    if (this.view === null) return null;
    const { data, shown } = this.view;
    const unit = fromSight(this.span, (x - PLOT.left) / this.#width);
    const gap = this.#axis.gaps.find(({ from, to }) => unit > from && unit < to);
    if (gap !== undefined) return { lines: [fill(data.strings.gap, durationText(gap.end - gap.start, data.language))], thumb: null };
    const lane = laneAt(y);
    const band = lane.part === 'band' ? this.#bandAt(x, lane.index) : null;
    if (band !== null) return { lines: this.#bandLines(band), thumb: null };
    const row = this.#nearest(x, lane.index);
    if (row === null) return null;
    const contentId = data.rows[row]?.contentId ?? null;
    return { lines: photoLines(data, row, shown), thumb: contentId === null ? null : thumbUri(data.cacheBase, contentId) };
  }

  #bandLines({ group, kind, start, end }: Band): readonly string[] {
    const strings = this.view?.data.strings;
    if (strings === undefined) return [];
    const count = this.view?.data.groups[group]?.members.length ?? 0;
    return [
      fill(strings.frames, strings.kinds[kind] ?? kind, photosText(strings, count)),
      `${clockText(start, true)} – ${clockText(end, true)}`,
    ];
  }

  protected readonly onKey = (event: KeyboardEvent): void => {
    const action = this.#action(event);
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };

  #action({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): (() => void) | undefined {
    const step = ctrlKey || metaKey ? 10 : 1;
    const actions: Readonly<Record<string, () => void>> = {
      ArrowRight: () => this.#go(this.#order.step(this.#cursor, step)),
      ArrowLeft: () => this.#go(this.#order.step(this.#cursor, -step)),
      ArrowDown: () => this.#go(this.#groupRow(1)),
      ArrowUp: () => this.#go(this.#groupRow(-1)),
      Home: () => this.#go(this.#order.rows[0] ?? null),
      End: () => this.#go(this.#order.rows.at(-1) ?? null),
      PageDown: () => this.pan(0.8),
      PageUp: () => this.pan(-0.8),
      Enter: () => this.#choose(shiftKey),
      ' ': () => this.#choose(shiftKey),
      Escape: () => selectRows(this, { rows: [], add: false }),
      '+': () => this.zoom(ZOOM),
      '=': () => this.zoom(ZOOM),
      '-': () => this.zoom(1 / ZOOM),
      '0': () => this.showAll(),
    };
    return actions[key];
  }

  /** The first frame of the next (1) or previous (−1) group in time. */
  #groupRow(by: 1 | -1): number | null {
    if (this.view === null) return null;
    const { times, groups } = this.view.data;
    const here = this.#cursor === null ? Number.NEGATIVE_INFINITY : (times[this.#cursor] ?? 0);
    const band = by > 0 ? this.#bands.find(({ start }) => start > here) : this.#bands.findLast(({ start }) => start < here);
    return band === undefined ? this.#cursor : (groups[band.group]?.members[0] ?? null);
  }

  #go(row: number | null): void {
    if (row === null || this.view === null) return;
    this.#cursor = row;
    this.said = photoLines(this.view.data, row, this.view.shown).join(', ');
    const span = showing(this.span, this.#axis.toUnit(this.view.data.times[row] ?? 0));
    if (span !== this.span) this.#look(span);
    this.repaint();
  }

  /** The photo at the cursor, or the group that begins with it. */
  #choose(add: boolean): void {
    const data = this.view?.data;
    if (this.#cursor === null || data === undefined) return;
    const group = data.rows[this.#cursor]?.group ?? null;
    const members = group === null ? [] : (data.groups[group]?.members ?? []);
    selectRows(this, { rows: members[0] === this.#cursor ? members : [this.#cursor], add });
  }
}

customElements.define('qrate-timeline', TimelineChart);

/** Day by day and camera by camera: photos, groups, first and last time. One pass over the photos. */
function tableOf(lanes: readonly Lane[], { rows, times, strings }: ShootData): DataTable['rows'] {
  const days = new Map<string, readonly (string | number)[]>();
  for (const [at, lane] of lanes.entries()) {
    const byDay = new Map<number, number[]>();
    for (const row of lane.rows) {
      const day = Math.floor((times[row] ?? 0) / DAY);
      const known = byDay.get(day);
      if (known === undefined) byDay.set(day, [row]);
      else known.push(row);
    }
    for (const [day, there] of byDay) {
      const groups = new Set(there.flatMap((row) => rows[row]?.group ?? [])).size;
      const [first, last] = [times[there[0] ?? -1] ?? 0, times[there.at(-1) ?? -1] ?? 0];
      const cells = [dayText(first), lane.camera ?? strings.noCamera, there.length, groups, clockText(first, true), clockText(last, true)];
      days.set(`${String(day).padStart(9, '0')} ${at}`, cells);
    }
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cells]) => cells);
}

/** Seconds. */
const DAY = 86_400;
