/// <reference lib="dom" />
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { gridPages } from './support/gridHarness';
import { activeName, scroller } from './support/inPage';

/** What was asked of the host, `method` by `method`; waits until it was asked `times` times. */
async function asked(page: Page, method: string, times = 1) {
  await page.waitForFunction(([name, count]) => window.host.asked.filter((it) => it.method === name).length >= count, [
    method,
    times,
  ] as const);
  return page.evaluate((name) => window.host.asked.filter((it) => it.method === name).map((it) => it.body), method);
}
/** A key goes to the host and back before it has done anything. */
const isActive = (page: Page, name: string) =>
  page.locator('.cell[data-active] > .visually-hidden', { hasText: `${name},` }).waitFor({ state: 'attached' });
/** What was said last, whether it has faded already or not. */
const toast = async (page: Page) => (await page.locator('.toast').textContent())?.trim();
const cell = (page: Page, row: number) => page.locator(`#f${row}`);
const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** The key goes to the host and back before the field has the focus. */
const find = async (page: Page) => {
  await page.keyboard.press('Control+f');
  await page.locator('.search input:focus').waitFor();
};

describe('the burst grid in a browser', function () {
  this.timeout(60_000);
  let page: Page;
  const openPage = gridPages(200);
  const open = async (options: Parameters<typeof openPage>[0] = {}) => {
    page = await openPage(options);
    return page;
  };

  it('takes a snapshot that comes before its script, and asks again for one that was lost', async () => {
    await open({ first: 'ahead' });
    await isActive(page, 'DSC_00001.NEF');
    assert.equal((await asked(page, 'ready')).length, 1);
    await page.context().close();
    await open({ first: 'lost' });
    await isActive(page, 'DSC_00001.NEF');
    assert.equal((await asked(page, 'ready', 2)).length, 2);
  });

  it('has the focus at once, and decides about the active frame by keys', async () => {
    await open();
    await press(page, 'ArrowRight', 'p', '4', '7');
    await cell(page, 1).locator('.mark[data-decided][data-verdict="pick"]').waitFor();
    assert.deepEqual(await asked(page, 'decide', 3), [
      { paths: ['day1/DSC_00002.NEF'], patch: { verdict: 'pick' } },
      { paths: ['day1/DSC_00002.NEF'], patch: { rating: 4 } },
      { paths: ['day1/DSC_00002.NEF'], patch: { label: 'yellow' } },
    ]);
    await cell(page, 1).locator('.stars', { hasText: '★★★★' }).waitFor();
    await page.locator('.toast', { hasText: 'Label Yellow for DSC_00002.NEF' }).waitFor({ state: 'attached' });
    await press(page, 'Control+z', 'Control+z', 'Control+z');
    await cell(page, 1).locator('.mark:not([data-decided])').waitFor();
    await cell(page, 1).locator('.stars').waitFor({ state: 'detached' });
  });

  it('shows a decision before the host has answered, and takes it back where it refuses', async () => {
    await open();
    await page.evaluate(() => Object.assign(window.host, { delay: 1500, refuse: 'The disk is full.' }));
    await press(page, 'p');
    await cell(page, 0).locator('.mark[data-decided]').waitFor();
    assert.equal((await page.evaluate(() => window.host.decided('day1/DSC_00001.NEF'))).decided, null, 'the host has not decided yet');
    await cell(page, 0).locator('.mark:not([data-decided])').waitFor();
    assert.equal(await toast(page), 'Not saved: The disk is full.');
    assert.equal(await page.locator('.toast').getAttribute('data-kind'), 'problem');
  });

  it('acts on a selection only while its count is in sight', async () => {
    await open();
    await press(page, ' ', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await page.locator('.status .selected', { hasText: '3 selected' }).waitFor();
    await page.locator('.cell[aria-selected="true"]').nth(2).waitFor();
    await press(page, 'x');
    await page.locator('.toast', { hasText: 'Rejected 3 photos' }).waitFor();
    await press(page, 'Escape');
    await page.locator('.status .selected').waitFor({ state: 'detached' });
    await press(page, 'u');
    const [many, one] = (await asked(page, 'decide', 2)) as { paths: string[] }[];
    assert.deepEqual([many?.paths.length, one?.paths], [3, ['day1/DSC_00003.NEF']]);
  });

  it('goes burst by burst to the best frame, folds, and keeps one of a burst', async () => {
    await open();
    await press(page, 'ArrowDown');
    await isActive(page, 'DSC_00003.NEF');
    await cell(page, 2).locator('.best').waitFor();
    await press(page, 'b');
    await cell(page, 3).waitFor({ state: 'detached' });
    assert.equal((await cell(page, 2).locator('.folded').innerText()).trim(), '5');
    await press(page, 'Shift+P');
    const [kept] = (await asked(page, 'decideMany')) as { changes: { paths: string[]; patch: object }[] }[];
    assert.deepEqual(
      kept?.changes.map(({ paths, patch }) => [paths.length, patch]),
      [
        [1, { verdict: 'pick' }],
        [4, { verdict: 'reject' }],
      ],
    );
    await isActive(page, 'DSC_00007.NEF');
  });

  it('does by the pointer what keys do', async () => {
    await open();
    await cell(page, 3).click();
    await isActive(page, 'DSC_00004.NEF');
    await cell(page, 5).click({ modifiers: ['Shift'] });
    assert.equal(await page.locator('.cell[aria-selected="true"]').count(), 3);
    await cell(page, 1).click({ modifiers: ['Control'] });
    assert.equal(await page.locator('.cell[aria-selected="true"]').count(), 4);
    await cell(page, 8).click();
    assert.equal(await page.locator('.cell[aria-selected="true"]').count(), 0, 'a plain click begins anew');
    await cell(page, 8).hover();
    await cell(page, 8).locator('[data-act="reject"]').click();
    assert.deepEqual(await asked(page, 'decide'), [{ paths: ['day1/DSC_00009.NEF'], patch: { verdict: 'reject' } }]);
    await cell(page, 8).locator('[data-act="reject"]').click();
    await cell(page, 8).locator('.mark:not([data-decided])').waitFor();
    await press(page, 'ArrowRight');
    await isActive(page, 'DSC_00010.NEF');
    await cell(page, 2).dblclick();
    await page.locator('qrate-viewer').waitFor();
  });

  it('lets a text field have its keys, and gives the focus back', async () => {
    await open();
    await find(page);
    await page.keyboard.type('px1 nikon');
    await page.locator('.empty').waitFor();
    assert.deepEqual(await asked(page, 'decide', 0), []);
    await press(page, 'Control+a', 'Backspace');
    await page.keyboard.type('nikon');
    await page.locator('.count', { hasText: / of 200 photos/ }).waitFor();
    assert.equal(await page.locator('.status .selected').count(), 0, 'Control+A selected text, not photos');
    await press(page, 'Escape', 'p');
    await page.locator('.toast', { hasText: 'Picked DSC_' }).waitFor();
    assert.equal((await asked(page, 'decide')).length, 1);
  });

  it('filters by values with counts, shows chips, and clears all where nothing is left', async () => {
    await open();
    await page.getByRole('button', { name: 'Filters' }).click();
    const alternates = page.getByRole('checkbox', { name: /^Alternate \d+$/ });
    const count = Number((await alternates.getAttribute('aria-label'))?.split(' ')[1]);
    await alternates.click();
    await page.locator('.count', { hasText: `${count} of 200 photos` }).waitFor();
    await page.getByRole('checkbox', { name: /^5 or more stars/ }).click();
    await page.getByRole('textbox', { name: 'Sharpness from' }).fill('559');
    await page.locator('.empty').waitFor();
    assert.equal(await page.locator('.chip').count(), 3);
    await page.getByRole('button', { name: 'Remove filter Sharpness: 559–∞' }).click();
    assert.equal(await page.getByRole('textbox', { name: 'Sharpness from' }).inputValue(), '');
    await page.getByRole('button', { name: 'Clear all filters' }).first().click();
    await page.locator('.count', { hasText: /^200 photos$/ }).waitFor();
    assert.equal(await page.locator('.chip').count(), 0);
  });

  it('changes the size of thumbs by the keyboard, with the active frame staying in sight', async () => {
    await open({ count: 2000 });
    await press(page, 'End');
    await isActive(page, 'DSC_02000.NEF');
    const slider = page.getByRole('slider', { name: 'Thumbnail size' });
    await slider.focus();
    const before = await cell(page, 1999).boundingBox();
    await press(page, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    assert.equal(await slider.getAttribute('aria-valuetext'), '256 pixels');
    await isActive(page, 'DSC_02000.NEF');
    const after = await cell(page, 1999).boundingBox();
    const port = await scroller(page).boundingBox();
    assert.ok((after?.width ?? 0) > (before?.width ?? 0));
    assert.ok((after?.y ?? 0) >= (port?.y ?? 0) && (after?.y ?? 0) < (port?.y ?? 0) + (port?.height ?? 0));
  });

  it('finds everything as it was after a reload', async () => {
    await open({ count: 2000 });
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('checkbox', { name: /^Alternate \d+$/ }).click();
    await scroller(page).focus();
    await press(page, 'PageDown', 'PageDown', 'PageDown', 'i', ' ');
    // The space comes last: the frame that it selected is where all of them led.
    await page.locator('.cell[data-active][aria-selected="true"]').waitFor();
    const name = await activeName(page);
    const state = () =>
      page.evaluate(() => window.acquireVsCodeApi().getState() as { selection?: string[]; sideOpen?: boolean } | undefined);
    await page.waitForFunction((it) => (window.acquireVsCodeApi().getState() as { active?: string }).active?.endsWith(it), name);
    await page.waitForFunction(() => (window.acquireVsCodeApi().getState() as { selection: string[] }).selection.length === 1);
    const kept = await state();
    await page.reload();
    await page.locator('.cell[data-active]').waitFor();
    await isActive(page, name);
    assert.equal(await page.locator('qrate-grid-side').count(), 1);
    assert.equal(await page.locator('.chip').count(), 1);
    assert.equal(await page.locator('.cell[data-active][aria-selected="true"]').count(), 1);
    await page.waitForTimeout(200);
    assert.deepEqual(await state(), kept);
  });

  it('stays where it is when the shoot changes', async () => {
    await open({ count: 2000 });
    await press(page, 'PageDown', 'PageDown', 'ArrowRight');
    const top = async () => Math.round((await page.locator('.cell[data-active]').boundingBox())?.y ?? Number.NaN);
    let name = '';
    for (let now = await activeName(page); now !== name; now = await activeName(page)) {
      name = now;
      await page.waitForTimeout(200);
    }
    const before = await top();
    await page.evaluate(() => window.host.update(['day1/DSC_00001.NEF']));
    await page.locator('.count', { hasText: '1,999 photos' }).waitFor();
    await isActive(page, name);
    // The page is drawn anew before it is scrolled back.
    for (let tries = 0; tries < 100 && (await top()) !== before; tries++) await page.waitForTimeout(20);
    assert.equal(await top(), before);
  });

  it('tells the host where the person is, and shows what the host reveals', async () => {
    await open();
    await press(page, 'ArrowDown', ' ');
    await page.waitForFunction(() => (window.host.context as { selection?: string[] } | null)?.selection?.length === 1);
    assert.deepEqual(await page.evaluate(() => window.host.context), {
      mode: 'grid',
      active: 'day1/DSC_00003.NEF',
      selection: ['day1/DSC_00003.NEF'],
    });
    await find(page);
    await page.keyboard.type('DSC_00003');
    await page.evaluate(() => window.host.reveal('day2/DSC_00180.NEF'));
    await page.locator('.count', { hasText: /^200 photos$/ }).waitFor();
    await isActive(page, 'DSC_00180.NEF');
    assert.match((await toast(page)) ?? '', /hidden by a filter/);
  });

  it('says why a photo cannot be shown, and where a thumb is missing', async () => {
    await open();
    await page.evaluate(() => window.host.reveal('day1/DSC_00051.NEF'));
    assert.match(await cell(page, 50).locator('.none').innerText(), /ends too early/);
    await page.route('**/*.thumb.jpg', (route) => route.abort());
    await page.reload();
    await page.locator('.cell .lost:visible', { hasText: 'No preview' }).first().waitFor();
  });

  it('offers a cull where there are no suggestions', async () => {
    await open({ culled: false });
    await page.getByRole('button', { name: 'Cull…' }).click();
    await asked(page, 'cull');
  });

  it('opens the sheet of keys over everything, keeps the focus in it, and closes nothing else', async () => {
    await open();
    await press(page, ' ', 'Shift+?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await press(page, 'Tab', 'Tab', 'p');
    // From the last button the focus leaves the page, whose keys are then the grid's.
    await press(page, 'Tab', 'x');
    assert.deepEqual(await asked(page, 'decide', 0), [], 'no key goes through it');
    await press(page, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.status .selected').count(), 1, 'the selection is still there');
    await press(page, 'ArrowRight');
    await isActive(page, 'DSC_00002.NEF');
  });

  it('shows the loupe: the next frame, 1:1 at full size, the strip, and back to the grid', async () => {
    await open();
    await press(page, 'ArrowDown', 'Enter');
    const name = page.locator('qrate-grid-look h2');
    await name.filter({ hasText: 'DSC_00003.NEF' }).waitFor();
    await press(page, 'ArrowRight');
    await name.filter({ hasText: 'DSC_00004.NEF' }).waitFor();
    await press(page, 'z');
    await page.waitForFunction(() => window.host.asked.some(({ method }) => method === 'fullSize'));
    await press(page, 'ArrowRight');
    await name.filter({ hasText: 'DSC_00005.NEF' }).waitFor();
    await page.locator('.strip button').first().click();
    await name.filter({ hasText: 'DSC_00002.NEF' }).waitFor();
    await press(page, 'x');
    assert.deepEqual(await asked(page, 'decide'), [{ paths: ['day1/DSC_00002.NEF'], patch: { verdict: 'reject' } }]);
    await press(page, 'Escape');
    await scroller(page).waitFor();
    await isActive(page, 'DSC_00002.NEF');
    await press(page, 'ArrowRight');
    await isActive(page, 'DSC_00003.NEF');
  });

  it('compares, crowns a challenger, and compares a selection', async () => {
    await open();
    await press(page, 'ArrowDown', 'c');
    const names = async () => page.locator('qrate-viewer-pane').evaluateAll((panes) => panes.map((it) => it.getAttribute('aria-label')));
    await page.locator('qrate-viewer-pane[aria-label="DSC_00002.NEF"]').waitFor();
    assert.deepEqual(await names(), ['DSC_00003.NEF', 'DSC_00002.NEF']);
    await press(page, 'ArrowRight', 'p');
    await page.locator('.toast', { hasText: 'DSC_00004.NEF stays on the left now' }).waitFor();
    assert.equal((await names())[0], 'DSC_00004.NEF');
    await press(page, 'Escape', ' ', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'c');
    await page.locator('qrate-viewer-pane').nth(3).waitFor();
    assert.equal((await names()).length, 4);
  });

  it('shows the details of the active photo, and what a sibling is worth beside it', async () => {
    await open();
    await press(page, 'ArrowDown', 'i');
    const side = page.locator('qrate-grid-side');
    await side.getByText('18 % sharper than DSC_0002.NEF').waitFor();
    await side.getByText('6012345').waitFor();
    await side.getByText('number 1 of 3: 18 % sharper than in DSC_0421.NEF').waitFor();
    await side.locator('tr', { hasText: 'DSC_00004.NEF' }).getByText('28 % sharper').waitFor();
    await side.locator('tr', { hasText: 'DSC_00004.NEF' }).getByRole('button').click();
    await isActive(page, 'DSC_00004.NEF');
    await side.getByText('Camera', { exact: true }).first().click();
    await press(page, 'i');
    await side.waitFor({ state: 'detached' });
    await press(page, 'i');
    await side.waitFor();
    await side.locator('details[open]').nth(5).waitFor();
    assert.equal(await side.locator('details[open]').count(), 6, 'a section that was closed stays closed');
  });

  it('goes on after a decision where that is set', async () => {
    await open({ autoAdvance: true });
    await press(page, 'p', 'x');
    await isActive(page, 'DSC_00003.NEF');
    await page.evaluate(() => window.host.settings({ autoAdvance: false }));
    await press(page, 'p');
    await isActive(page, 'DSC_00003.NEF');
  });

  it('fits a panel of 300 pixels, and a window at 200 %', async () => {
    for (const [width, height] of [
      [300, 700],
      [640, 400],
    ] as const) {
      await open({ width, height });
      await press(page, 'i');
      await page.locator('qrate-grid-side').waitFor();
      const wide = await page.evaluate(() => {
        const app = document.querySelector('qrate-grid-app');
        const parts = [app, ...(app?.shadowRoot?.querySelectorAll('.toolbar, .main, qrate-grid-side, qrate-grid-view') ?? [])];
        return parts.filter((it) => it !== null && it.scrollWidth > it.clientWidth + 1).map((it) => it?.tagName);
      });
      assert.deepEqual(wide, [], `${width} × ${height}`);
      const port = await scroller(page).boundingBox();
      assert.ok((port?.height ?? 0) > 90, `${port?.height} px are left for the frames at ${width} × ${height}`);
      if (width === 300) await page.context().close();
    }
  });
});
