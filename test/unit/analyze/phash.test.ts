import assert from 'node:assert/strict';
import { hammingDistance, perceptualHash } from '../../../src/core/analyze/phash';

const picture = (width: number, height: number, level: (x: number, y: number) => number) => ({
  data: Uint8Array.from({ length: width * height }, (_, i) => level((i % width) / width, Math.floor(i / width) / height)),
  width,
  height,
});
const scene = (x: number, y: number) => 128 + 60 * Math.sin(7 * x + 3 * y) + 50 * Math.cos(9 * y - 2 * x * x);

describe('the perceptual hash', () => {
  it('is 16 lower-case hex digits', () => {
    assert.match(perceptualHash(picture(99, 77, scene)), /^[0-9a-f]{16}$/);
  });

  it('hardly changes with size, brightness and contrast', () => {
    const hash = perceptualHash(picture(1440, 960, scene));
    assert.ok(hammingDistance(hash, perceptualHash(picture(300, 200, scene))) <= 2);
    assert.ok(hammingDistance(hash, perceptualHash(picture(1440, 960, (x, y) => 0.7 * scene(x, y) + 20))) <= 4);
  });

  it('changes much with another picture', () => {
    const other = picture(300, 200, (x, y) => 128 + 100 * Math.sin(25 * x * y) - 20 * y);
    assert.ok(hammingDistance(perceptualHash(picture(300, 200, scene)), perceptualHash(other)) > 16);
  });

  it('has only the DC bit for a flat picture and none for a black one, whatever the size', () => {
    assert.equal(perceptualHash(picture(50, 31, () => 90)), '8000000000000000');
    assert.equal(perceptualHash(picture(1, 1, () => 90)), '8000000000000000');
    assert.equal(perceptualHash(picture(1, 400, () => 0)), '0000000000000000');
  });
});

describe('the Hamming distance', () => {
  it('counts different bits', () => {
    assert.equal(hammingDistance('0000000000000000', '0000000000000000'), 0);
    assert.equal(hammingDistance('0000000000000000', 'ffffffffffffffff'), 64);
    assert.equal(hammingDistance('8000000000000001', '0000000000000000'), 2);
    assert.equal(hammingDistance('00000000f0000000', '0000000000000000'), 4);
    assert.equal(hammingDistance('ABCDEF0123456789', 'abcdef0123456789'), 0);
  });

  it('refuses what is not a hash', () => {
    for (const bad of ['', '123', 'zzzzzzzzzzzzzzzz', '00000000000000000'])
      assert.throws(() => hammingDistance(bad, '0000000000000000'), RangeError);
  });
});
