import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FrameGroup, FrameRow } from '../../../../src/protocol/frameTable';
import { CursorOrder } from '../../../../src/webview/charts/cursorOrder';
import { bandsOf, lanesOf } from '../../../../src/webview/charts/lanes';
import { timeAxis, timeTicks } from '../../../../src/webview/charts/timeAxis';
import { selectionAfter } from '../../../../src/webview/charts/view';

const HOUR = 3600;

describe('the time axis', () => {
  const times = fc.array(fc.double({ min: 0, max: 30 * HOUR, noNaN: true }), { minLength: 1, maxLength: 100 });
  const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);

  it('keeps the order of photos and stays within 0–1', () => {
    const holds = fc.property(times, (list) => {
      const axis = timeAxis(sorted(list));
      const units = sorted(list).map(axis.toUnit);
      for (const [i, unit] of units.entries()) assert.ok(unit >= (units[i - 1] ?? 0) && unit <= 1 + 1e-9, String(units));
    });
    fc.assert(holds);
  });

  it('goes to a place and back where photos follow each other', () => {
    const axis = timeAxis([0, 600, 1200, 5 * HOUR, 5 * HOUR + 60]);
    for (const seconds of [0, 17, 600, 1199.5, 1200, 5 * HOUR, 5 * HOUR + 33]) {
      assert.ok(Math.abs(axis.fromUnit(axis.toUnit(seconds)) - seconds) < 1e-6, String(seconds));
    }
  });

  it('cuts a night short and says where', () => {
    const axis = timeAxis([0, HOUR, 14 * HOUR, 15 * HOUR]);
    assert.deepEqual(
      axis.gaps.map(({ start, end }) => [start, end]),
      [
        [0, HOUR],
        [HOUR, 14 * HOUR],
        [14 * HOUR, 15 * HOUR],
      ],
    );
    const busy = timeAxis([...Array(61).keys()].map((minute) => minute * 60).concat([14 * HOUR]));
    assert.deepEqual(
      busy.gaps.map(({ start, end }) => [start, end]),
      [[HOUR, 14 * HOUR]],
    );
    assert.ok(busy.toUnit(HOUR) > 0.9, 'the hour gets the room');
  });

  it('shows a single photo in the middle, and nothing where there is none', () => {
    assert.equal(timeAxis([1234]).toUnit(1234), 0.5);
    assert.deepEqual(timeAxis([]).stretches, []);
    assert.equal(timeAxis([]).toUnit(5), 0);
  });

  it('marks round times, far enough apart, in sight alone', () => {
    const axis = timeAxis([...Array(121).keys()].map((minute) => 9 * HOUR + minute * 60));
    const ticks = timeTicks(axis, 0, 1, 0.1);
    assert.ok(ticks.length >= 5 && ticks.every(({ seconds }) => seconds % 900 === 0), JSON.stringify(ticks));
    const close = timeTicks(axis, 0.5, 0.51, 0.001);
    assert.ok(close.length > 3 && close.every(({ unit }) => unit >= 0.5 && unit <= 0.51));
  });
});

const frame = (camera: string | null, group: number | null): FrameRow => ({ camera, group }) as FrameRow;

describe('lanes and bands', () => {
  it('give each camera a lane in order of time, the busiest first, and leave out what has no time', () => {
    const rows = [frame('A', null), frame('B', null), frame('B', null), frame(null, null), frame('B', null)];
    const lanes = lanesOf({ rows, times: Float64Array.from([5, 9, 3, 1, Number.NaN]) });
    assert.deepEqual(lanes, [
      { camera: 'B', rows: [2, 1] },
      { camera: null, rows: [3] },
      { camera: 'A', rows: [0] },
    ]);
  });

  it('put many cameras on eight lanes without losing a photo', () => {
    const rows = Array.from({ length: 30 }, (_, i) => frame(`camera ${i % 12}`, null));
    const lanes = lanesOf({ rows, times: Float64Array.from(rows, (_, i) => i) });
    assert.equal(lanes.length, 8);
    assert.deepEqual(
      lanes.flatMap((lane) => lane.rows).sort((a, b) => a - b),
      [...rows.keys()],
    );
  });

  it('draw a group from its first to its last frame on each lane', () => {
    const rows = [frame('A', 0), frame('A', 0), frame('B', 0), frame('B', 1), frame('B', 1)];
    const times = Float64Array.from([10, 12, 11, 20, 21]);
    const groups = [{ kind: 'bracket' }, { kind: 'burst' }] as unknown as readonly FrameGroup[];
    const bands = bandsOf(lanesOf({ rows, times }), { groups, rows, times });
    assert.deepEqual(
      bands.map(({ group, kind, lane, start, end }) => [group, kind, lane, start, end]),
      [
        [0, 'bracket', 1, 10, 12],
        [0, 'bracket', 0, 11, 11],
        [1, 'burst', 0, 20, 21],
      ],
    );
  });
});

describe('walking along photos by keys', () => {
  it('follows a value, stops at the ends and passes over what has none', () => {
    const order = new CursorOrder([30, Number.NaN, 10, 20, 10]);
    assert.deepEqual(order.rows, [2, 4, 3, 0]);
    assert.deepEqual([order.step(null, 1), order.step(2, 1), order.step(0, 1), order.step(4, -7), order.step(3, 1)], [2, 4, 0, 2, 0]);
    assert.equal(new CursorOrder([]).step(null, 1), null);
  });
});

describe('a choice', () => {
  const before = new Set([1, 2]);
  it('replaces, adds, and takes out what is chosen again', () => {
    assert.deepEqual([...selectionAfter(before, { rows: [3], add: false })], [3]);
    assert.deepEqual([...selectionAfter(before, { rows: [2, 3], add: true })], [1, 2, 3]);
    assert.deepEqual([...selectionAfter(before, { rows: [2], add: true })], [1]);
    assert.deepEqual([...selectionAfter(before, { rows: [2], add: false })], [2]);
    assert.deepEqual([...selectionAfter(before, { rows: [1, 2], add: false })], []);
    assert.deepEqual([...selectionAfter(before, { rows: [], add: false })], []);
  });
});
