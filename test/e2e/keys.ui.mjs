// The keys of the grid as fast fingers press them, in the real workbench: the first use of each, undo and redo across a reload, both ends
// of the shoot, the wheel in between, the sheet of keys.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { reloadWindow } from '../host/palette.mjs';
import { eventually, logLines } from './workbench.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const patience = 60_000;

export const settings = { 'qrate.grid.autoAdvance': true };

/** What each key decides about the frame it is pressed on; a decision moves on to the next frame by itself. */
const FIRST_KEYS = [
  ['p', { verdict: 'pick' }],
  ['x', { verdict: 'reject' }],
  ['3', { rating: 3 }],
  ['p', { verdict: 'pick' }],
  ['6', { label: 'red' }],
  ['x', { verdict: 'reject' }],
  ['9', { label: 'blue' }],
  ['5', { rating: 5 }],
];

export default async (page, { check, command, screenshot, folder }) => {
  page.setDefaultTimeout(patience);
  const qrate = (...args) => execFileSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args, folder], { encoding: 'utf8' });
  for (const name of ['index', 'cull']) qrate(name, '--json');
  const frame = page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');
  const active = frame.locator('.cell[data-active]');
  const nameOfActive = () => active.locator('.visually-hidden').first().innerText();
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const decisions = () => logLines(folder, 'decision');
  const decided = (count) => eventually(() => decisions().length === count, `${count} decisions`);
  /** What holds now, of every photo that has a decision. */
  const standing = () => {
    const state = new Map();
    for (const { path: photo, verdict, rating, label } of decisions()) {
      const given = Object.fromEntries(Object.entries({ verdict, rating, label }).filter(([, value]) => value !== undefined));
      state.set(photo, { ...state.get(photo), ...given });
    }
    return Object.fromEntries([...state].filter(([, fields]) => Object.values(fields).some((value) => value !== null)));
  };
  let first = {};

  await check('keys that are pressed for the first time, one right after the other, act in that order', async () => {
    await command('qrate: Open Burst Grid');
    await frame.locator('.cell img').first().waitFor();
    await active.click();
    await press(...FIRST_KEYS.map(([key]) => key));
    await decided(FIRST_KEYS.length);
    first = standing();
    assert.deepEqual(
      decisions().map(({ verdict, rating, label }) => JSON.parse(JSON.stringify({ verdict, rating, label }))),
      FIRST_KEYS.map(([, fields]) => fields),
    );
    assert.equal(new Set(decisions().map(({ path: photo }) => photo)).size, FIRST_KEYS.length, 'each acted on a frame of its own');
    await screenshot('first keys');
  });

  await check('undo takes back all of them, and redo does them again after a reload', async () => {
    await press(...FIRST_KEYS.map(() => 'Control+z'));
    await eventually(() => Object.keys(standing()).length === 0, 'all taken back');
    await reloadWindow(page);
    await active.waitFor();
    await active.click();
    await press(...FIRST_KEYS.map(() => 'Control+Shift+z'));
    await eventually(() => Object.keys(standing()).length === Object.keys(first).length, 'all done again');
    assert.deepEqual(standing(), first);
  });

  await check('a decision about the last frame stays there, and so does one more step', async () => {
    // What the last redo says may come after the log has its line, and then takes the place of what the arrow says.
    await eventually(async () => {
      await press('End', 'ArrowRight');
      return frame.locator('.toast', { hasText: 'last' }).isVisible();
    }, 'the last frame');
    const last = await nameOfActive();
    const before = decisions().length;
    await press('p', 'ArrowRight', '4');
    await decided(before + 2);
    const [picked, rated] = decisions().slice(-2);
    assert.equal(picked.path, rated.path);
    assert.ok(last.includes(path.basename(picked.path)));
    await screenshot('last frame');
  });

  await check('the wheel scrolls away from the active frame, and the next key is back at it', async () => {
    await press('Home');
    await frame.locator('.cell[data-active]#f0').waitFor();
    const top = () => frame.locator('.scroller').evaluate((it) => it.scrollTop);
    await active.hover();
    for (let step = 0; step < 12; step++) await page.mouse.wheel(0, 120);
    await eventually(async () => (await top()) >= 1000, 'scrolled');
    await page.waitForTimeout(500);
    assert.ok((await top()) >= 1000, `${await top()}`);
    await screenshot('scrolled');
    await press('ArrowRight');
    await frame.locator('.cell[data-active]#f1').waitFor();
    assert.ok((await top()) < 100, `${await top()}`);
  });

  await check('the sheet names the keys and leads to where they are changed', async () => {
    await press('Shift+?');
    await frame.locator('qrate-grid-keys dialog').waitFor();
    await screenshot('sheet');
    await frame.getByRole('button', { name: 'Change Keys…' }).click();
    const rows = page.locator('.keybindings-editor .monaco-list-row');
    await rows.filter({ hasText: 'qrate' }).first().waitFor();
    const texts = await rows.allInnerTexts();
    assert.ok(texts.length > 5, 'several keys');
    await screenshot('keyboard shortcuts');
  });
};
