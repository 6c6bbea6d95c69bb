import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  clampCenter,
  fitScale,
  MAX_SCALE,
  MIDDLE,
  pan,
  place,
  placeAt,
  scaleOf,
  visiblePart,
  zoomAround,
  zoomBy,
} from '../../../../src/webview/viewer/geometry';

const port = { width: 600, height: 400 };
const large = { picture: { width: 6000, height: 4000 }, port };
const wide = { picture: { width: 3000, height: 500 }, port };

const side = (max: number) => fc.integer({ min: 1, max });
const anySize = (max: number) => fc.record({ width: side(max), height: side(max) });
const anyStage = fc.record({ picture: anySize(9000), port: anySize(2000) });
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const anyCenter = fc.record({ x: fraction, y: fraction });
const anyScale = fc.double({ min: 0.01, max: MAX_SCALE, noNaN: true });

describe('where a picture lies in its pane', () => {
  it('fits the longer side and centres the other', () => {
    assert.equal(fitScale(large), 0.1);
    assert.deepEqual(place({ zoom: 'fit', center: MIDDLE }, wide), { x: 0, y: 150, width: 600, height: 100 });
  });

  it('puts the centre into the middle of the pane, a pixel of the picture on a pixel of the screen', () => {
    const rect = place({ zoom: '1:1', center: { x: 0.25, y: 0.5 } }, large);
    assert.deepEqual(rect, { x: 300 - 1500, y: 200 - 2000, width: 6000, height: 4000 });
    assert.deepEqual(placeAt({ x: 300, y: 200 }, rect), { x: 0.25, y: 0.5 });
  });

  it('starts on a whole device pixel at every zoom', () => {
    fc.assert(
      fc.property(anyStage, anyCenter, anyScale, (stage, center, zoom) => {
        const { x, y } = place({ zoom, center }, stage);
        return Number.isInteger(x) && Number.isInteger(y);
      }),
    );
  });

  it('never shows more beside a picture than its pane cannot fill', () => {
    fc.assert(
      fc.property(anyStage, anyCenter, anyScale, (stage, center, zoom) => {
        const rect = place({ zoom, center }, stage);
        const gap = (at: number, shown: number, whole: number) =>
          whole >= shown ? at <= 0.5 && at + whole >= shown - 0.5 : Math.abs(at - (shown - whole) / 2) <= 0.5;
        return gap(rect.x, stage.port.width, rect.width) && gap(rect.y, stage.port.height, rect.height);
      }),
    );
  });

  it('stays where it is when the borders already hold it', () => {
    fc.assert(
      fc.property(anyStage, anyCenter, anyScale, (stage, center, scale) => {
        const once = clampCenter(center, scale, stage);
        const twice = clampCenter(once, scale, stage);
        return Math.abs(once.x - twice.x) < 1e-9 && Math.abs(once.y - twice.y) < 1e-9;
      }),
    );
  });

  it('moves by as many pixels as it was dragged, up to the border', () => {
    const from = { zoom: '1:1', center: MIDDLE } as const;
    const dragged = place({ ...from, center: pan(from, { x: 40, y: -25 }, large) }, large);
    assert.deepEqual([dragged.x, dragged.y], [place(from, large).x + 40, place(from, large).y - 25]);
    const far = place({ ...from, center: pan(from, { x: 1e6, y: 0 }, large) }, large);
    assert.equal(far.x, 0);
  });

  it('goes back the way it came after it ran into a border', () => {
    const from = { zoom: '1:1', center: MIDDLE } as const;
    const center = pan(from, { x: 1e6, y: 0 }, large);
    const back = place({ ...from, center: pan({ ...from, center }, { x: -10, y: 0 }, large) }, large);
    assert.equal(back.x, -10);
  });

  it('zooms around a point: what lies under it stays there', () => {
    const point = { x: 450, y: 100 };
    const view = { zoom: 'fit', center: MIDDLE } as const;
    const before = placeAt(point, place(view, large));
    const after = placeAt(point, place({ zoom: 1, center: zoomAround(view, 1, { point, stage: large }) }, large));
    assert.ok(Math.abs(before.x - after.x) * 6000 <= 0.5 && Math.abs(before.y - after.y) * 4000 <= 0.5);
  });

  it('zooms to the nearest place of the picture where the point lies beside it', () => {
    const center = zoomAround({ zoom: 'fit', center: MIDDLE }, '1:1', { point: { x: 300, y: 0 }, stage: wide });
    assert.deepEqual(center, { x: 0.5, y: 0.4 });
  });

  it('ends at the whole picture when it zooms out, and does not pass 1:1 by', () => {
    assert.equal(zoomBy('fit', 0.5, large), 'fit');
    assert.equal(zoomBy(0.11, 0.5, large), 'fit');
    assert.equal(zoomBy(0.8, 1.5, large), '1:1');
    assert.equal(zoomBy(1.2, 0.5, large), '1:1');
    assert.equal(zoomBy('1:1', 2, large), 2);
    assert.equal(zoomBy(MAX_SCALE, 2, large), MAX_SCALE);
  });

  it('does not zoom a small picture out below its fit, which enlarges it', () => {
    const small = { picture: { width: 60, height: 40 }, port };
    assert.equal(scaleOf('fit', small), 10);
    assert.equal(zoomBy('fit', 0.9, small), 'fit');
  });

  it('knows which part is seen', () => {
    const rect = place({ zoom: '1:1', center: { x: 0.05, y: 0.5 } }, large);
    assert.deepEqual(visiblePart(rect, port), { x: 0, y: 0.45, width: 0.1, height: 0.55 - 0.45 });
    assert.deepEqual(visiblePart(place({ zoom: 'fit', center: MIDDLE }, wide), port), { x: 0, y: 0, width: 1, height: 1 });
  });
});
