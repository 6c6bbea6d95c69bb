/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { gridPages } from './support/gridHarness';
import { controlsThere } from './support/seriousViolations';
import { changeTheme } from './support/themes';

describe('the page of the burst grid beside others, and while it loads', function () {
  this.timeout(60_000);
  const open = gridPages(200);

  it('leaves the focus to the panel that has it, and takes it when it is given', async () => {
    const page = await open();
    const address = page.url();
    // The policy of the page would forbid frames.
    await page.goto(new URL('/around', address).href);
    await page.setContent('<input><iframe width="800" height="600"></iframe>');
    await page.locator('input').focus();
    await page.locator('iframe').evaluate((frame, src) => frame.setAttribute('src', src), address);
    const inside = page.frameLocator('iframe');
    await inside.locator('.cell').first().waitFor();
    await inside.locator('qrate-button:defined').first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'INPUT');
    await page.locator('iframe').focus();
    await inside.locator('.scroller:focus').waitFor();
  });

  it('keeps the place of controls that are still loading', async () => {
    const page = await open();
    let release = () => {};
    await page.route('**/toolkit.js', async (route) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      await route.continue();
    });
    await page.reload();
    const frames = page.locator('qrate-grid-view');
    await page.locator('.cell').first().waitFor();
    const before = await frames.boundingBox();
    assert.equal(await page.locator('qrate-button:defined').count(), 0);
    release();
    await controlsThere(page);
    const after = await frames.boundingBox();
    assert.ok(Math.abs((before?.y ?? 0) - (after?.y ?? -99)) <= 2, `the frames began at ${before?.y} px and then at ${after?.y} px`);
  });

  it('has controls in the colours of the theme, from the start and after a change', async () => {
    const page = await open({ theme: 'light' });
    const colours = () =>
      page.locator('.search qrate-text-field .root').evaluate((root) => {
        const wanted = document.createElement('i');
        wanted.style.backgroundColor = 'var(--vscode-input-background)';
        document.body.append(wanted);
        return [getComputedStyle(root).backgroundColor, getComputedStyle(wanted).backgroundColor];
      });
    const [light, wanted] = await colours();
    assert.equal(light, wanted);
    await changeTheme(page, 'dark');
    const [dark, wantedThen] = await colours();
    assert.equal(dark, wantedThen);
    assert.notEqual(dark, light);
  });
});
