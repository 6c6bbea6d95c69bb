// The command palette, as a person uses it.

const patience = 2_000;
const limit = 60_000;

/**
 * Runs a command by its title. Right after the start the extension's commands may not be known yet: the palette is asked again until they are.
 * @param {object} page of the workbench
 * @param {string} title as the palette shows it, category included
 */
export async function runCommand(page, title) {
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const row = rows.filter({ hasText: title }).first();
  const deadline = performance.now() + limit;
  for (;;) {
    await page.keyboard.press('F1');
    // What ran before may still take the focus, and close the palette by that.
    const input = page.locator('.quick-input-widget input').first();
    if ((await inTime(input.fill(`>${title}`, { timeout: patience }))) && (await inTime(row.waitFor({ timeout: patience })))) break;
    if (performance.now() > deadline) throw new Error(`The command palette does not offer "${title}".`);
    // Without a palette, the key would be for whatever has the focus.
    if (await input.isVisible()) await page.keyboard.press('Escape');
  }
  await choose(rows, title);
}

/** A longer title may stand above the wanted one: “Close All Editors” above “Close Editor”. */
async function choose(rows, title) {
  const isIt = (text) => text.replaceAll('\u00a0', ' ') === title;
  const titles = await rows.locator('.label-name').allTextContents();
  const at = titles.findIndex(isIt);
  if (at > 0) await rows.nth(at).click();
  else await rows.page().keyboard.press('Enter');
}

/** Reloads the window by its command, which keeps what webviews kept last, and returns when the old window is gone and a new one is there. */
export async function reloadWindow(page) {
  await page.evaluate(() => {
    window.isOld = true;
  });
  await runCommand(page, 'Developer: Reload Window');
  await page.waitForFunction(() => window.isOld === undefined && document.querySelector('.monaco-workbench') !== null, null, {
    timeout: limit,
  });
}

async function inTime(action) {
  try {
    await action;
    return true;
  } catch (error) {
    if (error.name !== 'TimeoutError') throw error;
    return false;
  }
}
