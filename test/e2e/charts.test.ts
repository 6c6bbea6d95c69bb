/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { DEFAULT_RECIPE, type Decision } from '../../src/core/model';
import { cullPreview } from '../../src/core/select/compareCulls';
import { repoRoot } from '../support/samples';
import { asked, ChartsHarness, type ThemeName } from './support/chartsHarness';
import { chartsPhotos, chartsView } from './support/chartsShoot';

const artifacts = path.join(repoRoot, 'out/artifacts');
const axe = readFileSync(path.join(repoRoot, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe holds against the page: serious and critical things alone. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: { run(): Promise<{ violations: readonly Violation[] }> } };
    interface Violation {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly html: string }[];
    }
    const found = (await checker.run()).violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  });
}

describe('the score charts', function () {
  this.timeout(60_000);
  let harness: ChartsHarness;
  const photos = chartsPhotos(7, 600);
  const decisions = new Map<string, Decision>(
    photos.flatMap(({ path: photo }, i) =>
      i % 50 === 3 ? [[photo, { verdict: i % 100 === 3 ? 'pick' : 'reject', rating: null, label: null } as const]] : [],
    ),
  );
  const view = chartsView(photos, DEFAULT_RECIPE, decisions);

  before(async () => {
    mkdirSync(artifacts, { recursive: true });
    harness = await ChartsHarness.start();
  });
  after(() => harness.close());

  const open = (theme: ThemeName = 'dark') => harness.open(harness.snapshot(view, view, DEFAULT_RECIPE), { theme });

  /** The counts of the table, by verdict. */
  const counts = (page: Page): Promise<Record<string, number>> =>
    page.evaluate(() => {
      const cells = [...document.querySelectorAll<HTMLElement>('qrate-cull-panel td.then')];
      return Object.fromEntries(cells.map((cell) => [cell.dataset.verdict, Number(cell.textContent?.replace(/\D/g, ''))]));
    });

  /** What the real cull says with this sharpness. */
  function real(minSharpness: number) {
    const recipe = { ...DEFAULT_RECIPE, minSharpness };
    return cullPreview(view, chartsView(photos, recipe, decisions), recipe);
  }

  for (const theme of ['dark', 'light', 'hc-dark', 'hc-light'] as const) {
    it(`has no serious fault for assistive technology, and is drawn in ${theme}`, async () => {
      const page = await open(theme);
      await page.locator('.bar').nth(30).click();
      await page.screenshot({ path: path.join(artifacts, `charts-${theme}.png`), fullPage: true });
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    });
  }

  it('moves the threshold by keys, and counts what the real cull would count', async () => {
    const page = await open();
    const slider = page.getByRole('slider');
    assert.deepEqual(await counts(page), real(100).suggestions);
    await slider.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'PageUp', 'ArrowLeft', 'PageUp', 'PageUp']) await page.keyboard.press(key);
    const value = Number(await page.locator('qrate-cull-panel input').inputValue());
    assert.ok(value > 200, String(value));
    assert.equal(Number(await slider.getAttribute('aria-valuenow')), value);
    const preview = real(value);
    assert.deepEqual(await counts(page), preview.suggestions);
    const moved = preview.moves.reduce((sum, move) => sum + move.photos, 0);
    assert.match((await page.locator('.changes').textContent()) ?? '', new RegExp(`^${moved} photos would get another suggestion`));
    assert.match((await slider.getAttribute('aria-valuetext')) ?? '', new RegExp(`${preview.suggestions.pick} picks`));
    await page.keyboard.press('Home');
    assert.deepEqual(await counts(page), real(0).suggestions);
    await page.context().close();
  });

  it('moves the threshold by the mouse and by a typed number, and takes it back', async () => {
    const page = await open();
    const box = await page.locator('.threshold .grip').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width / 2, box.y + 8);
    await page.mouse.down();
    await page.mouse.move(box.x + 150, box.y + 8, { steps: 5 });
    await page.mouse.up();
    const dragged = Number(await page.locator('qrate-cull-panel input').inputValue());
    assert.ok(dragged > 100);
    assert.deepEqual(await counts(page), real(dragged).suggestions);
    await page.locator('qrate-cull-panel input').fill('55.5');
    await page.keyboard.press('Enter');
    assert.deepEqual(await counts(page), real(55.5).suggestions);
    await page.getByText('Back to 100').click();
    assert.deepEqual(await counts(page), real(100).suggestions);
    await page.context().close();
  });

  it('hands the threshold to the cull', async () => {
    const page = await open();
    await page.locator('qrate-cull-panel input').fill('321');
    await page.keyboard.press('Enter');
    await page.getByText('Cull with This…').click();
    assert.deepEqual(await asked(page), [{ method: 'cull', body: { minSharpness: 321 } }]);
    await page.context().close();
  });
});
