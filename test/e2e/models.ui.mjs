// Models by hand: the list, the question before a download, a folder that only looks right, and what says so. Nothing is downloaded.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { choice, choices, quickInput, THEMES, wear } from './workbench.mjs';

const dialog = '.monaco-dialog-box';

export default async (page, { check, command, screenshot, folder }) => {
  page.setDefaultTimeout(60_000);
  const stick = mkdtempSync(path.join(os.tmpdir(), 'qrate-stick-'));
  // The size of YuNet, and nothing of it.
  writeFileSync(path.join(stick, 'face_detection_yunet_2023mar.onnx'), Buffer.alloc(232_589));

  await check('lists every model with its state, size and licence', async () => {
    await command('qrate: Manage Models…');
    const row = choice(page, 'YuNet');
    await row.waitFor();
    assert.match(await row.innerText(), /not installed · 0\.2 MB · MIT/);
    assert.equal(await choices(page).count(), 5);
    for (const theme of Object.keys(THEMES)) {
      await wear(page, folder, theme);
      await screenshot(`models ${theme}`);
    }
  });

  await check('says what, how large, under which licence and from where before a download, and no is no', async () => {
    await choice(page, 'YuNet').click();
    const box = page.locator(dialog);
    await box.waitFor();
    const text = await box.innerText();
    for (const fact of [
      /Get the model YuNet\?/,
      /0\.2 MB, licence MIT/,
      /https:\/\/media\.githubusercontent\.com\/\S+\.onnx/,
      /Finds faces/,
    ])
      assert.match(text, fact);
    await screenshot('question');
    await box.getByRole('button', { name: 'Not Now' }).click();
    await box.waitFor({ state: 'detached' });
  });

  await check('offers no download of what has no public address', async () => {
    await command('qrate: Manage Models…');
    await choice(page, 'LAION').click();
    const box = page.locator(dialog);
    await box.waitFor();
    assert.match(await box.innerText(), /No public address is known/);
    assert.equal(await box.getByRole('button', { name: 'Download' }).count(), 0);
    await screenshot('question without an address');
    await box.getByRole('button', { name: 'Not Now' }).click();
    await box.waitFor({ state: 'detached' });
  });

  await check('takes nothing from a folder that only looks right, and says so', async () => {
    await command('qrate: Manage Models…');
    await choice(page, 'Install from Folder').click();
    const input = quickInput(page).locator('input[type="text"]');
    await input.fill(`${stick}/`);
    await quickInput(page).getByRole('button', { name: 'Install Models' }).click();
    const toast = page.locator('.notification-toast', { hasText: 'No model was installed' });
    await toast.waitFor();
    assert.match(await toast.innerText(), /has the size of one, but another content/);
    await screenshot('nothing taken');
  });

  rmSync(stick, { recursive: true, force: true });
};
