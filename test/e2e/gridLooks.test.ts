import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { repoRoot } from '../support/samples';
import { GridHarness } from './support/gridHarness';
import { seriousViolations } from './support/seriousViolations';
import { changeTheme, THEMES } from './support/themes';

const artifacts = path.join(repoRoot, 'out/artifacts');

/** The states of the page that differ in what is seen, each reached as a person would. */
const SCENES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  grid: async (page) => {
    await page.keyboard.press('ArrowRight');
  },
  selected: async (page) => {
    for (const key of ['ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight', 'i']) await page.keyboard.press(key);
    await page.locator('qrate-grid-side table').waitFor();
    await page.locator('qrate-histogram svg.curves').waitFor();
  },
  filtered: async (page) => {
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('checkbox', { name: /^Alternate/ }).click();
    await page.locator('.chip').waitFor();
  },
  empty: async (page) => {
    await page.getByRole('textbox', { name: /Search/ }).fill('no such photo');
    await page.locator('.empty').waitFor();
  },
  loupe: async (page) => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('qrate-viewer').waitFor();
  },
  compare: async (page) => {
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('c');
    await page.locator('qrate-viewer-pane').nth(1).waitFor();
  },
  keys: async (page) => {
    await page.keyboard.press('Shift+?');
    await page.locator('qrate-grid-keys dialog').waitFor();
  },
};

describe('the burst grid in every theme', function () {
  this.timeout(120_000);
  let harness: GridHarness;
  before(async () => {
    mkdirSync(artifacts, { recursive: true });
    harness = await GridHarness.start();
  });
  after(() => harness.close());

  for (const [name, reach] of Object.entries(SCENES)) {
    describe(name, () => {
      let page: Page;
      before(async () => {
        page = await harness.open({ count: 200, theme: THEMES[0] });
        await reach(page);
        await page.waitForLoadState('networkidle');
      });
      after(() => page.context().close());

      for (const theme of THEMES) {
        it(`has no serious accessibility violation, ${theme}`, async () => {
          await changeTheme(page, theme);
          await page.screenshot({ path: path.join(artifacts, `grid-${name}-${theme}.png`), animations: 'disabled' });
          assert.deepEqual(await seriousViolations(page), []);
          assert.deepEqual(harness.problems.splice(0), [], 'errors in the page');
        });
      }
    });
  }
});
