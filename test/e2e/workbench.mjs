// Pieces of the workbench that UI scripts look at and press.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const THEMES = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
  'contrast light': 'Default High Contrast Light',
};

const BODY = { dark: 'vs-dark', light: 'vs', contrast: 'hc-black', 'contrast light': 'hc-light' };

/** Changes the colour theme by the workspace's settings and waits until the workbench wears it. */
export async function wear(page, folder, theme) {
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify({ 'workbench.colorTheme': THEMES[theme] }));
  await page.waitForSelector(`.monaco-workbench.${BODY[theme]}`, { timeout: 90_000 });
}

/** The rows of a view of the side bar, by the start of its title. */
export const rowsOf = (page, view) => page.locator(`.pane:has(.pane-header[aria-label^="${view}"]) .monaco-list-row`);

export const rowOf = (page, view, text) => rowsOf(page, view).filter({ hasText: text }).first();

/** The rows of the open quick pick. */
export const choices = (page) => page.locator('.quick-input-list .monaco-list-row');

export const choice = (page, text) => choices(page).filter({ hasText: text }).first();

export const quickInput = (page) => page.locator('.quick-input-widget');

export const statusItem = (page) => page.locator('.statusbar-item[id="qrate.qrate.qrate.picks"]');

/** A file of the Explorer. */
export const explorerRow = (page, name) => page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name }).first();

/** Opens the quick pick's button with this label (Back, for one). */
export const press = (page, label) => quickInput(page).getByRole('button', { name: label }).first().click();

/** The question whether a model may be downloaded. */
export const modelQuestion = (page) => page.locator('.monaco-dialog-box', { hasText: 'Get the model' });

/** The log of a shoot, line by line; `kind` keeps those of one kind. */
export function logLines(folder, kind) {
  const file = path.join(folder, '.qrate/decisions.jsonl');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((line) => JSON.parse(line)).filter((line) => kind === undefined || line.kind === kind);
}

const asked = new WeakSet();

/** Opens the picker, without a model: the first time in a window, it asks. */
export async function openPicker({ page, command }) {
  await command('qrate: Learn My Taste…');
  if (asked.has(page)) return;
  asked.add(page);
  await modelQuestion(page).getByRole('button', { name: 'Not Now' }).click();
}

/** Looks again and again, for what tells nobody when it changes: files, for one. */
export async function eventually(condition, what, limit = 60_000) {
  const end = performance.now() + limit;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`In vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
