// Playwright outside, a workbench with the extension inside.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from './palette.mjs';
import { withWorkbench } from './session.mjs';

/**
 * Runs a script that drives the workbench: `export default async (page, {check, command, screenshot, folder}) => …`.
 * `export const extensions` names folders beside this file that are installed, too; `export const settings` are the user's settings.
 * Each `check('sentence', async () => …)` counts as a test, a script without any as one. A failed check leaves a screenshot, and the next one runs.
 * @param {{ext: string, ui: string, folder?: string, settings: object, seconds: number}} options
 * @returns {Promise<import('./verdict.mjs').Result>}
 */
export async function runUi({ ext, ui, folder, settings, seconds }) {
  const name = path.basename(ui).replace(/\.mjs$/, '');
  const { default: script, extensions = [], settings: own = {} } = await import(pathToFileURL(path.resolve(ui)).href);
  const options = {
    name,
    install: [ext, ...extensions.map((it) => path.join(import.meta.dirname, it))],
    folder,
    settings: { ...own, ...settings },
    seconds,
    smokeTest: false,
  };
  return await withWorkbench(options, async ({ page, open, folder, artifacts }) => {
    mkdirSync(artifacts, { recursive: true });
    const screenshot = (title) => page.screenshot({ path: path.join(artifacts, `${name}-${fileName(title)}.png`) });
    const result = { passes: 0, failures: 0, pending: 0, failed: [] };
    await open();
    await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
    const command = (title) => runCommand(page, title);
    await script(page, { folder, command, screenshot, check: checker(result, screenshot) });
    return result.passes + result.failures > 0 ? result : { ...result, passes: 1 };
  });
}

function checker(result, screenshot) {
  return async (title, body) => {
    try {
      await body();
      result.passes++;
      console.log(`  ✔ ${title}`);
    } catch (error) {
      result.failures++;
      result.failed.push({ title, message: error.message });
      console.log(`  ✘ ${title}\n${error.stack}`);
      await screenshot(`failed ${title}`);
    }
  };
}

const fileName = (title) => title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
