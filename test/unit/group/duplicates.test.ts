import assert from 'node:assert/strict';
import { findNearDuplicates, representativeOf } from '../../../src/core/group/duplicates';
import { toFrames } from '../../../src/core/group/frames';
import { groupPhotos } from '../../../src/core/group/group';
import { hammingDistance, parsePhash } from '../../../src/core/group/phash';
import { DEFAULT_RECIPE, type Photo } from '../../../src/core/model';
import { at, flip, photo, randomPhash, seeded, someBits } from './photoBuilder';

const BASE = 'a5c3960f5a3cf069';
const H1 = '1'.repeat(64);

const near = (photos: readonly Photo[], distance = 8) =>
  findNearDuplicates(toFrames(photos), distance).map((group) => group.map(({ path }) => path));
const kinds = (photos: readonly Photo[]) => groupPhotos(photos, DEFAULT_RECIPE).map(({ kind, members }) => [kind, ...members]);

describe('exact duplicates', () => {
  it('are files with the same BLAKE3; the first path stands for them', () => {
    const photos = [
      photo('b/x.jpg', { hash: H1, timestamp: at(0) }),
      photo('a/y.jpg', { hash: H1, timestamp: at(0) }),
      photo('c.jpg', { hash: '2'.repeat(64), timestamp: at(900), phash: flip(BASE, ...someBits(32, seeded(1))) }),
    ];
    assert.deepEqual(kinds(photos), [['exact-duplicate', 'b/x.jpg', 'a/y.jpg']]);
    assert.equal(representativeOf(['b/x.jpg', 'a/y.jpg']), 'a/y.jpg');
  });

  it('are not made of empty or unhashed files', () => {
    const other = flip(BASE, ...someBits(30, seeded(3)));
    assert.deepEqual(kinds([photo('a.jpg', { hash: H1, size: 0 }), photo('b.jpg', { hash: H1, size: 0, phash: other })]), []);
    assert.deepEqual(kinds([photo('a.jpg', { hash: null }), photo('b.jpg', { hash: null, phash: other })]), []);
  });

  it('send only their representative on to other groups', () => {
    const photos = [
      photo('a/1.jpg', { hash: H1, timestamp: at(0) }),
      photo('b/1.jpg', { hash: H1, timestamp: at(0) }),
      photo('c/7.jpg', { hash: '2'.repeat(64), timestamp: at(900) }),
    ];
    assert.deepEqual(kinds(photos), [
      ['exact-duplicate', 'a/1.jpg', 'b/1.jpg'],
      ['near-duplicate', 'a/1.jpg', 'c/7.jpg'],
    ]);
  });
});

describe('near duplicates', () => {
  const apart = (i: number, phash: string) => photo(`${i}.jpg`, { timestamp: at(i * 900), phash });

  it('are near the earliest frame: a chain of scenes does not merge', () => {
    const chain = [0, 1, 2, 3].map((i) => apart(i, flip(BASE, ...Array.from({ length: i * 6 }, (_, bit) => bit))));
    assert.deepEqual(near(chain), [
      ['0.jpg', '1.jpg'],
      ['2.jpg', '3.jpg'],
    ]);
  });

  it('reach as far as the recipe says, to the bit', () => {
    const pair = (bits: number) => [apart(0, BASE), apart(1, flip(BASE, ...someBits(bits, seeded(bits))))];
    for (const limit of [0, 1, 8, 16]) {
      assert.equal(near(pair(limit), limit).length, 1, `${limit} within ${limit}`);
      assert.equal(near(pair(limit + 1), limit).length, 0, `${limit + 1} within ${limit}`);
    }
  });

  it('agree with star linkage by brute force on clustered random data', () => {
    const random = seeded(7);
    const centers = Array.from({ length: 25 }, () => randomPhash(random));
    const photos = Array.from({ length: 400 }, (_, i) =>
      apart(i, flip(centers[Math.floor(random() * 25)] ?? BASE, ...someBits(Math.floor(random() * 9), random))),
    );
    const taken = new Set<string>();
    const distance = (a: Photo, b: Photo) => {
      const [x, y] = [parsePhash(a.scores?.phash), parsePhash(b.scores?.phash)];
      return x && y ? hammingDistance(x, y) : 64;
    };
    const expected = photos.map((leader) => {
      if (taken.has(leader.path)) return [];
      const star = photos.filter((other) => !taken.has(other.path) && distance(leader, other) <= 8);
      for (const { path } of star) taken.add(path);
      return star.map(({ path }) => path);
    });
    const found = groupPhotos(photos, DEFAULT_RECIPE).map(({ members }) => members);
    assert.deepEqual(new Set(found.map(String)), new Set(expected.filter(({ length }) => length > 1).map(String)));
    assert.ok(found.length > 20);
  });

  it('never join frames that show nothing', () => {
    for (const flat of ['0000000000000000', 'ffffffffffffffff', '8000000000000000'])
      assert.deepEqual(near([apart(0, flat), apart(1, flat)]), []);
    const black = (i: number) => photo(`${i}.jpg`, { timestamp: at(i * 900), clippedShadows: 0.999, sharpness: 0 });
    assert.deepEqual(near([black(0), black(1)]), []);
  });

  it('leave alone the frames of a camera that counts minutes only', () => {
    const trap = [0, 60, 120].map((second) => photo(`${second}.jpg`, { timestamp: `2026-05-01T10:0${second / 60}:00` }));
    assert.deepEqual(near(trap), []);
  });
});
