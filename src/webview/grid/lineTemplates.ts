import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

import { countedText, fill } from '../shared/dom';
import { ICONS } from '../shared/icons';
import { styled } from '../shared/styled';
import { frameCell } from './frameCell';
import { CELL_PADDING, type DayLine, type FrameLine, type Layout, type Line, type Segment } from './layout';
import type { Cluster } from './shown';
import type { GridState } from './state';
import { clockText, dayText, spanText } from './words';

export interface LineContext {
  readonly state: GridState;
  readonly layout: Layout;
  readonly captionHeight: number;
  readonly isRoomy: boolean;
  /** The row under the pointer, `NONE` where there is none. */
  readonly pointed: number;
}

/** One line of the grid at `top`: a day's heading, or frames side by side. */
export function lineTemplate(context: LineContext, line: Line, place: { readonly at: number; readonly top: number }): TemplateResult {
  const style = styled({ transform: `translateY(${place.top}px)`, height: `${line.height}px` });
  const content = line.kind === 'day' ? dayHead(context, line) : segments(context, line);
  return html`<div class="line" role="row" aria-rowindex=${place.at + 1} ${style}>${content}</div>`;
}

/** What names a line across layouts, so that its pictures stay where they are. */
export function lineKey({ shown }: GridState, line: Line): string {
  if (line.kind === 'day') return `day ${line.day ?? ''}`;
  const [first] = line.segments;
  return first === undefined ? '' : `${shown.clusters[first.cluster]?.key ?? ''} ${first.from}`;
}

function dayHead({ state }: LineContext, { day, photos }: DayLine): TemplateResult {
  const { strings } = state.data;
  const language = document.documentElement.lang || undefined;
  return html`<div class="day" role="rowheader">
    <h2>${dayText(day, strings, language)}</h2>
    <span class="quiet">${countedText(strings.frames.dayCount, photos)}</span>
  </div>`;
}

function segments(context: LineContext, line: FrameLine): TemplateResult {
  const { clusters } = context.state.shown;
  return html`${repeat(
    line.segments,
    ({ cluster, from }) => `${clusters[cluster]?.key ?? ''} ${from}`,
    (segment) => segmentTemplate(context, segment),
  )}`;
}

function segmentTemplate(context: LineContext, segment: Segment): TemplateResult | typeof nothing {
  const { state, layout, captionHeight, isRoomy, pointed } = context;
  const cluster = state.shown.clusters[segment.cluster];
  if (cluster === undefined) return nothing;
  const { cellWidth, cellHeight } = layout.metrics;
  const rows = cluster.rows.slice(segment.from, segment.to);
  const boxHeight = cellHeight - 2 * CELL_PADDING - captionHeight;
  const cell = (row: number, at: number) =>
    frameCell(state, { row, cluster, left: at * cellWidth, width: cellWidth, boxHeight, isRoomy, isPointed: row === pointed });
  const style = styled({ left: `${segment.column * cellWidth}px`, width: `${rows.length * cellWidth}px` });
  const ends = { first: segment.from === 0, last: segment.to === cluster.rows.length };
  return html`<div class="segment" ?data-group=${cluster.group !== null} ?data-first=${ends.first} ?data-last=${ends.last} ${style}>
    ${cluster.group !== null && ends.first ? burstHead(context, segment.cluster, cluster) : nothing}
    ${repeat(rows, (row) => state.data.rows[row]?.path, cell)}
  </div>`;
}

/** `Burst · 5 of 8 · 10:23:41 · in 1.2 s · 3 min later`, and what folds it. */
function burstHead({ state }: LineContext, at: number, cluster: Cluster): TemplateResult {
  const { data, shown } = state;
  const { frames, filtering } = data.strings;
  const group = cluster.group === null ? undefined : data.groups[cluster.group];
  if (group === undefined) return html``;
  const size = group.members.length;
  const count = cluster.matching === size ? String(size) : fill(frames.burstCount, cluster.matching, size);
  const facts = [...timesOf(state, cluster), ...(shown.withDays ? gapBefore(state, at) : [])];
  const text = [filtering.kinds[group.kind], count, ...facts].join(' · ');
  const fold = cluster.folded ? fill(frames.unfold, cluster.matching) : frames.foldThis;
  return html`<div class="burst" role="rowheader" title=${text}>
    ${
      cluster.matching > 1
        ? html`<button type="button" class="plain" tabindex="-1" data-act="fold" data-group-row=${cluster.rows[0] ?? -1} aria-expanded=${String(!cluster.folded)} aria-label=${fold} title=${fold}>
          ${cluster.folded ? ICONS.chevronRight : ICONS.chevronDown}
        </button>`
        : nothing
    }
    <h3>${filtering.kinds[group.kind]}</h3>
    <span>${count}</span>
    <span class="quiet">${facts.join(' · ')}</span>
  </div>`;
}

function timesOf({ data }: GridState, { group }: Cluster): readonly string[] {
  const members = group === null ? [] : (data.groups[group]?.members ?? []);
  const times = members.flatMap((row) => data.rows[row]?.time ?? []);
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [clockText(first), ...(last > first ? [fill(data.strings.frames.spans, spanText(last - first))] : [])];
}

/** Gaps shorter than this say nothing. */
const WORTH_SAYING = 1;

function gapBefore({ data, shown, look }: GridState, at: number): readonly string[] {
  const [before, here] = [shown.clusters[at - 1], shown.clusters[at]];
  const earlier = data.rows[before?.rows.at(-1) ?? -1]?.time;
  const later = data.rows[here?.rows[0] ?? -1]?.time;
  if (earlier == null || later == null || before?.day !== here?.day || look.sort.descending) return [];
  return later - earlier < WORTH_SAYING ? [] : [fill(data.strings.frames.gapAfter, spanText(later - earlier))];
}

export const lineStyles = css`
  .line {
    position: absolute;
    top: 0;
    left: 0;
    width: 100%;
    contain: layout style;
  }

  .day {
    display: flex;
    align-items: baseline;
    gap: 10px;
    padding: 12px 6px 4px;
  }

  .day h2 {
    font-size: 1.1em;
  }

  .segment {
    position: absolute;
    top: 0;
    bottom: 0;
  }

  /* A burst is one unit: its frames lie on one tray. */
  .segment[data-group]::before {
    content: "";
    position: absolute;
    inset: 1px 0;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, transparent));
    border-inline-width: 0;
    background: var(--vscode-editorWidget-background);
  }

  .segment[data-group][data-first]::before {
    left: 1px;
    border-left-width: 1px;
    border-radius: 6px 0 0 6px;
  }

  .segment[data-group][data-last]::before {
    right: 1px;
    border-right-width: 1px;
    border-radius: 0 6px 6px 0;
  }

  .segment[data-group][data-first][data-last]::before {
    border-radius: 6px;
  }

  .burst {
    position: absolute;
    top: 3px;
    left: 6px;
    right: 6px;
    display: flex;
    align-items: center;
    gap: 5px;
    height: 20px;
    overflow: hidden;
    padding: 0 2px;
    font-size: 0.9em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .burst button.plain {
    padding: 1px;
  }

  .burst h3 {
    flex: none;
  }

  .burst .quiet {
    overflow: hidden;
    text-overflow: ellipsis;
  }
`;
