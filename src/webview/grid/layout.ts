import type { Cluster, Shown } from './shown';

/** Where lines of frames stand. Pixels; pure, so that 100,000 photos are laid out without touching the page. */

/** Sizes that a layout is made of. */
export interface Metrics {
  readonly columns: number;
  /** Width and height of one frame with its gaps and caption. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Height of the line that names a burst, and of a day's heading. */
  readonly headHeight: number;
  readonly dayHeight: number;
}

/** Frames of one cluster that stand side by side in one line. */
export interface Segment {
  /** Position in the clusters. */
  readonly cluster: number;
  /** First column, from 0. */
  readonly column: number;
  /** Part of the cluster's rows: `from` … `to − 1`. */
  readonly from: number;
  readonly to: number;
}

interface Place {
  readonly top: number;
  readonly height: number;
}
export interface DayLine extends Place {
  readonly kind: 'day';
  readonly day: string | null;
  readonly photos: number;
}
export interface FrameLine extends Place {
  readonly kind: 'frames';
  readonly segments: readonly Segment[];
  /** Whether a burst begins in it. */
  readonly head: boolean;
}
export type Line = DayLine | FrameLine;

export interface Layout {
  readonly metrics: Metrics;
  readonly lines: readonly Line[];
  readonly height: number;
  /** Cluster → its first line. */
  readonly lineOf: Int32Array;
}

/** Gaps inside a cell, around the picture. */
export const CELL_PADDING = 6;
/** A picture's box is 4:3; a portrait fills its height. */
const BOX_RATIO = 0.75;
/** Wider than this is no longer the size that was asked for. */
const MOST_STRETCH = 1.25;

/** As many columns as fit; what is left over widens them. `thumbSize` is the least width of a picture, `width` what there is. */
export function metricsFor({ thumbSize, width, captionHeight }: { thumbSize: number; width: number; captionHeight: number }): Metrics {
  const wanted = thumbSize + 2 * CELL_PADDING;
  const columns = Math.max(1, Math.floor(width / wanted));
  const cellWidth = Math.max(1, Math.floor(Math.min(width / columns, wanted * MOST_STRETCH)));
  const box = Math.round((cellWidth - 2 * CELL_PADDING) * BOX_RATIO);
  return { columns, cellWidth, cellHeight: box + 2 * CELL_PADDING + captionHeight, headHeight: 24, dayHeight: 40 };
}

/**
 * Flows clusters into lines. A group that fits into a line is never broken; a longer one begins where there is room for two and
 * what follows it fills up its last line.
 */
export function layoutOf({ clusters, withDays }: Pick<Shown, 'clusters' | 'withDays'>, metrics: Metrics): Layout {
  const flow = new Flow(clusters, metrics);
  let day: string | null | undefined;
  clusters.forEach((cluster, at) => {
    if (withDays && (day === undefined || cluster.day !== day)) {
      day = cluster.day;
      flow.addDay(day, photosOfDay(clusters, at));
    }
    flow.add(at);
  });
  return flow.finish();
}

function photosOfDay(clusters: readonly Cluster[], from: number): number {
  const day = clusters[from]?.day;
  let photos = 0;
  for (let at = from; at < clusters.length && clusters[at]?.day === day; at++) photos += clusters[at]?.matching ?? 0;
  return photos;
}

class Flow {
  readonly #clusters: readonly Cluster[];
  readonly #metrics: Metrics;
  readonly #lines: Line[] = [];
  readonly #lineOf: Int32Array;
  #segments: Segment[] = [];
  #head = false;
  #column = 0;
  #top = 0;

  constructor(clusters: readonly Cluster[], metrics: Metrics) {
    this.#clusters = clusters;
    this.#metrics = metrics;
    this.#lineOf = new Int32Array(clusters.length);
  }

  addDay(day: string | null, photos: number): void {
    this.#endLine();
    const height = this.#metrics.dayHeight;
    this.#lines.push({ kind: 'day', day, photos, top: this.#top, height });
    this.#top += height;
  }

  add(cluster: number): void {
    const { columns } = this.#metrics;
    const { rows, group } = this.#clusters[cluster] ?? { rows: [], group: null };
    if (!this.#hasRoomFor(rows.length)) this.#endLine();
    this.#lineOf[cluster] = this.#lines.length;
    this.#head ||= group !== null;
    for (let from = 0; from < rows.length; ) {
      if (this.#column === columns) this.#endLine();
      const to = Math.min(rows.length, from + columns - this.#column);
      this.#segments.push({ cluster, column: this.#column, from, to });
      this.#column += to - from;
      from = to;
    }
  }

  /** A cluster too long for any line may begin at the end of this one, if not with a single frame. */
  #hasRoomFor(frames: number): boolean {
    const room = this.#metrics.columns - this.#column;
    return frames <= room || (frames > this.#metrics.columns && room >= Math.min(2, this.#metrics.columns));
  }

  finish(): Layout {
    this.#endLine();
    return { metrics: this.#metrics, lines: this.#lines, height: this.#top, lineOf: this.#lineOf };
  }

  #endLine(): void {
    if (this.#segments.length === 0) return;
    const height = this.#metrics.cellHeight + (this.#head ? this.#metrics.headHeight : 0);
    this.#lines.push({ kind: 'frames', segments: this.#segments, head: this.#head, top: this.#top, height });
    this.#top += height;
    this.#segments = [];
    this.#head = false;
    this.#column = 0;
  }
}

/** Lines that touch `top` … `bottom`: from … to − 1. */
export function linesBetween({ lines }: Layout, top: number, bottom: number): { readonly from: number; readonly to: number } {
  return { from: firstLine(lines, (line) => line.top + line.height > top), to: firstLine(lines, (line) => line.top >= bottom) };
}

/** The first line for which `test` holds, where it holds for all after it. */
function firstLine(lines: readonly Line[], test: (line: Line) => boolean): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(lines[middle] as Line)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The line of a shown row, −1 where it is not shown. */
export function lineOfRow({ lineOf, lines }: Layout, { clusters, clusterOf }: Shown, row: number): number {
  const cluster = clusterOf[row] ?? -1;
  const within = clusters[cluster]?.rows.indexOf(row) ?? -1;
  if (within < 0) return -1;
  for (let at = lineOf[cluster] ?? 0; ; at++) {
    const line = lines[at];
    if (line?.kind !== 'frames') return -1;
    if (line.segments.some((it) => it.cluster === cluster && it.to > within)) return at;
  }
}

/**
 * Where to scroll so that a line is in sight, with the heading right above it: as little as possible, `scrollTop` itself where it
 * is in sight already.
 */
export function scrollTo(layout: Layout, line: number, view: { readonly scrollTop: number; readonly height: number }): number {
  const target = layout.lines[line];
  if (target === undefined) return view.scrollTop;
  const above = layout.lines[line - 1];
  const top = above?.kind === 'day' ? above.top : target.top;
  const bottom = target.top + target.height;
  if (top < view.scrollTop || target.height > view.height) return top;
  return bottom > view.scrollTop + view.height ? Math.max(0, bottom - view.height) : view.scrollTop;
}
