import { css, html, nothing, type TemplateResult } from 'lit';

import { type FrameRow, previewUri, thumbUri } from '../../protocol/frameTable';
import { fill } from '../shared/dom';
import { ICONS } from '../shared/icons';
import { styled } from '../shared/styled';
import { badges, labelMark, stars, verdictMark } from './marks';
import type { Cluster } from './shown';
import { type GridState, groupOf } from './state';
import { frameLabel, nameOf } from './words';

export interface CellPlace {
  readonly row: number;
  readonly cluster: Cluster;
  /** Pixels from the left of its segment. */
  readonly left: number;
  readonly width: number;
  readonly boxHeight: number;
  /** Whether there is room for the name. */
  readonly isRoomy: boolean;
  /** Whether the pointer is over it: its buttons are there for nothing else, and many frames without them are drawn in half the time. */
  readonly isPointed: boolean;
}

/**
 * One frame: its picture, its marks and, under the pointer, its buttons. Screen readers get one sentence instead; they have the keys.
 * What is done with a frame is the view's.
 */
export function frameCell(state: GridState, place: CellPlace): TemplateResult {
  const { data, look } = state;
  const { row, cluster, left, width, boxHeight, isRoomy, isPointed } = place;
  const frame = data.rows[row];
  if (frame === undefined) return html``;
  const group = groupOf(data, row);
  const isBest = group?.best === row;
  const at = group === null ? null : { at: group.members.indexOf(row) + 1, of: group.members.length };
  const found = look.search.places?.get(row);
  const result = found === undefined ? null : { at: found + 1, of: look.search.places?.size ?? 0 };
  const label = frameLabel({ frame, strings: data.strings, isBest, place: at, result });
  const isSelected = look.selection.has(row);
  return html`<div
    id="f${row}"
    class="cell"
    role="gridcell"
    aria-selected=${String(isSelected)}
    data-row=${row}
    ?data-active=${row === look.active}
    ?data-selected=${isSelected}
    ?data-rejected=${frame.decided === 'reject'}
    ${styled({ left: `${left}px`, width: `${width}px` })}
  >
    <span class="visually-hidden">${label}</span>
    <div class="box" aria-hidden="true" ${styled({ height: `${boxHeight}px` })}>
      ${picture(state, frame, width)} ${isBest ? bestMark(state, frame) : nothing}
      ${cluster.folded ? foldedMark(state, cluster) : nothing} ${isPointed || isSelected ? selectBox(state, isSelected) : nothing} ${isPointed ? cellButtons(state, frame) : nothing}
    </div>
    <div class="caption" aria-hidden="true">
      <div class="line-one">${verdictMark(frame, data.strings)} ${stars(frame, data.strings)} ${labelMark(frame, data.strings)}</div>
      ${isRoomy ? html`<div class="line-two"><span class="name" title=${frame.path}>${nameOf(frame)}</span>${badges({ frame, strings: data.strings, minSharpness: data.minSharpness })}</div>` : nothing}
    </div>
  </div>`;
}

/** From this width on the thumb would look soft, and so few are in sight that the previews cost little. */
const PREVIEW_FROM = 372;

function picture({ data }: GridState, frame: FrameRow, width: number): TemplateResult {
  if (frame.contentId === null) {
    const text = frame.failure === null ? data.strings.frames.noPreview : frame.failure;
    return html`<div class="none" title=${text}>${frame.failure === null ? nothing : ICONS.warning}<span>${text}</span></div>`;
  }
  const uri = (width >= PREVIEW_FROM ? previewUri : thumbUri)(data.cacheBase, frame.contentId);
  return html`<img src=${uri} alt="" decoding="async" draggable="false" @error=${missing} @load=${there} />
    <div class="none lost"><span>${data.strings.frames.noPreview}</span></div>`;
}

const missing = (event: Event): void => (event.currentTarget as HTMLElement).setAttribute('data-missing', '');
const there = (event: Event): void => (event.currentTarget as HTMLElement).removeAttribute('data-missing');

function bestMark({ data }: GridState, { reason }: FrameRow): TemplateResult {
  const { frames } = data.strings;
  const title = reason === null ? frames.best : fill(frames.bestOf, frames.reasons[reason]);
  return html`<span class="best" title=${title}>${ICONS.diamond}<span>${frames.best}</span></span>`;
}

function foldedMark({ data }: GridState, { matching }: Cluster): TemplateResult {
  const { frames } = data.strings;
  return html`<button type="button" class="folded" tabindex="-1" data-act="fold" title=${fill(frames.unfold, matching)} aria-label=${fill(frames.unfold, matching)}>
    ${ICONS.fold}<span>${matching}</span>
  </button>`;
}

const selectBox = ({ data }: GridState, isSelected: boolean): TemplateResult =>
  html`<button type="button" class="select" tabindex="-1" data-act="select" aria-pressed=${String(isSelected)} title=${data.strings.actions.select} aria-label=${data.strings.actions.select}>
    ${isSelected ? ICONS.check : nothing}
  </button>`;

function cellButtons({ data }: GridState, { decided, failure }: FrameRow): TemplateResult | typeof nothing {
  const { actions } = data.strings;
  const act = (name: 'pick' | 'reject' | 'loupe', icon: TemplateResult, pressed?: boolean) =>
    html`<button type="button" tabindex="-1" data-act=${name} title=${actions[name]} aria-label=${actions[name]} aria-pressed=${pressed === undefined ? nothing : String(pressed)}>
      ${icon}
    </button>`;
  if (failure !== null) return nothing;
  return html`<div class="acts">
    ${act('pick', ICONS.check, decided === 'pick')}${act('reject', ICONS.cross, decided === 'reject')}${act('loupe', ICONS.loupe)}
  </div>`;
}

export const cellStyles = css`
  .cell {
    position: absolute;
    bottom: 0;
    padding: 6px;
    border-radius: 6px;
    cursor: default;
  }

  .cell[data-selected] {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground, inherit);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -2px;
  }

  .cell[data-active] {
    outline: 3px solid var(--vscode-focusBorder);
    outline-offset: -3px;
  }

  .scroller:not(:focus-within) .cell[data-active] {
    outline-style: double;
    outline-width: 5px;
  }

  .box {
    position: relative;
    overflow: hidden;
    border-radius: 2px;
  }

  .box img {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: contain;
  }

  .cell[data-rejected] img {
    opacity: 0.4;
  }

  .box img[data-missing] {
    visibility: hidden;
  }

  .none {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 4px;
    overflow: hidden;
    padding: 4px;
    border: 1px dashed var(--vscode-descriptionForeground);
    border-radius: 2px;
    color: var(--vscode-descriptionForeground);
    font-size: 0.85em;
    text-align: center;
  }

  .none.lost,
  .box img[data-missing] + .none.lost {
    display: none;
  }

  .box img[data-missing] + .none.lost {
    display: flex;
  }

  .none .icon {
    color: var(--vscode-editorWarning-foreground, currentColor);
  }

  .best,
  .folded,
  .select,
  .acts button {
    position: absolute;
    display: inline-flex;
    align-items: center;
    gap: 3px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 3px;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
    font: inherit;
    font-size: 0.85em;
  }

  .best {
    top: 4px;
    left: 4px;
    padding: 0 5px 0 3px;
    font-weight: 600;
  }

  .best .icon {
    width: 10px;
    height: 10px;
  }

  .folded {
    bottom: 4px;
    left: 4px;
    padding: 1px 5px 1px 3px;
    cursor: pointer;
  }

  .select {
    top: 4px;
    right: 4px;
    justify-content: center;
    width: 20px;
    height: 20px;
    padding: 0;
    border: 1px solid var(--vscode-checkbox-border, var(--vscode-contrastBorder, currentColor));
    background: var(--vscode-checkbox-background, var(--vscode-editor-background));
    color: var(--vscode-checkbox-foreground, var(--vscode-foreground));
    cursor: pointer;
  }

  .acts {
    position: absolute;
    right: 4px;
    bottom: 4px;
    display: flex;
    gap: 2px;
  }

  .acts button {
    position: static;
    padding: 3px;
    border-color: var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
    background: var(--vscode-editorWidget-background);
    color: var(--vscode-editorWidget-foreground, var(--vscode-foreground));
    cursor: pointer;
  }

  .acts button:hover {
    background: var(--vscode-list-hoverBackground, var(--vscode-editorWidget-background));
    outline: 1px solid var(--vscode-focusBorder);
  }

  .acts button[aria-pressed="true"] {
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
  }

  .caption {
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 1px;
    overflow: hidden;
    padding-top: 3px;
  }

  .line-one {
    display: flex;
    align-items: center;
    gap: 5px;
    min-height: 20px;
    overflow: hidden;
  }

  .line-two {
    display: flex;
    align-items: center;
    gap: 6px;
    overflow: hidden;
    white-space: nowrap;
  }

  .name {
    flex: 1 1 auto;
    overflow: hidden;
    font-size: 0.9em;
    text-overflow: ellipsis;
  }

  .cell[data-selected] .sign,
  .cell[data-selected] .stars {
    color: inherit;
  }
`;
