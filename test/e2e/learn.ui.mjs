// Teaching a taste by keys alone, in the real workbench: twenty choices, undo, a reload, training, a cull by the taste and its undo.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import sharp from 'sharp';
import { reloadWindow } from '../host/palette.mjs';
import { choice, logLines, modelQuestion, wear } from './workbench.mjs';

const patience = 90_000;
const root = path.resolve(import.meta.dirname, '../..');
const CHOICES = 20;

export default async (page, { check, command, screenshot, folder }) => {
  page.setDefaultTimeout(patience);
  const qrate = (...args) => execFileSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args, folder], { encoding: 'utf8' });
  for (const name of ['index', 'cull']) qrate(name, '--json');
  const records = () => qrate('list').trim().split('\n').map(JSON.parse);
  const suggested = () => records().map((photo) => [photo.path, photo.suggestion]);
  /** Standard deviation of the green of each preview. */
  const contrast = new Map();
  for (const { path: photo, preview_path: preview } of records()) {
    if (preview !== null) contrast.set(photo, (await sharp(path.join(folder, preview)).stats()).channels[1].stdev);
  }

  const frame = page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');
  const panes = frame.locator('qrate-viewer-pane');
  const progress = (count) => frame.locator('.progress', { hasText: `${count} of ` }).waitFor();
  const choices = () => logLines(folder, 'choice');
  /** Photos that are seen, left and right. */
  const seen = async () => Promise.all([0, 1].map((at) => panes.nth(at).locator('.name').getAttribute('title')));
  /** A taste that the technical ranking knows nothing of: the picture with less contrast is the better one. */
  const answer = async () => {
    const [left, right] = await seen();
    const isLeft = contrast.get(left) < contrast.get(right);
    await page.keyboard.press(isLeft ? 'ArrowLeft' : 'ArrowRight');
    return { left, right, outcome: isLeft ? 'a' : 'b' };
  };

  await check('opens the picker by its command, with the keyboard in it', async () => {
    await command('qrate: Learn My Taste…');
    const question = modelQuestion(page);
    await question.waitFor();
    await screenshot('question before a download');
    await question.getByRole('button', { name: 'Not Now' }).click();
    await panes.nth(1).waitFor();
    await progress(0);
    await screenshot('first pair');
  });

  await check(`writes ${CHOICES} choices that were made by keys alone`, async () => {
    const given = [];
    for (let count = 1; count <= CHOICES; count++) {
      given.push(await answer());
      await progress(count);
    }
    const written = choices();
    assert.equal(written.length, CHOICES);
    assert.deepEqual(
      written.map(({ a, b, outcome }) => ({ left: a.path, right: b.path, outcome })),
      given,
    );
    await screenshot('after the choices');
  });

  await check('takes the last one back and asks it again', async () => {
    const { a, b } = choices().at(-1);
    await page.keyboard.press('u');
    await progress(CHOICES - 1);
    assert.deepEqual(await seen(), [a.path, b.path]);
    assert.equal(choices().at(-1).undoes, choices().at(-2).id);
    await answer();
    await progress(CHOICES);
  });

  await check('looks at both at 1:1 and goes back', async () => {
    await page.keyboard.press('z');
    await frame.locator('.stage[data-zoomed]').nth(1).waitFor();
    await screenshot('at 1 to 1');
    await page.keyboard.press('Escape');
    await frame.locator('.stage[data-zoomed]').first().waitFor({ state: 'detached' });
    assert.equal(await panes.count(), 2, 'the first Escape only zooms out');
  });

  await check('asks the same pair after a reload of the window', async () => {
    const before = await seen();
    await reloadWindow(page);
    await progress(CHOICES);
    await panes.nth(1).waitFor();
    assert.deepEqual(await seen(), before);
  });

  const cullButton = frame.getByRole('button', { name: 'Cull with Your Taste…' });

  await check('trains and says how well it does on pairs it has not seen', async () => {
    await frame.locator('h1').click();
    await command('qrate Picker: Train');
    const text = frame.locator('.model', { hasText: /Agrees with you in [\d.]+ % \(\d+–\d+ %\) of \d+ pairs it had not seen/ });
    await text.waitFor();
    assert.match(await text.innerText(), /Trained on 20 choices\..*sharpness and exposure alone: [\d.]+ %\./);
    // Twenty choices may be too few to be sure; then it says so.
    if ((await cullButton.count()) === 0)
      assert.match(await text.innerText(), /Not better yet by more than chance, so a cull does not use it/);
    await screenshot('trained');
  });

  await check('offers the cull once the taste beats sharpness and exposure by more than chance', async () => {
    let count = CHOICES;
    while ((await cullButton.count()) === 0 && count < 60) {
      for (let more = 0; more < 10; more++) {
        await answer();
        count += 1;
        await progress(count);
      }
      await command('qrate Picker: Train');
      await frame.locator('.model', { hasText: `Trained on ${count} choices` }).waitFor();
    }
    await cullButton.waitFor({ timeout: 1000 });
    await screenshot('offers the cull');
  });

  await check('culls with the taste: the preview first, then other picks, with reasons that name it', async () => {
    const before = suggested();
    await command('qrate Picker: Cull with Your Taste…');
    await choice(page, 'get another suggestion').waitFor();
    await screenshot('preview of the cull');
    await page.keyboard.press('Enter');
    await until(() => logLines(folder, 'cull').length === 2);
    const { recipe } = logLines(folder, 'cull').at(-1);
    assert.deepEqual(recipe.taste, { model: 'default', weight: 0.5 });
    await page.locator('.notification-toast', { hasText: 'Suggested:' }).waitFor();
    await screenshot('culled');
    assert.notDeepEqual(suggested(), before);
  });

  await check('takes that cull back', async () => {
    await command('qrate: Undo Last Cull');
    await until(() => logLines(folder).at(-1).undoes !== undefined);
    assert.equal(logLines(folder).at(-1).recipe.taste, undefined);
    await command('Notifications: Clear All Notifications');
  });

  await check('teaches another model beside it', async () => {
    await frame.locator('.progress qrate-button', { hasText: 'Model: default' }).click();
    await choice(page, 'default').waitFor();
    await screenshot('models');
    await choice(page, 'New Model…').click();
    await page.locator('.quick-input-widget input').fill('landscapes');
    await page.keyboard.press('Enter');
    await frame.locator('.progress', { hasText: '0 of' }).waitFor();
    await frame.locator('.progress qrate-button', { hasText: 'Model: landscapes' }).waitFor();
    await frame.locator('.progress qrate-button', { hasText: 'Model: landscapes' }).click();
    await choice(page, 'default').click();
    await frame.locator('.progress qrate-button', { hasText: 'Model: default' }).waitFor();
    await cullButton.waitFor();
  });

  for (const theme of ['light', 'contrast', 'contrast light', 'dark']) {
    await check(`can be seen in ${theme}`, async () => {
      await wear(page, folder, theme);
      await panes.nth(1).locator('canvas').first().waitFor();
      await screenshot(theme);
    });
  }

  await check('closes when the person is done', async () => {
    await frame.locator('h1').click();
    await page.keyboard.press('Escape');
    await page.locator('iframe.webview.ready').waitFor({ state: 'detached' });
  });
};

/** Polls, since a file on disk tells nobody when it changes. */
async function until(condition) {
  const end = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`In vain: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
