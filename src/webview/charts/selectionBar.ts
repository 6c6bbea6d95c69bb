import { html, LitElement, type TemplateResult } from 'lit';
import { thumbUri } from '../../protocol/frameTable';
import { createButton } from '../shared/controls';
import { fill } from '../shared/dom';
import { type ChartsView, selectRows } from './view';
import { fileName, photoLines, photosText } from './words';

/** So many thumbs are shown, the rest is a number. */
const THUMBS = 24;

/** What the person can do with the selected photos. */
export type SelectionAction = 'pick' | 'reject' | 'unmark' | 'openGrid';

/** The selected photos: how many, the first of them, and what can be done with all of them at once. */
export class SelectionBar extends LitElement {
  static override properties = { view: { attribute: false } };
  declare view: ChartsView | null;
  readonly #actions = (['pick', 'reject', 'unmark', 'openGrid'] as const).map((action) => ({
    action,
    button: createButton({ onClick: () => this.dispatchEvent(new CustomEvent('qrate-act', { detail: action, bubbles: true })) }),
  }));
  readonly #clear = createButton({ onClick: () => selectRows(this, { rows: [], add: false }) });

  constructor() {
    super();
    this.view = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    if (this.view === null) return html``;
    const { data, selection } = this.view;
    const { strings } = data;
    for (const { action, button } of this.#actions) {
      button.setLabel(strings[action]);
      button.setDisabled(selection.size === 0);
    }
    this.#clear.setLabel(strings.clear);
    this.#clear.setDisabled(selection.size === 0);
    const text = selection.size === 0 ? strings.nothingSelected : fill(strings.selected, photosText(strings, selection.size));
    return html`
      <div class="row">
        <p class="count" role="status">${text}</p>
        <div class="buttons" role="group" aria-label=${strings.selection}>${this.#actions.map(({ button }) => button.element)} ${this.#clear.element}</div>
      </div>
      ${selection.size === 0 ? '' : this.#thumbs()}`;
  }

  #thumbs(): TemplateResult {
    const { data, selection } = this.view as ChartsView;
    const rows = [...selection].sort((a, b) => a - b);
    const rest = rows.length - THUMBS;
    return html`<ul class="thumbs" aria-label=${data.strings.selection}>
      ${rows.slice(0, THUMBS).map((row) => html`<li>${this.#thumb(row)}</li>`)}
      ${rest > 0 ? html`<li class="rest">${fill(data.strings.more, photosText(data.strings, rest))}</li>` : ''}
    </ul>`;
  }

  #thumb(row: number): TemplateResult | '' {
    const { data, shown } = this.view as ChartsView;
    const frame = data.rows[row];
    if (frame === undefined) return '';
    const { path, contentId } = frame;
    return html`<button type="button" class="thumb verdict-${shown[row]}" title=${photoLines(data, row, shown).join('\n')}
      aria-label=${fill(data.strings.explain, fileName(path))} @click=${() => this.#explain(path)}>
      ${contentId === null ? html`<span class="none"></span>` : html`<img src=${thumbUri(data.cacheBase, contentId)} alt="" loading="lazy">`}
      <span class="name">${fileName(path)}</span>
    </button>`;
  }

  #explain(path: string): void {
    this.dispatchEvent(new CustomEvent('qrate-explain', { detail: path, bubbles: true }));
  }
}

customElements.define('qrate-selection', SelectionBar);
