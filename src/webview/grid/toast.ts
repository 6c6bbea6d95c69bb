import { css, html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Said } from './state';

/** What the last key did: seen for a moment, and read by screen readers. The region is always there, or nothing would be read. */
export const toast = ({ text, kind, serial }: Said): TemplateResult =>
  html`<div class="toast" role="status" aria-live="polite" data-kind=${kind}>${keyed(serial, html`<span>${text}</span>`)}</div>`;

export const toastStyles = css`
  .toast {
    position: absolute;
    left: 50%;
    bottom: 16px;
    z-index: 5;
    max-width: min(90%, 640px);
    transform: translateX(-50%);
    pointer-events: none;
  }

  .toast span:not(:empty) {
    display: inline-block;
    padding: 5px 12px;
    border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
    border-radius: 4px;
    background: var(--vscode-editorHoverWidget-background, var(--vscode-editorWidget-background));
    color: var(--vscode-editorHoverWidget-foreground, var(--vscode-foreground));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    animation: fade 2.4s forwards;
  }

  .toast[data-kind="problem"] span {
    border-color: var(--vscode-inputValidation-errorBorder, currentColor);
    animation: fade 8s forwards;
  }

  @media (prefers-reduced-motion: reduce) {
    .toast span:not(:empty) {
      animation-timing-function: step-end;
    }
  }

  @keyframes fade {
    0%,
    80% {
      opacity: 1;
      visibility: visible;
    }

    100% {
      opacity: 0;
      visibility: hidden;
    }
  }
`;
