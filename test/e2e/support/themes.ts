/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from '../../support/samples';

/** VS Code's default themes, as `harvestThemes.mjs` took them down. */
export const THEMES = ['dark', 'light', 'hc-dark', 'hc-light'] as const;
export type ThemeName = (typeof THEMES)[number];

interface Theme {
  readonly variables: Readonly<Record<string, string>>;
  readonly bodyClass: string;
  readonly style: string;
}

const themes = JSON.parse(readFileSync(path.join(repoRoot, 'test/e2e/support/themes.json'), 'utf8')) as Record<ThemeName, Theme>;

export const bodyClassOf = (theme: ThemeName): string => themes[theme].bodyClass;

/** The theme's variables alone. */
export const variablesOf = (theme: ThemeName): string =>
  `:root { ${Object.entries(themes[theme].variables)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ')} }`;

/** What VS Code puts into a webview: the theme's variables and its own style sheet; and the editor's colour, which lies behind it there. */
export const themeSheet = (theme: ThemeName): string =>
  `${variablesOf(theme)} ${themes[theme].style} html { background: var(--vscode-editor-background); }`;

/** Changes the theme of a page while it is shown, as VS Code does. */
export async function changeTheme(page: Page, theme: ThemeName): Promise<void> {
  await page.evaluate(
    ({ sheet, bodyClass }) => {
      const style = document.querySelector('style[nonce]');
      if (style === null) throw new Error('the page has no theme');
      style.textContent = sheet;
      document.body.className = bodyClass;
    },
    { sheet: themeSheet(theme), bodyClass: bodyClassOf(theme) },
  );
}
