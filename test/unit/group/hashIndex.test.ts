import assert from 'node:assert/strict';
import { HashIndex } from '../../../src/core/group/hashIndex';
import { hammingDistance, isLowInformation, type Phash, parsePhash, popcount32 } from '../../../src/core/group/phash';
import { flip, randomPhash, seeded, someBits } from './photoBuilder';

const parse = (hex: string): Phash => {
  const phash = parsePhash(hex);
  assert.ok(phash);
  return phash;
};

const distanceByBigInt = (a: string, b: string): number => (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;

describe('Hamming distance', () => {
  it('agrees with counting the digits of a big integer', () => {
    const random = seeded(2);
    for (let i = 0; i < 500; i++) {
      const [a, b] = [randomPhash(random), randomPhash(random)];
      assert.equal(hammingDistance(parse(a), parse(b)), distanceByBigInt(a, b));
    }
    assert.equal(popcount32(0xffffffff), 32);
  });

  it('takes only 16 lower-case hex digits for a hash', () => {
    for (const bad of ['', 'a5c3960f5a3cf06', 'A5C3960F5A3CF069', 'a5c3960f5a3cf069a', null, undefined])
      assert.equal(parsePhash(bad), null);
  });

  it('knows hashes that say nothing', () => {
    const clean = { clippedShadows: 0, clippedHighlights: 0 };
    for (const flat of ['0000000000000000', 'ffffffffffffffff', '8000000000000000']) assert.ok(isLowInformation(parse(flat), clean));
    assert.ok(isLowInformation(parse('a5c3960f5a3cf069'), { clippedShadows: 0.999, clippedHighlights: 0 }));
    assert.ok(!isLowInformation(parse('a5c3960f5a3cf069'), clean));
  });
});

describe('multi-index hashing', () => {
  const pairsOf = (hashes: readonly Phash[], distance: number): string[] => {
    const index = new HashIndex(hashes, distance);
    return hashes.flatMap((_, i) => {
      const found = new Set<number>();
      index.forEachWithin(i, (other) => found.add(other));
      return [...found].sort((a, b) => a - b).map((other) => `${i}-${other}`);
    });
  };
  const bruteForce = (hashes: readonly Phash[], distance: number): string[] =>
    hashes.flatMap((a, i) => hashes.flatMap((b, j) => (hammingDistance(a, b) <= distance ? [`${i}-${j}`] : [])));

  /** Clusters at every distance from 0 to 20, the flipped bits anywhere or crowded into as few or as many bands as can be. */
  function adversarial(random: () => number): Phash[] {
    const spreadBits = (count: number) => Array.from({ length: count }, (_, i) => (i % 4) * 16 + Math.floor(i / 4));
    return Array.from({ length: 6 }, () => randomPhash(random)).flatMap((center) => [
      parse(center),
      parse(center),
      ...Array.from({ length: 21 }, (_, count) => [
        parse(flip(center, ...someBits(count, random))),
        parse(flip(center, ...spreadBits(count))),
        parse(flip(center, ...Array.from({ length: count }, (_, bit) => bit))),
        parse(flip(center, ...Array.from({ length: count }, (_, bit) => 63 - bit))),
      ]).flat(),
    ]);
  }

  for (const distance of [0, 1, 3, 4, 5, 7, 8, 9, 11, 12, 15, 16]) {
    it(`finds exactly the pairs that brute force finds within ${distance} bits`, () => {
      const random = seeded(100 + distance);
      const hashes = [...adversarial(random), ...Array.from({ length: 60 }, () => parse(randomPhash(random)))];
      assert.deepEqual(pairsOf(hashes, distance), bruteForce(hashes, distance));
    });
  }

  it('takes an empty and a flat shoot', () => {
    assert.deepEqual(pairsOf([], 8), []);
    const flat = Array.from({ length: 50 }, () => parse('0000000000000000'));
    assert.equal(pairsOf(flat, 8).length, 2500);
  });
});
