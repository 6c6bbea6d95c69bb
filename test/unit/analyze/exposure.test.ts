import assert from 'node:assert/strict';
import { exposureScore, histogram } from '../../../src/core/analyze/exposure';

/** A frame whose levels spread evenly around a mean. */
const frame = (mean: number, spread: number) => {
  const data = Uint8Array.from({ length: 10_001 }, (_, i) => Math.max(0, Math.min(255, Math.round(mean + spread * ((i % 201) / 100 - 1)))));
  return { data, width: data.length, height: 1 };
};
const score = (mean: number, spread = 60) => exposureScore(histogram(frame(mean, spread))).exposure;

describe('the exposure score', () => {
  it('is near 1 for a frame around middle grey', () => {
    assert.ok(score(118) > 0.99);
  });

  it('falls with every step of under- and overexposure', () => {
    const under = [118, 90, 70, 50, 30, 10, 0].map((mean) => score(mean));
    const over = [118, 150, 180, 205, 230, 250, 255].map((mean) => score(mean));
    for (const ladder of [under, over])
      assert.deepEqual(
        ladder,
        [...ladder].sort((a, b) => b - a),
      );
    assert.equal(new Set([...under, ...over]).size, 13);
  });

  it('falls when highlights or shadows clip around the same mean, and more for highlights', () => {
    const clipped = (level: number, share: number) => {
      const data = frame(118, 60).data.map((value, i) => (i % 100 < share ? level : value));
      return exposureScore(histogram({ data, width: data.length, height: 1 }));
    };
    assert.ok(clipped(255, 10).exposure < score(118));
    assert.ok(clipped(0, 10).exposure < score(118));
    assert.ok(clipped(255, 10).exposure < clipped(0, 10).exposure);
    assert.ok(clipped(255, 20).exposure < clipped(255, 10).exposure);
  });

  it('counts grey ≤ 2 as blocked and ≥ 253 as blown', () => {
    const { clippedShadows, clippedHighlights } = exposureScore(
      histogram({ data: Uint8Array.of(0, 2, 3, 100, 100, 100, 252, 253, 254, 255), width: 10, height: 1 }),
    );
    assert.deepEqual([clippedShadows, clippedHighlights], [0.2, 0.3]);
  });

  it('is 0 for a black frame, a white frame and no pixels', () => {
    assert.deepEqual(
      [new Uint8Array(9), new Uint8Array(9).fill(255), new Uint8Array(0)].map(
        (data) => exposureScore(histogram({ data, width: data.length, height: 1 })).exposure,
      ),
      [0, 0, 0],
    );
  });
});
