import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { button } from '../shared/controls';
import type { GridController } from './controller';
import { isFiltered, NO_FILTERS } from './filter';
import './gridView';
import type { GridView } from './gridView';
import { guardKeys } from './keyGuard';
import type { GridState } from './state';
import { sharedStyles } from './styles';
import { toast, toastStyles } from './toast';
import { statusLine, toolbar, toolbarStyles } from './toolbar';
import { setFilters } from './transitions';

/** The page as a whole: which parts there are, and where the focus goes. */
export class GridApp extends LitElement {
  static override properties = { grid: { attribute: false } };
  static override styles = [
    sharedStyles,
    toolbarStyles,
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

    qrate-grid-view {
      flex: 1;
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
  `,
  ];

  declare grid: GridController;
  #stop: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    guardKeys(this);
    this.#stop = this.grid.store.listen(() => this.requestUpdate());
    this.grid.surface = {
      pageSize: () => this.#view?.pageSize ?? 1,
      find: () => this.renderRoot.querySelector<HTMLElement>('.search qrate-text-field')?.focus(),
      toggleZoom: () => undefined,
    };
  }

  override disconnectedCallback(): void {
    this.#stop?.();
    super.disconnectedCallback();
  }

  protected override firstUpdated(_: PropertyValues): void {
    void this.#view?.updateComplete.then(() => this.#view?.focus({ preventScroll: true }));
  }

  protected override render(): TemplateResult {
    const { state } = this.grid;
    return html`${toolbar(state, this.grid)} ${statusLine(state, this.grid)}
      <div class="main">${state.shown.order.length === 0 ? this.#empty(state) : this.#frames(state)}</div>
      ${toast(state.said)}`;
  }

  get #view(): GridView | null {
    return this.renderRoot.querySelector('qrate-grid-view');
  }

  #frames(state: GridState): TemplateResult {
    return html`<qrate-grid-view .state=${state} .grid=${this.grid}></qrate-grid-view>`;
  }

  #empty({ data, look }: GridState): TemplateResult {
    const { filtering } = data.strings;
    if (!isFiltered(look.filters)) return html`<div class="empty">${filtering.noPhotos}</div>`;
    const onClick = () => this.grid.update((state) => setFilters(state, NO_FILTERS));
    return html`<div class="empty">
      <span>${filtering.nothingMatches}</span>${button({ label: filtering.clearAll, appearance: 'primary', onClick })}
    </div>`;
  }
}

customElements.define('qrate-grid-app', GridApp);
