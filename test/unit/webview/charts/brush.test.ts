import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inPolygon, inRect, nearestPoint, type Point, pointsWhere, rectBetween } from '../../../../src/webview/charts/brush';

const coordinate = fc.double({ min: -100, max: 100, noNaN: true });
const point = fc.record<Point>({ x: coordinate, y: coordinate });

describe('brushes', () => {
  it('take what is between two corners, in whatever order they were drawn', () => {
    const rect = rectBetween({ x: 10, y: 2 }, { x: 3, y: 8 });
    assert.deepEqual(rect, { left: 3, top: 2, right: 10, bottom: 8 });
    assert.deepEqual([inRect(rect, { x: 3, y: 8 }), inRect(rect, { x: 2.9, y: 5 }), inRect(rect, { x: 5, y: 8.1 })], [true, false, false]);
  });

  it('take the same with a lasso of four corners as with the rectangle, edges aside', () => {
    const holds = fc.property(point, point, point, (a, b, inside) => {
      const { left, top, right, bottom } = rectBetween(a, b);
      const onEdge = [left, right].includes(inside.x) || [top, bottom].includes(inside.y);
      fc.pre(!onEdge);
      const lasso = [
        { x: left, y: top },
        { x: right, y: top },
        { x: right, y: bottom },
        { x: left, y: bottom },
      ];
      assert.equal(inPolygon(lasso, inside), inRect({ left, top, right, bottom }, inside));
    });
    fc.assert(holds, { numRuns: 500 });
  });

  it('agree with the angle around a point in any star-shaped lasso', () => {
    const radii = fc.array(fc.double({ min: 10, max: 90, noNaN: true }), { minLength: 5, maxLength: 12 });
    const holds = fc.property(radii, fc.double({ min: 0, max: 0.99, noNaN: true }), fc.integer({ min: 0, max: 11 }), (list, share, at) => {
      const corner = (i: number, scale: number): Point => {
        const angle = (2 * Math.PI * i) / list.length + 0.1;
        return { x: scale * (list[i] ?? 0) * Math.cos(angle), y: scale * (list[i] ?? 0) * Math.sin(angle) };
      };
      const lasso = list.map((_, i) => corner(i, 1));
      const i = at % list.length;
      assert.equal(inPolygon(lasso, corner(i, share)), true, 'towards a corner, inside');
      assert.equal(inPolygon(lasso, corner(i, 1.01 + share)), false, 'beyond it, outside');
    });
    fc.assert(holds);
  });

  it('hold nothing with fewer than three corners', () => {
    assert.equal(inPolygon([], { x: 0, y: 0 }), false);
    assert.equal(
      inPolygon(
        [
          { x: -1, y: -1 },
          { x: 1, y: 1 },
        ],
        { x: 0, y: 0 },
      ),
      false,
    );
  });

  it('leave out what is not drawn, and find the point that is on top', () => {
    const points = { xs: [0, 5, Number.NaN, 5], ys: [0, 5, 0, 5] };
    assert.deepEqual(
      pointsWhere(points, ({ x }) => x >= 0),
      [0, 1, 3],
    );
    assert.deepEqual(
      [nearestPoint(points, { x: 6, y: 5 }, 3), nearestPoint(points, { x: 1, y: 0 }, 3), nearestPoint(points, { x: 20, y: 20 }, 3)],
      [3, 0, null],
    );
  });
});
