// A sentence, its plan in an editor, the question before it runs, and the chat, as a person uses them.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { choice, quickInput, rowOf, rowsOf, THEMES, wear } from './workbench.mjs';

const patience = { timeout: 45_000 };

/** Chat wants some model to be there, although qrate needs none. */
export const extensions = ['modelExtension'];
export const settings = { 'qrate.intent.languageModel': 'vscode', 'qrate.intent.polishExplanations': true };

export default async (page, { check, command, screenshot: shoot, folder }) => {
  const screenshot = async (title) => {
    await page.waitForTimeout(600);
    await shoot(title);
  };
  const wait = (locator) => locator.waitFor(patience);
  /** One of the lenses on a line: a row of them is one decoration. */
  const lens = (text) => page.locator('.codelens-decoration > *').filter({ hasText: text }).first();
  const dialog = page.locator('.monaco-dialog-box');
  const out = path.join(folder, 'selected');
  await wear(page, folder, 'dark');
  await page.locator('.activitybar [aria-label^="qrate"]').first().click();

  await check('a sentence is typed, with examples and what was asked before', async () => {
    await command('qrate: Index');
    await wait(rowsOf(page, 'Bursts').first());
    await command('qrate: Cull with Preset…');
    await wait(choice(page, 'Standard'));
    await choice(page, 'Standard').click();
    await wait(choice(page, 'get another suggestion'));
    await page.keyboard.press('Enter');
    await wait(rowOf(page, 'Selection', 'Picks'));
    await command('qrate: Ask…');
    await wait(choice(page, 'best 50 for exhibition'));
    await screenshot('examples');
    await quickInput(page).locator('input').first().fill('best 5 from Saturday, not blurry, frobnicated, copy to ./selected');
    await wait(choice(page, 'show the plan; nothing is written'));
    await page.keyboard.press('Enter');
  });

  await check('words that are left over may go to a language model, which is asked about first', async () => {
    await wait(dialog.filter({ hasText: 'not used: frobnicated' }));
    await screenshot('may a model read it');
    await dialog.getByRole('button', { name: 'Go On Without' }).click();
  });

  await check('it becomes a plan with counts over each step, and words that were left over', async () => {
    await wait(lens('the best 5'));
    await wait(lens('selected'));
    await wait(rowOf(page, 'Plan', 'Not used'));
    await wait(page.locator('.squiggly-warning').first());
  });

  for (const theme of Object.keys(THEMES)) {
    await check(`the plan in ${theme}`, async () => {
      await wear(page, folder, theme);
      await wait(lens('the best 5'));
      await screenshot(`plan ${theme}`);
    });
  }
  await wear(page, folder, 'dark');

  await check('it runs after a yes alone, and says what it did', async () => {
    await lens('Run…').click();
    await wait(dialog);
    await screenshot('question');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached', ...patience });
    assert.equal(existsSync(out), false, 'written without a yes');
    await lens('Run…').click();
    await wait(dialog);
    await dialog.getByRole('button', { name: 'Run', exact: true }).click();
    await wait(page.locator('.notification-toast').filter({ hasText: /files? written/ }));
    await screenshot('after the run');
    assert.ok(existsSync(out));
  });

  await check('it is kept as a preset, and runs from the tree', async () => {
    await command('Notifications: Clear All Notifications');
    await lens('Save as Preset…').click();
    await wait(page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'this shoot' }));
    await page.keyboard.press('Enter');
    await wait(page.locator('.quick-input-title', { hasText: 'Name of the preset' }));
    await page.keyboard.type('My five');
    await page.keyboard.press('Enter');
    await wait(page.locator('.notification-toast').filter({ hasText: 'My five' }));
    assert.match(readFileSync(path.join(folder, '.qrate', 'presets.json'), 'utf8'), /"My five"/);
    await page.locator('.pane-header[aria-label^="Presets"]').click();
    await wait(rowOf(page, 'Presets', 'Exhibition'));
    await screenshot('presets');
  });

  await check('@qrate answers in the chat without asking the model', async () => {
    await command('Notifications: Clear All Notifications');
    await command('View: Close All Editors');
    await command('Chat: Open Chat');
    const input = page.locator('.interactive-input-editor .monaco-editor, .chat-editor-container .monaco-editor').first();
    await wait(input);
    await input.click();
    await page.keyboard.type('@qrate best 5 from Saturday');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await wait(page.locator('.interactive-item-container').getByText('Photos left').first());
    await wait(page.locator('.interactive-item-container').getByRole('button', { name: 'Open as Plan' }).first());
    await screenshot('chat dark');
    await wear(page, folder, 'light');
    await screenshot('chat light');
  });

  await check('an explanation is said in other words on request, and in qrate’s own again', async () => {
    await rowOf(page, 'Selection', 'best of burst').click();
    await rowsOf(page, 'Selection')
      .filter({ hasText: /\.(NEF|CR2|JPG)/ })
      .first()
      .click();
    await command('qrate: Explain');
    const panel = await frameWith(page, 'p.words');
    const sentence = panel.locator('.sentence');
    await wait(panel.getByText('In Other Words'));
    const own = await sentence.textContent();
    await panel.getByText('In Other Words').click();
    await wait(sentence.filter({ hasText: 'I have nothing to say.' }));
    await wait(panel.getByText('every number is qrate’s'));
    await screenshot('other words');
    await panel.getByText('In qrate’s Words').click();
    await wait(panel.getByText('In Other Words'));
    assert.equal(await sentence.textContent(), own);
  });
};

/** The page of a panel that holds such an element; pages come and go while they load. */
async function frameWith(page, selector) {
  const deadline = performance.now() + patience.timeout;
  while (performance.now() < deadline) {
    for (const frame of page.frames()) {
      const found = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (found > 0) return frame;
    }
    await page.waitForTimeout(50);
  }
  throw new Error(`No panel shows ${selector}.`);
}
