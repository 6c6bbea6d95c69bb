import { css } from 'lit';
import { controlStyles } from '../shared/controls';
import { hiddenStyles } from '../shared/styles';

export const pickerStyles = css`
  ${controlStyles}
  ${hiddenStyles}

  :host {
    position: relative;
    display: flex;
    box-sizing: border-box;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 1.4;
  }

  :host(:focus) {
    outline: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  header,
  footer {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 6px 12px;
  }

  h1 {
    margin: 0;
    font-size: 1.1em;
    font-weight: 600;
  }

  .quiet {
    color: var(--vscode-descriptionForeground);
  }

  .progress {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-left: auto;
    font-variant-numeric: tabular-nums;
  }

  progress {
    width: 120px;
    height: 6px;
    accent-color: var(--vscode-progressBar-background);
  }

  .model {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    padding: 0 12px 6px;
  }

  .model p {
    flex: 0 1 auto;
    margin: 0;
    max-width: 90ch;
  }

  .model .acts {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .problem {
    flex: none;
    margin: 0 12px 6px;
    padding: 4px 10px;
    border: 1px solid var(--vscode-inputValidation-errorBorder, currentColor);
    border-radius: 3px;
    background: var(--vscode-inputValidation-errorBackground, transparent);
    color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
    overflow-wrap: anywhere;
  }

  .pair {
    position: relative;
    display: flex;
    flex: 1;
    min-height: 0;
    padding: 0 8px;
  }

  qrate-viewer {
    flex: 1;
    min-width: 0;
    min-height: 0;
  }

  .saving {
    position: absolute;
    top: 8px;
    left: 50%;
    padding: 1px 10px;
    border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
    border-radius: 10px;
    background: var(--vscode-editorWidget-background);
    transform: translateX(-50%);
    pointer-events: none;
    /* Disks are quicker than eyes: only what takes long is worth a word. */
    animation: appear 0s 0.3s both;
  }

  .ack {
    position: absolute;
    bottom: 44px;
    left: 50%;
    z-index: 2;
    max-width: 45%;
    overflow: hidden;
    padding: 4px 12px;
    border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
    border-radius: 4px;
    background: var(--vscode-editorHoverWidget-background, var(--vscode-editorWidget-background));
    color: var(--vscode-editorHoverWidget-foreground, var(--vscode-foreground));
    text-overflow: ellipsis;
    white-space: nowrap;
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    transform: translateX(-50%);
    pointer-events: none;
    animation: leave 1.2s forwards;
  }

  .ack .icon {
    display: inline-block;
    margin-right: 6px;
    vertical-align: -3px;
  }

  .pair[data-columns="2"] .ack[data-side="a"] {
    left: 25%;
  }

  .pair[data-columns="2"] .ack[data-side="b"] {
    left: 75%;
  }

  .pair[data-columns="1"] .ack[data-side="a"] {
    bottom: calc(50% + 40px);
  }

  .answers {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }

  .others {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-left: auto;
  }

  /* Drawn, not written: the key is no part of a button's name. */
  kbd::after {
    margin-left: 6px;
    padding: 0 4px;
    border: 1px solid currentColor;
    border-radius: 3px;
    font-family: inherit;
    font-size: 0.85em;
    content: attr(data-key);
  }

  .empty {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 6px;
    padding: 24px;
    text-align: center;
  }

  .empty h2 {
    margin: 0;
    font-size: 1.2em;
    font-weight: 600;
  }

  @media (prefers-reduced-motion: reduce) {
    .ack {
      animation-timing-function: step-end;
    }
  }

  @keyframes appear {
    from {
      visibility: hidden;
    }
  }

  @keyframes leave {
    0%,
    70% {
      opacity: 1;
      visibility: visible;
    }

    100% {
      opacity: 0;
      visibility: hidden;
    }
  }
`;
