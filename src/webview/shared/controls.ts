import { type Button, provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

/**
 * The only file that knows the toolkit (deprecated upstream): whoever replaces it changes this file alone.
 * Elements are registered under a prefix of our own, so that two toolkits can live side by side meanwhile.
 */
provideVSCodeDesignSystem().withPrefix('qrate').register(vsCodeButton());

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
