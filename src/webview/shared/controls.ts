import type { Button, Checkbox, Dropdown, TextField } from '@vscode/webview-ui-toolkit';
import { css, html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { adopt } from './styles';

/**
 * The only file that knows the toolkit (deprecated upstream), besides `toolkit.ts`, which registers its elements: whoever replaces it
 * changes these two alone. They are loaded when the page has shown what it has: the toolkit's bundle is larger than those of most
 * pages. Until then its elements take their place unseen.
 */
export const controlsReady: Promise<unknown> = idle().then(() => import('./toolkit.js'));

/** Nothing else to do, or long enough. Safari, where the local page may be, tells neither. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(resolve, { timeout: 300 });
    else setTimeout(resolve, 100);
  });
}

export interface ButtonOptions {
  readonly appearance?: 'primary' | 'secondary' | undefined;
  readonly onClick: () => void;
}

/** What panels need of a button. */
export interface ButtonControl {
  readonly element: HTMLElement;
  setLabel(label: string): void;
  /** A toggle that is on shows as the primary button and says so to screen readers. */
  setPressed(pressed: boolean): void;
  setDisabled(disabled: boolean): void;
}

export function createButton({ appearance = 'secondary', onClick }: ButtonOptions): ButtonControl {
  const button = document.createElement('qrate-button') as Button;
  button.appearance = appearance;
  button.addEventListener('click', onClick);
  return {
    element: button,
    setLabel: (label) => {
      button.textContent = label;
    },
    setPressed: (pressed) => {
      button.appearance = pressed ? 'primary' : 'secondary';
      button.ariaPressed = String(pressed);
    },
    setDisabled: (disabled) => {
      button.disabled = disabled;
    },
  };
}

/** The same controls for pages that are made of templates. */

export interface ButtonTemplate {
  /** Its name; shown unless there is an icon. */
  readonly label: string;
  readonly icon?: TemplateResult | undefined;
  /** More than the name, such as the key that does the same. */
  readonly hint?: string | undefined;
  /** For toggles. */
  readonly pressed?: boolean | undefined;
  /** For buttons that open a part of the page. */
  readonly expanded?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly appearance?: 'primary' | 'secondary' | 'icon' | undefined;
  readonly onClick: () => void;
}

/** A toggle that is on shows as the primary button, or as a framed icon, and says so to screen readers. */
export function button({ label, icon, hint, pressed, expanded, disabled = false, appearance, onClick }: ButtonTemplate): TemplateResult {
  const look = appearance ?? (icon === undefined ? (pressed === true ? 'primary' : 'secondary') : 'icon');
  return html`<qrate-button
    appearance=${look}
    title=${hint ?? label}
    aria-label=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    aria-expanded=${expanded === undefined ? nothing : String(expanded)}
    ?disabled=${disabled}
    @click=${onClick}
    >${icon ?? label}</qrate-button
  >`;
}

export interface CheckboxTemplate {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** Beside the label. */
  readonly detail?: string | undefined;
}

export function checkbox({ label, checked, onChange, detail }: CheckboxTemplate): TemplateResult {
  const change = (event: Event) => {
    const is = (event.currentTarget as Checkbox).checked;
    if (is !== checked) onChange(is);
  };
  // The listener comes first: the toolkit says "change" for a value that is set here as well, and the old one would take it for a click.
  return html`<qrate-checkbox
    @change=${change}
    aria-label=${detail === undefined ? label : `${label} ${detail}`}
    .checked=${live(checked)}
    >${label}${detail === undefined ? nothing : html` <span class="detail">${detail}</span>`}</qrate-checkbox
  >`;
}

export interface TextFieldTemplate {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string | undefined;
  /** Characters that it is wide. */
  readonly size?: number | undefined;
  readonly onInput: (value: string) => void;
}

/**
 * The label is its name for screen readers alone (`controlStyles` hides it); what is seen of it stands beside or inside. The toolkit
 * takes the name from the text, whatever `aria-label` says.
 */
export function textField({ label, value, placeholder = '', size, onInput }: TextFieldTemplate): TemplateResult {
  return html`<qrate-text-field
    placeholder=${placeholder}
    size=${size ?? nothing}
    .value=${live(value)}
    @input=${(event: Event) => onInput((event.currentTarget as TextField).value)}
    >${label}</qrate-text-field
  >`;
}

export interface DropdownTemplate<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly (readonly [value: T, label: string])[];
  readonly onChange: (value: T) => void;
}

export function dropdown<T extends string>({ label, value, options, onChange }: DropdownTemplate<T>): TemplateResult {
  const change = (event: Event) => {
    const chosen = options.find(([it]) => it === (event.currentTarget as Dropdown).value)?.[0];
    if (chosen !== undefined && chosen !== value) onChange(chosen);
  };
  return html`<qrate-dropdown @change=${change} aria-label=${label} title=${label} .value=${live(value)}>
    ${options.map(([it, text]) => html`<qrate-option value=${it} ?selected=${it === value}>${text}</qrate-option>`)}
  </qrate-dropdown>`;
}

/** For the shadow roots that hold these controls; the page itself has them. */
export const controlStyles = css`
  /* Until they are loaded they take the place that they will need. */
  qrate-button:not(:defined),
  qrate-checkbox:not(:defined),
  qrate-dropdown:not(:defined),
  qrate-text-field:not(:defined) {
    display: inline-flex;
    box-sizing: border-box;
    visibility: hidden;
  }

  qrate-button:not(:defined) {
    padding: 4px 11px;
    border: 1px solid transparent;
    line-height: normal;
  }

  qrate-button[appearance="icon"]:not(:defined) {
    padding: 3px;
    border: 0;
  }

  qrate-dropdown:not(:defined),
  qrate-text-field:not(:defined) {
    overflow: hidden;
    width: 130px;
    height: 26px;
  }

  qrate-text-field {
    min-width: 0;
    vertical-align: top;
  }

  qrate-text-field::part(label) {
    display: none;
  }

  qrate-text-field::part(root),
  qrate-text-field::part(control) {
    width: 100%;
    min-width: 0;
  }

  /* The theme's border belongs to the primary button; in high contrast every button needs one. */
  qrate-button[appearance="secondary"] {
    --button-border: var(--vscode-button-secondaryBorder, var(--vscode-contrastBorder, transparent));
  }

  /* A pressed button looks like the others where themes draw outlines only. */
  qrate-button[aria-pressed="true"] {
    outline: 1px solid var(--vscode-inputOption-activeBorder, var(--vscode-contrastActiveBorder, currentColor));
    outline-offset: -1px;
    border-radius: 4px;
  }

  qrate-button[appearance="icon"][aria-pressed="true"] {
    background: var(--vscode-inputOption-activeBackground, transparent);
  }
`;

adopt(controlStyles);
