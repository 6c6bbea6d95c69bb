import { css, html, LitElement, type TemplateResult } from 'lit';
import type { GridStrings } from '../../protocol/gridStrings';
import { button } from '../shared/controls';
import { DASH, KEYS, type KeyLine, type KeySection, keyCap } from './keyTable';
import { sharedStyles } from './styles';

/** The sheet of keys: a modal dialog, so that the focus stays in it and goes back to where it was. */
export class KeySheet extends LitElement {
  static override properties = { strings: { attribute: false }, onClose: { attribute: false }, onChange: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      dialog {
        max-width: min(760px, 94vw);
        max-height: 90vh;
        overflow: auto;
        padding: 16px 20px;
        border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
        border-radius: 6px;
        background: var(--vscode-editorWidget-background);
        color: var(--vscode-editorWidget-foreground, var(--vscode-foreground));
        box-shadow: 0 4px 16px var(--vscode-widget-shadow, transparent);
      }

      dialog::backdrop {
        background: var(--vscode-editor-background);
        opacity: 0.6;
      }

      header {
        display: flex;
        justify-content: space-between;
        align-items: center;
        margin-bottom: 8px;
      }

      h2 {
        font-size: 1.2em;
      }

      .sections {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
        gap: 12px 28px;
      }

      dl {
        display: grid;
        grid-template-columns: 124px 1fr;
        gap: 4px 12px;
        margin: 4px 0 0;
      }

      dd {
        margin: 0;
      }

      kbd {
        padding: 1px 5px;
        border: 1px solid var(--vscode-keybindingLabel-border, currentColor);
        border-bottom-color: var(--vscode-keybindingLabel-bottomBorder, currentColor);
        border-radius: 3px;
        background: var(--vscode-keybindingLabel-background, transparent);
        color: var(--vscode-keybindingLabel-foreground, inherit);
        font-family: inherit;
        white-space: nowrap;
      }

      p {
        margin: 12px 0 0;
      }

      footer {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 8px 16px;
        margin-top: 12px;
      }

      footer p {
        flex: 1 1 300px;
        margin: 0;
      }
    `,
  ];

  declare strings: GridStrings;
  declare onClose: () => void;
  /** The person wants to see or set the keys that hold. */
  declare onChange: () => void;

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render(): TemplateResult {
    const { keys } = this.strings;
    return html`<dialog aria-labelledby="title" @close=${() => this.onClose()} @keydown=${this.#onKeyDown}>
      <header>
        <h2 id="title">${keys.title}</h2>
        ${button({ label: keys.close, onClick: () => this.onClose() })}
      </header>
      <div class="sections">${(Object.keys(KEYS) as KeySection[]).map((section) => this.#section(section))}</div>
      <p class="quiet">${keys.hint}</p>
      <footer>
        <p class="quiet">${keys.defaults}</p>
        ${button({ label: keys.change, onClick: () => this.onChange() })}
      </footer>
    </dialog>`;
  }

  #section(section: KeySection): TemplateResult {
    const { keys } = this.strings;
    return html`<section>
      <h3>${keys.sections[section]}</h3>
      <dl>${KEYS[section].map((line) => html`<dt>${caps(line)}</dt><dd>${keys[line.word]}</dd>`)}</dl>
    </section>`;
  }

  /** Only what closes the sheet may become a command while it is open; Escape closes it by itself. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== '?' && event.key !== 'h') event.stopPropagation();
  };
}

const isMac = /mac/i.test(navigator.userAgent);

const caps = ({ keys }: KeyLine): readonly TemplateResult[] =>
  keys.map((key) => (key === DASH ? html` ${key} ` : html` <kbd>${keyCap(key, isMac)}</kbd>`));

customElements.define('qrate-grid-keys', KeySheet);
