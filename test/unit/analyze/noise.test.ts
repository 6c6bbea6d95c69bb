import assert from 'node:assert/strict';
import { noiseEstimate, noiseSigma } from '../../../src/core/analyze/noise';

const SIDE = 480;

/** Gaussian noise by the sum of twelve uniform numbers (Irwin–Hall) of a fixed generator, on a base that may be textured. */
function noisy(sigma: number, base: (x: number, y: number) => number) {
  let state = 12345;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const data = new Uint8Array(SIDE * SIDE);
  for (let i = 0; i < data.length; i++) {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += uniform();
    data[i] = Math.max(0, Math.min(255, Math.round(base(i % SIDE, Math.floor(i / SIDE)) + sigma * sum)));
  }
  return { data, width: SIDE, height: SIDE };
}

describe('the noise estimate', () => {
  it('finds the σ of noise on a flat grey within 10 %', () => {
    for (const sigma of [1, 2, 4, 8, 16]) {
      const found = noiseSigma(noisy(sigma, () => 128));
      assert.ok(Math.abs(found - sigma) < 0.1 * sigma, `σ ${sigma}: found ${found}`);
    }
  });

  it('does not take texture for noise: half of the frame is a fine checkerboard', () => {
    const found = noiseSigma(noisy(3, (x, y) => (x < SIDE / 2 ? 100 + ((x + 2 * y) % 5) * 20 : 128)));
    assert.ok(Math.abs(found - 3) < 0.5, `found ${found}`);
  });

  it('is 0 for a flat frame, a clipped frame and one too small to measure', () => {
    assert.equal(noiseSigma(noisy(0, () => 90)), 0);
    assert.equal(noiseSigma(noisy(2, () => 255)), 0);
    assert.equal(noiseSigma({ data: Uint8Array.of(1, 200, 3, 90), width: 2, height: 2 }), 0);
  });

  it('stays in 0–1 and rises with σ and with ISO', () => {
    const ladder = [
      noiseEstimate(0, 100),
      noiseEstimate(0, 800),
      noiseEstimate(2, 800),
      noiseEstimate(2, 6400),
      noiseEstimate(50, 409_600),
    ];
    assert.deepEqual(
      ladder,
      [...ladder].sort((a, b) => a - b),
    );
    assert.equal(ladder[0], 0);
    assert.ok((ladder.at(-1) ?? 2) <= 1);
  });

  it('rests on the measurement alone where the ISO is unknown or nonsense', () => {
    assert.equal(noiseEstimate(4, null), 1 - Math.exp(-1));
    assert.equal(noiseEstimate(4, 0), noiseEstimate(4, null));
    assert.equal(noiseEstimate(4, Number.NaN), noiseEstimate(4, null));
  });
});
