// A whole cull by the keyboard, in the real workbench: index, grid, a burst decided, taken back, two frames at 1:1, a reload, an export.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { reloadWindow } from '../host/palette.mjs';
import { logLines } from './workbench.mjs';

const patience = 90_000;
/** The best frame of the demo shoot's burst of eight. */
const best = 'DSC_4723.NEF';

export default async (page, { check, command, screenshot, folder }) => {
  page.setDefaultTimeout(patience);
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const active = frame.locator('.cell[data-active]');
  const pictures = frame.locator('qrate-viewer .stage');
  const decisions = () => logLines(folder, 'decision');
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** What a screen reader says about the active frame. */
  const nameOfActive = () => active.locator('.visually-hidden').first().innerText();
  let burst = [];

  await check('indexes the shoot and culls it', async () => {
    await command('qrate: Index');
    await page.locator('.statusbar-item', { hasText: 'not culled yet' }).waitFor();
    await until(() => existsSync(path.join(folder, '.qrate/index.sqlite')));
    await command('qrate: Cull…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Use the settings' }).waitFor();
    await press('Enter');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'get another suggestion' }).waitFor();
    await press('Enter');
    await until(() => logLines(folder, 'cull').length > 0);
    await page.locator('.statusbar-item', { hasText: /[1-9]\d* picks?/ }).waitFor();
  });

  await check('opens the grid with the first frame active', async () => {
    await command('qrate: Open Burst Grid');
    await active.waitFor();
    await frame.locator('.cell img').first().waitFor();
    await screenshot('grid');
  });

  await check('keeps one frame of a burst and rejects the others, by keys alone', async () => {
    // Down lands on the best frame of the next burst, or on the next single photo.
    for (let steps = 0; steps < 20 && !(await nameOfActive()).includes(best); steps++) {
      const before = await nameOfActive();
      await press('ArrowDown');
      await until(async () => (await nameOfActive()) !== before);
    }
    await press('Shift+P');
    await until(() => decisions().length > 0);
    burst = decisions();
    assert.ok(burst.find(({ verdict }) => verdict === 'pick').path.endsWith(best));
    const verdicts = burst.map(({ verdict }) => verdict).sort();
    assert.equal(verdicts[0], 'pick', JSON.stringify(verdicts));
    assert.ok(verdicts.length > 2 && verdicts.slice(1).every((it) => it === 'reject'), JSON.stringify(verdicts));
    assert.equal(new Set(burst.map(({ batch }) => batch)).size, 1);
    await screenshot('burst decided');
  });

  await check('takes it back and does it again', async () => {
    await press('Control+z');
    await until(() => decisions().length === 2 * burst.length);
    assert.ok(
      decisions()
        .slice(burst.length)
        .every(({ undoes, verdict }) => undoes === burst[0].batch && verdict === null),
    );
    await screenshot('undone');
    await press('Control+Shift+z');
    await until(() => decisions().length === 3 * burst.length);
  });

  await check('rates, labels and unmarks the active frame', async () => {
    const before = decisions().length;
    await press('4');
    await until(() => decisions().length === before + 1);
    await press('8');
    await until(() => decisions().length === before + 2);
    const [rated, labelled] = decisions().slice(-2);
    assert.deepEqual([rated.rating, labelled.label], [4, 'green']);
  });

  await check('compares two frames at 1:1', async () => {
    const first = await nameOfActive();
    await press('Space');
    await frame.locator('.status .selected', { hasText: '1' }).waitFor();
    // A command that runs for the first time is announced to the extension before it runs: the next key may be faster.
    await press('ArrowRight');
    await until(async () => (await nameOfActive()) !== first);
    await press('Space');
    await frame.locator('.status .selected', { hasText: '2' }).waitFor();
    await press('c');
    await pictures.nth(1).waitFor();
    assert.equal(await pictures.count(), 2);
    await press('z');
    await frame.locator('qrate-viewer .stage[data-zoomed]').nth(1).waitFor();
    await screenshot('compare at 1 to 1');
  });

  await check('is as it was after a reload of the window', async () => {
    await reloadWindow(page);
    await frame.locator('qrate-viewer .stage[data-zoomed]').nth(1).waitFor();
    assert.equal(await pictures.count(), 2);
    await screenshot('after the reload');
    await frame.locator('qrate-viewer').click({ position: { x: 20, y: 5 } });
    await press('Escape');
    await active.waitFor();
  });

  await check('undoes across the reload', async () => {
    const before = decisions().length;
    await press('Control+z');
    await until(() => decisions().length === before + 1);
    assert.equal(decisions().at(-1).label, null);
  });

  await check('exports the picks', async () => {
    await command('qrate: Export…');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'XMP sidecars' }).click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Beside the photos' }).click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'All picks' }).click();
    await page.locator('.quick-input-widget input[placeholder^="Options"]').waitFor();
    await press('Enter');
    const agree = page.locator('.quick-input-list .monaco-list-row', { hasText: /Write \d+ Files/ });
    await agree.waitFor();
    await screenshot('export plan');
    await agree.click();
    const { path: picked } = burst.find(({ verdict }) => verdict === 'pick');
    await until(() => existsSync(path.join(folder, picked.replace(/\.\w+$/, '.xmp'))));
  });

  await check('shows in the dark, too', async () => {
    await command('Preferences: Toggle between Light/Dark Themes');
    await page.locator('.monaco-workbench.vs-dark').waitFor();
    await screenshot('dark');
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
