/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** Measurements that only the page itself can make, and short ways to its parts. */

/** The scrolled element of the grid. */
export const scroller = (page: Page) => page.locator('qrate-grid-view .scroller');

/** Which photo is active, by the sentence that screen readers get. */
export const activeName = (page: Page): Promise<string> =>
  page
    .locator('.cell[data-active] > .visually-hidden')
    .textContent()
    .then((text) => text?.split(',')[0] ?? '');

/** Milliseconds from a key to the change in the page that it makes, and to the end of the frame that shows it. */
export function keyToEffect(page: Page, key: string, effect: string): Promise<{ readonly changed: number; readonly shown: number }> {
  return page.evaluate(
    ({ key, effect }) =>
      new Promise<{ changed: number; shown: number }>((resolve) => {
        const app = document.querySelector('qrate-grid-app')?.shadowRoot;
        const view = app?.querySelector('qrate-grid-view')?.shadowRoot;
        if (!view) throw new Error('there is no grid');
        const isThere = () => view.querySelector(effect) !== null;
        if (isThere()) throw new Error(`${effect} is there before the key`);
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (!isThere()) return;
          observer.disconnect();
          const changed = performance.now() - start;
          requestAnimationFrame(() => setTimeout(() => resolve({ changed, shown: performance.now() - start })));
        });
        observer.observe(view, { subtree: true, childList: true, attributes: true });
        view.querySelector('.scroller')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
      }),
    { key, effect },
  );
}

export interface Blank {
  /** How long a place in sight stayed without its picture after each step, in milliseconds, shortest first. */
  readonly times: readonly number[];
  readonly steps: number;
  /** Steps after which nothing at all was drawn in the middle of the view. */
  readonly empty: number;
  /** Steps after which the view stood elsewhere than where it was scrolled to. */
  readonly strayed: number;
  /** Different frames whose pictures were seen. */
  readonly frames: number;
}

/** Scrolls from one end to the other in steps of several screens, and waits at each for the pictures of the frames that are there. */
export function scrollThrough(page: Page, steps: number): Promise<Blank> {
  return page.evaluate(async (steps) => {
    const app = document.querySelector('qrate-grid-app')?.shadowRoot;
    const view = app?.querySelector('qrate-grid-view')?.shadowRoot;
    const scroller = view?.querySelector('.scroller');
    if (!view || !scroller) throw new Error('there is no grid');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const box = scroller.getBoundingClientRect();
    const inSight = () =>
      [...view.querySelectorAll('.cell img')].filter((it) => {
        const { top, bottom } = it.getBoundingClientRect();
        return bottom > box.top && top < box.bottom;
      }) as HTMLImageElement[];
    const seen = new Set<string | undefined>();
    const times: number[] = [];
    let [empty, strayed] = [0, 0];
    for (let step = 0; step <= steps; step++) {
      const wanted = ((scroller.scrollHeight - scroller.clientHeight) * step) / steps;
      scroller.scrollTop = wanted;
      const start = performance.now();
      await frame();
      if (view.querySelectorAll('.line').length === 0) empty += 1;
      let pictures = inSight();
      while (pictures.length === 0 || !pictures.every((it) => it.complete && it.naturalWidth > 0)) {
        if (performance.now() - start > 5000) throw new Error(`after 5 s at step ${step} there are pictures missing`);
        await frame();
        pictures = inSight();
      }
      times.push(performance.now() - start);
      if (Math.abs(scroller.scrollTop - wanted) > 2) strayed += 1;
      for (const it of pictures) seen.add(it.closest('.cell')?.id);
    }
    return { times: times.sort((a, b) => a - b), steps, empty, strayed, frames: seen.size };
  }, steps);
}

/** All elements of the page, shadow trees included. */
export function elementCount(page: Page): Promise<number> {
  return page.evaluate(() => {
    const count = (root: ParentNode): number =>
      [...root.querySelectorAll('*')].reduce((sum, it) => sum + 1 + (it.shadowRoot === null ? 0 : count(it.shadowRoot)), 0);
    return count(document);
  });
}

/** Bytes of the JavaScript heap after a garbage collection. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Milliseconds from the host's snapshot to the first frames in the page, and to their pictures. */
export const firstScreen = (page: Page): Promise<{ readonly frames: number; readonly pictures: number }> =>
  page.evaluate(() => window.firstScreen);

/**
 * How much slower than an idle one the machine is now, at least 1: the time that a busy loop takes over the processor time that it
 * gets. A measurement divided by it is what the page itself costs, so that a limit holds on a busy machine as well.
 */
export async function slowness(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const processor = async () =>
    (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
  const before = await processor();
  const elapsed = await page.evaluate(() => {
    const start = performance.now();
    let sum = 0;
    for (let at = 0; at < 2e7; at++) sum = (sum * 31 + at) | 0;
    return sum === 0.5 ? 0 : performance.now() - start;
  });
  const used = ((await processor()) - before) * 1000;
  await session.detach();
  return Math.max(1, elapsed / used);
}
