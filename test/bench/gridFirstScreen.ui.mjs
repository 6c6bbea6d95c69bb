// How long a large shoot takes from the command to its first screen, and a key to its effect, in the real workbench. `npm run bench:screen` runs it.
// Beside it stands a page with one line: what the editor itself needs for any page. The editor checks the worker behind its pages the second
// time that it opens one in a window, which takes seconds; the first rounds show that.

const rounds = 5;

export const extensions = ['../bench/blankPage'];
/** The shoot has no files of its own: a watcher would find all of its photos gone. */
export const settings = { 'qrate.watch.enabled': false };

export default async (page, { check, command, screenshot }) => {
  page.setDefaultTimeout(120_000);
  const frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const close = async () => {
    await command('View: Close Editor');
    await page.locator('iframe.webview.ready').waitFor({ state: 'detached' });
  };

  /** Milliseconds from the command to what it shows. */
  const opened = async (title, shown) => {
    await command(title);
    const started = Date.now();
    await shown.waitFor();
    return { started, ms: Date.now() - started };
  };

  await check('first screen', async () => {
    const waiting = frame.locator('.waiting, .cell[data-active]').first();
    const { started, ms } = await opened('qrate: Open Burst Grid', waiting);
    await screenshot('waiting');
    console.log(`  at once after the start: words about what goes on after ${ms} ms, ${await firstScreen(frame, started)}`);
    await close();
    for (let round = 1; round <= rounds; round++) {
      const blank = await opened('Open a Blank Page', frame.locator('h1'));
      await close();
      const grid = await opened('qrate: Open Burst Grid', frame.locator('.cell[data-active]'));
      console.log(`  round ${round}: blank page ${blank.ms} ms; grid ${await firstScreen(frame, grid.started)}`);
      if (round === rounds) await screenshot('first screen');
      else await close();
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

  await check('scrolling', async () => {
    const times = await frame.locator('.scroller').evaluate(jumps, 60);
    const at = (part) => Math.round(times[Math.ceil(part * times.length) - 1]);
    console.log(
      `  jumps to 60 other places, until all pictures in sight are there: half within ${at(0.5)} ms, 95 % within ${at(0.95)} ms, longest ${at(1)} ms`,
    );
    await screenshot('scrolled');
  });
};

/** When the frames were there and when the first of their pictures was painted, by the page's own clock. */
async function firstScreen(frame, started) {
  const cell = frame.locator('.cell[data-active]');
  await cell.waitFor();
  const cells = Date.now() - started;
  const painted = await cell.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const picture = list.getEntries().find(({ url }) => url !== '');
          if (picture === undefined) return;
          observer.disconnect();
          resolve(performance.timeOrigin + picture.startTime);
        });
        observer.observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  return `frames seen from outside after ${cells} ms, first picture painted after ${Math.round(painted - started)} ms`;
}

/** Milliseconds after each jump of the scroll bar until the pictures in sight are there, shortest first. Runs in the page. */
async function jumps(scroller, steps) {
  const times = [];
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const box = scroller.getBoundingClientRect();
  const isInSight = (it) => it.getBoundingClientRect().bottom > box.top && it.getBoundingClientRect().top < box.bottom;
  const isThere = (it) => it.complete && it.naturalWidth > 0;
  for (let step = 1; step <= steps; step++) {
    const wanted = ((scroller.scrollHeight - scroller.clientHeight) * step) / steps;
    scroller.scrollTop = wanted;
    const started = performance.now();
    let pictures = [];
    do {
      await frame();
      pictures = [...scroller.querySelectorAll('.cell img')].filter(isInSight);
      if (performance.now() - started > 10_000) throw new Error(`pictures are missing at step ${step}`);
    } while (pictures.length === 0 || !pictures.every(isThere));
    if (Math.abs(scroller.scrollTop - wanted) > 2) throw new Error(`the view went from ${wanted} to ${scroller.scrollTop}`);
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}
