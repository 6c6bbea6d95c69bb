// How long a large shoot takes from the command to its first screen, and a key to its effect, in the real workbench:
//   node out/test/bench/grid.js 20000 --keep FOLDER
//   node test/host/run.mjs --ext . --ui test/bench/gridFirstScreen.ui.mjs --folder 'FOLDER/shoot of 20000' --settings '{"qrate.watch.enabled":false}'
// The shoot has no files of its own: a watcher would find all of its photos gone.

export default async (page, { check, command, screenshot }) => {
  page.setDefaultTimeout(120_000);
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const first = frame.locator('.cell img').first();

  await check('first screen', async () => {
    for (const round of ['cold: the extension starts and the index is read', 'warm']) {
      await command('qrate: Open Burst Grid');
      const started = performance.now();
      if (round !== 'warm') {
        await frame.locator('.waiting, .cell[data-active]').first().waitFor();
        console.log(`  ${round}: words about what goes on after ${Math.round(performance.now() - started)} ms`);
        await screenshot('waiting');
      }
      await frame.locator('.cell[data-active]').waitFor();
      const cells = performance.now() - started;
      await first.evaluate((img) => img.decode());
      console.log(`  ${round}: frames after ${Math.round(cells)} ms, first picture after ${Math.round(performance.now() - started)} ms`);
      await screenshot(round);
      if (round !== 'warm') await command('View: Close Editor');
    }
  });

  await check('a key', async () => {
    const times = [];
    for (let row = 0; row < 12; row++) {
      await frame.locator(`.cell[data-active][data-row="${row}"]`).waitFor();
      await page.keyboard.press('u');
      await frame.locator(`.cell[data-row="${row}"]:not([data-rejected])`).waitFor();
      const started = performance.now();
      await page.keyboard.press('x');
      await frame.locator(`.cell[data-row="${row}"][data-rejected]`).waitFor();
      times.push(performance.now() - started);
      await page.keyboard.press('ArrowRight');
    }
    console.log(`  key to effect, seen from outside: ${times.map(Math.round).join(' ')} ms`);
  });
};
