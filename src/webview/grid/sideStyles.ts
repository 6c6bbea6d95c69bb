import { css } from 'lit';

export const sideStyles = css`
  :host {
    display: block;
    overflow: hidden auto;
    padding: 4px 14px 16px;
    border-left: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
  }

  header {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding-bottom: 8px;
  }

  header h2 {
    overflow: hidden;
    font-size: 1.15em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .verdict {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }

  details {
    padding: 6px 0;
    border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
  }

  summary {
    margin-bottom: 4px;
    font-weight: 600;
    cursor: pointer;
  }

  summary:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
  }

  p {
    margin: 0;
  }

  dl {
    display: grid;
    grid-template-columns: minmax(80px, auto) minmax(0, 1fr);
    gap: 3px 12px;
    margin: 0;
  }

  dt {
    color: var(--vscode-descriptionForeground);
  }

  dd {
    margin: 0;
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }

  .scores dd {
    display: flex;
    align-items: center;
    gap: 8px;
  }

  .bar {
    flex: 1;
    height: 6px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 3px;
    background: var(--vscode-editorWidget-background);
  }

  .bar span {
    display: block;
    height: 100%;
    border-radius: 3px;
    background: var(--vscode-progressBar-background, var(--vscode-focusBorder));
  }

  .scores dd > span:last-child {
    min-width: 4em;
    text-align: right;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: 3px 6px 3px 0;
    border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    font-weight: normal;
    text-align: left;
    vertical-align: middle;
  }

  thead th {
    color: var(--vscode-descriptionForeground);
    font-size: 0.9em;
  }

  tr[aria-current] {
    background: var(--vscode-list-inactiveSelectionBackground);
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }

  tbody button.plain {
    flex-direction: column;
    align-items: flex-start;
    gap: 0;
    width: 100%;
    padding: 1px;
    text-align: left;
  }

  tbody button span {
    overflow-wrap: anywhere;
    font-size: 0.85em;
  }

  tbody img {
    width: 48px;
    height: 36px;
    flex: none;
    object-fit: contain;
  }

  small {
    display: block;
    color: var(--vscode-descriptionForeground);
    white-space: nowrap;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding-top: 10px;
    border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
  }
`;
