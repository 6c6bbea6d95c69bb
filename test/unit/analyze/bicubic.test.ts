import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { resizeBicubic } from '../../../src/core/analyze/vectors/bicubic';
import { middleSquare } from '../../../src/core/analyze/vectors/clip';
import { plainBicubic } from '../../support/plainBicubic';

const side = fc.integer({ min: 1, max: 90 });

/** Blacks, whites and what lies between, so that overshoot has to be bounded. */
function picture(width: number, height: number, seed: number) {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const lot = (Math.imul(i + 1, 2654435761) ^ Math.imul(seed, 40503)) >>> 24;
    return lot < 80 ? 0 : lot > 176 ? 255 : lot;
  });
  return { data, width, height };
}

describe('resizing for networks', () => {
  it('gives to the bit what plain loops give, whatever is made larger or smaller and cut out', () => {
    const cut = (full: number) =>
      fc.integer({ min: 1, max: full }).chain((length) => fc.tuple(fc.constant(length), fc.integer({ min: 0, max: full - length })));
    const window = fc.tuple(side, side).chain(([w, h]) => fc.tuple(fc.constant({ width: w, height: h }), cut(w), cut(h)));
    fc.assert(
      fc.property(side, side, fc.nat(1000), window, (width, height, seed, [full, [wide, left], [high, top]]) => {
        const image = picture(width, height, seed);
        const crop = { width: wide, height: high, full, left, top };
        assert.deepEqual(resizeBicubic(image, crop), plainBicubic(image, crop));
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same for a long picture, after a larger one was in the same memory', () => {
    middleSquare(picture(700, 500, 1), 224);
    const image = picture(900, 31, 2);
    const full = { width: Math.floor((900 * 64) / 31), height: 64 };
    assert.deepEqual(middleSquare(image, 64), plainBicubic(image, { width: 64, height: 64, full, left: (full.width - 64) >> 1, top: 0 }));
  });
});
