// What a language model may do: VS Code's own question before a tool writes, the answers of @qrate in the chat, both held against axe.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { THEMES, wear } from './workbench.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const { seriousViolations } = createRequire(import.meta.url)(path.join(root, 'out/test/e2e/support/seriousViolations.js'));

export const extensions = ['modelExtension'];

export default async (page, { check, command, screenshot, folder }) => {
  page.setDefaultTimeout(60_000);
  for (const args of [['index'], ['cull']]) execFileSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args, folder, '--json']);
  const list = path.join(folder, 'picks.txt');
  const answers = page.locator('.interactive-item-container.interactive-response');
  /** It stands above the input; the place in the answer stays empty. */
  const question = page.locator('.chat-confirmation-widget2 >> visible=true').last();
  const said = (text) => answers.last().getByText(text).first().waitFor();
  const say = async (text) => {
    await page.locator('.interactive-input-editor .monaco-editor, .chat-editor-container .monaco-editor').first().click();
    await page.keyboard.type(text);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
  };
  await wear(page, folder, 'dark');
  await command('Chat: Open Chat');

  await check('a tool that writes is asked about, with what it would do', async () => {
    await say('@caller qrate_export');
    await question.filter({ hasText: 'Export these photos?' }).filter({ hasText: 'picks.txt: 1 to write' }).waitFor();
    assert.equal(existsSync(list), false, 'written before a yes');
  });

  for (const theme of Object.keys(THEMES)) {
    await check(`the question has no serious fault in ${theme}`, async () => {
      await wear(page, folder, theme);
      await screenshot(`question ${theme}`);
      // The buttons are VS Code's own.
      assert.deepEqual(await seriousViolations(page, '.chat-confirmation-widget2 .rendered-markdown'), []);
    });
  }
  await wear(page, folder, 'dark');

  await check('a no writes nothing, a yes writes what was said', async () => {
    await question
      .getByRole('button', { name: /without running/i })
      .first()
      .click();
    await said('The tool');
    assert.equal(existsSync(list), false, 'written after a no');
    await say('@caller qrate_export');
    await question.waitFor();
    await question
      .getByRole('button', { name: /^allow this tool/i })
      .first()
      .click();
    await said('The tool answered');
    assert.equal(readFileSync(list, 'utf8').trim().split('\n').length, 5);
    await screenshot('exported');
  });

  await check('a tool that only reads is not asked about', async () => {
    await say('@caller qrate_status');
    await said('The tool answered');
    assert.equal(await question.isVisible(), false);
  });

  for (const theme of Object.keys(THEMES)) {
    await check(`what @qrate says has no serious fault in ${theme}`, async () => {
      if (theme === 'dark') {
        await say('@qrate best 5 from Saturday');
        await answers.last().getByRole('button', { name: 'Open as Plan' }).waitFor();
      }
      await wear(page, folder, theme);
      await screenshot(`answer ${theme}`);
      assert.deepEqual(await seriousViolations(page, '.interactive-response .value'), []);
    });
  }
};
