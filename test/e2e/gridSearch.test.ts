/// <reference lib="dom" />
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { gridPages } from './support/gridHarness';
import { seriousViolations } from './support/seriousViolations';
import { changeTheme, THEMES } from './support/themes';

describe('searching by what photos show, in a browser', function () {
  this.timeout(60_000);
  let page: Page;
  const openPage = gridPages(60);
  const open = async (options: Parameters<typeof openPage>[0] = {}) => {
    page = await openPage(options);
  };

  const names = () => page.locator('.cell .name').allInnerTexts();
  const field = () => page.locator('.search input:focus');
  const chip = (text: string) => page.locator('.chip', { hasText: text });
  const searches = () => page.evaluate(() => window.host.asked.filter(({ method }) => method.startsWith('search')));
  /** The key goes to the host and back before the field has the focus. */
  const describeIn = async (text: string) => {
    await page.keyboard.press('w');
    await field().waitFor();
    await page.locator('.search qrate-button[aria-pressed="true"]').waitFor();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  };
  const count = (text: string) => page.locator('.status .count', { hasText: text }).waitFor();
  const FIRST = ['DSC_00057.NEF', 'DSC_00050.NEF', 'DSC_00043.NEF'];

  it('finds by words with keys alone, the likest first; keys and decisions go on in that order', async () => {
    await open();
    await describeIn('a red car');
    await count('6 of 60 photos');
    assert.deepEqual((await names()).slice(0, 3), FIRST);
    await chip('Looks like: a red car').waitFor();
    assert.deepEqual(await searches(), [{ method: 'search', body: { text: 'a red car' } }]);
    await page.locator('.toast', { hasText: '6 photos by likeness to “a red car”, the likest first' }).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Show More' }).click();
    await count('9 of 60 photos');
    await page.locator('.scroller').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('p');
    await page.locator('.cell[data-active] .mark[data-decided][data-verdict="pick"]').waitFor();
    const label = await page.locator('.cell[data-active] > .visually-hidden').innerText();
    assert.match(label, /^DSC_00050\.NEF,.* number 2 of 9 by likeness/);
  });

  it('is taken away by its chip, by Escape and by an empty field, and leaves the names to the other box', async () => {
    await open();
    await describeIn('a red car');
    await count('6 of 60 photos');
    await chip('Looks like').getByRole('button').click();
    await chip('Looks like').waitFor({ state: 'detached' });
    await page.locator('.status .count', { hasText: /^60 photos$/ }).waitFor();
    await page.keyboard.press('Control+f');
    await field().waitFor();
    await page.keyboard.type('00012');
    await page.locator('.status .count', { hasText: '1 of 60 photos' }).waitFor();
    await page.keyboard.press('Escape');
    assert.equal((await searches()).length, 1);
  });

  it('finds photos like the active one by a key and from the side panel', async () => {
    await open();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('l');
    await count('7 of 60 photos');
    await chip('Like photo: DSC_00002.NEF').waitFor();
    assert.equal((await names())[0], 'DSC_00002.NEF');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('i');
    await page.getByRole('button', { name: 'Photos Like This' }).click();
    await chip('Like photo: DSC_00057.NEF').waitFor();
    assert.deepEqual(
      (await searches()).map(({ body }) => body),
      [{ like: 'day1/DSC_00002.NEF' }, { like: await pathOf('DSC_00057.NEF') }],
    );
  });
  const pathOf = (name: string) => page.locator(`.cell .name:text-is("${name}")`).first().getAttribute('title');

  it('says that it searches, and stops by its button', async () => {
    await open();
    await page.evaluate(() => Object.assign(window.host, { searchDelay: 60_000 }));
    await describeIn('a red car');
    await page.locator('.note', { hasText: 'Searching for “a red car” …' }).waitFor();
    await page.locator('.note qrate-button', { hasText: 'Cancel' }).click();
    await page.locator('.note').waitFor({ state: 'detached' });
    await page.waitForFunction(() => window.host.asked.some(({ method }) => method === 'search cancelled'));
    assert.equal(await page.locator('.chip').count(), 0);
  });

  it('says what is missing and offers what helps', async () => {
    await open();
    await page.evaluate(() => Object.assign(window.host, { found: { problem: 'Searching in words needs a model.', remedy: 'models' } }));
    await describeIn('a red car');
    const note = page.getByRole('alert').filter({ hasText: 'Searching in words needs a model.' });
    await note.locator('qrate-button', { hasText: 'Manage Models…' }).click();
    await page.waitForFunction(() => window.host.asked.some(({ method }) => method === 'remedy'));
    await page.evaluate(() => Object.assign(window.host, { found: { matches: ['day1/DSC_00003.NEF'], fit: 1, unknown: 4 } }));
    await note.locator('qrate-button', { hasText: 'Try Again' }).click();
    await page.locator('.note', { hasText: '4 photos are not described yet' }).waitFor();
    assert.deepEqual(await names(), ['DSC_00003.NEF']);
  });

  it('is still there after a reload, with the selection and the words in the box', async () => {
    await open();
    await describeIn('a red car');
    await count('6 of 60 photos');
    await page.keyboard.press(' ');
    await page.locator('.status .selected', { hasText: '1 selected' }).waitFor();
    await page.waitForFunction(() => (sessionStorage.getItem('fake vscode state') ?? '').includes('"selection":["'));
    await page.reload();
    await chip('Looks like: a red car').waitFor();
    await count('6 of 60 photos');
    assert.deepEqual((await names()).slice(0, 3), FIRST);
    await page.locator('.status .selected', { hasText: '1 selected' }).waitFor();
    assert.equal(await page.locator('.search input').inputValue(), 'a red car');
  });

  it('has no serious fault for assistive technology in any theme', async () => {
    await open({ theme: THEMES[0] });
    const lookAround = async () => {
      for (const theme of THEMES) {
        await changeTheme(page, theme);
        assert.deepEqual(await seriousViolations(page), [], theme);
      }
    };
    await describeIn('a red car');
    await count('6 of 60 photos');
    // What was said fades away.
    await page.locator('.toast span').waitFor({ state: 'hidden' });
    await lookAround();
    await page.evaluate(() => Object.assign(window.host, { found: { problem: 'Searching in words needs a model.', remedy: 'models' } }));
    await page.evaluate(() => window.host.command('findLike'));
    await page.getByRole('alert').waitFor();
    await lookAround();
  });
});
