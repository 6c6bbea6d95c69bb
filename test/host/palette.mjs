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
    await page.locator('.quick-input-widget input').first().fill(`>${title}`);
    if (await appears(row)) break;
    if (performance.now() > deadline) throw new Error(`The command palette does not offer "${title}".`);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Enter');
}

async function appears(locator) {
  try {
    await locator.waitFor({ timeout: patience });
    return true;
  } catch (error) {
    if (error.name !== 'TimeoutError') throw error;
    return false;
  }
}
