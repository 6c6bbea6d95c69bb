// The command palette, as a person uses it.

const patience = 2_000;
const limit = 60_000;

/**
 * Runs a command by its title. Right after the start the extension's commands may not be known yet: the palette is asked again until they are.
 * @param {object} page of the workbench
 * @param {string} title as the palette shows it, category included
 */
export async function runCommand(page, title) {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  const deadline = performance.now() + limit;
  for (;;) {
    await page.keyboard.press('F1');
    // What ran before may still take the focus, and close the palette by that.
    const input = page.locator('.quick-input-widget input').first();
    if ((await inTime(input.fill(`>${title}`, { timeout: patience }))) && (await inTime(row.waitFor({ timeout: patience })))) break;
    if (performance.now() > deadline) throw new Error(`The command palette does not offer "${title}".`);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Enter');
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
