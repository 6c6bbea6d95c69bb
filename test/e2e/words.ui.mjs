// Searching by what photos show, in the real workbench, with a CLIP that knows colours: the grid, a reload, the command, a plan, and what
// is said without the models.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { renameSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { choice, choices, quickInput, rowOf, THEMES, wear } from './workbench.mjs';

const ext = path.resolve(import.meta.dirname, '../../out/tiny-extension');
const models = path.join(ext, 'home/models');
const patience = { timeout: 60_000 };

export default async (page, { check, command, screenshot: shoot, folder }) => {
  page.setDefaultTimeout(patience.timeout);
  const screenshot = async (title) => {
    await page.waitForTimeout(500);
    await shoot(title);
  };
  const qrate = (...args) => execFileSync(process.execPath, [path.join(ext, 'dist/cli.js'), ...args, folder], { encoding: 'utf8' });
  for (const name of ['index', 'cull']) qrate(name, '--json');
  /** How much of each preview's light is green. */
  const greenness = new Map();
  for (const line of qrate('list').trim().split('\n')) {
    const { path: photo, preview_path: preview } = JSON.parse(line);
    if (preview === null) continue;
    const [red, green, blue] = (await sharp(path.join(folder, preview)).stats()).channels.map(({ mean }) => mean);
    greenness.set(photo, green / (red + green + blue));
  }
  const frame = page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');
  const chip = (text) => frame.locator('.chip', { hasText: text });
  const shown = async () => Promise.all((await frame.locator('.cell .name').all()).map((it) => it.getAttribute('title')));
  const describe = async (text) => {
    await page.keyboard.press('w');
    await frame.locator('.search input:focus').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  await wear(page, folder, 'dark');

  await check('the grid finds photos by words, by keys alone, the likest first', async () => {
    await command('qrate: Open Burst Grid');
    await frame.locator('.cell img').first().waitFor();
    await describe('a green photo');
    await frame.locator('.cell[data-active] > .visually-hidden', { hasText: /number 1 of \d+ by likeness/ }).waitFor({ state: 'attached' });
    await chip('Looks like: a green photo').waitFor();
    const [first] = await shown();
    const all = [...greenness.values()].sort((a, b) => b - a);
    assert.ok(greenness.get(first) >= all[Math.floor(all.length / 4)], `${first} is not among the greenest`);
  });

  for (const theme of Object.keys(THEMES)) {
    await check(`the search in ${theme}`, async () => {
      await wear(page, folder, theme);
      await screenshot(`found ${theme}`);
    });
  }
  await wear(page, folder, 'dark');

  await check('it is still there after a reload of the window', async () => {
    const before = await shown();
    await command('Developer: Reload Window');
    await chip('Looks like: a green photo').waitFor();
    await frame.locator('.cell[data-active] > .visually-hidden', { hasText: 'by likeness' }).waitFor({ state: 'attached' });
    assert.deepEqual(await shown(), before);
  });

  await check('a key finds photos like the active one, and Escape takes the search away', async () => {
    await frame.locator('.cell[data-active]').click();
    await page.keyboard.press('l');
    await chip('Like photo').waitFor();
    await screenshot('like the active one');
    await page.keyboard.press('Escape');
    await chip('Like photo').waitFor({ state: 'detached' });
  });

  await check('the command lists photos like the active one and goes to the chosen one', async () => {
    await frame.locator('.cell[data-active]').click();
    await command('qrate: Find Photos Like This');
    await choice(page, '% alike').waitFor();
    await screenshot('command');
    const name = (await choices(page).nth(1).locator('.label-name').first().innerText()).replace(/\u00a0/g, ' ');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await frame.locator('.cell[data-active] > .visually-hidden', { hasText: `${name},` }).waitFor({ state: 'attached' });
  });

  await check('a sentence becomes a plan in words, with its count', async () => {
    await page.locator('.activitybar [aria-label^="qrate"]').first().click();
    await command('qrate: Ask…');
    await quickInput(page).locator('input').first().fill('all photos of a green photo');
    await choice(page, 'show the plan; nothing is written').waitFor();
    await page.keyboard.press('Enter');
    await rowOf(page, 'Plan', 'Steps').waitFor();
    await page.locator('.codelens-decoration > *').filter({ hasText: 'pictures most like' }).first().waitFor();
    await screenshot('plan');
    await command('View: Close Editor');
  });

  await check('without the models it says what is missing, and offers to get it', async () => {
    renameSync(models, `${models}-away`);
    try {
      await frame.locator('.cell[data-active]').click();
      await describe('a blue photo');
      const note = frame.getByRole('alert').filter({ hasText: 'Searching in words needs two models' });
      await note.waitFor();
      for (const theme of ['light', 'contrast']) {
        await wear(page, folder, theme);
        await screenshot(`missing ${theme}`);
      }
      await note.getByRole('button', { name: 'Manage Models…' }).click();
      await choice(page, 'tiny-text').waitFor();
      await page.keyboard.press('Escape');
    } finally {
      renameSync(`${models}-away`, models);
    }
    await frame.getByRole('button', { name: 'Try Again' }).click();
    await frame.getByRole('alert').waitFor({ state: 'detached' });
    await chip('Looks like: a blue photo').waitFor();
  });
};
