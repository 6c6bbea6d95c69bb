import { css, html, nothing, type TemplateResult } from 'lit';
import { MAX_SEARCH, type SearchRemedy } from '../../protocol/gridSearch';
import { button, textField } from '../shared/controls';
import { countedText, fill } from '../shared/dom';
import { ICONS } from '../shared/icons';
import type { GridController } from './controller';
import { queryText, widened } from './search';
import type { GridState } from './state';
import { setFilters, withLook } from './transitions';

/** The search box: by names as one types, or by what photos show, which asks the host. */

/** Keys that go from the search field to what was found. */
const LEAVES = new Set(['Escape', 'Enter', 'ArrowDown']);

export const searchBar = (state: GridState, grid: GridController): TemplateResult =>
  html`<div class="search" role="search">${state.look.byLook ? byLook(state, grid) : byName(state, grid)} ${modeButton(state, grid)}</div>`;

function byName({ data, look }: GridState, grid: GridController): TemplateResult {
  const label = data.strings.toolbar.search;
  const onInput = (text: string) => grid.update((state) => setFilters(state, { ...state.look.filters, text }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!LEAVES.has(event.key)) return;
    event.stopPropagation();
    grid.surface.focusFrames();
  };
  return html`<div class="field" @keydown=${onKeyDown}>${textField({ label, placeholder: label, value: look.filters.text, onInput })}</div>`;
}

/** Enter searches; an empty field takes the search away. */
function byLook({ data, look }: GridState, grid: GridController): TemplateResult {
  const { search: words } = data.strings;
  const onInput = (text: string) => grid.update((state) => withLook(state, { description: text.slice(0, MAX_SEARCH) }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!LEAVES.has(event.key)) return;
    event.stopPropagation();
    if (event.key === 'Enter') searchFor(grid);
    grid.surface.focusFrames();
  };
  return html`<div class="field" @keydown=${onKeyDown}>
    ${textField({ label: words.describe, placeholder: words.describe, value: look.description, onInput })}
  </div>`;
}

function searchFor(grid: GridController): void {
  const text = grid.state.look.description.trim();
  if (text === '') grid.search.clear();
  else grid.search.start({ text });
}

function modeButton({ data, look }: GridState, grid: GridController): TemplateResult {
  const { search: words } = data.strings;
  const onClick = () => {
    grid.update((state) => withLook(state, { byLook: !state.look.byLook }));
    grid.surface.find();
  };
  return button({ label: words.byLook, hint: words.byLookHint, icon: ICONS.eye, pressed: look.byLook, onClick });
}

/** What is being searched, what was found, or why nothing could be; each with the way out of it. */
export function searchLine({ data, look }: GridState, grid: GridController): TemplateResult | typeof nothing {
  const { search: words } = data.strings;
  const { query, search } = look;
  if (query === null) return nothing;
  if (search.isBusy)
    return html`<div class="note"><span class="spinner" aria-hidden="true"></span><span role="status">${fill(words.searching, queryText(query))}</span>
      ${button({ label: words.cancel, onClick: () => grid.search.end() })}</div>`;
  if (search.problem !== null) return problem(search.problem, words, grid);
  const { unknown, places, all } = search;
  const isMore = places !== null && places.size < all.size;
  return html`${isMore ? html`<div class="note"><span>${words.fitting}</span>${button({ label: words.more, onClick: () => grid.update(widened) })}</div>` : nothing}
  ${unknown === 0 ? nothing : html`<div class="note"><span>${countedText(words.unknown, unknown)}</span>${remedyButton('index', words, grid)}</div>`}`;
}

type Words = GridState['data']['strings']['search'];

const problem = (
  { problem: sentence, remedy }: { readonly problem: string; readonly remedy: SearchRemedy | null },
  words: Words,
  grid: GridController,
): TemplateResult => html`<div class="note" role="alert">
  ${ICONS.warning}<span>${sentence}</span>${remedy === null ? nothing : remedyButton(remedy, words, grid)}
  ${button({ label: words.again, onClick: () => grid.search.again() })} ${button({ label: words.dismiss, onClick: () => grid.search.clear() })}
</div>`;

const remedyButton = (remedy: SearchRemedy, words: Words, grid: GridController): TemplateResult =>
  button({ label: words.remedies[remedy], appearance: 'primary', onClick: () => grid.ask(grid.host.remedy(remedy)) });

export const searchStyles = css`
  .search {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 4px;
    min-width: 0;
  }

  .search .field {
    flex: 1;
    min-width: 0;
  }

  .search qrate-text-field {
    width: 100%;
  }

  .spinner {
    flex: none;
    width: 14px;
    height: 14px;
    border: 2px solid var(--vscode-progressBar-background, currentColor);
    border-right-color: transparent;
    border-radius: 50%;
    animation: turn 1s linear infinite;
  }

  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation-duration: 4s;
    }
  }

  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
`;
