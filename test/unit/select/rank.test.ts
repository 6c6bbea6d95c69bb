import assert from 'node:assert/strict';
import type { Decision, DecisionVerdict, Photo } from '../../../src/core/model';
import { defectOf } from '../../../src/core/select/defects';
import { bestOf, rankGroup } from '../../../src/core/select/rank';
import { at, photo, seeded, shuffled, unscored } from '../group/photoBuilder';

const said = (verdict: DecisionVerdict | null, rating: number | null = null): Decision => ({ verdict, rating, label: null });
const order = (photos: readonly Photo[], decisions: Record<string, Decision> = {}) =>
  rankGroup(photos, new Map(Object.entries(decisions)))
    .map(({ photo }) => photo.path)
    .join(' ');

describe('rank inside a group', () => {
  const [a, b, c] = [photo('a', { sharpness: 100 }), photo('b', { sharpness: 200 }), photo('c', { sharpness: 150 })];

  it('is by sharpness', () => {
    assert.equal(order([a, b, c]), 'b c a');
  });

  it('compares inside the group: a soft subject is ranked like a crisp one', () => {
    const crisp = [photo('a', { sharpness: 980, exposure: 0.9 }), photo('b', { sharpness: 1000, exposure: 0.2 })];
    const soft = [photo('a', { sharpness: 9.8, exposure: 0.9 }), photo('b', { sharpness: 10, exposure: 0.2 })];
    assert.equal(order(crisp), 'a b');
    assert.equal(order(soft), 'a b');
  });

  it('lets exposure decide only between frames that are about as sharp', () => {
    assert.equal(order([photo('a', { sharpness: 80, exposure: 1 }), photo('b', { sharpness: 100, exposure: 0 })]), 'b a');
    assert.equal(order([photo('a', { sharpness: 95, exposure: 1 }), photo('b', { sharpness: 100, exposure: 0 })]), 'a b');
  });

  it('makes heavy clipping cost, a lamp in the picture not', () => {
    assert.equal(order([photo('a', { sharpness: 90 }), photo('b', { sharpness: 100, clippedHighlights: 0.2 })]), 'a b');
    assert.equal(order([photo('a', { sharpness: 90 }), photo('b', { sharpness: 100, clippedHighlights: 0.01 })]), 'b a');
    assert.equal(order([photo('a', { sharpness: 90 }), photo('b', { sharpness: 100, clippedShadows: 0.5 })]), 'a b');
  });

  it('breaks ties by sub-second, then name, whatever the order it is given', () => {
    const ties = [
      photo('z.jpg', { timestamp: at(0.1) }),
      photo('DSC_9.jpg', { timestamp: at(0.2) }),
      photo('DSC_10.jpg', { timestamp: at(0.2) }),
    ];
    const random = seeded(3);
    for (let run = 0; run < 10; run++) assert.equal(order(shuffled(ties, random)), 'z.jpg DSC_9.jpg DSC_10.jpg');
  });

  it('puts the person’s picks first, then ratings, rejected ones last', () => {
    assert.equal(order([a, b, c], { a: said('pick') }), 'a b c');
    assert.equal(order([a, b, c], { b: said('reject') }), 'c a b');
    assert.equal(order([a, b, c], { a: said(null, 3), c: said(null, 4) }), 'c a b');
    assert.equal(order([a, b, c], { a: said('pick', 2), c: said('pick', 4) }), 'c a b');
  });

  it('does not swap two frames for what was said about a third', () => {
    const random = seeded(5);
    for (let run = 0; run < 50; run++) {
      const photos = ['a', 'b', 'c', 'd', 'e'].map((it) => photo(it, { sharpness: random() * 300, exposure: random() }));
      const before = order(photos).split(' ');
      const verdict = random() < 0.5 ? said('pick') : said('reject');
      const after = order(photos, { c: verdict }).split(' ');
      assert.deepEqual(
        after.filter((it) => it !== 'c'),
        before.filter((it) => it !== 'c'),
      );
    }
  });

  it('has a best that is neither rejected, nor black, nor unreadable', () => {
    const best = (photos: readonly Photo[], decisions: Record<string, Decision> = {}) =>
      bestOf(rankGroup(photos, new Map(Object.entries(decisions))))?.path ?? null;
    assert.equal(best([a, b, c], { b: said('reject') }), 'c');
    assert.equal(best([a, b], { a: said('reject'), b: said('reject') }), null);
    assert.equal(best([photo('x', { sharpness: 0.5, clippedShadows: 1 })]), null);
    assert.equal(best([unscored('x')]), null);
    assert.equal(best([photo('x', { sharpness: 0 }), photo('y', { sharpness: 0 })]), 'x', 'no sharpness at all is no error');
  });
});

describe('defects', () => {
  const scores = (sharpness: number, clippedShadows: number, clippedHighlights: number) => ({
    sharpness,
    clippedShadows,
    clippedHighlights,
    exposure: 0,
    noise: 0,
    phash: '0000000000000000',
  });

  it('are frames that are clipped all over and show nothing', () => {
    assert.equal(defectOf(scores(0.2, 0.995, 0)), 'black-frame');
    assert.equal(defectOf(scores(0.2, 0, 1)), 'white-frame');
  });

  it('are not a moon in a black sky, nor a dark, soft picture', () => {
    assert.equal(defectOf(scores(12, 0.998, 0)), null);
    assert.equal(defectOf(scores(0.2, 0.99, 0)), null);
  });
});
