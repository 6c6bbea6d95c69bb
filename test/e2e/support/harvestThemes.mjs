// Takes down what VS Code's default themes give a webview, for tests of pages in a plain browser:
//   node test/e2e/support/harvestThemes.mjs
// Writes themes.json beside itself: per theme the variables of the html element, the classes of the body and VS Code's own style sheet.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from '../../host/palette.mjs';
import { withWorkbench } from '../../host/session.mjs';

const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

async function harvest(theme) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'qrate-theme-'));
  writeFileSync(path.join(folder, 'README.md'), '# Any page\n');
  const settings = { 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false, 'window.autoDetectHighContrast': false };
  const options = { name: 'themes', install: [], folder, settings, seconds: 120, smokeTest: false };
  try {
    return await withWorkbench(options, async ({ page, open }) => {
      await open();
      await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'README.md' }).click();
      await page.locator('.monaco-editor .view-line').first().waitFor();
      await runCommand(page, 'Markdown: Open Preview');
      const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
      // The preview is made anew once its style sheets are known.
      await frame.locator('h1').waitFor({ timeout: 30_000 });
      await page.waitForTimeout(3_000);
      await frame.locator('h1').waitFor({ timeout: 30_000 });
      return await frame.locator('html').evaluate((html) => ({
        variables: Object.fromEntries(
          [...html.style].filter((name) => name.startsWith('--')).map((name) => [name, html.style.getPropertyValue(name)]),
        ),
        bodyClass: [...html.ownerDocument.body.classList].filter((name) => name.startsWith('vscode-')).join(' '),
        style: html.ownerDocument.querySelector('#_defaultStyles')?.textContent ?? '',
      }));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const themes = {};
for (const [name, theme] of Object.entries(THEMES)) {
  themes[name] = await harvest(theme);
  console.log(`${name}: ${Object.keys(themes[name].variables).length} variables, ${themes[name].bodyClass}`);
}
writeFileSync(path.join(import.meta.dirname, 'themes.json'), `${JSON.stringify(themes, null, 1)}\n`);
