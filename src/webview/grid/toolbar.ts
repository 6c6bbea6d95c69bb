import { css, html, nothing, type TemplateResult } from 'lit';
import { SORT_KEYS, THUMB_SIZE } from '../../protocol/gridPageState';
import { button, dropdown } from '../shared/controls';
import { countedText, fill } from '../shared/dom';
import { ICONS } from '../shared/icons';
import { clampSize } from './commands';
import type { GridController } from './controller';
import { activeFacets, isFiltered } from './filter';
import { searchBar } from './searchBar';
import type { GridState } from './state';
import { clearSelection, setSort, withLook } from './transitions';

/** What stands above the frames: search, filters, order, size, undo. */
export function toolbar(state: GridState, grid: GridController): TemplateResult {
  const { strings } = state.data;
  return html`<div class="toolbar" role="toolbar" aria-label=${strings.toolbar.name}>
    <div class="tools">${searchBar(state, grid)} ${filterButton(state, grid)}</div>
    <div class="tools">${order(state, grid)}</div>
    <div class="tools">${sizeSlider(state, grid)}</div>
    <div class="tools end">${historyButtons(state, grid)} ${panelButtons(state, grid)}</div>
  </div>`;
}

function filterButton({ data, look }: GridState, grid: GridController): TemplateResult {
  const count = activeFacets(look.filters).length;
  const { filters } = data.strings.toolbar;
  return button({
    label: count === 0 ? filters : `${filters} (${count})`,
    appearance: 'secondary',
    expanded: look.filtersOpen,
    onClick: () => grid.update((state) => withLook(state, { filtersOpen: !state.look.filtersOpen })),
  });
}

function order({ data, look }: GridState, grid: GridController): TemplateResult {
  const { toolbar: words } = data.strings;
  const { key, descending } = look.sort;
  const allFolded = look.folded.all && look.folded.except.length === 0;
  if (look.search.places !== null)
    return html`<span class="quiet">${ICONS.descending}</span><span class="quiet">${data.strings.search.order}</span>`;
  return html`${dropdown({
    label: words.sortBy,
    value: key,
    options: SORT_KEYS.map((it) => [it, words.sortKeys[it]] as const),
    onChange: (chosen) =>
      grid.update((state) => setSort(state, { key: chosen, descending: chosen !== 'time' && chosen !== 'name' && chosen !== 'rank' })),
  })}
  ${button({
    label: descending ? words.descending : words.ascending,
    icon: descending ? ICONS.descending : ICONS.ascending,
    onClick: () => grid.update((state) => setSort(state, { ...state.look.sort, descending: !state.look.sort.descending })),
  })}
  ${button({
    label: words.grouped,
    icon: ICONS.group,
    pressed: look.grouped,
    onClick: () => grid.update((state) => withLook(state, { grouped: !state.look.grouped })),
  })}
  ${button({
    label: words.fold,
    icon: ICONS.fold,
    pressed: look.grouped && allFolded,
    disabled: !look.grouped,
    onClick: () => grid.update((state) => withLook(state, { folded: { all: !allFolded, except: [] } })),
  })}`;
}

function sizeSlider({ data, look }: GridState, grid: GridController): TemplateResult {
  const { toolbar: words } = data.strings;
  const set = (event: Event) => {
    const thumbSize = clampSize(Number((event.currentTarget as HTMLInputElement).value));
    grid.update((state) => withLook(state, { thumbSize }));
  };
  return html`<label class="size" title=${words.thumbSize}>
    ${ICONS.small}<span class="visually-hidden">${words.thumbSize}</span>
    <input
      type="range"
      min=${THUMB_SIZE.min}
      max=${THUMB_SIZE.max}
      step=${THUMB_SIZE.step}
      .value=${String(look.thumbSize)}
      aria-valuetext=${fill(words.thumbSizeValue, look.thumbSize)}
      @input=${set}
    />
    ${ICONS.large}
  </label>`;
}

function historyButtons({ data }: GridState, grid: GridController): TemplateResult {
  const { toolbar: words } = data.strings;
  const { undo, redo } = data.history;
  return html`${button({
    label: words.undo,
    hint: undo === null ? words.undo : fill(words.undoNamed, undo),
    icon: ICONS.undo,
    disabled: undo === null,
    onClick: () => grid.run('undo'),
  })}
  ${button({
    label: words.redo,
    hint: redo === null ? words.redo : fill(words.redoNamed, redo),
    icon: ICONS.redo,
    disabled: redo === null,
    onClick: () => grid.run('redo'),
  })}`;
}

function panelButtons({ data, look }: GridState, grid: GridController): TemplateResult {
  const { toolbar: words } = data.strings;
  return html`${button({ label: words.side, icon: ICONS.side, pressed: look.sideOpen, onClick: () => grid.run('toggleSide') })}
  ${button({ label: words.keys, icon: ICONS.keyboard, onClick: () => grid.run('help') })}`;
}

/** How many photos are shown and selected. */
export function statusLine({ data, look, shown }: GridState, grid: GridController): TemplateResult {
  const { toolbar: words } = data.strings;
  const isNarrowed = isFiltered(look.filters) || look.search.places !== null;
  const count = isNarrowed
    ? fill(words.shown, shown.matching.toLocaleString(), data.rows.length.toLocaleString())
    : countedText(words.shownAll, data.rows.length);
  const selected = look.mode === 'grid' ? look.selection.size : 0;
  return html`<div class="status">
    <span class="count">${count}</span>
    ${
      selected === 0
        ? nothing
        : html`<span class="selected">
          ${ICONS.check}<strong>${fill(words.selected, selected)}</strong>
          <button type="button" class="plain" title=${words.clearSelection} aria-label=${words.clearSelection} @click=${() => grid.update(clearSelection)}>
            ${ICONS.close}
          </button>
        </span>`
    }
  </div>`;
}

export const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding: 8px 12px 4px;
  }

  .tools {
    display: flex;
    align-items: center;
    gap: 4px;
    min-width: 0;
  }

  .tools:first-child {
    flex: 1 1 240px;
    max-width: 460px;
  }

  .tools.end {
    margin-left: auto;
  }

  qrate-dropdown {
    min-width: 130px;
    z-index: 3;
  }

  .size {
    display: flex;
    align-items: center;
    gap: 4px;
  }

  .size input {
    width: 96px;
    accent-color: var(--vscode-focusBorder);
  }

  .size input:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }

  .status {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 0 12px 4px;
    min-height: 28px;
    font-variant-numeric: tabular-nums;
  }

  .count {
    color: var(--vscode-descriptionForeground);
  }

  .selected {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 1px 4px 1px 8px;
    border: 1px solid var(--vscode-contrastActiveBorder, transparent);
    border-radius: 10px;
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground, inherit);
  }
`;
