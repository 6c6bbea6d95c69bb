/// <reference lib="dom" />
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { NO_METADATA, type PhotoView } from '../../src/core/model';
import { previewPath, thumbPath } from '../../src/core/previewCache';
import { launchBrowser } from '../host/browser.mjs';
import { repoRoot } from '../support/samples';
import { companion, decided, PICK, photoView, Scratch } from '../unit/export/shoots';
import { violations } from './support/seriousViolations';

const HOSTILE = `x"><img src=x onerror=alert(1)>'&amp;\n\u202E.NEF`;
const SHOTS = path.join(repoRoot, 'out', 'screenshots');
const LENSES = ['NIKKOR Z 24-120mm f/4 S', 'EF 50mm f/1.8 STM', null];

describe('The gallery in a browser', function () {
  this.timeout(240_000);
  let browser: Browser;
  let shoot: Scratch;
  let page: Page;
  const problems: string[] = [];

  before(async () => {
    browser = await launchBrowser();
    mkdirSync(SHOTS, { recursive: true });
  });
  after(() => browser?.close());
  beforeEach(() => {
    shoot = new Scratch();
    problems.length = 0;
  });
  afterEach(async () => {
    await page?.context().close();
    shoot.remove();
  });

  /** Pictures that tell apart what is beside what: a horizon in one of a few moods, wide or tall; drawn once a mood. */
  const drawn = new Map<string, Promise<Buffer>>();
  function picture(index: number, width: number): Promise<Buffer> {
    const mood = index % 12;
    const key = `${mood} ${width}`;
    const made = drawn.get(key) ?? draw(mood, width);
    drawn.set(key, made);
    return made;
  }
  function draw(mood: number, width: number): Promise<Buffer> {
    const height = Math.round(mood % 4 === 3 ? width * 1.5 : width / 1.5);
    const hue = mood * 30;
    const sky = `<linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="hsl(${hue},45%,35%)"/><stop offset="1" stop-color="hsl(${hue + 40},60%,80%)"/></linearGradient>`;
    const hills = `<path d="M0 ${height * 0.75} Q${width * 0.3} ${height * 0.5} ${width * 0.6} ${height * 0.72} T${width} ${height * 0.6} V${height} H0Z" fill="hsl(${hue + 90},25%,22%)"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${sky}</defs><rect width="100%" height="100%" fill="url(#s)"/><circle cx="${width * 0.7}" cy="${height * 0.35}" r="${width * 0.06}" fill="#fffbe8"/>${hills}</svg>`;
    return sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer();
  }

  async function cached(name: string, index: number, known: Partial<PhotoView> = {}): Promise<PhotoView> {
    const contentId = index.toString(16).padStart(32, 'a');
    const { cacheDir } = shoot.view([]);
    mkdirSync(path.dirname(previewPath(cacheDir, contentId)), { recursive: true });
    const tall = index % 4 === 3;
    writeFileSync(previewPath(cacheDir, contentId), await picture(index, tall ? 800 : 1200));
    writeFileSync(thumbPath(cacheDir, contentId), await picture(index, tall ? 213 : 320));
    const timestamp = `2024-05-${String(1 + Math.floor(index / 500)).padStart(2, '0')}T${String(8 + Math.floor((index % 500) / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}:00`;
    return photoView(name, {
      preview: { source: 'embedded', width: tall ? 800 : 1200, height: tall ? 1200 : 800, contentId },
      suggestion: PICK,
      metadata: {
        ...NO_METADATA,
        timestamp,
        make: 'NIKON CORPORATION',
        model: 'NIKON Z 8',
        lens: LENSES[index % 3] ?? null,
        iso: 400,
        shutter: 0.004,
        aperture: 5.6,
        focalLength: 85,
      },
      scores: { sharpness: 400 + index, exposure: 0.9, noise: 0.1, phash: '0123456789abcdef', clippedShadows: 0, clippedHighlights: 0 },
      decision: index % 5 === 0 ? decided({ verdict: 'pick', rating: 1 + (index % 5), label: 'green' }) : null,
      ...known,
    });
  }

  async function gallery(count: number): Promise<readonly PhotoView[]> {
    const photos: PhotoView[] = [];
    for (let index = 0; index < count; index++) photos.push(await cached(`day/DSC_${String(4000 + index)}.NEF`, index));
    return photos;
  }

  async function open(
    photos: readonly PhotoView[],
    context: Parameters<Browser['newContext']>[0] = {},
    originals: readonly ('raw' | 'jpeg')[] = [],
  ): Promise<void> {
    assert.deepEqual((await shoot.export(photos, { format: 'gallery', gallery: { originals } })).refused, []);
    await visit(context);
  }

  async function visit(context: Parameters<Browser['newContext']>[0]): Promise<void> {
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...context })).newPage();
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('console', (message) => problems.push(message.text()));
    page.on('dialog', (dialog) => problems.push(`dialog ${dialog.message()}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(pathToFileURL(shoot.out).href) && !request.url().startsWith('data:')) problems.push(request.url());
    });
    await page.goto(pathToFileURL(path.join(shoot.out, 'index.html')).href);
  }

  const shot = (name: string) => page.screenshot({ path: path.join(SHOTS, `gallery-${name}.png`) });
  const shown = () =>
    page.locator('dialog > img').evaluate((it) => decodeURIComponent((it as HTMLImageElement).src.split('/').at(-1) ?? ''));
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'));

  it('opens from the disk without another request, and runs nothing from a file’s name', async () => {
    await open([await cached(HOSTILE, 0), await cached('B.NEF', 1)]);
    assert.equal(await page.locator('main figure').count(), 2);
    assert.equal(await page.locator('main img').first().getAttribute('alt'), `${HOSTILE}. The only frame of its scene: ${HOSTILE}.`);
    await page.locator('main a').first().click();
    assert.match(await page.locator('dialog .panel').innerText(), /onerror=alert/);
    assert.deepEqual(problems, []);
  });

  it('lets nothing in that is not its own: no script, no style, no picture from elsewhere', async () => {
    await open([await cached('A.NEF', 1)]);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.intruder = 1';
      document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<p id="p" style="color: red">x</p><img src="https://example.org/x.png">');
    });
    assert.equal(await page.evaluate('window.intruder'), undefined);
    assert.notEqual(await page.locator('#p').evaluate((it) => getComputedStyle(it).color), 'rgb(255, 0, 0)');
    assert.equal(problems.filter((it) => /Content Security Policy/.test(it)).length >= 3, true, problems.join('\n'));
  });

  it('is walked by the keyboard: rows and columns, the lightbox, and back to where it was', async () => {
    await open(await gallery(30));
    await page.locator('main figure > a').first().focus();
    const walk = async (key: string) => {
      await page.keyboard.press(key);
      return (await focused())?.slice(0, 4);
    };
    assert.equal(await walk('ArrowRight'), '0002');
    const below = Number(await walk('ArrowDown'));
    assert.ok(below > 3 && below < 12, String(below));
    assert.equal(await walk('ArrowUp'), '0002');
    assert.equal(await walk('End'), '0030');
    assert.equal(await walk('ArrowRight'), '0030');
    assert.equal(await walk('Home'), '0001');
    await page.keyboard.press('Enter');
    assert.match(await shown(), /^0001_/);
    await page.keyboard.press('ArrowRight');
    assert.match(await shown(), /^0002_/);
    await page.keyboard.press('End');
    assert.match(await shown(), /^0030_/);
    await page.keyboard.press('ArrowRight');
    assert.match(await shown(), /^0001_/);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await page.locator('.position').innerText(), '30 / 30');
    await page.keyboard.press('i');
    assert.equal(await page.locator('dialog .panel').isVisible(), false);
    assert.equal(await page.locator('[data-info]').getAttribute('aria-pressed'), 'false');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('dialog').isVisible(), false);
    assert.match((await focused()) ?? '', /^0030_/);
    assert.deepEqual(problems, []);
  });

  it('tells suggestion, decision, scores and reason, and links to the originals', async () => {
    const raw = shoot.write('d/A.NEF', 'raw bytes');
    shoot.write('d/A.JPG', 'jpeg bytes');
    await open([await cached('d/A.NEF', 5, { companions: [companion('d/A.JPG')] })], {}, ['raw', 'jpeg']);
    await page.locator('main figure > a').first().click();
    const text = await page.locator('dialog .panel').innerText();
    for (const part of [
      '★',
      'Green',
      'The only frame',
      'Decision',
      'Pick, rank 1',
      'NIKON Z 8',
      'f/5.6',
      'Sharpness',
      '405',
      '90 %',
      '10 %',
    ])
      assert.ok(text.includes(part), `${part}: ${text}`);
    const links = await page.locator('dialog .panel a').evaluateAll((all) => all.map((it) => [it.textContent, it.getAttribute('href')]));
    await page.locator('dialog .panel a').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('i');
    assert.equal(await page.locator('dialog .panel').isVisible(), false, 'the keys were lost with the focus');
    assert.deepEqual(links, [
      ['NEF', 'raw/0001_A.nef'],
      ['JPG', 'jpeg/0001_A.jpg'],
    ]);
    assert.deepEqual(readFileSync(path.join(shoot.out, 'raw/0001_A.nef')), readFileSync(raw));
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is accessible and fits, ${colorScheme}: desktop and phone`, async () => {
      await open(await gallery(24), { colorScheme });
      assert.deepEqual(await violations(page), []);
      await shot(`desktop-${colorScheme}`);
      await page.locator('main figure > a').nth(5).click();
      await page.locator('dialog > img').evaluate((it) => (it as HTMLImageElement).decode());
      assert.deepEqual(await violations(page), []);
      await shot(`lightbox-${colorScheme}`);
      await page.context().close();
      await visit({ colorScheme, viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, 'scrolls sideways');
      assert.deepEqual(await violations(page), []);
      await shot(`phone-${colorScheme}`);
      await page.locator('main figure > a').nth(3).tap();
      await page.locator('dialog > img').evaluate((it) => (it as HTMLImageElement).decode());
      await shot(`phone-lightbox-${colorScheme}`);
    });
  }

  it('holds a thousand photos: opens at once, scrolls to its end, shows the last one', async () => {
    const photos = await gallery(1000);
    await open(photos);
    const opened = await page.evaluate(
      () => performance.getEntriesByType('navigation')[0]?.toJSON() as { domContentLoadedEventEnd: number },
    );
    const fetched = () =>
      page.evaluate(
        () => [...document.querySelectorAll<HTMLImageElement>('main img')].filter((it) => it.complete && it.naturalWidth > 0).length,
      );
    const atFirst = await fetched();
    assert.ok(atFirst < 500, `${atFirst} pictures were loaded at once`);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    let steps = 0;
    const started = performance.now();
    for (let y = 0; y < height; y += 2800) {
      await page.mouse.wheel(0, 2800);
      await page.evaluate(() => new Promise(requestAnimationFrame));
      steps += 1;
    }
    const perStep = (performance.now() - started) / steps;
    await page.keyboard.press('End');
    const last = page.locator('main figure').last().locator('img');
    await last.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (it) => (it as HTMLImageElement).complete && (it as HTMLImageElement).naturalWidth > 0,
      await last.elementHandle(),
    );
    await page.locator('main figure > a').last().click();
    assert.equal(await page.locator('.position').innerText(), '1000 / 1000');
    assert.deepEqual(problems, []);
    console.log(
      `      1,000 photos: page ready after ${opened.domContentLoadedEventEnd.toFixed(0)} ms, ${atFirst} pictures loaded at first, ${perStep.toFixed(0)} ms for four screens`,
    );
    await page.keyboard.press('Escape');
    await shot('thousand-end');
  });
});
