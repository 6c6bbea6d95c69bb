import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { GridFilters } from '../../protocol/gridPageState';
import type { GridStrings } from '../../protocol/gridStrings';
import { checkbox, textField } from '../shared/controls';
import { fill } from '../shared/dom';
import type { GridController } from './controller';
import { type FacetCounts, facetCounts, RANGE_FACETS, type RangeFacet, toggleValue, VALUE_FACETS, type ValueFacet } from './filter';
import { filterContext } from './shown';
import type { GridState } from './state';
import { sharedStyles } from './styles';
import { setFilters } from './transitions';

/** Order of values that have one; others are sorted by name. */
const ORDER: Readonly<Partial<Record<ValueFacet, readonly string[]>>> = {
  suggestions: ['pick', 'alternate', 'review', 'reject', 'none'],
  decisions: ['pick', 'reject', 'undecided'],
  labels: ['red', 'yellow', 'green', 'blue', 'purple', 'none'],
  people: ['portrait', 'faces', 'none'],
  files: ['readable', 'unreadable', 'duplicates', 'companions'],
};

/** Counting waits until keys and clicks have come to rest for so long, in milliseconds. */
const PAUSE = 100;

const STARS = [1, 2, 3, 4, 5] as const;

/** Every facet with its values and how many photos each would show. */
export class FilterPanel extends LitElement {
  static override properties = { state: { attribute: false }, grid: { attribute: false }, counts: { state: true } };
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(180px, 1fr));
        gap: 12px 20px;
        max-height: 45vh;
        overflow: auto;
        padding: 10px 14px 12px;
        border-block: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
        background: var(--vscode-editorWidget-background);
      }

      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }

      legend {
        padding: 0;
        font-weight: 600;
      }

      .values {
        display: flex;
        flex-direction: column;
        max-height: 168px;
        overflow: hidden auto;
      }

      qrate-checkbox {
        margin: 1px 0;
        overflow-wrap: anywhere;
      }

      .range {
        display: flex;
        align-items: center;
        gap: 6px;
        margin-top: 4px;
      }

      .range qrate-text-field {
        width: 76px;
      }
    `,
  ];

  declare state: GridState;
  declare grid: GridController;
  /** Of an earlier state until the page has shown what changed: a key must not wait for counting. */
  declare counts: FacetCounts | null;
  #countedFor: GridState | null = null;
  #waiting = 0;

  constructor() {
    super();
    this.counts = null;
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    super.disconnectedCallback();
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    const counted = this.#countedFor;
    const isStale = counted === null || counted.data.rows !== this.state.data.rows || counted.look.filters !== this.state.look.filters;
    if (counted === null) this.#count();
    else if (isStale && this.#waiting === 0) this.#waiting = window.setTimeout(() => this.#count(), PAUSE);
  }

  protected override render(): TemplateResult {
    return html`${VALUE_FACETS.map((facet) => this.#values(facet))} ${this.#rating()} ${RANGE_FACETS.map((facet) => this.#range(facet))}`;
  }

  #count(): void {
    const { data, look } = this.state;
    this.#waiting = 0;
    this.#countedFor = this.state;
    const { places } = look.search;
    const rows = places === null ? data.rows : data.rows.filter((_, row) => places.has(row));
    this.counts = facetCounts(rows, look.filters, filterContext(data));
  }

  #set(change: (filters: GridFilters) => GridFilters): void {
    this.grid.update((state) => setFilters(state, change(state.look.filters)));
  }

  #values(facet: ValueFacet): TemplateResult | typeof nothing {
    const { data, look } = this.state;
    const values = valuesToShow(facet, this.counts, look.filters);
    if (values.length < 2 && look.filters[facet].length === 0) return nothing;
    return html`<fieldset>
      <legend>${data.strings.filtering.facets[facet]}</legend>
      <div class="values">
        ${values.map(([value, count]) =>
          checkbox({
            label: valueWord(facet, value, data.strings),
            detail: String(count),
            checked: look.filters[facet].includes(value),
            onChange: () => this.#set((filters) => toggleValue(filters, facet, value)),
          }),
        )}
      </div>
    </fieldset>`;
  }

  /** One at a time: a higher one includes the lower ones' photos no more. */
  #rating(): TemplateResult {
    const { data, look } = this.state;
    const { filtering } = data.strings;
    return html`<fieldset>
      <legend>${filtering.facets.rating}</legend>
      <div class="values">
        ${STARS.map((stars) =>
          checkbox({
            label: fill(filtering.atLeast, stars),
            detail: String(this.counts?.rating[stars] ?? 0),
            checked: look.filters.rating === stars,
            onChange: (checked) => this.#set((filters) => ({ ...filters, rating: checked ? stars : 0 })),
          }),
        )}
      </div>
    </fieldset>`;
  }

  #range(facet: RangeFacet): TemplateResult {
    const { data, look } = this.state;
    const { facets, from, to } = data.strings.filtering;
    const { min, max } = look.filters[facet];
    const field = (end: 'min' | 'max', value: number | null, label: string) =>
      textField({
        label: fill(label, facets[facet]),
        placeholder: end === 'min' ? '0' : '∞',
        size: 6,
        value: value === null ? '' : shownNumber(facet, value),
        onInput: (text) => this.#setRange(facet, end, text),
      });
    return html`<fieldset>
      <legend>${facets[facet]}</legend>
      <div class="range">${field('min', min, from)}<span aria-hidden="true">–</span>${field('max', max, to)}</div>
    </fieldset>`;
  }

  /** What is no number yet is left alone, so that it can be typed to its end. */
  #setRange(facet: RangeFacet, end: 'min' | 'max', text: string): void {
    const value = text.trim() === '' ? null : Number(text.replace(',', '.'));
    if (value !== null && !Number.isFinite(value)) return;
    this.#set((filters) => ({ ...filters, [facet]: { ...filters[facet], [end]: value === null ? null : value / SCALE[facet] } }));
  }
}

/** Exposure is 0–1 inside and 0–100 for people. */
const SCALE: Readonly<Record<RangeFacet, number>> = { sharpness: 1, exposure: 100 };

export const shownNumber = (facet: RangeFacet, value: number): string => String(Number((value * SCALE[facet]).toFixed(2)));

/** Values that occur, with their counts, and those that are chosen. */
function valuesToShow(facet: ValueFacet, counts: FacetCounts | null, filters: GridFilters): readonly (readonly [string, number])[] {
  const found = counts?.[facet] ?? new Map<string, number>();
  const values = [...new Set([...found.keys(), ...filters[facet]])];
  const order = ORDER[facet];
  values.sort((a, b) => (order === undefined ? byName(a, b) : order.indexOf(a) - order.indexOf(b)));
  return values.map((value) => [value, found.get(value) ?? 0] as const);
}

/** What is not known comes last. */
function byName(a: string, b: string): number {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  return a < b ? -1 : 1;
}

/** A value as people read it; names of cameras, lenses and days are their own words. */
export function valueWord(facet: ValueFacet, value: string, { filtering }: GridStrings): string {
  const words: Readonly<Record<string, string>> =
    facet === 'cameras' || facet === 'lenses' || facet === 'days' ? {} : (filtering[facet] as Readonly<Record<string, string>>);
  return words[value] ?? (value === '' ? filtering.unknown : value);
}

customElements.define('qrate-grid-filters', FilterPanel);
