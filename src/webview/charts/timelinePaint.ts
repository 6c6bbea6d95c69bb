import type { ChartsSpan } from '../../protocol/charts';
import type { Brushes, Size } from './canvasChart';
import type { Band, Lane } from './lanes';
import { clamp } from './scales';
import { NO_VERDICT } from './shootData';
import { type TimeAxis, timeTicks } from './timeAxis';
import type { ChartsView } from './view';
import { toSight } from './viewport';
import { clockText, dayText } from './words';

/** Room around the lanes, in px. */
export const PLOT = { left: 12, right: 12, top: 40, bottom: 26 } as const;
/** A lane from top to bottom: the camera's name, bars, bands of groups. In px. */
export const LANE = { height: 78, name: 16, bars: 40, band: 12 } as const;
/** Width of a bar, in px. */
const COLUMN = 4;
/** Least distance of time labels, in px. */
const LABEL = 64;

export interface TimelineScene {
  readonly view: ChartsView | null;
  readonly size: Size;
  readonly axis: TimeAxis;
  readonly lanes: readonly Lane[];
  readonly bands: readonly Band[];
  /** What is in sight. */
  readonly span: ChartsSpan;
  /** Row of the keyboard's cursor. */
  readonly cursor: number | null;
  /** Ends of the brush in px. */
  readonly drag: { readonly from: number; readonly to: number } | null;
}

/** Which lane a height belongs to, and whether it is at its bands. */
export function laneAt(y: number): { readonly index: number; readonly part: 'bars' | 'band' } {
  const index = Math.floor((y - PLOT.top) / LANE.height);
  const inside = y - PLOT.top - index * LANE.height;
  return { index, part: inside > LANE.name + LANE.bars + 1 ? 'band' : 'bars' };
}

/** What painting asks again and again: where a time is, in px. */
interface Pen {
  readonly context: CanvasRenderingContext2D;
  readonly brushes: Brushes;
  readonly scene: TimelineScene;
  readonly width: number;
  x(unit: number): number;
}

export function paintTimeline(context: CanvasRenderingContext2D, brushes: Brushes, scene: TimelineScene): void {
  const width = scene.size.width - PLOT.left - PLOT.right;
  const pen: Pen = { context, brushes, scene, width, x: (unit) => PLOT.left + toSight(scene.span, unit) * width };
  paintTimes(pen);
  const columns = scene.lanes.map((lane) => columnsOf(pen, lane));
  // The tallest bar of all lanes fills a lane: bars of different cameras can be compared.
  const unit = Math.min(LANE.bars / 4, LANE.bars / Math.max(1, ...columns.map(tallest)));
  for (const [at, lane] of scene.lanes.entries())
    paintLane(pen, lane, { top: PLOT.top + at * LANE.height, unit, columns: columns[at] ?? [] });
  for (const band of scene.bands) paintBand(pen, band);
  paintGaps(pen);
  paintCursor(pen);
  paintDrag(pen);
}

function paintTimes(pen: Pen): void {
  const { context, brushes, scene } = pen;
  const bottom = PLOT.top + scene.lanes.length * LANE.height;
  context.strokeStyle = brushes.palette.lines;
  context.lineWidth = 1;
  context.textBaseline = 'top';
  const { from, to } = scene.span;
  let day = '';
  for (const { seconds, unit } of timeTicks(scene.axis, from, to, (LABEL / pen.width) * (to - from))) {
    const x = Math.round(pen.x(unit)) + 0.5;
    const isNewDay = dayText(seconds) !== day;
    day = dayText(seconds);
    context.globalAlpha = isNewDay ? 0.9 : 0.35;
    stroke(context, x, isNewDay ? 4 : PLOT.top - 6, x, bottom + 4);
    context.globalAlpha = 1;
    context.fillStyle = brushes.palette.muted;
    const atEdge = x > scene.size.width - LABEL;
    context.textAlign = atEdge ? 'right' : 'left';
    context.fillText(clockText(seconds, to - from < 0.02), x + (atEdge ? -3 : 3), bottom + 8);
    if (!isNewDay) continue;
    context.fillStyle = brushes.palette.foreground;
    context.fillText(day, x + (atEdge ? -4 : 4), 6);
  }
}

interface LanePlace {
  /** In px. */
  readonly top: number;
  /** Px per photo. */
  readonly unit: number;
  readonly columns: readonly Column[];
}

function paintLane(pen: Pen, lane: Lane, { top, unit, columns }: LanePlace): void {
  const { context, brushes, scene } = pen;
  const base = top + LANE.name + LANE.bars;
  context.globalAlpha = 0.5;
  context.strokeStyle = brushes.palette.lines;
  stroke(context, PLOT.left, base + 0.5, scene.size.width - PLOT.right, base + 0.5);
  context.globalAlpha = 1;
  for (const column of columns) paintColumn(pen, column, { base, unit });
  context.fillStyle = brushes.palette.foreground;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText(`${lane.camera ?? scene.view?.data.strings.noCamera ?? ''} (${lane.rows.length})`, PLOT.left, top + 1, pen.width);
}

interface Column {
  readonly x: number;
  /** By verdict code. */
  readonly counts: readonly number[];
  readonly selected: number;
  readonly decided: number;
}

/** The photos of a lane that are in sight, by the COLUMN px in which they lie. */
function columnsOf(pen: Pen, lane: Lane): readonly Column[] {
  const { view, axis } = pen.scene;
  if (view === null) return [];
  const { data, shown, selection } = view;
  const columns = new Map<number, { counts: number[]; selected: number; decided: number }>();
  for (const row of lane.rows) {
    const x = pen.x(axis.toUnit(data.times[row] ?? 0));
    if (x < PLOT.left - 1 || x > PLOT.left + pen.width + 1) continue;
    const key = Math.floor(x / COLUMN);
    const column = columns.get(key) ?? { counts: new Array<number>(NO_VERDICT + 1).fill(0), selected: 0, decided: 0 };
    columns.set(key, column);
    const code = shown[row] ?? NO_VERDICT;
    column.counts[code] = (column.counts[code] ?? 0) + 1;
    if (selection.has(row)) column.selected++;
    if (data.decided[row] !== NO_VERDICT) column.decided++;
  }
  return [...columns].map(([key, column]) => ({ x: key * COLUMN, ...column }));
}

const total = ({ counts }: Column): number => counts.reduce((sum, count) => sum + count, 0);

/** Photos in the fullest column. */
const tallest = (columns: readonly Column[]): number => columns.reduce((most, column) => Math.max(most, total(column)), 0);

function paintColumn({ context, brushes }: Pen, column: Column, { base, unit }: { readonly base: number; readonly unit: number }): void {
  let y = base;
  for (const [code, count] of column.counts.entries()) {
    if (count === 0) continue;
    const height = Math.max(1.5, count * unit);
    y -= height;
    context.fillStyle = brushes.fills[code] ?? brushes.palette.muted;
    context.fillRect(column.x, y, COLUMN - 0.5, height);
  }
  if (column.selected === 0) return;
  context.strokeStyle = brushes.palette.selection;
  context.lineWidth = 2;
  context.strokeRect(column.x - 1.5, y - 1.5, COLUMN + 2.5, base - y + 2);
}

/** Groups as bands below the bars: bursts are full, what is kept whole is outlined, duplicates are dashed; a wide one says its kind. */
function paintBand({ context, brushes, scene, x, width }: Pen, { kind, lane, start, end }: Band): void {
  const left = x(scene.axis.toUnit(start)) - 1;
  const wide = Math.max(4, x(scene.axis.toUnit(end)) - left + 2);
  if (left > PLOT.left + width || left + wide < PLOT.left) return;
  const top = PLOT.top + lane * LANE.height + LANE.name + LANE.bars + 4;
  const { bands } = brushes.palette;
  const isDuplicates = kind === 'near-duplicate' || kind === 'exact-duplicate';
  context.strokeStyle = context.fillStyle = kind === 'burst' ? bands.burst : isDuplicates ? bands.duplicates : bands.whole;
  context.lineWidth = 1.5;
  context.setLineDash(isDuplicates ? [3, 2] : []);
  if (kind === 'burst') context.fillRect(left, top, wide, LANE.band - 4);
  else context.strokeRect(left + 0.75, top + 0.75, wide - 1.5, LANE.band - 5.5);
  context.setLineDash([]);
  const word = scene.view?.data.strings.kinds[kind] ?? kind;
  const [from, room] = [Math.max(left, PLOT.left), Math.min(left + wide, PLOT.left + width) - Math.max(left, PLOT.left)];
  if (context.measureText(word).width + 6 > room) return;
  context.fillStyle = brushes.palette.foreground;
  context.textAlign = 'left';
  context.textBaseline = 'top';
  context.fillText(word, from, top + LANE.band - 3);
}

/** A pause: a strip that is crossed out. */
function paintGaps({ context, brushes, scene, x }: Pen): void {
  const height = scene.lanes.length * LANE.height;
  context.strokeStyle = brushes.palette.muted;
  context.lineWidth = 1;
  for (const { from, to } of scene.axis.gaps) {
    const [left, right] = [clamp(x(from), PLOT.left, scene.size.width), clamp(x(to), PLOT.left, scene.size.width - PLOT.right)];
    if (right - left < 2) continue;
    const middle = (left + right) / 2;
    context.globalAlpha = 0.6;
    for (const side of [-2, 2]) {
      context.beginPath();
      for (let y = PLOT.top, zig = 0; y <= PLOT.top + height; y += 6, zig++) context.lineTo(middle + side + (zig % 2 === 0 ? -2 : 2), y);
      context.stroke();
    }
    context.globalAlpha = 1;
  }
}

function paintCursor({ context, brushes, scene, x }: Pen): void {
  const { cursor, view, axis, lanes } = scene;
  if (cursor === null || view === null) return;
  const lane = lanes.findIndex(({ rows }) => rows.includes(cursor));
  const at = x(axis.toUnit(view.data.times[cursor] ?? 0));
  const top = PLOT.top + Math.max(0, lane) * LANE.height + LANE.name - 2;
  context.strokeStyle = brushes.palette.focus;
  context.lineWidth = 2;
  context.strokeRect(at - 6, top, 12, LANE.bars + LANE.band + 2);
}

function paintDrag({ context, brushes, scene }: Pen): void {
  if (scene.drag === null) return;
  const { from, to } = scene.drag;
  context.strokeStyle = context.fillStyle = brushes.palette.selection;
  context.globalAlpha = 0.15;
  context.fillRect(Math.min(from, to), PLOT.top, Math.abs(to - from), scene.lanes.length * LANE.height);
  context.globalAlpha = 1;
  context.lineWidth = 1.5;
  context.strokeRect(Math.min(from, to), PLOT.top, Math.abs(to - from), scene.lanes.length * LANE.height);
}

function stroke(context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}
