// Sidecars against decisions in the workbench: the program is asked for once, the plan is shown, a conflict is settled.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const CLI = path.resolve('dist/cli.js');
const input = '.quick-input-widget';
const dialog = '.monaco-dialog-box';

export default async function sync(page, { check, command, screenshot, folder }) {
  const qrate = (...args) => execFileSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8' });
  const title = 'qrate: Sync Sidecars…';
  const row = (text) => page.locator(`${input} .monaco-list-row`, { hasText: text });
  const press = (text) => page.locator(`${dialog} .monaco-button`, { hasText: text }).first().click();
  /** Among all notifications: a toast goes by itself. */
  const said = async (text) => {
    await command('Notifications: Show Notifications');
    await page.locator('.notifications-center', { hasText: text }).waitFor();
  };
  const toast = (text) => page.locator('.notification-toast', { hasText: text }).first().waitFor();

  // Where sidecars tell which program is in use, nobody has to ask.
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((it) => it.endsWith('.xmp'))) rmSync(path.join(folder, name));
  qrate('index');
  const photo = files.find((name) => /\.(nef|cr2|jpg|dng)$/i.test(name) && !name.startsWith('.qrate'));
  assert.ok(photo, 'the shoot has a photo');
  const sidecar = path.join(folder, photo.replace(/\.\w+$/, '.xmp'));
  qrate('rate', '3', photo);

  await check('asks once for which program, shows the plan, writes the sidecar', async () => {
    await command(title);
    await row('Capture One').waitFor();
    await screenshot('program');
    await row('Lightroom').first().click();
    await page.locator(dialog).waitFor();
    await screenshot('plan');
    await press('Sync');
    await toast('wrote 1 sidecar.');
    assert.match(readFileSync(sidecar, 'utf8'), /xmp:Rating="3"/);
    assert.match(readFileSync(path.join(folder, '.vscode', 'settings.json'), 'utf8'), /"qrate.export.xmp.profile": "lightroom"/);
  });

  await check('shows a conflict with both sides and their programs, and settles it', async () => {
    const changed = readFileSync(sidecar, 'utf8').replace(
      'xmp:Rating="3"',
      'xmp:Rating="5" xmp:CreatorTool="Adobe Lightroom Classic 14.0"',
    );
    writeFileSync(sidecar, changed);
    qrate('rate', '1', photo);
    await command(title);
    await row('rating 5').waitFor();
    await screenshot('conflict');
    assert.match(await page.locator(input).innerText(), /in Lightroom[\s\S]*rating 1[\s\S]*decided here/);
    await row('rating 5').click();
    await page.locator(dialog).waitFor();
    await screenshot('read back');
    await press('Sync');
    await said('Read back 1 change,');
    assert.equal(readFileSync(sidecar, 'utf8'), changed);
    const line = qrate('list')
      .split('\n')
      .find((it) => it.includes(JSON.stringify(photo.split(path.sep).join('/'))));
    assert.equal(JSON.parse(line ?? '{}').rating, 5);
  });

  await check('says that all is in step the next time', async () => {
    const before = readFileSync(sidecar, 'utf8');
    await command(title);
    await said('in step');
    await screenshot('in step');
    assert.equal(readFileSync(sidecar, 'utf8'), before);
  });
}
