/// <reference lib="dom" />
import assert from 'node:assert/strict';
import type { ViewerPicture } from '../../src/webview/viewer/picture';
import { serveSigns, withFullSize } from './support/viewerFixtures';
import { ViewerHarness } from './support/viewerHarness';

describe('what the viewer lays over pictures', function () {
  this.timeout(120_000);
  let harness: ViewerHarness;
  let signs: ViewerPicture;
  const withFull = (picture: ViewerPicture) => withFullSize(harness.server, picture);

  before(async () => {
    harness = await ViewerHarness.start();
    signs = await serveSigns(harness.server);
  });
  after(() => harness.close());

  describe('overlays', () => {
    /** Points of the picture as device pixels of the pane, at 1:1. */
    async function overlayAt(points: readonly (readonly [number, number])[]): Promise<number[][]> {
      const [rect] = await harness.placements();
      assert.ok(rect);
      return harness.pixels(
        0,
        points.map(([x, y]) => [x + rect.x, y + rect.y] as const),
        'overlay',
      );
    }

    const openMarked = async (props: object) => {
      await harness.open({ pictures: [withFull(signs)], zoom: '1:1', center: { x: 0.38, y: 0.5 }, ...props });
      await harness.page.waitForFunction(() => {
        const pane = document.querySelector('qrate-viewer')?.shadowRoot?.querySelector('qrate-viewer-pane');
        const data = pane?.shadowRoot?.querySelectorAll('canvas')[1]?.getContext('2d')?.getImageData(0, 0, 1100, 700).data;
        return (pane as unknown as { level: string })?.level === 'full' && data?.some((value) => value > 0);
      });
      await harness.page.waitForTimeout(300);
      await harness.settle();
    };
    const flat = [500, 1000] as const;
    const blown = [
      [1001, 901],
      [1100, 1000],
      [1198, 1098],
    ] as const;
    const blocked = [
      [1401, 901],
      [1500, 1000],
      [1598, 1098],
    ] as const;
    const edges = [
      [699, 1000],
      [700, 1000],
      [759, 1000],
      [760, 1000],
    ] as const;

    it('mark what is clipped, to the pixel', async () => {
      await openMarked({ clipping: true });
      const alpha = async (points: readonly (readonly [number, number])[]) => (await overlayAt(points)).map((pixel) => pixel[3]);
      assert.deepEqual(await alpha(blown), [255, 255, 255]);
      assert.deepEqual(await alpha(blocked), [255, 255, 255]);
      assert.deepEqual(await alpha([flat, [999, 1000], [1200, 1000], [1399, 1000], [1600, 1000], [730, 1000]]), [0, 0, 0, 0, 0, 0]);
      assert.deepEqual(await alpha(edges), [0, 0, 0, 0]);
    });

    it('mark sharp edges, and not the flat inside', async () => {
      await openMarked({ peaking: true });
      const alpha = async (points: readonly (readonly [number, number])[]) => (await overlayAt(points)).map((pixel) => pixel[3]);
      assert.deepEqual(await alpha(edges), [255, 255, 255, 255]);
      assert.deepEqual(await alpha([flat, [730, 1000], [697, 1000], [762, 1000], [1100, 1000]]), [0, 0, 0, 0, 0]);
    });

    it('tell highlights from shadows by pattern, and say in a legend what is what', async () => {
      await openMarked({ clipping: true });
      const row = (from: number) => Array.from({ length: 12 }, (_, i) => [from + i, 1000] as const);
      const column = (from: number) => Array.from({ length: 12 }, (_, i) => [from + i, 1000 + i] as const);
      const kinds = async (points: readonly (readonly [number, number])[]) => new Set((await overlayAt(points)).map(String)).size;
      assert.equal(await kinds(row(1050)), 2);
      assert.equal(await kinds(row(1450)), 2);
      // Along the diagonal the stripes of shadows are one colour, those of highlights two.
      assert.equal(await kinds(column(1050)), 2);
      assert.equal(await kinds(column(1450)), 1);
      assert.equal(await harness.page.locator('qrate-viewer-legend li').count(), 2);
    });

    it('move with the picture while it is dragged', async () => {
      await openMarked({ clipping: true });
      await harness.page.mouse.move(600, 400);
      await harness.page.mouse.down();
      await harness.page.mouse.move(560, 380, { steps: 3 });
      await harness.settle();
      assert.deepEqual(
        (await overlayAt([blown[1], flat])).map((pixel) => pixel[3]),
        [255, 0],
      );
      await harness.page.mouse.up();
    });
  });

  describe('crops', () => {
    it('show the same place of each frame, and a click goes there', async () => {
      await harness.open({ pictures: [withFull(signs), { ...withFull(signs), key: 'signs again' }], crops: true });
      const crops = harness.page.locator('qrate-viewer-crops button');
      await crops.nth(1).waitFor();
      await harness.page.waitForFunction(() => {
        const strip = document.querySelector('qrate-viewer')?.shadowRoot?.querySelector('qrate-viewer-crops');
        return [...(strip?.shadowRoot?.querySelectorAll('canvas') ?? [])].every((canvas) => canvas.dataset.level === 'full');
      });
      const drawn = await harness.page.evaluate(() => {
        const strip = document.querySelector('qrate-viewer')?.shadowRoot?.querySelector('qrate-viewer-crops');
        return [...(strip?.shadowRoot?.querySelectorAll('canvas') ?? [])].map((canvas) => canvas.toDataURL());
      });
      assert.equal(drawn.length, 2);
      assert.equal(drawn[0], drawn[1]);
      await crops.nth(1).click();
      await harness.shows('full');
      const [event] = (await harness.events('qrate-zoom')) as { zoom: string; center: { x: number; y: number } }[];
      assert.equal(event?.zoom, '1:1');
      // The sharpest part is an edge of one of the three shapes.
      assert.ok(
        Math.abs((event?.center.y ?? 0) - 0.5) < 0.12 && (event?.center.x ?? 0) > 0.2 && (event?.center.x ?? 0) < 0.58,
        JSON.stringify(event),
      );
      assert.deepEqual(await harness.events('qrate-activate'), [{ index: 1, key: 'signs again' }]);
    });

    it('are of faces where there are some', async () => {
      const face = { x: 0.33, y: 0.45, w: 0.05, h: 0.05, kind: 'face' } as const;
      await harness.open({ pictures: [{ ...withFull(signs), focusBoxes: [face] }], crops: true });
      await harness.page.locator('qrate-viewer-crops button').click();
      const [event] = (await harness.events('qrate-zoom')) as { center: { x: number; y: number } }[];
      assert.ok(Math.abs((event?.center.x ?? 0) - 0.355) < 1e-9 && Math.abs((event?.center.y ?? 0) - 0.475) < 1e-9);
    });
  });
});
