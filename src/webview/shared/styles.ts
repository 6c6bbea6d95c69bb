import { type CSSResult, css } from 'lit';

/** What shadow roots take in one by one; the page itself has all of it, since `controls.ts` is on every page. */

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

/** Gives the page itself what its shadow roots have. */
export function adopt(...styles: readonly CSSResult[]): void {
  document.adoptedStyleSheets.push(...styles.flatMap(({ styleSheet }) => styleSheet ?? []));
}

adopt(hiddenStyles, verdictStyles);
