import { css } from 'lit';

/** What `base.css` says to pages, for shadow roots. */

/** For screen readers alone. */
export const hiddenStyles = css`
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** The colours of verdicts; words or signs stand beside them. */
export const verdictStyles = css`
  [data-verdict="pick"] {
    --verdict: var(--vscode-charts-green, currentColor);
  }

  [data-verdict="alternate"] {
    --verdict: var(--vscode-charts-blue, currentColor);
  }

  [data-verdict="review"] {
    --verdict: var(--vscode-charts-yellow, currentColor);
  }

  [data-verdict="reject"] {
    --verdict: var(--vscode-charts-red, currentColor);
  }
`;
