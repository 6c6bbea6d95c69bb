import assert from 'node:assert/strict';
import fc from 'fast-check';
import { binRows } from '../../../../src/webview/charts/bins';
import { countScale, linearScale, logScale, niceCeiling, type Scale, sharpnessScale } from '../../../../src/webview/charts/scales';
import { stepped, thresholdAt } from '../../../../src/webview/charts/threshold';
import { fromSight, panned, showing, toSight, WHOLE, zoomed } from '../../../../src/webview/charts/viewport';

describe('axes', () => {
  const scales: Readonly<Record<string, Scale>> = { linear: linearScale(0, 1, 0.2), logarithmic: logScale(1, 2000) };

  for (const [name, scale] of Object.entries(scales)) {
    it(`go from a value to its place and back (${name})`, () => {
      const inside = fc.double({ min: scale.min, max: scale.max, noNaN: true });
      fc.assert(fc.property(inside, (value) => Math.abs(scale.fromUnit(scale.toUnit(value)) - value) <= 1e-9 * Math.max(1, value)));
    });

    it(`put what is outside on their ends (${name})`, () => {
      assert.deepEqual([scale.toUnit(-5), scale.toUnit(1e9)], [0, 1]);
      assert.ok(Math.abs(scale.fromUnit(7) - scale.max) < 1e-9);
    });
  }

  it('give every decade of sharpness the same room', () => {
    const scale = logScale(1, 1000);
    assert.deepEqual(
      [1, 10, 100, 1000].map((value) => Math.round(scale.toUnit(value) * 3)),
      [0, 1, 2, 3],
    );
    assert.equal(scale.toUnit(0), 0);
  });

  it('end at a round number, and not before 1000', () => {
    assert.deepEqual([sharpnessScale([3, 40]).max, sharpnessScale([1827]).max, sharpnessScale([]).max], [1000, 2000, 1000]);
    assert.deepEqual([0.4, 1, 1.1, 3, 7, 100, 101].map(niceCeiling), [0.5, 1, 2, 5, 10, 100, 200]);
  });

  it('mark 1, 2 and 5 of a decade, and decades alone where there are many', () => {
    assert.deepEqual(logScale(1, 100).ticks.map(Math.round), [1, 2, 5, 10, 20, 50, 100]);
    assert.deepEqual(logScale(1, 1e6).ticks.map(Math.round), [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]);
  });

  it('count in whole photos up to at least the most', () => {
    for (const most of [0, 1, 2, 7, 33, 999, 20_000]) {
      const { max, ticks } = countScale(most);
      assert.ok(max >= most && max >= 1 && ticks.every(Number.isInteger) && ticks.length <= 7, `${most}: ${ticks}`);
    }
  });
});

describe('bins', () => {
  const values = fc.array(fc.oneof(fc.double({ min: 0, max: 3000, noNaN: true }), fc.constant(Number.NaN)), { maxLength: 200 });

  it('hold each photo with a score once, between their ends', () => {
    const holds = fc.property(values, fc.integer({ min: 1, max: 60 }), (sharpness, count) => {
      const scale = sharpnessScale(sharpness.filter((value) => !Number.isNaN(value)));
      const bins = binRows(sharpness, scale, count);
      const rows = bins.flatMap((bin) => bin.rows);
      const known = sharpness.flatMap((value, row) => (Number.isNaN(value) ? [] : [row]));
      assert.deepEqual(
        [...rows].sort((a, b) => a - b),
        known,
      );
      for (const [at, { low, high, rows: inBin }] of bins.entries()) {
        for (const row of inBin) {
          const value = sharpness[row] ?? Number.NaN;
          assert.ok(at === 0 || value >= low * (1 - 1e-9), `${value} in ${low}–${high}`);
          assert.ok(value <= high * (1 + 1e-9), `${value} in ${low}–${high}`);
        }
      }
    });
    fc.assert(holds);
  });

  it('take photos that are all alike into one bin', () => {
    const filled = binRows([100, 100, 100], sharpnessScale([100]), 48).filter(({ rows }) => rows.length > 0);
    assert.deepEqual(
      filled.map(({ rows }) => rows),
      [[0, 1, 2]],
    );
  });
});

describe('the threshold', () => {
  const scale = sharpnessScale([1800]);

  it('gets anywhere by keys, in both directions', () => {
    let value = 0;
    let presses = 0;
    while (value < scale.max) {
      presses++;
      const next = stepped(scale, value, 1);
      assert.ok(next > value, `${next} after ${value}`);
      value = next;
    }
    assert.ok(presses <= 220, String(presses));
    for (let i = 0; i < 220; i++) value = stepped(scale, value, -1);
    assert.equal(value, 0);
    assert.deepEqual([stepped(scale, 50, Number.POSITIVE_INFINITY), stepped(scale, 50, Number.NEGATIVE_INFINITY)], [scale.max, 0]);
  });

  it('has no more digits than a person means', () => {
    assert.deepEqual(
      [0, 0.1, 0.4, 0.8, 2].map((unit) => String(thresholdAt(scale, unit))),
      ['0', '2.14', '20.9', '437', '2000'],
    );
  });
});

describe('what is in sight of an axis', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });

  it('keeps what is under the pointer in its place, and stays within the whole', () => {
    const holds = fc.property(unit, fc.double({ min: 1, max: 50, noNaN: true }), (at, factor) => {
      const span = zoomed(WHOLE, factor, at);
      assert.ok(span.from >= 0 && span.to <= 1 && span.to > span.from);
      assert.ok(Math.abs(fromSight(span, at) - at) < 1e-9);
    });
    fc.assert(holds);
  });

  it('comes back to the whole', () => {
    assert.deepEqual(zoomed(zoomed(WHOLE, 8, 0.3), 1 / 100, 0.9), WHOLE);
  });

  it('stops at the ends', () => {
    const span = zoomed(WHOLE, 4, 0);
    assert.deepEqual(panned(span, -3), span);
    assert.equal(panned(span, 100).to, 1);
  });

  it('moves to show a place, and not where it shows it already', () => {
    const holds = fc.property(unit, unit, (at, place) => {
      const span = showing(zoomed(WHOLE, 10, at), place);
      const sight = toSight(span, place);
      assert.ok(sight >= -1e-9 && sight <= 1 + 1e-9);
      assert.equal(showing(span, (span.from + span.to) / 2), span);
    });
    fc.assert(holds);
  });
});
