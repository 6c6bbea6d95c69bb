import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { Brush } from '../../protocol/charts';
import { thumbUri } from '../../protocol/frameTable';
import { fill } from '../shared/dom';
import { inPolygon, inRect, nearestPoint, type Point, pointsWhere, type Rect, rectBetween } from './brush';
import { type Brushes, CanvasChart, type Size } from './canvasChart';
import { CursorOrder } from './cursorOrder';
import { type DataTable, dataTable } from './dataTable';
import { linearScale, type Scale, sharpnessScale } from './scales';
import { NO_VERDICT } from './shootData';
import { tooltip } from './tooltip';
import { type ChartsView, selectRows } from './view';
import { percentText, photoLines, sharpnessText } from './words';

/** Room around the points in px. */
const BOX = { left: 52, right: 16, top: 12, bottom: 40 } as const;
/** How near a click or the pointer has to come, in px. */
const NEAR = 10;
/** A shorter drag is a click, in px. */
const CLICK = 4;
/** What picks look like is drawn last, on top. */
const DRAW_ORDER = [NO_VERDICT, 1, 2, 3, 0];

const exposures = linearScale(0, 1, 0.2);

/** Each photo as a mark by its sharpness and exposure; brushes, clicks and keys choose some. */
export class ScatterChart extends CanvasChart {
  static override properties = { ...CanvasChart.properties, brush: { type: String } };
  declare brush: Brush;
  #scale: Scale = sharpnessScale([]);
  #bySharpness = new CursorOrder([]);
  #byExposure = new CursorOrder([]);
  #table: DataTable['rows'] = [];
  #xs = new Float64Array();
  #ys = new Float64Array();
  #cursor: number | null = null;
  #trail: Point[] = [];

  constructor() {
    super();
    this.brush = 'rectangle';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const { view } = this;
    if (view === null || changed.get('view')?.data === view.data || !changed.has('view')) return;
    const { sharpness, exposure } = view.data;
    this.#scale = sharpnessScale(sharpness);
    const known = (values: Float64Array, others: Float64Array) =>
      values.map((value, row) => (Number.isNaN(others[row]) ? Number.NaN : value));
    this.#bySharpness = new CursorOrder(known(sharpness, exposure));
    this.#byExposure = new CursorOrder(known(exposure, sharpness));
    this.#cursor = null;
    this.#table = tableRows(view, this.#scale);
    this.laidOut();
  }

  override render(): TemplateResult {
    const strings = this.view?.data.strings;
    if (this.view === null || strings === undefined) return html``;
    return html`
      ${this.stage(`${strings.scatterTitle}. ${strings.scatterHelp}`)}
      ${dataTable({
        caption: strings.scatterTable,
        heads: [strings.sharpness, ...EXPOSURE_BANDS.map(([low, high]) => fill(strings.range, percentText(low), percentText(high)))],
        rows: this.#table,
      })}`;
  }

  protected override laidOut(): void {
    if (this.view === null) return;
    const { sharpness, exposure } = this.view.data;
    const { width, height } = this.size;
    const [wide, high] = [width - BOX.left - BOX.right, height - BOX.top - BOX.bottom];
    this.#xs = sharpness.map((value) => BOX.left + this.#scale.toUnit(value) * wide);
    this.#ys = exposure.map((value) => BOX.top + (1 - exposures.toUnit(value)) * high);
  }

  protected override paint(context: CanvasRenderingContext2D, brushes: Brushes, size: Size): void {
    if (this.view === null) return;
    paintAxes(context, brushes, { size, scale: this.#scale, view: this.view });
    this.#paintMarks(context, brushes, this.view);
    this.#paintCursor(context, brushes);
    this.#paintTrail(context, brushes);
  }

  #paintMarks(context: CanvasRenderingContext2D, { sprites }: Brushes, { data, shown, selection }: ChartsView): void {
    for (const code of DRAW_ORDER) {
      const mark = sprites.marks[code];
      if (mark === undefined) continue;
      for (let row = 0; row < shown.length; row++) {
        const [x, y] = [this.#xs[row] ?? Number.NaN, this.#ys[row] ?? Number.NaN];
        if (shown[row] !== code || Number.isNaN(x + y)) continue;
        mark.draw(context, x, y);
        if (data.decided[row] !== NO_VERDICT) sprites.decided.draw(context, x, y);
      }
    }
    for (const row of selection) {
      const [x, y] = [this.#xs[row] ?? Number.NaN, this.#ys[row] ?? Number.NaN];
      if (!Number.isNaN(x + y)) sprites.selected.draw(context, x, y);
    }
  }

  #paintCursor(context: CanvasRenderingContext2D, { palette }: Brushes): void {
    if (this.#cursor === null || !this.hasFocus) return;
    const [x, y] = [this.#xs[this.#cursor] ?? 0, this.#ys[this.#cursor] ?? 0];
    context.strokeStyle = palette.foreground;
    context.lineWidth = 1;
    context.strokeRect(x - 11, y - 11, 22, 22);
    context.strokeStyle = palette.focus;
    context.lineWidth = 2;
    context.strokeRect(x - 12.5, y - 12.5, 25, 25);
  }

  #paintTrail(context: CanvasRenderingContext2D, { palette }: Brushes): void {
    const [first, last] = [this.#trail[0], this.#trail.at(-1)];
    if (first === undefined || last === undefined || this.#trail.length < 2) return;
    context.strokeStyle = palette.selection;
    context.lineWidth = 1.5;
    context.setLineDash([5, 3]);
    context.beginPath();
    if (this.brush === 'lasso') {
      for (const { x, y } of this.#trail) context.lineTo(x, y);
      context.closePath();
    } else {
      const { left, top, right, bottom } = rectBetween(first, last);
      context.rect(left, top, right - left, bottom - top);
    }
    context.stroke();
    context.setLineDash([]);
  }

  protected readonly onPointer = (event: PointerEvent): void => {
    const point = this.pointOf(event);
    if (event.type === 'pointerdown' && event.button === 0) this.#begin(event, point);
    else if (event.type === 'pointerup') this.#end(event);
    else if (event.type === 'pointercancel') this.#drop();
    else if (event.type === 'pointerleave') tooltip.hide();
    else if (this.#trail.length > 0) this.#extend(point);
    else this.#hover(event, point);
  };

  #begin(event: PointerEvent, point: Point): void {
    tooltip.hide();
    this.#trail = [point];
    this.querySelector('.stage')?.setPointerCapture(event.pointerId);
  }

  #extend(point: Point): void {
    this.#trail.push(point);
    this.repaint();
  }

  #drop(): void {
    this.#trail = [];
    this.repaint();
  }

  #end(event: PointerEvent): void {
    const [trail, first, last] = [this.#trail, this.#trail[0], this.#trail.at(-1)];
    this.#drop();
    if (first === undefined || last === undefined) return;
    const add = event.shiftKey || event.ctrlKey || event.metaKey;
    const isClick = trail.every(({ x, y }) => Math.abs(x - first.x) < CLICK && Math.abs(y - first.y) < CLICK);
    if (isClick) this.#click(first, add);
    else this.#chooseIn(trail, rectBetween(first, last), add);
  }

  #chooseIn(trail: readonly Point[], rect: Rect, add: boolean): void {
    const rows = pointsWhere(this.#points, (point) => (this.brush === 'lasso' ? inPolygon(trail, point) : inRect(rect, point)));
    if (rows.length > 0 || !add) selectRows(this, { rows, add });
  }

  #click(point: Point, add: boolean): void {
    const row = nearestPoint(this.#points, point, NEAR);
    if (row !== null) this.#cursor = row;
    if (row !== null || !add) selectRows(this, { rows: row === null ? [] : [row], add });
  }

  get #points(): { readonly xs: Float64Array; readonly ys: Float64Array } {
    return { xs: this.#xs, ys: this.#ys };
  }

  #hover(event: PointerEvent, point: Point): void {
    const row = nearestPoint(this.#points, point, NEAR);
    if (row === null || this.view === null) {
      tooltip.hide();
      return;
    }
    const { data, shown } = this.view;
    const contentId = data.rows[row]?.contentId ?? null;
    const thumb = contentId === null ? null : thumbUri(data.cacheBase, contentId);
    tooltip.show(photoLines(data, row, shown), { x: event.clientX, y: event.clientY, thumb });
  }

  protected readonly onKey = (event: KeyboardEvent): void => {
    const step = event.ctrlKey || event.metaKey ? 10 : 1;
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') this.#go(this.#bySharpness, event.key === 'ArrowRight' ? step : -step);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') this.#go(this.#byExposure, event.key === 'ArrowUp' ? step : -step);
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(event.shiftKey);
    else if (event.key === 'Escape') selectRows(this, { rows: [], add: false });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #go(order: CursorOrder, by: number): void {
    this.#cursor = order.step(this.#cursor, by);
    if (this.#cursor !== null && this.view !== null) this.said = photoLines(this.view.data, this.#cursor, this.view.shown).join(', ');
    this.repaint();
  }

  #choose(add: boolean): void {
    if (this.#cursor !== null) selectRows(this, { rows: [this.#cursor], add });
  }
}

customElements.define('qrate-scatter', ScatterChart);

interface Axes {
  readonly size: Size;
  readonly scale: Scale;
  readonly view: ChartsView;
}

function paintAxes(context: CanvasRenderingContext2D, { palette }: Brushes, { size, scale, view }: Axes): void {
  const { width, height } = size;
  const [right, bottom] = [width - BOX.right, height - BOX.bottom];
  context.lineWidth = 1;
  context.strokeStyle = palette.lines;
  context.fillStyle = palette.muted;
  context.globalAlpha = 1;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const tick of exposures.ticks) {
    const y = Math.round(bottom - exposures.toUnit(tick) * (bottom - BOX.top)) + 0.5;
    line(context, BOX.left, y, right, y);
    context.fillText(percentText(tick), BOX.left - 8, y);
  }
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const tick of scale.ticks) {
    const x = Math.round(BOX.left + scale.toUnit(tick) * (right - BOX.left)) + 0.5;
    line(context, x, BOX.top, x, bottom + 4);
    context.fillText(sharpnessText(tick), x, bottom + 7);
  }
  const { strings } = view.data;
  context.textAlign = 'right';
  context.textBaseline = 'bottom';
  context.fillText(`${strings.sharpness} →`, right, height - 1);
  context.textAlign = 'left';
  context.fillText(`↑ ${strings.exposure}`, 0, height - 1);
}

function line(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.globalAlpha = 0.35;
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
  context.globalAlpha = 1;
}

const EXPOSURE_BANDS = [
  [0, 0.2],
  [0.2, 0.4],
  [0.4, 0.6],
  [0.6, 0.8],
  [0.8, 1],
] as const;

/** Sharpness between its ticks, by exposure in fifths. Rows without photos are left out. */
function tableRows({ data }: ChartsView, scale: Scale): readonly (readonly (string | number)[])[] {
  const edges = scale.ticks;
  const bandOf = (exposure: number) => Math.min(EXPOSURE_BANDS.length - 1, Math.floor(exposure * EXPOSURE_BANDS.length));
  const table = edges.map(() => EXPOSURE_BANDS.map(() => 0));
  data.rows.forEach(({ sharpness, exposure }) => {
    if (sharpness === null || exposure === null) return;
    const counts =
      table[
        Math.max(
          0,
          edges.findLastIndex((edge) => edge <= sharpness),
        )
      ];
    const band = bandOf(exposure);
    if (counts !== undefined) counts[band] = (counts[band] ?? 0) + 1;
  });
  return table.flatMap((counts, i) => {
    const [low, high] = [edges[i] ?? 0, edges[i + 1] ?? scale.max];
    const isEmpty = counts.every((count) => count === 0);
    return isEmpty ? [] : [[fill(data.strings.range, i === 0 ? '0' : sharpnessText(low), sharpnessText(high)), ...counts]];
  });
}
