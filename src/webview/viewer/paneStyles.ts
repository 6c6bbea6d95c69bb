import { css, unsafeCSS } from 'lit';

/** CSS pixels: panes up to this width need two lines of text, each of these heights. */
const NARROW = 560;
const ONE_LINE = 28;
const TWO_LINES = 50;

/** Of the text below a picture, in a pane of this width. CSS pixels. */
export const barHeight = (width: number): number => (width <= NARROW ? TWO_LINES : ONE_LINE);

export const paneStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    color: var(--vscode-foreground);
    container-type: inline-size;
  }

  /* An outline would lie under the picture. */
  :host(:focus-visible) {
    outline: none;
  }

  :host(:focus-visible)::after {
    position: absolute;
    inset: 0;
    z-index: 1;
    border: 2px solid var(--vscode-focusBorder);
    content: "";
    pointer-events: none;
  }

  .stage {
    position: relative;
    flex: 1;
    min-height: 0;
    overflow: hidden;
    outline: 1px solid var(--vscode-contrastBorder, transparent);
    outline-offset: -1px;
    background: var(--vscode-editorWidget-background);
    cursor: zoom-in;
    touch-action: none;
    user-select: none;
  }

  .stage[data-zoomed] {
    cursor: grab;
  }

  .stage[data-zoomed]:active {
    cursor: grabbing;
  }

  canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }

  .note {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    margin: 0;
    padding: 8px;
    text-align: center;
    pointer-events: none;
  }

  .quality {
    position: absolute;
    right: 8px;
    bottom: 8px;
    margin: 0;
    padding: 1px 8px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 10px;
    background: var(--vscode-editorWidget-background);
    font-size: 0.9em;
    pointer-events: none;
  }

  [hidden] {
    display: none;
  }

  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    box-sizing: border-box;
    height: ${unsafeCSS(ONE_LINE)}px;
    padding: 0 8px;
    border-bottom: 3px solid transparent;
    white-space: nowrap;
    overflow: hidden;
  }

  :host([active]) .bar {
    border-bottom-color: var(--vscode-contrastActiveBorder, var(--vscode-focusBorder));
  }

  .role,
  .verdict {
    flex: none;
    padding: 0 8px;
    border: 1px solid var(--verdict, currentColor);
    border-radius: 10px;
    font-size: 0.9em;
  }

  .role {
    border-radius: 2px;
    color: var(--vscode-badge-foreground);
    background: var(--vscode-badge-background);
    border-color: var(--vscode-contrastBorder, transparent);
  }

  .verdict[data-decided] {
    border-width: 2px;
    font-weight: 600;
  }

  /* A long name gives way to verdict, stars and zoom. */
  .name {
    flex: 0 1 auto;
    min-width: 6em;
    max-width: 60%;
    overflow: hidden;
    text-overflow: ellipsis;
    font-weight: 600;
  }

  .caption {
    flex: 1 1 0;
    min-width: 0;
    overflow: hidden;
    color: var(--vscode-descriptionForeground);
    text-overflow: ellipsis;
  }

  .zoom {
    flex: none;
    color: var(--vscode-descriptionForeground);
    font-variant-numeric: tabular-nums;
  }

  /* Too narrow for one line: name and zoom above, verdict and numbers below, in every pane alike, so that pictures stay at the same height. */
  @container (max-width: ${unsafeCSS(NARROW)}px) {
    .bar {
      flex-wrap: wrap;
      gap: 0 8px;
      height: ${unsafeCSS(TWO_LINES)}px;
    }

    .name {
      flex: 1 1 0;
      max-width: none;
    }

    .zoom {
      order: 1;
    }

    .bar::before {
      order: 2;
      flex-basis: 100%;
      content: "";
    }

    .verdict,
    .caption {
      order: 3;
    }
  }
`;
