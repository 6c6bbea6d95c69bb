/// <reference lib="dom" />
import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { ViewerPicture } from '../../src/webview/viewer/picture';
import { seriousViolations } from './support/seriousViolations';
import { THEMES } from './support/themes';
import { FULL, mapColour, mapPng, paintedPng, servePicture, serveSigns, withFullSize } from './support/viewerFixtures';
import { type Placement, ViewerHarness } from './support/viewerHarness';

const repeat = <T>(count: number, make: (index: number) => Promise<T>): Promise<readonly T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

/** A grey that grows to the right and a red that grows downwards: smooth, so that it looks the same at every resolution. */
const smooth = (hue: string) => `<svg xmlns="http://www.w3.org/2000/svg" width="${FULL.width}" height="${FULL.height}">
  <linearGradient id="g"><stop offset="0" stop-color="#101010"/><stop offset="1" stop-color="${hue}"/></linearGradient>
  <rect width="100%" height="100%" fill="url(#g)"/></svg>`;

describe('the viewer', function () {
  this.timeout(120_000);
  let harness: ViewerHarness;
  let maps: readonly ViewerPicture[];
  let gradients: readonly ViewerPicture[];
  let signs: ViewerPicture;
  const withFull = (picture: ViewerPicture) => withFullSize(harness.server, picture);

  before(async () => {
    harness = await ViewerHarness.start();
    const map = await mapPng(FULL.width, FULL.height);
    const preview = await sharp(map).resize(1500).png({ compressionLevel: 1 }).toBuffer();
    maps = await repeat(4, (i) => servePicture(harness.server, `map${i}`, { full: map, preview }));
    gradients = await repeat(6, async (i) => {
      const full = await paintedPng(smooth(['#ff4040', '#40ff40', '#4040ff', '#ffff40', '#ff40ff', '#40ffff'][i] ?? '#fff'));
      const small = (width: number) => sharp(full).resize(width).png({ compressionLevel: 1 }).toBuffer();
      return servePicture(harness.server, `gradient${i}`, { full, preview: await small(1500), thumb: await small(320) });
    });
    signs = await serveSigns(harness.server);
  });
  after(() => harness.close());

  describe('with four pictures at 1:1', () => {
    const points = [
      [0, 0],
      [17, 230],
      [299, 180],
      [540, 11],
    ] as const;

    /** Every pane shows the pixels that its placement says, each exactly, and all the same ones. */
    async function assertSynchronised(): Promise<{ readonly x: number; readonly y: number }> {
      const [first, ...others]: readonly Placement[] = await harness.placements();
      assert.ok(first);
      for (const other of others) assert.deepEqual(other, first);
      for (let pane = 0; pane < 4; pane += 1) {
        const seen = await harness.pixels(pane, points);
        const expected: number[][] = points.map(([x, y]) => [...mapColour(x - first.x, y - first.y), 255]);
        assert.deepEqual(seen, expected, `pane ${pane}`);
      }
      return first;
    }

    it('shows the same pixels in all of them, to the pixel, wherever it is zoomed and dragged', async () => {
      await harness.open({ pictures: maps.map(withFull) });
      await harness.shows('preview');
      const { page } = harness;
      await page.mouse.click(200, 120);
      await harness.shows('full');
      const clicked = await assertSynchronised();
      await page.mouse.move(900, 200);
      await page.mouse.down();
      await page.mouse.move(850, 230, { steps: 4 });
      await page.mouse.move(797, 261, { steps: 4 });
      await page.mouse.up();
      await harness.settle();
      const dragged = await assertSynchronised();
      assert.deepEqual([dragged.x, dragged.y], [clicked.x - 103, clicked.y + 61]);
      await page.keyboard.press('Shift+ArrowRight');
      await harness.settle();
      const stepped = await assertSynchronised();
      assert.ok(stepped.x < dragged.x);
      for (let i = 0; i < 40; i += 1) await page.keyboard.press('Shift+ArrowRight');
      await harness.settle();
      const last = await assertSynchronised();
      assert.equal(last.x, 600 - FULL.width);
    });

    it('keeps the clicked place under the pointer', async () => {
      await harness.open({ pictures: maps.map(withFull) });
      await harness.shows('preview');
      const [fit] = await harness.placements();
      assert.ok(fit);
      await harness.page.mouse.click(200, 120);
      await harness.shows('full');
      const [zoomed] = await harness.placements();
      assert.ok(zoomed);
      const before = ((200 - fit.x) / fit.width) * FULL.width;
      assert.ok(Math.abs(before - (200 - zoomed.x)) <= 1, `${before} moved to ${200 - zoomed.x}`);
    });

    it('is true to the device pixel on a screen of two device pixels each', async () => {
      await harness.open({ pictures: maps.map(withFull), zoom: '1:1' }, { scale: 2 });
      await harness.shows('full');
      const first = await assertSynchronised();
      assert.equal((await harness.placements())[0]?.port.width, 1200);
      assert.equal(first.x, 600 - FULL.width / 2);
    });
  });

  it('does not move when the full picture arrives, and asks for it once', async () => {
    await harness.open({ pictures: gradients.slice(0, 2), zoom: '1:1', center: { x: 0.31, y: 0.77 } });
    await harness.shows('preview');
    const before = await harness.placements();
    const row = Array.from({ length: 50 }, (_, i) => [12 * i, 300] as const);
    const blurred = await harness.pixels(0, row);
    assert.deepEqual(await harness.events('qrate-want-full'), [{ key: 'gradient0' }, { key: 'gradient1' }]);
    await harness.set({ pictures: gradients.slice(0, 2).map(withFull) });
    await harness.shows('full');
    assert.deepEqual(await harness.placements(), before);
    const sharpened = await harness.pixels(0, row);
    for (const [i, pixel] of blurred.entries()) {
      for (const channel of [0, 1, 2])
        assert.ok(Math.abs((pixel[channel] ?? 0) - (sharpened[i]?.[channel] ?? 0)) <= 2, `${pixel} became ${sharpened[i]}`);
    }
    assert.equal((await harness.events('qrate-want-full')).length, 2);
  });

  it('shows the thumb until the preview is there, and never nothing in between', async () => {
    const [first, second] = gradients;
    assert.ok(first && second?.preview);
    const body = await sharp(await paintedPng(smooth('#ffffff')))
      .resize(1500)
      .png()
      .toBuffer();
    harness.server.put('slow.preview', { type: 'image/png', body, latency: 700 });
    await harness.open({ pictures: [first] });
    await harness.shows('preview');
    const slow = { ...second, preview: `${harness.server.origin}/slow.preview` };
    await harness.page.evaluate((picture) => {
      const { viewer } = window as unknown as { viewer: HTMLElement & { pictures: unknown } };
      const seen: string[] = [];
      Object.assign(window, { seen });
      const pane = viewer.shadowRoot?.querySelector('qrate-viewer-pane') as unknown as { level: string | null; shadowRoot: ShadowRoot };
      const look = () => {
        const alpha = pane.shadowRoot.querySelector('canvas')?.getContext('2d')?.getImageData(600, 300, 1, 1).data[3];
        seen.push(alpha === 255 ? String(pane.level) : 'blank');
        requestAnimationFrame(look);
      };
      viewer.pictures = [picture];
      requestAnimationFrame(look);
    }, slow);
    await harness.shows('preview');
    const seen = await harness.page.evaluate(() => [...new Set((window as unknown as { seen: string[] }).seen)]);
    assert.ok(!seen.includes('blank'), seen.join());
    assert.ok(seen.includes('thumb') && seen.at(-1) === 'preview', seen.join());
  });

  it('shows the next picture within 50 ms when it was prefetched', async () => {
    const [first, ...next] = gradients;
    assert.ok(first);
    await harness.open({ pictures: [first], prefetch: next });
    await harness.shows('preview');
    await harness.page.waitForFunction(
      (count) => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.preview')).length >= count,
      gradients.length,
    );
    await harness.page.waitForTimeout(300);
    const times = await harness.page.evaluate(async (pictures) => {
      const { viewer } = window as unknown as { viewer: HTMLElement & { pictures: unknown; prefetch: unknown } };
      const pane = viewer.shadowRoot?.querySelector('qrate-viewer-pane') as unknown as {
        level: string | null;
        picture: { key: string };
        shadowRoot: ShadowRoot;
      };
      const colour = () =>
        [...(pane.shadowRoot.querySelector('canvas')?.getContext('2d')?.getImageData(1100, 300, 1, 1).data ?? [])].join();
      const measured: number[] = [];
      for (const picture of pictures) {
        const before = colour();
        const start = performance.now();
        viewer.pictures = [picture];
        do await new Promise((resolve) => requestAnimationFrame(resolve));
        while (colour() === before);
        measured.push(performance.now() - start);
        if (pane.level !== 'preview') throw new Error(`${picture.key} came as ${pane.level}`);
      }
      return measured;
    }, next);
    times.sort((a, b) => a - b);
    assert.ok((times[Math.floor(times.length / 2)] ?? Infinity) < 50, times.map((it) => it.toFixed(1)).join(' ms, '));
  });

  it('never keeps the page busy for 50 ms while it pans and works out overlays', async () => {
    await harness.open({ pictures: maps.map(withFull), zoom: '1:1', peaking: true, clipping: true });
    await harness.shows('full');
    const longest = await harness.longestTask(async () => {
      await harness.page.evaluate(dragAround);
      await harness.page.waitForTimeout(800);
    });
    assert.ok(longest > 0 && longest < 50, `the longest task took ${longest.toFixed(1)} ms`);
  });

  it('zooms by wheel and keys, and ends at the whole picture', async () => {
    await harness.open({ pictures: maps.slice(0, 1) });
    await harness.shows('preview');
    const { page } = harness;
    await page.mouse.move(300, 200);
    for (let i = 0; i < 3; i += 1) await page.mouse.wheel(0, -200);
    await harness.settle();
    const zoomed = (await harness.placements())[0];
    assert.ok((zoomed?.width ?? 0) > 1800, `${zoomed?.width}`);
    for (let i = 0; i < 12; i += 1) await page.mouse.wheel(0, 200);
    await harness.settle();
    await page.locator('qrate-viewer-pane').focus();
    await page.keyboard.press('+');
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await harness.settle();
    const events = (await harness.events('qrate-zoom')) as { zoom: unknown }[];
    assert.equal(events.at(-1)?.zoom, 'fit');
  });

  it('says what cannot be shown, and goes on with the others', async () => {
    const lost = { ...gradients[0], key: 'lost', preview: `${harness.server.origin}/gone`, thumb: null } as ViewerPicture;
    const none = { ...lost, key: 'none', preview: null, previewWidth: null, previewHeight: null, size: null };
    await harness.open({ pictures: [lost, none, ...gradients.slice(1, 2)] });
    await harness.page.getByText('The picture could not be loaded.').waitFor();
    await harness.page.getByText('No preview').waitFor();
    await harness.page.waitForFunction(() => {
      const panes = document.querySelector('qrate-viewer')?.shadowRoot?.querySelectorAll('qrate-viewer-pane');
      return (panes?.[2] as unknown as { level: string | null } | undefined)?.level === 'preview';
    });
  });

  it('has a histogram with its meaning in words', async () => {
    await harness.open({ pictures: [signs] });
    await harness.page.evaluate(
      ({ src, strings }) => {
        const histogram = Object.assign(document.createElement('qrate-histogram'), { src, strings });
        document.querySelector('#app')?.append(histogram);
      },
      { src: signs.preview, strings: (await import('./support/viewerFixtures')).STRINGS },
    );
    const curves = harness.page.locator('qrate-histogram svg.curves');
    await curves.waitFor();
    // 40,000 of 6,000,000 pixels are white, as many are black.
    assert.match(
      (await curves.getAttribute('aria-label')) ?? '',
      /median brightness 50 %, clipped shadows 0\.[67] %, clipped highlights 0\.[67] %/,
    );
  });

  for (const theme of THEMES) {
    it(`has no serious fault for assistive technology, ${theme}`, async () => {
      const decided = { ...withFull(signs), state: { suggested: 'alternate', decided: 'pick', rating: 4, label: 'green' } } as const;
      const pictures = [decided, withFull({ ...signs, key: 'b' }), ...gradients.slice(0, 2)];
      await harness.open({ pictures, champion: true, peaking: true, clipping: true, crops: true }, { theme });
      await harness.shows('preview');
      await harness.page.locator('qrate-viewer-crops button').nth(3).waitFor();
      await harness.page.waitForTimeout(600);
      await harness.screenshot(theme);
      assert.deepEqual(await seriousViolations(harness.page), []);
    });
  }
});

/** Drags the pictures for 60 frames. */
async function dragAround(): Promise<void> {
  const stage = document.querySelector('qrate-viewer')?.shadowRoot?.querySelector('qrate-viewer-pane')?.shadowRoot?.querySelector('.stage');
  const point = (type: string, x: number) =>
    stage?.dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX: x, clientY: 200, bubbles: true, composed: true }));
  // A pointer that no hand moves cannot be captured.
  if (stage instanceof HTMLElement) stage.setPointerCapture = () => {};
  point('pointerdown', 500);
  for (let i = 1; i <= 60; i += 1) {
    point('pointermove', 500 - 7 * i);
    await new Promise(requestAnimationFrame);
  }
  point('pointerup', 80);
}
