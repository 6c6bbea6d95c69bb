// The views, the status bar, decorations, Problems, the export and the walkthrough, as a person uses them.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { choice, choices, explorerRow, press, quickInput, rowOf, rowsOf, statusItem, THEMES, wear } from './workbench.mjs';

const patience = { timeout: 90_000 };

export default async (page, { check, command, screenshot: shoot, folder }) => {
  /** Widgets fade in and out: a picture is taken when they are at rest. */
  const screenshot = async (title) => {
    await page.waitForTimeout(600);
    await shoot(title);
  };
  const wait = (locator) => locator.waitFor(patience);
  await wear(page, folder, 'dark');
  await page.locator('.activitybar [aria-label^="qrate"]').first().click();

  await check('a folder that is not indexed offers one thing: to index it', async () => {
    const welcome = page.locator('.pane:has(.pane-header[aria-label^="Bursts"]) .welcome-view');
    await wait(welcome.getByRole('button', { name: 'Index This Folder' }));
    assert.equal(await welcome.getByRole('button').count(), 1);
    await screenshot('welcome');
    await welcome.getByRole('button', { name: 'Index This Folder' }).click();
    await wait(rowsOf(page, 'Bursts').first());
    await wait(statusItem(page).filter({ hasText: 'not culled yet' }));
  });

  await check('a shoot that is not culled offers to cull it, and a preset does it', async () => {
    await wait(page.locator('.pane:has(.pane-header[aria-label^="Selection"]) .welcome-view').getByRole('button', { name: 'Cull…' }));
    await screenshot('indexed');
    await command('qrate: Cull with Preset…');
    await wait(choice(page, 'Generous'));
    await screenshot('presets to choose from');
    await choice(page, 'Standard').click();
    await wait(choice(page, 'get another suggestion'));
    await screenshot('preview of a preset');
    await page.keyboard.press('Enter');
    await wait(rowOf(page, 'Selection', 'Picks'));
    await wait(page.locator('.notification-toast').filter({ hasText: 'Suggested' }).getByText('Undo', { exact: true }));
    await wait(statusItem(page).filter({ hasText: /\d+ picks/ }));
  });

  await check('single keys pick and reject, and every view shows it', async () => {
    const day = rowsOf(page, 'Bursts').first();
    if ((await day.getAttribute('aria-expanded')) === 'false') await day.click();
    const frame = rowsOf(page, 'Bursts')
      .filter({ hasText: /\.(NEF|JPG|CR3|ARW|RAF)/i })
      .filter({ hasText: 'unique' })
      .first();
    await frame.click();
    await page.keyboard.press('p');
    await wait(rowsOf(page, 'Bursts').filter({ hasText: 'picked by you' }).first());
    await rowOf(page, 'Bursts', 'black frame').click();
    await page.keyboard.press('x');
    await wait(rowsOf(page, 'Bursts').filter({ hasText: 'rejected by you' }).first());
    await wait(rowOf(page, 'Selection', '1 by you'));
    await rowOf(page, 'Selection', 'Rejects').click();
    await wait(rowOf(page, 'Selection', 'rejected by you'));
    assert.equal(await rowsOf(page, 'Bursts').filter({ hasText: 'picked by you' }).count(), 1, 'the tree lost what was open');
  });

  await check('the presets name the one in use', async () => {
    await page.locator('.pane-header[aria-label^="Presets"]').click();
    await wait(rowOf(page, 'Presets', 'in use'));
  });

  for (const theme of Object.keys(THEMES)) {
    await check(`the side bar in ${theme}`, async () => {
      await wear(page, folder, theme);
      await screenshot(`side bar ${theme}`);
    });
  }
  await wear(page, folder, 'dark');

  await check('a filter is chosen, shown above the tree, and cleared', async () => {
    await command('qrate: Filter Bursts…');
    await wait(choice(page, 'burst'));
    await screenshot('filter');
    await quickInput(page).locator('input[type="text"], .quick-input-box input').first().fill('nothing-is-called-so');
    await page.keyboard.press('Enter');
    const welcome = page.locator('.pane:has(.pane-header[aria-label^="Bursts"]) .welcome-view');
    await wait(welcome.getByRole('button', { name: 'Clear Filter' }));
    await screenshot('filter without a match');
    await welcome.getByRole('button', { name: 'Clear Filter' }).click();
    await wait(rowsOf(page, 'Bursts').first());
  });

  await check('the status bar opens what can be done', async () => {
    await statusItem(page).click();
    await wait(choice(page, 'Show the Selection'));
    await screenshot('menu');
    await page.keyboard.press('Escape');
  });

  await check('an export goes back and forth, and shows its plan before it writes', async () => {
    await command('qrate: Export…');
    await wait(choice(page, 'Copies'));
    await choice(page, 'Copies').click();
    await wait(choice(page, 'Choose a Folder…'));
    await screenshot('export destination');
    await press(page, 'Back');
    await wait(choice(page, 'XMP sidecars'));
    await choice(page, 'Copies').click();
    await wait(choice(page, '-picks'));
    await choice(page, '-picks').click();
    await wait(choice(page, 'Only the best…'));
    await choice(page, 'Only the best…').click();
    await quickInput(page).locator('input').first().fill('5');
    await page.keyboard.press('Enter');
    await wait(choice(page, /Write \d+ Files/));
    await screenshot('export plan');
    const out = `${folder}-picks`;
    assert.equal(existsSync(out), false, 'written before it was asked for');
    await choice(page, /Write \d+ Files/).click();
    await wait(page.locator('.notification-toast').filter({ hasText: /files? written/ }));
    await screenshot('exported');
    assert.ok(readdirSync(out, { recursive: true }).length >= 5);
  });

  await check('the next export of the shoot begins where this one ended', async () => {
    await command('qrate: Export…');
    await wait(choice(page, 'Copies'));
    await page.keyboard.press('Enter');
    await wait(choice(page, '-picks'));
    await page.keyboard.press('Enter');
    await wait(choice(page, 'Only the best…'));
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      () => [...document.querySelectorAll('.quick-input-widget input')].some((it) => it.value === '5'),
      null,
      patience,
    );
    await page.keyboard.press('Enter');
    await wait(choice(page, 'are already there'));
    assert.equal(
      await choices(page)
        .filter({ hasText: /Write \d+ Files/ })
        .count(),
      0,
    );
    await screenshot('export that is done already');
    await page.keyboard.press('Escape');
  });

  await check('files of the Explorer bear P and X, unreadable ones stand in Problems', async () => {
    await command('Notifications: Clear All Notifications');
    await command('View: Close All Editors');
    await command('View: Show Explorer');
    await command('File: Collapse Folders in Explorer').catch(() => page.keyboard.press('Escape'));
    await explorerRow(page, '2026-05-09').click();
    await explorerRow(page, 'nikon').click();
    await wait(page.locator('.explorer-folders-view [aria-label*="picked by you"]').first());
    await wait(page.locator('.explorer-folders-view [aria-label*="rejected by you"]').first());
    await command('View: Focus Problems');
    await wait(page.locator('.markers-panel').getByText('qrate').first());
    await screenshot('explorer and problems');
    await wear(page, folder, 'contrast');
    await screenshot('explorer and problems contrast');
    await wear(page, folder, 'dark');
  });

  await check('the walkthrough shows its steps and pictures', async () => {
    await page.keyboard.press('Control+j');
    await command('qrate: Get Started');
    await command('View: Toggle Primary Side Bar Visibility');
    await wait(page.getByText('Index a folder of photos').first());
    for (const theme of ['dark', 'light', 'contrast']) {
      await wear(page, folder, theme);
      await page.getByText('Decide with single keys').first().click();
      await page.waitForTimeout(1500);
      await screenshot(`walkthrough ${theme}`);
    }
  });
};
