import assert from 'node:assert/strict';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Decision, type Photo } from '../../../src/core/model';
import { selectedForExport, selectTop } from '../../../src/core/select/top';
import { buildView } from '../../../src/core/select/view';
import { at, flip, photo, randomPhash, seeded, shuffled, someBits, unscored } from '../group/photoBuilder';
import { randomShoot } from '../group/randomShoot';

const views = (photos: readonly Photo[], decisions: Record<string, Decision> = {}, keepPerBurst = 1) =>
  buildView({
    root: '/shoot',
    cacheDir: '/cache',
    photos,
    groups: groupPhotos(photos, DEFAULT_RECIPE),
    decisions: new Map(Object.entries(decisions)),
    recipe: { ...DEFAULT_RECIPE, keepPerBurst },
  }).photos;

const top = (shown: ReturnType<typeof views>, n: number) => selectTop(shown, n).map(({ path }) => path);
const said = (verdict: Decision['verdict'], rating: number | null = null): Decision => ({ verdict, rating, label: null });

const HOUR = 3600;
const look = (seed: number) => randomPhash(seeded(seed));
const single = (path: string, second: number, sharpness: number, seed: number) =>
  photo(path, { timestamp: at(second + 0.01), sharpness, phash: look(seed) });
const burst = (prefix: string, second: number, sharpness: number) =>
  [0, 1, 2].map((i) =>
    photo(`${prefix}${i}`, { timestamp: at(second + i / 10 + 0.01), sharpness: sharpness - i, phash: look(second + 1) }),
  );

describe('the top of a shoot', () => {
  it('takes one of each burst until every group has had its turn', () => {
    const photos = [...burst('a', 0, 900), ...burst('b', 100, 200), single('c', 200, 150, 5)];
    assert.deepEqual(top(views(photos, {}, 2), 5), ['a0', 'b0', 'c', 'a1', 'b1']);
  });

  it('goes round the scenes: a long session does not fill it', () => {
    const session = [0, 1, 2, 3].map((i) => single(`s${i}`, i * 60, 900 - i, 20 + i));
    const others = [single('t', HOUR, 200, 30), single('u', 2 * HOUR, 150, 31)];
    assert.deepEqual(top(views([...session, ...others]), 4), ['s0', 't', 'u', 's1']);
  });

  it('ends a scene after half an hour even without a pause', () => {
    const day = Array.from({ length: 12 }, (_, i) => single(`d${String(i).padStart(2, '0')}`, i * 300, 200 + i, 40 + i));
    const [first, second] = top(views(day), 2);
    assert.deepEqual([first, second], ['d11', 'd06']);
  });

  it('does not repeat a motif before the others', () => {
    const again = (i: number) =>
      photo(`m${i}`, { timestamp: at(i * HOUR), sharpness: 900, phash: flip(look(50), ...someBits(i === 1 ? 0 : 9, seeded(i))) });
    const photos = [again(1), again(2), again(3), single('x', 4 * HOUR, 150, 51), single('y', 5 * HOUR, 140, 52)];
    assert.deepEqual(top(views(photos), 3), ['m1', 'x', 'y']);
  });

  it('puts the person’s picks first, higher rated before lower', () => {
    const photos = [...burst('a', 0, 900), single('b', HOUR, 800, 5), single('c', 2 * HOUR, 20, 6)];
    const decisions = { a2: said('pick', 3), c: said('pick', 5), b: said('reject') };
    assert.deepEqual(top(views(photos, decisions), 2), ['c', 'a2']);
    assert.ok(!top(views(photos, decisions), 10).includes('b'));
  });

  it('takes alternates only when all picks are in, and never doubts, copies or rejected photos', () => {
    const photos = [
      ...burst('a', 0, 900).map((it, i) => ({ ...it, hash: String(i).padStart(64, '0') })),
      { ...(burst('copy', 0, 900)[0] ?? photo('none')), hash: '0'.repeat(64) },
      single('soft', HOUR, 20, 6),
      single('good', 2 * HOUR, 150, 7),
      unscored('bad'),
    ];
    assert.deepEqual(top(views(photos), 2), ['a0', 'good']);
    assert.deepEqual(top(views(photos), 10), ['a0', 'good', 'a1', 'a2']);
  });

  it('is never longer than asked for, and starts the same whatever is asked for', () => {
    const shown = views(randomShoot(31, 200));
    const all = top(shown, 1000);
    for (const n of [0, -1, 1, 2.9, 17, 60]) assert.deepEqual(top(shown, n), all.slice(0, Math.max(0, Math.floor(n))));
    assert.equal(new Set(all).size, all.length);
  });

  it('does not depend on the order of the photos', () => {
    const photos = randomShoot(32, 300);
    const shown = views(photos);
    const expected = top(shown, 80);
    const random = seeded(32);
    for (let run = 0; run < 5; run++) assert.deepEqual(top(shuffled(shown, random), 80), expected);
  });
});

describe('what is exported', () => {
  it('is what is picked, by the person or else by qrate', () => {
    const photos = [...burst('a', 0, 900), single('b', HOUR, 800, 5), single('c', 2 * HOUR, 20, 6)];
    const shown = views(photos, { a1: said('pick'), b: said('reject') });
    assert.deepEqual(
      selectedForExport(shown).map(({ path }) => path),
      ['a1'],
    );
    assert.deepEqual(selectedForExport(views([])), []);
  });
});
