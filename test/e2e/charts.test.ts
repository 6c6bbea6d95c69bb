import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { DEFAULT_RECIPE, type Decision } from '../../src/core/model';
import { cullPreview } from '../../src/core/select/compareCulls';
import { repoRoot } from '../support/samples';
import { asked, ChartsHarness } from './support/chartsHarness';
import { chartsPhotos, chartsView } from './support/chartsShoot';
import { seriousViolations } from './support/seriousViolations';
import { changeTheme, THEMES } from './support/themes';

const artifacts = path.join(repoRoot, 'out/artifacts');

describe('the score charts', function () {
  this.timeout(180_000);
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

  const open = () => harness.open(harness.snapshot(view, view, DEFAULT_RECIPE));

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

  it('has no serious fault for assistive technology in any theme, and follows a change of the theme', async () => {
    const page = await open();
    await page.locator('.bar').nth(30).click();
    const drawn = new Set<string>();
    for (const theme of THEMES) {
      await changeTheme(page, theme);
      const picture = await page.screenshot({ path: path.join(artifacts, `charts-${theme}.png`), fullPage: true });
      drawn.add(createHash('sha256').update(picture).digest('hex'));
      assert.deepEqual(await seriousViolations(page), [], theme);
    }
    assert.equal(drawn.size, THEMES.length, 'two themes look the same');
    await page.context().close();
  });

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

  /** Where a chart is, after it was brought to the top: what is selected pushes things about. */
  async function boxOf(page: Page, chart: string) {
    await page.evaluate((name) => document.querySelector(`${name} .stage`)?.scrollIntoView({ block: 'start' }), chart);
    const box = await page.locator(`${chart} .stage`).boundingBox();
    assert.ok(box);
    return box;
  }

  const selectedText = (page: Page): Promise<string> => page.locator('qrate-selection .count').innerText();

  it('selects by rectangle, lasso and click in the scatter, and decides about all as one batch', async () => {
    const page = await open();
    const drag = async (...points: readonly (readonly [number, number])[]) => {
      const box = await boxOf(page, 'qrate-scatter');
      const [first, ...rest] = points.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
      await page.mouse.move(first?.[0] ?? 0, first?.[1] ?? 0);
      await page.mouse.down();
      for (const [x, y] of rest) await page.mouse.move(x, y, { steps: 3 });
      await page.mouse.up();
    };
    await drag([0.05, 0.02], [0.5, 0.5]);
    const byRectangle = await selectedText(page);
    assert.match(byRectangle, /^\d+ photos selected$/);
    await page.getByText('Clear').click();
    await page.getByText('Lasso').click();
    await drag([0.05, 0.02], [0.5, 0.02], [0.5, 0.5], [0.05, 0.5], [0.05, 0.03]);
    assert.equal(await selectedText(page), byRectangle);
    await drag([0.5, 0.1], [0.9, 0.1], [0.7, 0.4]);
    const byLasso = Number.parseInt(await selectedText(page), 10);
    assert.ok(byLasso > 0 && byLasso !== Number.parseInt(byRectangle, 10));
    await page.locator('qrate-selection').getByText('Reject', { exact: true }).click();
    const [request] = await asked(page);
    assert.ok(request);
    assert.equal(request.method, 'decide');
    const { paths, verdict } = request.body as { paths: readonly string[]; verdict: string };
    assert.deepEqual([paths.length, verdict, new Set(paths).size], [byLasso, 'reject', byLasso]);
    await page.screenshot({ path: path.join(artifacts, 'charts-scatter.png') });
    await page.context().close();
  });

  it('is walked along by keys: timeline, scatter and bars say where one is and select', async () => {
    const page = await open();
    await page.locator('qrate-timeline .stage').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', '+', '+', '+']) await page.keyboard.press(key);
    const said = await page.locator('qrate-timeline [aria-live]').innerText();
    assert.match(said, /DSC_\d+\.NEF, 2026-05-\d\d \d\d:/);
    await page.keyboard.press('Enter');
    assert.match(await selectedText(page), /^([2-9]|\d\d) photos selected$/);
    await page.screenshot({ path: path.join(artifacts, 'charts-timeline-zoomed.png') });
    await page.keyboard.press('Escape');
    await page.locator('qrate-scatter .stage').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    assert.equal(await selectedText(page), '1 photo selected');
    await page.locator('.bar[tabindex="0"]').first().focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Enter');
    assert.match(await selectedText(page), /^\d+ photos selected$/);
    await page.context().close();
  });

  it('selects a stretch of time, zooms by the wheel and back', async () => {
    const page = await open();
    const brush = async () => {
      const box = await boxOf(page, 'qrate-timeline');
      await page.mouse.move(box.x + box.width * 0.1, box.y + 60);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.3, box.y + 70, { steps: 4 });
      await page.mouse.up();
      return Number.parseInt(await selectedText(page), 10);
    };
    const wide = await brush();
    const { x, y, width } = await boxOf(page, 'qrate-timeline');
    await page.mouse.move(x + width * 0.12, y + 60);
    await page.mouse.wheel(0, -1200);
    const narrow = await brush();
    assert.ok(narrow > 0 && narrow < wide, `${narrow} of ${wide}`);
    await page.getByText('Whole Shoot').click();
    assert.equal(await brush(), wide);
    await page.context().close();
  });

  it('keeps threshold, selection, brush and zoom over a reload, and follows the shoot', async () => {
    const page = await open();
    await page.locator('qrate-cull-panel input').fill('222');
    await page.keyboard.press('Enter');
    await page.locator('.bar').nth(20).click();
    await page.getByText('Lasso').click();
    const before = await selectedText(page);
    await page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"lasso"') === true);
    await page.reload();
    await harness.give(page, harness.snapshot(view, view, DEFAULT_RECIPE));
    assert.equal(await page.locator('qrate-cull-panel input').inputValue(), '222');
    assert.equal(await selectedText(page), before);
    assert.equal(await page.getByText('Lasso').getAttribute('aria-pressed'), 'true');
    const recipe = { ...DEFAULT_RECIPE, minSharpness: 222 };
    const culled = chartsView(photos, recipe, decisions);
    await harness.update(page, harness.snapshot(culled, culled, recipe));
    await page.getByText('Back to 222').waitFor();
    assert.match(await page.locator('.changes').innerText(), /^No suggestion would change/);
    await page.context().close();
  });

  describe('of a shoot', () => {
    const alike = photos.filter(({ scores }) => scores !== null).slice(0, 3);
    const shoots = {
      'without photos': [],
      'of one photo': photos.slice(0, 1),
      'of photos that are all alike': alike.map((it) => ({
        ...it,
        metadata: alike[0]?.metadata ?? null,
        scores: alike[0]?.scores ?? null,
      })),
      'of unreadable photos alone': photos.filter(({ scores }) => scores === null).map((it) => ({ ...it, metadata: null })),
    };
    for (const [name, some] of Object.entries(shoots)) {
      it(`${name} draws what there is, without a fault`, async () => {
        const errors: string[] = [];
        const shoot = chartsView(some, null);
        const judged = chartsView(some, DEFAULT_RECIPE);
        const page = await harness.open(harness.snapshot(shoot, judged, DEFAULT_RECIPE));
        page.on('pageerror', (error) => errors.push(error.message));
        await page.screenshot({ path: path.join(artifacts, `charts ${name}.png`.replaceAll(' ', '-')), fullPage: true });
        const scored = some.some(({ scores }) => scores !== null);
        assert.equal(await page.getByRole('slider').count(), scored ? 1 : 0);
        if (scored) assert.equal((await counts(page)).pick, cullPreview(shoot, judged, DEFAULT_RECIPE).suggestions.pick);
        assert.deepEqual(await seriousViolations(page), []);
        assert.deepEqual(errors, []);
        await page.context().close();
      });
    }
  });

  it('counts 20,000 photos as the real cull does, and says how long the page was busy', async () => {
    const photosOf20000 = chartsPhotos(3, 20_000);
    const many = chartsView(photosOf20000, DEFAULT_RECIPE);
    const page = await harness.open(harness.snapshot(many, many, DEFAULT_RECIPE));
    await page.getByRole('slider').focus();
    await page.evaluate(() => {
      const blocks: number[] = [];
      (window as unknown as { blocks: number[] }).blocks = blocks;
      new PerformanceObserver((list) => blocks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        entryTypes: ['longtask'],
      });
    });
    for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
    const blocks = await page.evaluate(() => (window as unknown as { blocks: number[] }).blocks);
    console.log(`      long tasks while 20 keys moved the threshold: ${blocks.map(Math.round).join(', ') || 'none'} ms`);
    await page.screenshot({ path: path.join(artifacts, 'charts-20000.png'), fullPage: true });
    // How long a task takes is up to the machine: it is said, and what the page counts is held against the real cull.
    const minSharpness = Number(await page.locator('qrate-cull-panel input').inputValue());
    const recipe = { ...DEFAULT_RECIPE, minSharpness };
    assert.deepEqual(await counts(page), cullPreview(many, chartsView(photosOf20000, recipe), recipe).suggestions);
    await page.context().close();
  });
});
