// Every panel of the extension, held against axe in the real workbench and in its four default themes.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { openPicker, rowOf, THEMES, wear } from './workbench.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { seriousViolations } = createRequire(import.meta.url)(path.join(root, 'out/test/e2e/support/seriousViolations.js'));

const panel = (page) => page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');

const photo = (page) => rowOf(page, 'Bursts', 'DSC_4724.NEF');

/** What each panel is opened by, and what it shows when it is ready. */
const PANELS = [
  { name: 'burst grid', open: ({ command }) => command('qrate: Open Burst Grid'), ready: '.cell img' },
  { name: 'score charts', open: ({ command }) => command('qrate: Open Score Charts'), ready: '[role=slider]' },
  { name: 'picker', open: openPicker, ready: 'qrate-viewer-pane canvas' },
  { name: 'photo editor', open: ({ page }) => photo(page).dblclick(), ready: 'canvas' },
  {
    name: 'Explain panel',
    async open({ page, command }) {
      await photo(page).click();
      await command('View: Close All Editors');
      await command('qrate: Explain');
    },
    ready: 'table.siblings img',
  },
];

export default async (page, { check, command, screenshot, folder }) => {
  for (const args of [['index'], ['cull']]) execFileSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args, folder, '--json']);
  await command('View: Show qrate');
  await expand(page);
  for (const theme of Object.keys(THEMES)) {
    await wear(page, folder, theme);
    for (const { name, open, ready } of PANELS) {
      await check(`the ${name} has no serious fault in ${theme}`, async () => {
        await command('View: Close All Editors');
        await open({ page, command });
        await panel(page).locator(ready).first().waitFor();
        const faults = await seriousFaults(page);
        await screenshot(`${name} ${theme}`);
        assert.deepEqual(faults, []);
      });
    }
  }
};

/** Opens the burst of eight in the tree, so that its frames can be clicked. */
async function expand(page) {
  for (const branch of ['2026-05-09', /burst · 8/]) await rowOf(page, 'Bursts', branch).click();
  await photo(page).waitFor();
}

/** Serious and critical violations of the panel in front. */
async function seriousFaults(page) {
  const body = await panel(page).locator('body').elementHandle();
  return seriousViolations(await body.ownerFrame());
}
