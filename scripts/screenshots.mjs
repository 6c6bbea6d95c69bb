// The pictures of the README, taken in a real workbench on the demo shoot:
//   npm run screenshots [-- --only NAME]
// One entry a picture: how to get there, and which part of the window it shows. They end up in media/readme/ as small WebP files.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { choice, rowOf, rowsOf, wear } from '../test/e2e/workbench.mjs';
import { runCommand } from '../test/host/palette.mjs';
import { withWorkbench } from '../test/host/session.mjs';
import { withDemoShoot } from './testing/demoShoot.mjs';
import { root } from './testing/step.mjs';

const out = path.join(root, 'media/readme');
/** Pixels of the window: small enough to be read beside the text. */
const viewport = { width: 1120, height: 700 };
const patience = { timeout: 90_000 };

/**
 * The pictures, in the order in which they are taken: each goes on where the one before left the window.
 * @type {{name: string, go: (page: object, command: (title: string) => Promise<void>) => Promise<void>}[]}
 */
const PICTURES = [
  {
    name: 'bursts',
    async go(page, command) {
      await page.locator('.activitybar [aria-label^="qrate"]').first().click(patience);
      await page.getByRole('button', { name: 'Index This Folder' }).click();
      await rowsOf(page, 'Bursts').first().waitFor(patience);
      await command('qrate: Cull with Preset…');
      await choice(page, 'Standard').click();
      await rowOf(page, 'Selection', 'Picks').waitFor(patience);
      await command('Notifications: Clear All Notifications');
      await rowsOf(page, 'Bursts').first().click();
      await rowOf(page, 'Bursts', /burst · \d/).click();
      await rowOf(page, 'Bursts', 'best of burst').click();
      await page.keyboard.press('p');
      await rowOf(page, 'Bursts', 'picked by you').waitFor(patience);
    },
  },
  {
    name: 'explain',
    async go(page, command) {
      await command('View: Close All Editors');
      await rowOf(page, 'Bursts', 'picked by you').click({ button: 'right' });
      await page.locator('.monaco-menu').getByRole('menuitem', { name: 'Explain' }).click();
      const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
      await panel.locator('img').first().waitFor(patience);
    },
  },
  // The grid, the loupe, the charts and the editor of RAW files follow here.
];

async function take(page, name) {
  // Transitions end, tooltips go.
  await page.mouse.move(viewport.width / 2, viewport.height - 4);
  await page.waitForTimeout(1500);
  const png = await page.screenshot();
  await sharp(png)
    .webp({ quality: 82, effort: 6 })
    .toFile(path.join(out, `${name}.webp`));
  console.log(`media/readme/${name}.webp`);
}

const { values } = parseArgs({ options: { only: { type: 'string' } } });
mkdirSync(out, { recursive: true });
await withDemoShoot((folder) =>
  withWorkbench({ name: 'screenshots', install: [root], folder, settings: {}, seconds: 600, smokeTest: false }, async ({ page, open }) => {
    await page.setViewportSize(viewport);
    await open();
    await page.waitForSelector('.monaco-workbench', patience);
    await wear(page, folder, 'dark');
    for (const { name, go } of PICTURES) {
      await go(page, (title) => runCommand(page, title));
      if (values.only === undefined || values.only === name) await take(page, name);
    }
  }),
);
