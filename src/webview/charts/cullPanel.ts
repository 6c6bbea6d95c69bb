import { html, LitElement, type TemplateResult } from 'lit';
import { VERDICTS } from '../../protocol/frameTable';
import { createButton } from '../shared/controls';
import { fill } from '../shared/dom';
import { NO_VERDICT } from './shootData';
import { countChanges, countVerdicts, suggestedAt } from './threshold';
import { type ChartsView, moveThreshold } from './view';
import { photosText, sharpnessText } from './words';

/** What the threshold would do, in numbers, and the way to do it. */
export class CullPanel extends LitElement {
  static override properties = { view: { attribute: false }, minSharpness: { attribute: false } };
  declare view: ChartsView | null;
  declare minSharpness: number;
  readonly #cull = createButton({
    appearance: 'primary',
    onClick: () => this.dispatchEvent(new CustomEvent('qrate-cull', { bubbles: true })),
  });
  readonly #reset = createButton({ onClick: () => this.view !== null && moveThreshold(this, this.view.data.recipe.minSharpness) });

  constructor() {
    super();
    this.view = null;
    this.minSharpness = 0;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    if (this.view === null) return html``;
    const { data } = this.view;
    const { strings, recipe } = data;
    const then = suggestedAt(data, this.minSharpness);
    const changes = countChanges(data.now, then);
    const decided = data.decided.reduce((sum, code) => sum + (code === NO_VERDICT ? 0 : 1), 0);
    this.#cull.setLabel(strings.cullWithThis);
    this.#cull.element.title = strings.cullHelp;
    this.#reset.setLabel(fill(strings.thresholdReset, sharpnessText(recipe.minSharpness)));
    this.#reset.setDisabled(this.minSharpness === recipe.minSharpness);
    return html`
      <label class="field">${strings.thresholdField}
        <input type="number" min="0" step="any" .value=${String(this.minSharpness)} @change=${this.#onField}>
      </label>
      ${this.#counts(then)}
      <p class="changes">${changes === 0 ? strings.noChanges : fill(strings.changes, photosText(strings, changes))}
        ${decided === 0 ? '' : fill(strings.yourDecisions, photosText(strings, decided))}</p>
      <div class="buttons">${this.#cull.element} ${this.#reset.element}</div>`;
  }

  #counts(then: Uint8Array): TemplateResult {
    const { data } = this.view as ChartsView;
    const { strings, culled } = data;
    const [now, will] = [countVerdicts(data.now), countVerdicts(then)];
    return html`
      <table class="counts">
        <thead><tr><th scope="col">${strings.verdictHead}</th>${culled ? html`<th scope="col">${strings.nowHead}</th>` : ''}
          <th scope="col">${strings.thenHead}</th>${culled ? html`<th scope="col">${strings.difference}</th>` : ''}</tr></thead>
        <tbody>${VERDICTS.map(
          (
            verdict,
            code,
          ) => html`<tr class="verdict-${code}"><th scope="row"><span class="dot" aria-hidden="true"></span>${strings.verdict[verdict]}</th>
            ${culled ? html`<td>${now[verdict].toLocaleString()}</td>` : ''}<td class="then" data-verdict=${verdict}>${will[verdict].toLocaleString()}</td>
            ${culled ? html`<td>${differenceText(will[verdict] - now[verdict])}</td>` : ''}</tr>`,
        )}</tbody>
      </table>`;
  }

  readonly #onField = (event: Event): void => {
    const value = event.target instanceof HTMLInputElement ? event.target.valueAsNumber : Number.NaN;
    if (value >= 0) moveThreshold(this, value);
    else this.requestUpdate();
  };
}

customElements.define('qrate-cull-panel', CullPanel);

const differenceText = (difference: number): string => (difference === 0 ? '·' : difference > 0 ? `+${difference}` : `−${-difference}`);
