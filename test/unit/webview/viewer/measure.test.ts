import assert from 'node:assert/strict';
import { exposureScore, histogram } from '../../../../src/core/analyze/exposure';
import { toGrey } from '../../../../src/core/analyze/grey';
import { count, emptyCounts, heights, scaleOf, summarize } from '../../../../src/webview/viewer/measure/histogram';
import { type Grey, readLuma } from '../../../../src/webview/viewer/measure/luma';
import { markInFocus, PEAKING_CONTRAST } from '../../../../src/webview/viewer/measure/peaking';
import { PATTERNS, type Palette, paintRow } from '../../../../src/webview/viewer/overlay/marks';

const grey = (width: number, height: number, at: (x: number, y: number) => number): Grey => {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data[y * width + x] = at(x, y);
  return { data, width, height };
};

function inFocus(image: Grey): readonly string[] {
  const marks = new Uint8Array(image.width * image.height);
  for (let y = 0; y < image.height; y += 1) markInFocus(image, y, marks);
  return Array.from({ length: image.height }, (_, y) => [...marks.subarray(y * image.width, (y + 1) * image.width)].join(''));
}

/** Random but the same every time. */
function noise(count: number): Uint8ClampedArray {
  let state = 1;
  return Uint8ClampedArray.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state >> 15;
  });
}

describe('focus peaking', () => {
  it('marks both sides of a sharp step, and nothing of a flat field', () => {
    assert.deepEqual(inFocus(grey(6, 2, (x) => (x < 3 ? 50 : 50 + PEAKING_CONTRAST))), ['001100', '001100']);
    assert.deepEqual(inFocus(grey(6, 2, () => 200)), ['000000', '000000']);
  });

  it('leaves a step of less contrast alone', () => {
    assert.deepEqual(inFocus(grey(6, 1, (x) => (x < 3 ? 50 : 49 + PEAKING_CONTRAST))), ['000000']);
  });

  it('finds lines of every direction', () => {
    assert.deepEqual(inFocus(grey(3, 6, (_, y) => (y < 3 ? 0 : 255))), ['000', '000', '111', '111', '000', '000']);
    assert.ok(inFocus(grey(9, 9, (x, y) => (x + y < 9 ? 0 : 255)))[4]?.includes('1'));
  });

  it('leaves the same step alone when it is spread over several pixels, as out of focus', () => {
    const blurred = grey(24, 1, (x) => Math.min(200, Math.max(0, (x - 4) * 12)));
    assert.equal(inFocus(blurred)[0]?.includes('1'), false);
    assert.ok(inFocus(grey(24, 1, (x) => (x < 12 ? 0 : 200)))[0]?.includes('1'));
  });

  it('is the magnitude of the Sobel gradient as scipy.ndimage computes it', () => {
    // From `numpy.hypot(sobel(a, 0), sobel(a, 1)) >= 4 * 48` with mode='nearest', a = ((x*x*7 + y*y*13 + x*y*5) % 251) of 8 × 6.
    const image = grey(8, 6, (x, y) => (x * x * 7 + y * y * 13 + x * y * 5) % 251);
    assert.deepEqual(inFocus(image), SCIPY);
  });
});

const SCIPY = ['00111111', '11111111', '11111010', '11010100', '11000100', '11111101'];

describe('brightness', () => {
  it('is the grey that the index is made of, for every colour', () => {
    const rgb = noise(3 * 4096);
    const rgba = new Uint8ClampedArray(4 * 4096).map((_, i) => (i % 4 === 3 ? 255 : (rgb[3 * Math.floor(i / 4) + (i % 4)] ?? 0)));
    const luma = new Uint8Array(4096);
    readLuma(rgba, luma);
    assert.deepEqual(luma, toGrey({ data: new Uint8Array(rgb), width: 64, height: 64 }).data);
  });
});

describe('the histogram', () => {
  const rgba = noise(4 * 5000);

  it('counts every pixel once in each curve', () => {
    const counts = emptyCounts();
    count(rgba.subarray(0, 8000), counts);
    count(rgba.subarray(8000), counts);
    for (const curve of Object.values(counts))
      assert.equal(
        curve.reduce((sum: number, pixels: number) => sum + pixels, 0),
        5000,
      );
    assert.equal(counts.red[rgba[0] ?? -1] !== 0, true);
  });

  it('says the same of clipping as the index', () => {
    const counts = emptyCounts();
    const dark = rgba.map((value, i) => (i % 3 === 0 ? 0 : value));
    count(dark, counts);
    const luma = new Uint8Array(5000);
    readLuma(dark, luma);
    const { clippedShadows, clippedHighlights } = exposureScore(histogram({ data: luma, width: 5000, height: 1 }));
    const summary = summarize(counts);
    assert.equal(summary?.shadows, clippedShadows);
    assert.equal(summary?.highlights, clippedHighlights);
  });

  it('has the median that half of the pixels do not exceed', () => {
    const counts = emptyCounts();
    counts.luma.set([1, 1, 1], 100);
    assert.equal(summarize(counts)?.median, 101 / 255);
    assert.equal(summarize(emptyCounts()), null);
  });

  it('is not pressed flat by a blown sky', () => {
    const counts = emptyCounts();
    counts.luma[255] = 100_000;
    counts.luma[80] = 50;
    assert.equal(scaleOf(counts), 50);
    assert.equal(heights(counts.luma, 50)[80], 1);
    assert.equal(heights(counts.luma, 50)[255], 1);
  });

  it('still shows the ends where there is nothing else', () => {
    const counts = emptyCounts();
    counts.luma[0] = 7;
    assert.equal(scaleOf(counts), 7);
  });
});

describe('the marks of an overlay', () => {
  const palette: Palette = {
    focus: [
      [1, 0, 0],
      [2, 0, 0],
    ],
    highlights: [
      [3, 0, 0],
      [4, 0, 0],
    ],
    shadows: [
      [5, 0, 0],
      [6, 0, 0],
    ],
  };
  const image = grey(5, 1, (x) => [0, 2, 3, 252, 253][x] ?? 0);
  const marks = (kinds: { readonly peaking: boolean; readonly clipping: boolean }): readonly number[] => {
    const rgba = new Uint8ClampedArray(20);
    paintRow(image, 0, { rgba, inFocus: new Uint8Array(5), options: { ...kinds, palette } });
    return [0, 1, 2, 3, 4].map((x) => (rgba[4 * x + 3] === 0 ? 0 : Math.ceil((rgba[4 * x] ?? 0) / 2)));
  };

  it('are shadows up to 2, highlights from 253, and nothing between', () => {
    assert.deepEqual(marks({ peaking: false, clipping: true }), [3, 3, 0, 0, 2]);
  });

  it('say that a pixel is clipped rather than in focus', () => {
    assert.deepEqual(marks({ peaking: true, clipping: true }), [3, 3, 1, 1, 2]);
    assert.deepEqual(marks({ peaking: false, clipping: false }), [0, 0, 0, 0, 0]);
  });

  it('differ by their pattern, not by colour alone', () => {
    const drawn = Object.values(PATTERNS).map((at) => Array.from({ length: 36 }, (_, i) => at(i % 6, Math.floor(i / 6))).join(''));
    assert.equal(new Set(drawn).size, 3);
    for (const pattern of drawn) assert.ok(pattern.includes('0') && pattern.includes('1'));
  });
});
