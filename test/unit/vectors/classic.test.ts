import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { RgbImage } from '../../../src/core/analyze/image';
import { CLASSIC, CLASSIC_STATISTICS, classicVector } from '../../../src/core/analyze/vectors/classic/classic';

type Paint = (x: number, y: number) => readonly [number, number, number];

function painted(width: number, height: number, paint: Paint): RgbImage {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) data.set(paint(i % width, Math.floor(i / width)), 3 * i);
  return { data, width, height };
}

const named = (image: RgbImage): Readonly<Record<string, number>> => {
  const vector = classicVector(image);
  return Object.fromEntries(CLASSIC_STATISTICS.map(({ name }, i) => [name, vector[i] ?? Number.NaN]));
};
const close = (actual: number | undefined, expected: number, what: string) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-3, `${what}: ${actual}, not ${expected}`);

/** Bits 24–31 of a linear congruential generator. */
function noise(width: number, height: number, seed: number): RgbImage {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  };
  return painted(width, height, () => [next(), next(), next()]);
}

describe('classic statistics', () => {
  it('are as many as the vector is long, each with a name of its own', () => {
    assert.equal(CLASSIC.length, CLASSIC_STATISTICS.length);
    assert.equal(new Set(CLASSIC_STATISTICS.map(({ name }) => name)).size, CLASSIC.length);
  });

  it('stay in their ranges, for pictures of any kind and size', () => {
    const pictures = [
      noise(320, 213, 1),
      noise(1, 1, 2),
      noise(2, 1, 3),
      noise(1, 320, 4),
      painted(320, 20, () => [0, 0, 0]),
      painted(3, 3, () => [255, 255, 255]),
      painted(213, 320, (x) => (x % 2 === 0 ? [255, 0, 0] : [0, 0, 255])),
    ];
    for (const picture of pictures) {
      const vector = classicVector(picture);
      for (const [i, { name, low, high }] of CLASSIC_STATISTICS.entries()) {
        const value = vector[i] ?? Number.NaN;
        assert.ok(value >= low && value <= high, `${name} of ${picture.width} × ${picture.height}: ${value}`);
      }
    }
  });

  it('say of a picture what is to be seen', () => {
    const grey = named(painted(90, 60, () => [128, 128, 128]));
    for (const [name, value] of Object.entries({
      brightness: 128 / 255,
      contrast: 0,
      saturation: 0,
      detail: 0,
      toneEntropy: 0,
      symmetryAcross: 1,
    }))
      close(grey[name], value, name);
    close(grey.aspect, Math.log2(1.5), 'aspect');

    const halves = named(painted(90, 60, (x) => (x < 45 ? [255, 0, 0] : [0, 0, 255])));
    close(halves.hue0, 0.5, 'red');
    close(halves.hue240, 0.5, 'blue');
    close(halves.warmth, 0, 'as warm as cool');
    close(halves.upright, 1, 'one vertical edge');
    close(halves.detailX, 44 / 90, 'in the middle');
    close(halves.symmetryAlong, 1, 'top mirrors bottom');
    assert.ok((halves.symmetryAcross ?? 1) < 0.9, 'left and right differ');

    const corner = named(painted(90, 60, (x, y) => (x < 30 && y < 20 && (x + y) % 2 === 0 ? [255, 255, 255] : [0, 0, 0])));
    assert.ok((corner.detailNW ?? 0) > 0.95 && (corner.toneNW ?? 0) > 0.3, 'all detail lies in the upper left');
    assert.ok((corner.dark ?? 0) > 0.9);
  });

  it('are the same bits everywhere', () => {
    const digest = createHash('sha256')
      .update(Buffer.from(classicVector(noise(320, 213, 7)).buffer))
      .digest('hex');
    assert.equal(digest, 'cd63b01b2747383ff0358185b4eef1e3cc7679d96f20d1c6d4b5c12d67719348');
  });
});
