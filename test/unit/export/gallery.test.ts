import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import sharp from 'sharp';
import { QrateError } from '../../../src/core/errors';
import { applyExport } from '../../../src/core/export/applyExport';
import type { PhotoView } from '../../../src/core/model';
import { NO_METADATA } from '../../../src/core/model';
import { previewPath, thumbPath } from '../../../src/core/previewCache';
import { decided, filesIn, PICK, photoView, Scratch, sentence } from './shoots';

const CHROMIUM = '/usr/bin/chromium';
const HOSTILE = `x"><img src=x onerror=alert(1)>'&amp;\n\u202E.NEF`;

describe('The gallery', () => {
  let shoot: Scratch;
  beforeEach(() => {
    shoot = new Scratch();
  });
  afterEach(() => shoot.remove());

  /** A photo whose preview is in the cache. */
  async function cached(name: string, known: Partial<PhotoView> = {}): Promise<PhotoView> {
    const contentId = Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32);
    const { cacheDir } = shoot.view([]);
    const picture = (width: number) =>
      sharp({ create: { width, height: (width * 2) / 3, channels: 3, background: `#${contentId.slice(0, 6)}` } })
        .jpeg()
        .toBuffer();
    mkdirSync(path.dirname(previewPath(cacheDir, contentId)), { recursive: true });
    writeFileSync(previewPath(cacheDir, contentId), await picture(600));
    writeFileSync(thumbPath(cacheDir, contentId), await picture(60));
    return photoView(name, { preview: { source: 'embedded', width: 600, height: 400, contentId }, suggestion: PICK, ...known });
  }

  const at = (time: string) => ({ metadata: { ...NO_METADATA, timestamp: `2024-05-01T${time}` } });
  const names = () => Object.keys(filesIn(shoot.out));
  const gallery = (photos: readonly PhotoView[]) => shoot.export(photos, { format: 'gallery' });

  it('numbers the previews in capture order and writes page, thumbs, scores and marker', async () => {
    const photos = [await cached('b/A.NEF', at('10:00:00.5')), await cached('C.NEF'), await cached('Z.NEF', at('10:00:00'))];
    const report = await gallery(photos);
    assert.deepEqual(report.refused, []);
    const pictures = ['0001_Z.jpg', '0002_A.jpg', '0003_C.jpg'];
    assert.deepEqual(names(), ['.qrate-gallery.json', ...pictures, 'index.html', 'scores.json', ...pictures.map((it) => `thumbs/${it}`)]);
    const scores = JSON.parse(readFileSync(path.join(shoot.out, 'scores.json'), 'utf8')) as {
      path: string;
      picture: string;
      sentence: string;
    }[];
    assert.deepEqual(
      scores.map((it) => [it.path, it.picture]),
      [
        ['Z.NEF', pictures[0]],
        ['b/A.NEF', pictures[1]],
        ['C.NEF', pictures[2]],
      ],
    );
    assert.match(scores[0]?.sentence ?? '', /only frame/);
  });

  it('is complete and untouched the second time', async () => {
    const photos = [await cached('A.NEF')];
    await gallery(photos);
    const before = filesIn(shoot.out);
    const report = await gallery(photos);
    assert.deepEqual(report.written, []);
    assert.ok(report.plan.actions.every(({ kind }) => kind === 'unchanged'));
    assert.deepEqual(filesIn(shoot.out), before);
  });

  it('replaces its earlier self: pictures that left are removed, numbers move up', async () => {
    const [a, b] = [await cached('A.NEF'), await cached('B.NEF')];
    await gallery([a, b]);
    const plan = await shoot.plan([b], { format: 'gallery' });
    assert.match(plan.notes.join(), /4 files of the earlier gallery .* will be removed/);
    await shoot.apply(plan, [b]);
    assert.deepEqual(
      names().filter((name) => name.endsWith('.jpg')),
      ['0001_B.jpg', 'thumbs/0001_B.jpg'],
    );
    assert.equal(readFileSync(path.join(shoot.out, '.qrate-gallery.json'), 'utf8').includes('_A'), false);
  });

  it('keeps what a person changed or put beside it', async () => {
    const photos = [await cached('A.NEF'), await cached('B.NEF')];
    await gallery(photos);
    writeFileSync(path.join(shoot.out, 'index.html'), 'my own page');
    writeFileSync(path.join(shoot.out, '0002_B.jpg'), 'retouched');
    writeFileSync(path.join(shoot.out, 'CNAME'), 'example.org');
    const report = await gallery(photos.slice(0, 1));
    assert.deepEqual(
      report.refused.map((it) => path.basename(it.path)),
      ['index.html'],
    );
    const files = filesIn(shoot.out);
    assert.deepEqual([files['index.html'], files['0002_B.jpg'], files.CNAME], ['my own page', 'retouched', 'example.org']);
  });

  it('refuses a folder with other content, and a damaged or dishonest marker', async () => {
    const photos = [await cached('A.NEF')];
    const refused = () =>
      assert.rejects(shoot.plan(photos, { format: 'gallery' }), (error) => error instanceof QrateError && error.code === 'bad-destination');
    mkdirSync(shoot.out);
    writeFileSync(path.join(shoot.out, 'holiday.txt'), '');
    await refused();
    const marker = (text: string) => writeFileSync(path.join(shoot.out, '.qrate-gallery.json'), text);
    for (const text of [
      '',
      '{}',
      '{"format":"qrate-gallery","files":[{"name":"../shoot/A.NEF","blake3":""}]}',
      '{"format":"qrate-gallery","files":[{"name":"..","blake3":""}]}',
    ]) {
      marker(text);
      await refused();
    }
  });

  it('lists a photo without a cached preview and shows the others', async () => {
    const lost = await cached('B.NEF');
    rmSync(previewPath(shoot.view([]).cacheDir, lost.preview?.contentId ?? ''));
    const report = await gallery([await cached('A.NEF'), lost, photoView('C.NEF')]);
    assert.deepEqual(
      report.refused.map((it) => it.path),
      ['B.NEF', 'C.NEF'],
    );
    assert.match(report.refused[0]?.reason ?? '', /no preview in the cache/);
    assert.deepEqual(
      names().filter((name) => /^\d/.test(name)),
      ['0001_A.jpg'],
    );
  });

  it('leaves out of the page what failed after planning, and keeps the numbers', async () => {
    const photos = [await cached('A.NEF'), await cached('B.NEF')];
    const plan = await shoot.plan(photos, { format: 'gallery' });
    rmSync(previewPath(shoot.view([]).cacheDir, photos[0]?.preview?.contentId ?? ''));
    const report = await shoot.apply(plan, photos);
    assert.deepEqual(
      report.refused.map((it) => it.path),
      ['A.NEF'],
    );
    const scores = JSON.parse(readFileSync(path.join(shoot.out, 'scores.json'), 'utf8')) as { picture: string }[];
    assert.deepEqual(
      scores.map((it) => it.picture),
      ['0002_B.jpg'],
    );
  });

  it('resumes after a run that was cancelled half-way', async () => {
    const photos = [await cached('A.NEF'), await cached('B.NEF')];
    const plan = await shoot.plan(photos, { format: 'gallery' });
    const controller = new AbortController();
    const cancel = { signal: controller.signal, onProgress: () => controller.abort() };
    await assert.rejects(applyExport({ view: shoot.view(photos), plan, sentence, ...cancel }), { name: 'AbortError' });
    assert.deepEqual(names(), ['.qrate-gallery.json', '0001_A.jpg']);
    assert.deepEqual((await gallery(photos)).refused, []);
    assert.equal(names().length, 7);
  });

  describe(`in a browser${existsSync(CHROMIUM) ? '' : ' (skipped: Chromium is not installed)'}`, () => {
    let browser: Browser;
    before(async function () {
      if (!existsSync(CHROMIUM)) return this.skip();
      browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      });
    });
    after(() => browser?.close());

    it('opens from the disk without another request, obeys the keyboard, and runs nothing from a file’s name', async () => {
      const photos = [
        await cached(HOSTILE, at('09:00:00')),
        await cached('B.NEF', { ...at('10:00:00'), decision: decided({ rating: 4, label: 'green' }) }),
        await cached('C.NEF'),
      ];
      await gallery(photos);
      const page = await browser.newPage();
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => problems.push(message.text()));
      page.on('dialog', (dialog) => problems.push(`dialog ${dialog.message()}`));
      page.on('request', (request) => !request.url().startsWith(pathToFileURL(shoot.out).href) && problems.push(request.url()));
      await page.goto(pathToFileURL(path.join(shoot.out, 'index.html')).href);
      assert.equal(await page.locator('main figure').count(), 3);
      assert.equal(await page.locator('main img').first().getAttribute('alt'), `${HOSTILE}. The only frame of its scene: ${HOSTILE}.`);
      const shown = () =>
        page.locator('dialog > img').evaluate((it) => decodeURIComponent((it as unknown as { src: string }).src.split('/').at(-1) ?? ''));
      await page.locator('main a').nth(1).focus();
      await page.keyboard.press('Enter');
      assert.equal(await shown(), '0002_B.jpg');
      assert.match(await page.locator('dialog .panel').innerText(), /B\.NEF[\s\S]*only frame/);
      await page.keyboard.press('ArrowRight');
      assert.equal(await shown(), '0003_C.jpg');
      await page.keyboard.press('ArrowRight');
      assert.match(await shown(), /^0001_x__/);
      await page.keyboard.press('End');
      await page.keyboard.press('i');
      assert.equal(await page.locator('dialog .panel').isVisible(), false);
      await page.keyboard.press('Escape');
      assert.equal(await page.locator('dialog').isVisible(), false);
      assert.equal(await page.evaluate('document.activeElement.getAttribute("href")'), '0003_C.jpg');
      assert.deepEqual(problems, []);
      assert.deepEqual(
        readdirSync(shoot.out).filter((name) => name.includes('\n')),
        [],
      );
    });
  });
});
