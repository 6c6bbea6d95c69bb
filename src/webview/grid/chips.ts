import { css, html, nothing, type TemplateResult } from 'lit';
import type { GridFilters } from '../../protocol/gridPageState';
import type { GridQuery } from '../../protocol/gridSearch';
import type { Facet, GridStrings } from '../../protocol/gridStrings';
import { fill } from '../shared/dom';
import { ICONS } from '../shared/icons';
import type { GridController } from './controller';
import { activeFacets, clearFacet, NO_FILTERS } from './filter';
import { shownNumber, valueWord } from './filterPanel';
import { queryText } from './search';
import type { GridState } from './state';
import { setFilters } from './transitions';

/** One chip per facet in use: what it lets pass, and a button that takes it away. */
export function chips({ data, look }: GridState, grid: GridController): TemplateResult | typeof nothing {
  const facets = activeFacets(look.filters);
  if (facets.length === 0 && look.query === null) return nothing;
  const { filtering } = data.strings;
  const clearAll = () => {
    grid.search.clear();
    grid.update((state) => setFilters(state, NO_FILTERS));
  };
  const without = (facet: Facet) => () => grid.update((state) => setFilters(state, clearFacet(state.look.filters, facet)));
  return html`<div class="chips">
    ${look.query === null ? nothing : chip(queryChip(look.query, data.strings), data.strings, () => grid.search.clear())}
    ${facets.map((facet) => chip(chipText(facet, look.filters, data.strings), data.strings, without(facet)))}
    <button type="button" class="plain" @click=${clearAll}>${filtering.clearAll}</button>
  </div>`;
}

const queryChip = (query: GridQuery, { search }: GridStrings): string =>
  fill('text' in query ? search.chipWords : search.chipLike, queryText(query));

function chip(text: string, { filtering }: GridStrings, onRemove: () => void): TemplateResult {
  const label = fill(filtering.removeChip, text);
  return html`<span class="chip">
    <span class="chip-text">${text}</span>
    <button
      type="button"
      class="plain"
      title=${label}
      aria-label=${label}
      @click=${onRemove}
    >
      ${ICONS.close}
    </button>
  </span>`;
}

/** `Camera: NIKON D7100, Canon EOS R5`. */
function chipText(facet: Facet, filters: GridFilters, strings: GridStrings): string {
  const { filtering } = strings;
  const name = filtering.facets[facet];
  if (facet === 'text') return fill(filtering.chip, name, filters.text.trim());
  if (facet === 'rating') return fill(filtering.chip, name, fill(filtering.atLeast, filters.rating));
  if (facet === 'sharpness' || facet === 'exposure') {
    const { min, max } = filters[facet];
    const [from, to] = [min === null ? '0' : shownNumber(facet, min), max === null ? '∞' : shownNumber(facet, max)];
    return fill(filtering.chip, name, fill(filtering.rangeChip, from, to));
  }
  return fill(filtering.chip, name, filters[facet].map((value) => valueWord(facet, value, strings)).join(', '));
}

export const chipStyles = css`
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 0 12px 6px;
  }

  .chip {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    max-width: 100%;
    padding: 0 2px 0 8px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 10px;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
  }

  .chip-text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .chip .icon {
    width: 12px;
    height: 12px;
  }
`;
