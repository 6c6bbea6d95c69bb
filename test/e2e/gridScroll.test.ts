/// <reference lib="dom" />
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { gridPages } from './support/gridHarness';
import { scroller } from './support/inPage';

const topOf = (page: Page) => scroller(page).evaluate((it) => it.scrollTop);
/** The names in sight, as screen readers get them. */
const firstInSight = (page: Page) =>
  scroller(page).evaluate((it) => {
    const { top } = it.getBoundingClientRect();
    const seen = [...it.querySelectorAll('.cell')].find((cell) => cell.getBoundingClientRect().top >= top);
    return seen?.querySelector('.visually-hidden')?.textContent?.split(',')[0] ?? '';
  });
const settled = (page: Page) => page.waitForTimeout(250);

/** Turns the wheel over the frames, as a person does: many small steps. */
async function wheel(page: Page, by: number): Promise<void> {
  await page.mouse.move(500, 400);
  for (let step = 0; step < 20; step++) {
    await page.mouse.wheel(0, by / 20);
    await page.waitForTimeout(16);
  }
  await settled(page);
}

/** How much of the active frame is in sight, from 0 to 1; of one that is larger than the view, how much of that it fills. */
const activeInSight = (page: Page) =>
  scroller(page).evaluate((it) => {
    const cell = it.querySelector('.cell[data-active]')?.getBoundingClientRect();
    const box = it.getBoundingClientRect();
    return cell === undefined
      ? 0
      : Math.max(0, Math.min(cell.bottom, box.bottom) - Math.max(cell.top, box.top)) / Math.min(cell.height, box.height);
  });

describe('scrolling the burst grid', function () {
  this.timeout(60_000);
  const open = gridPages(2000);

  it('goes where the wheel and the bar take it, and stays there', async () => {
    const page = await open();
    await wheel(page, 6000);
    assert.ok((await topOf(page)) > 5000, `${await topOf(page)}`);
    await scroller(page).evaluate((it) => {
      it.scrollTop = 30_000;
    });
    await settled(page);
    assert.equal(Math.round(await topOf(page)), 30_000);
    assert.ok((await page.locator('.cell').count()) > 10, 'frames are drawn there');
    assert.equal(await activeInSight(page), 0, 'the active frame was left behind');
  });

  it('is not undone by news of the host, nor by news that come while it goes on', async () => {
    const page = await open();
    await wheel(page, 9000);
    const [top, name] = [await topOf(page), await firstInSight(page)];
    await page.evaluate(() => window.host.update());
    await settled(page);
    assert.deepEqual([await topOf(page), await firstInSight(page)], [top, name]);
    await page.evaluate(() => {
      const view = document.querySelector('qrate-grid-app')?.shadowRoot?.querySelector('qrate-grid-view');
      const it = view?.shadowRoot?.querySelector('.scroller');
      if (it) it.scrollTop += 5000;
      // Comes before the browser tells of the scrolling.
      (view as unknown as { requestUpdate(): void }).requestUpdate();
    });
    await settled(page);
    assert.equal(Math.round(await topOf(page)), Math.round(top + 5000));
  });

  it('ends with the next key that moves: the active frame is in sight again', async () => {
    const page = await open();
    await wheel(page, 9000);
    await page.keyboard.press('ArrowRight');
    await page.locator('.cell[data-active]').waitFor();
    await settled(page);
    assert.equal(await activeInSight(page), 1);
  });

  it('keeps an active frame in sight that is in sight, whatever becomes of the window', async () => {
    const page = await open({ height: 900 });
    for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowDown');
    await settled(page);
    for (const [width, height] of [
      [1280, 420],
      [520, 420],
      [900, 700],
      [1280, 500],
    ] as const) {
      await page.setViewportSize({ width, height });
      await settled(page);
      assert.ok((await activeInSight(page)) > 0.9, `${width} × ${height}: ${await activeInSight(page)}`);
      await page.keyboard.press('i');
      await settled(page);
      assert.ok((await activeInSight(page)) > 0.9, `${width} × ${height}, side panel toggled: ${await activeInSight(page)}`);
    }
    await wheel(page, 4000);
    const name = await firstInSight(page);
    await page.setViewportSize({ width: 1280, height: 450 });
    await settled(page);
    assert.equal(await activeInSight(page), 0, 'one that was left behind is not fetched back');
    assert.equal(await firstInSight(page), name);
  });

  it('is where it was when the panel was hidden and comes back', async () => {
    const page = await open();
    await wheel(page, 9000);
    const [top, name] = [await topOf(page), await firstInSight(page)];
    const display = (value: string) => page.evaluate((it) => document.body.style.setProperty('display', it), value);
    await display('none');
    await page.evaluate(() => window.host.update());
    await settled(page);
    await display('');
    await settled(page);
    assert.deepEqual([await topOf(page), await firstInSight(page)], [top, name]);
  });

  it('shows the buttons of the frame under the pointer alone', async () => {
    const page = await open();
    await page.mouse.move(5, 5);
    assert.equal(await page.locator('.cell .acts').count(), 0);
    await page.locator('.cell').nth(3).hover();
    assert.equal(await page.locator('.cell .acts').count(), 1);
    await page.locator('.cell').nth(4).hover();
    await page.locator('.cell').nth(4).locator('[data-act="select"]').click();
    await page.mouse.move(5, 5);
    assert.deepEqual(
      [await page.locator('.cell .acts').count(), await page.locator('.cell .select').count()],
      [0, 1],
      'what is selected keeps its box',
    );
  });
});
