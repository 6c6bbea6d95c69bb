// The Cull flow and the score charts in the workbench, driven as a person does: by keys, the quick pick and the panel.

import assert from 'node:assert/strict';
import { reloadWindow } from '../host/palette.mjs';
import { logLines } from './workbench.mjs';

const limit = 60_000;

export default async function drive(page, { folder, command, screenshot, check }) {
  const rows = () => page.locator('.quick-input-list .monaco-list-row');
  const row = (text) => page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const toast = (text) => page.locator('.notification-toast', { hasText: text }).first();
  const panel = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const log = () => logLines(folder, 'cull');
  const closeToasts = async () => {
    await page.keyboard.press('Escape');
    await command('Notifications: Clear All Notifications');
  };

  await check('the demo shoot is indexed', async () => {
    await command('qrate: Index');
    await toast(/\d+ photos/).waitFor({ timeout: 4 * limit });
    await closeToasts();
  });

  await check('a cull shows what it will change before it does, and goes back', async () => {
    await command('qrate: Cull…');
    await row('Use the settings').waitFor({ timeout: limit });
    await screenshot('1 recipe');
    await page.keyboard.press('Enter');
    await row('get another suggestion').waitFor({ timeout: limit });
    await screenshot('2 preview of the first cull');
    const text = (await rows().allTextContents()).join('\n');
    assert.match(text, /pick\d+/);
    await row('another recipe').click();
    await row('Use the settings').waitFor({ timeout: limit });
    await page.keyboard.press('Escape');
    assert.deepEqual(log(), [], 'nothing was written');
  });

  await check('a cull by the settings is done when it is confirmed', async () => {
    await command('qrate: Cull…');
    await row('Use the settings').waitFor({ timeout: limit });
    await page.keyboard.press('Enter');
    await row('get another suggestion').waitFor({ timeout: limit });
    await page.keyboard.press('Enter');
    await toast('Suggested').waitFor({ timeout: limit });
    await screenshot('3 culled');
    assert.deepEqual(
      log().map(({ recipe }) => recipe.minSharpness),
      [100],
    );
    await closeToasts();
  });

  await check('a changed number is checked, previewed by examples, and undone from the message', async () => {
    await command('qrate: Cull…');
    await row('Change numbers').click();
    await row('Least sharpness').waitFor({ timeout: limit });
    await screenshot('4 numbers');
    await row('Least sharpness').click();
    const input = page.locator('.quick-input-widget input').first();
    await input.fill('-3');
    await page.locator('.quick-input-widget', { hasText: 'A number of 0 or more' }).waitFor({ timeout: limit });
    await screenshot('5 a number that is none');
    await input.fill('300');
    await page.keyboard.press('Enter');
    await row('Show what it would change').waitFor({ timeout: limit });
    await page.keyboard.press('Enter');
    await row('get another suggestion').waitFor({ timeout: limit });
    await screenshot('6 preview of a change');
    await page.keyboard.press('Enter');
    await toast('Suggested').waitFor({ timeout: limit });
    assert.equal(log().at(-1).recipe.minSharpness, 300);
    await toast('Suggested').getByText('Undo', { exact: true }).click();
    await toast('taken back').waitFor({ timeout: limit });
    await screenshot('7 undone');
    const [first, second, undo] = log();
    assert.deepEqual([undo.undoes, undo.recipe], [second.id, first.recipe]);
    await closeToasts();
  });

  await check('the score charts open, and their threshold follows the keys', async () => {
    await command('qrate: Open Score Charts');
    await panel.getByRole('slider').waitFor({ timeout: limit });
    await screenshot('8 charts');
    await panel.getByRole('slider').focus();
    for (let i = 0; i < 3; i++) await page.keyboard.press('PageUp');
    await panel.locator('.changes', { hasText: 'would get another suggestion' }).waitFor({ timeout: limit });
    await screenshot('9 threshold moved');
  });

  await check('the charts hand their threshold to the cull, which asks, and follow it', async () => {
    const value = Number(await panel.locator('qrate-cull-panel input').inputValue());
    await panel.getByText('Cull with This…').click();
    await row('get another suggestion').waitFor({ timeout: limit });
    await screenshot('10 cull from the charts');
    await page.keyboard.press('Enter');
    await toast('Suggested').waitFor({ timeout: limit });
    assert.equal(log().at(-1).recipe.minSharpness, value);
    await panel.locator('.changes', { hasText: 'No suggestion would change' }).waitFor({ timeout: limit });
    await closeToasts();
  });

  await check('photos of a bar are picked as one batch, and everything is there after a reload', async () => {
    await panel.locator('.bar').last().click();
    const count = (text) => panel.locator('qrate-selection .count', { hasText: text });
    await count(/\d+ photos? selected/).waitFor({ timeout: limit });
    const selected = await panel.locator('qrate-selection .count').textContent();
    await panel.locator('qrate-selection').getByText('Pick', { exact: true }).click();
    await panel.locator('.changes', { hasText: 'You have decided about' }).waitFor({ timeout: limit });
    await page.waitForTimeout(500);
    await reloadWindow(page);
    await count(selected).waitFor({ timeout: 2 * limit });
    await screenshot('11 after a reload');
  });

  await check('the last cull is undone by the command after the reload', async () => {
    const before = log();
    await command('qrate: Undo Last Cull');
    await toast('taken back').waitFor({ timeout: limit });
    const after = log();
    assert.equal(after.length, before.length + 1);
    assert.equal(after.at(-1).undoes, before.at(-1).id);
  });

  await check('the charts follow the theme', async () => {
    await command('Preferences: Toggle between Light/Dark Themes');
    await panel.locator('body.vscode-dark').waitFor({ timeout: limit });
    await screenshot('12 charts in the dark');
  });
}
