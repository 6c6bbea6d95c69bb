import assert from 'node:assert/strict';
import { cropAround, spotsOf } from '../../../../src/webview/viewer/crops/spots';
import { bestLevel, needsFull, wantedLevels } from '../../../../src/webview/viewer/levels';
import { type FocusBox, sizeOf, type ViewerPicture } from '../../../../src/webview/viewer/picture';

const picture = (rest: Partial<ViewerPicture> = {}): ViewerPicture => ({
  key: 'a.NEF',
  name: 'a.NEF',
  preview: 'preview',
  thumb: 'thumb',
  previewWidth: 2048,
  previewHeight: 1365,
  caption: '',
  state: { suggested: null, decided: null, rating: null, label: null },
  full: null,
  focusBoxes: [],
  ...rest,
});

describe('the size that a scale refers to', () => {
  const size = { width: 6016, height: 4016 };

  it('is that of the capture before its pixels are there, else that of the preview', () => {
    assert.deepEqual(sizeOf(picture({ size })), size);
    assert.deepEqual(sizeOf(picture()), { width: 2048, height: 1365 });
    assert.equal(sizeOf(picture({ previewWidth: null, previewHeight: null })), null);
  });

  it('is exactly that of the full picture, so that 1:1 is true to the pixel', () => {
    const full = { uri: 'full', width: 6000, height: 4000 };
    assert.equal(sizeOf(picture({ size, full })), full);
    assert.equal(sizeOf(picture({ full })), full);
  });

  it('stays that of the capture where the largest picture is much smaller', () => {
    assert.deepEqual(sizeOf(picture({ size, full: { uri: 'full', width: 3008, height: 2008 } })), size);
  });

  it('is not that of the sensor where the camera cropped the picture, or stood upright', () => {
    assert.deepEqual(sizeOf(picture({ size, previewWidth: 2048, previewHeight: 1152 })), { width: 2048, height: 1152 });
    assert.deepEqual(sizeOf(picture({ size, previewWidth: 1365, previewHeight: 2048 })), { width: 1365, height: 2048 });
  });
});

describe('a size that cannot be', () => {
  const nonsense = { width: 240, height: 160 };

  it('is passed over for the preview, and for the full picture', () => {
    assert.deepEqual(sizeOf(picture({ size: nonsense })), { width: 2048, height: 1365 });
    const full = { uri: 'full', width: 6000, height: 4000 };
    assert.equal(sizeOf(picture({ size: nonsense, full })), full);
  });
});

describe('the resolution that is shown', () => {
  const cache = (...uris: readonly string[]) => ({
    get: (uri: string | null) =>
      uri !== null && uris.includes(uri)
        ? { width: { thumb: 320, preview: 2048, full: 6000 }[uri] ?? 0, height: 1, close: () => {} }
        : null,
  });
  const full = { uri: 'full', width: 6000, height: 4000 };

  it('is the smallest that is enough, else the largest there is', () => {
    const all = cache('thumb', 'preview', 'full');
    assert.equal(bestLevel(picture({ full }), 1200, all)?.level, 'preview');
    assert.equal(bestLevel(picture({ full }), 6000, all)?.level, 'full');
    assert.equal(bestLevel(picture({ full }), 6000, cache('thumb', 'preview'))?.level, 'preview');
    assert.equal(bestLevel(picture(), 200, cache('thumb'))?.level, 'thumb');
    assert.equal(bestLevel(picture(), 200, all)?.level, 'preview');
    assert.equal(bestLevel(picture(), 200, cache()), null);
  });

  it('asks for the full picture only where the preview has too few pixels', () => {
    assert.equal(needsFull(picture(), 2048), false);
    assert.equal(needsFull(picture(), 2100), true);
    assert.equal(needsFull(picture({ full }), 6000), false);
    assert.deepEqual(wantedLevels(picture({ full }), 2000), ['thumb', 'preview']);
    assert.deepEqual(wantedLevels(picture({ full }), 6000), ['thumb', 'preview', 'full']);
  });
});

describe('the crops of a picture', () => {
  const box = (kind: FocusBox['kind'], x: number, w: number): FocusBox => ({ x, y: 0.5, w, h: w, kind });

  it('are the largest faces, else subjects, else the sharpest part', () => {
    const boxes = [box('subject', 0, 0.5), box('face', 0.1, 0.02), box('face', 0.2, 0.04), box('face', 0.3, 0.06), box('face', 0.4, 0.08)];
    assert.deepEqual(
      spotsOf(picture({ focusBoxes: boxes }), null).map((spot) => Number(spot.x.toFixed(6))),
      [0.44, 0.33, 0.22],
    );
    assert.deepEqual(spotsOf(picture({ focusBoxes: boxes.slice(0, 1) }), null), [{ x: 0.25, y: 0.75, kind: 'subject' }]);
    assert.deepEqual(spotsOf(picture(), { x: 0.5, y: 0.4 }), [{ x: 0.5, y: 0.4, kind: 'sharpest' }]);
    assert.deepEqual(spotsOf(picture(), null), []);
  });

  it('lie on whole pixels and inside the picture', () => {
    const size = { width: 6000, height: 4000 };
    const crop = { width: 168, height: 112 };
    const around = (x: number, y: number) => cropAround({ x, y }, size, crop);
    assert.deepEqual(around(0.5, 0.5), { x: 2916, y: 1944, ...crop });
    assert.deepEqual(around(0, 1), { x: 0, y: 3888, ...crop });
    assert.deepEqual(cropAround({ x: 0.5, y: 0.5 }, { width: 100, height: 80 }, crop), {
      x: 0,
      y: 0,
      width: 100,
      height: 80,
    });
  });
});
