// What the pictures of the README show, and the way to it through the workbench.

import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { choice, openPicker, rowOf, rowsOf } from '../../test/e2e/workbench.mjs';

/** The best frame of the demo shoot's burst of eight. */
const best = 'DSC_4723.NEF';

const panel = (page) => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

async function indexAndCull(page, command) {
  await page.locator('.activitybar [aria-label^="qrate"]').first().click();
  await page.getByRole('button', { name: 'Index This Folder' }).click();
  await rowsOf(page, 'Bursts').first().waitFor();
  await command('qrate: Cull with Preset…');
  await choice(page, 'Standard').click();
  await choice(page, 'get another suggestion').waitFor();
  await press(page, 'Enter');
  await rowOf(page, 'Selection', 'Picks').waitFor();
  await command('Notifications: Clear All Notifications');
}

/** Makes the best frame of the burst the active one of the grid. */
async function goToBest(page, key = 'ArrowDown') {
  const active = panel(page).locator('.cell[data-active]');
  await active.waitFor();
  for (let steps = 0; steps < 30; steps++) {
    const before = await active.innerText();
    if (before.includes(best)) return;
    await press(page, key);
    await panel(page).locator('.cell[data-active]').filter({ hasNotText: before }).waitFor();
  }
  throw new Error(`The grid does not come to ${best}.`);
}

/** What a merge brings in: Bob decided otherwise about what was decided here, and had not seen it. */
function mergeBob(folder) {
  const log = path.join(folder, '.qrate/decisions.jsonl');
  const lines = readFileSync(log, 'utf8').trim().split('\n').map(JSON.parse);
  const ours = lines.filter(({ kind, verdict }) => kind === 'decision' && verdict === 'reject').slice(0, 2);
  const theirs = ours.map((line, i) => ({
    ...line,
    id: `bob-${i}`,
    verdict: 'pick',
    author: 'Bob <bob@example.org>',
    batch: 'bob',
    time: new Date(Date.parse(line.time) - 60_000).toISOString(),
    after: [],
  }));
  appendFileSync(log, theirs.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/**
 * In the order in which they are taken: each goes on where the one before left the window.
 * @type {{name: string, go: (at: {page: object, folder: string, command: (title: string) => Promise<void>}) => Promise<void>}[]}
 */
export const PICTURES = [
  {
    name: 'grid',
    async go({ page, command }) {
      await indexAndCull(page, command);
      await rowsOf(page, 'Bursts').first().click();
      await rowOf(page, 'Bursts', /burst · \d/).click();
      await command('qrate: Open Burst Grid');
      await panel(page).locator('.cell img').first().waitFor();
      await goToBest(page);
      await press(page, '4', '8', 'Shift+P');
      await rowOf(page, 'Bursts', 'picked by you').waitFor();
      await goToBest(page, 'ArrowUp');
      await command('Notifications: Clear All Notifications');
    },
  },
  {
    name: 'loupe',
    async go({ page, command }) {
      await command('View: Toggle Primary Side Bar Visibility');
      await panel(page).locator('.cell[data-active]').click();
      await press(page, 'Enter');
      await panel(page).locator('qrate-viewer .stage').first().waitFor();
    },
  },
  {
    name: 'compare',
    async go({ page }) {
      await press(page, 'Escape');
      await panel(page).locator('.cell[data-active]').waitFor();
      await press(page, 'c');
      await panel(page).locator('qrate-viewer .stage').nth(1).waitFor();
      await press(page, 'z');
      await panel(page).locator('qrate-viewer .stage[data-zoomed]').nth(1).waitFor();
    },
  },
  {
    name: 'picker',
    async go({ page, command }) {
      await command('View: Close All Editors');
      await openPicker({ page, command });
      await panel(page).locator('qrate-viewer-pane canvas').nth(1).waitFor();
      for (let answers = 1; answers <= 4; answers++) {
        await press(page, answers % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
        await panel(page)
          .locator('.progress', { hasText: `${answers} of` })
          .waitFor();
      }
    },
  },
  {
    name: 'charts',
    async go({ page, command }) {
      await command('View: Close All Editors');
      await command('qrate: Open Score Charts');
      await panel(page).getByRole('slider').focus();
      await press(page, 'PageUp', 'PageUp');
      await panel(page).locator('.changes', { hasText: 'would get another suggestion' }).waitFor();
    },
  },
  {
    name: 'photo',
    async go({ page, command }) {
      await command('View: Close All Editors');
      await command('View: Show qrate');
      await rowOf(page, 'Bursts', 'picked by you').dblclick();
      await panel(page).locator('canvas').first().waitFor();
    },
  },
  {
    name: 'disagreements',
    async go({ page, folder }) {
      mergeBob(folder);
      await rowsOf(page, 'Disagreements').filter({ hasText: 'counts now' }).first().waitFor();
    },
  },
  {
    name: 'export',
    async go({ page, command }) {
      await command('qrate: Export…');
      await choice(page, 'Copies').click();
      await choice(page, '-picks').click();
      await choice(page, 'All picks').click();
      await choice(page, /Write \d+ Files/).waitFor();
    },
  },
];
