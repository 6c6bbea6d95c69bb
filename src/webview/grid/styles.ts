import { css } from 'lit';
import { controlStyles } from '../shared/controls';
import { hiddenStyles, verdictStyles } from '../shared/styles';

/** What the parts of the page share. Colours come from the editor's theme alone. */
export const sharedStyles = css`
  ${controlStyles}
  ${hiddenStyles}
  ${verdictStyles}

  :host {
    box-sizing: border-box;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 1.4;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  h2,
  h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }

  .icon {
    display: block;
    flex: none;
  }

  .quiet {
    color: var(--vscode-descriptionForeground);
  }

  .detail {
    color: var(--vscode-descriptionForeground);
    font-variant-numeric: tabular-nums;
  }

  button.plain {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 2px 6px;
    border: 1px solid transparent;
    border-radius: 3px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  button.plain:hover:enabled {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }

  button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }

  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
`;
