import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { button, controlsReady } from '../shared/controls';
import { chipStyles, chips } from './chips';
import { leave } from './commands';
import type { GridController } from './controller';
import { isFiltered, NO_FILTERS } from './filter';
import './filterPanel';
import './gridView';
import { guardKeys } from '../shared/keyGuard';
import { focusWithPage } from '../shared/pageFocus';
import type { GridView } from './gridView';
import './keySheet';
import './lookView';
import type { LookView } from './lookView';
import './sidePanel';
import { searchLine, searchStyles } from './searchBar';
import type { GridState } from './state';
import { sharedStyles } from './styles';
import { toast, toastStyles } from './toast';
import { statusLine, toolbar, toolbarStyles } from './toolbar';
import { setFilters, withLook } from './transitions';

/** The page as a whole: which parts there are, and where the focus goes. */
export class GridApp extends LitElement {
  static override properties = { grid: { attribute: false } };
  static override styles = [
    sharedStyles,
    toolbarStyles,
    chipStyles,
    searchStyles,
    toastStyles,
    css`
      :host {
        position: relative;
        display: flex;
        flex-direction: column;
        height: 100%;
        overflow: hidden;
      }

      .main {
        display: flex;
        flex: 1;
        min-height: 0;
      }

      qrate-grid-view,
      qrate-grid-look {
        flex: 1;
      }

      qrate-grid-side {
        flex: none;
        width: 340px;
      }

      .note {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px;
        padding: 0 12px 6px;
      }

      .empty {
        display: flex;
        flex: 1;
        flex-direction: column;
        align-items: center;
        justify-content: center;
        gap: 12px;
        padding: 24px;
        text-align: center;
      }

      /* Too narrow for both side by side: the details go below. */
      @media (max-width: 720px) {
        .main {
          flex-direction: column;
        }

        qrate-grid-side {
          width: 100%;
          max-height: 45%;
          border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
          border-left: 0;
        }
      }
    `,
  ];

  declare grid: GridController;
  readonly #ends: (() => void)[] = [];
  #modeShown: GridState['look']['mode'] = 'grid';

  override connectedCallback(): void {
    super.connectedCallback();
    guardKeys(this);
    this.#ends.push(this.grid.store.listen(() => this.requestUpdate()));
    this.grid.surface = {
      pageSize: () => this.#view?.pageSize ?? 1,
      find: () => void this.#find(),
      focusFrames: () => this.#focusMain(),
      toggleZoom: () => this.#look?.toggleZoom(),
      panStep: (x, y) => this.#look?.panStep(x, y),
    };
  }

  override disconnectedCallback(): void {
    for (const end of this.#ends.splice(0)) end();
    super.disconnectedCallback();
  }

  protected override firstUpdated(): void {
    this.#ends.push(focusWithPage(() => this.#focusMain()));
  }

  /** A new mode takes the focus, and the grid has it back afterwards. */
  protected override updated(_: PropertyValues<this>): void {
    const { mode } = this.grid.state.look;
    if (mode === this.#modeShown) return;
    this.#modeShown = mode;
    if (document.hasFocus()) this.#focusMain();
  }

  protected override render(): TemplateResult {
    const { state } = this.grid;
    const { look } = state;
    return html`${look.mode === 'grid' ? this.#head(state) : nothing}
      <div class="main">
        ${this.#main(state)}
        ${look.sideOpen ? html`<qrate-grid-side role="complementary" aria-label=${state.data.strings.side.name} .state=${state} .grid=${this.grid}></qrate-grid-side>` : nothing}
      </div>
      ${toast(state.said)} ${look.helpOpen ? this.#sheet(state) : nothing}`;
  }

  get #view(): GridView | null {
    return this.renderRoot.querySelector('qrate-grid-view');
  }

  get #look(): LookView | null {
    return this.renderRoot.querySelector('qrate-grid-look');
  }

  #focusMain(): void {
    const main = this.#look ?? this.#view;
    void main?.updateComplete.then(() => main.focus({ preventScroll: true }));
  }

  /** The search is the grid's. */
  async #find(): Promise<void> {
    if (this.grid.state.look.mode !== 'grid') this.grid.update(leave);
    await Promise.all([this.updateComplete, controlsReady]);
    this.renderRoot.querySelector<HTMLElement>('.search qrate-text-field')?.focus();
  }

  #head(state: GridState): TemplateResult {
    const { look } = state;
    return html`${toolbar(state, this.grid)}
    ${look.filtersOpen ? html`<qrate-grid-filters .state=${state} .grid=${this.grid}></qrate-grid-filters>` : nothing}
    ${statusLine(state, this.grid)} ${chips(state, this.grid)} ${searchLine(state, this.grid)} ${state.data.culled ? nothing : this.#notCulled(state)}`;
  }

  #notCulled({ data }: GridState): TemplateResult {
    const { notCulled, cullNow } = data.strings.filtering;
    const onClick = () => this.grid.ask(this.grid.host.cull());
    return html`<div class="note"><span>${notCulled}</span>${button({ label: cullNow, onClick })}</div>`;
  }

  #main(state: GridState): TemplateResult {
    if (state.look.mode !== 'grid') return html`<qrate-grid-look .state=${state} .grid=${this.grid}></qrate-grid-look>`;
    if (state.shown.order.length === 0) return this.#empty(state);
    return html`<qrate-grid-view .state=${state} .grid=${this.grid}></qrate-grid-view>`;
  }

  #empty({ data, look }: GridState): TemplateResult {
    const { filtering } = data.strings;
    if (!isFiltered(look.filters) && look.query === null) return html`<div class="empty">${filtering.noPhotos}</div>`;
    const onClick = () => {
      this.grid.search.clear();
      this.grid.update((state) => setFilters(state, NO_FILTERS));
    };
    return html`<div class="empty">
      <span>${filtering.nothingMatches}</span>${button({ label: filtering.clearAll, appearance: 'primary', onClick })}
    </div>`;
  }

  #sheet({ data }: GridState): TemplateResult {
    const close = () => this.grid.update((state) => withLook(state, { helpOpen: false }));
    const change = () => this.grid.ask(this.grid.host.changeKeys());
    return html`<qrate-grid-keys .strings=${data.strings} .onClose=${close} .onChange=${change}></qrate-grid-keys>`;
  }
}

customElements.define('qrate-grid-app', GridApp);
