import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Decision, type Photo, type PhotoView } from '../../../src/core/model';
import { explain, sentenceFor } from '../../../src/core/select/explain';
import { rankGroup } from '../../../src/core/select/rank';
import { preference } from '../../../src/core/select/taste';
import { verdictAt } from '../../../src/core/select/threshold';
import { selectTop } from '../../../src/core/select/top';
import { buildView } from '../../../src/core/select/view';
import { at, photo, seeded } from '../group/photoBuilder';
import { randomShoot } from '../group/randomShoot';

const tasted = (path: string, score: number, weight: number, patch: Parameters<typeof photo>[1] = {}): Photo => ({
  ...photo(path, patch),
  taste: { score, weight },
});
const order = (photos: readonly Photo[], decisions: ReadonlyMap<string, Decision> = new Map()): string =>
  rankGroup(photos, decisions)
    .map(({ photo: { path } }) => path)
    .join(' ');

/** Every photo that can be seen liked by lot. */
function tastedShoot(seed: number, weight: number): readonly Photo[] {
  const random = seeded(seed);
  return randomShoot(seed, 80).map((it) => ({ ...it, taste: { score: 0.02 + 0.96 * random(), weight } }));
}

function viewOf(photos: readonly Photo[], minSharpness = 100, keepPerBurst = 1) {
  const recipe = { ...DEFAULT_RECIPE, minSharpness, keepPerBurst };
  return buildView({ root: '/s', cacheDir: '/c', photos, groups: groupPhotos(photos, recipe), decisions: new Map(), recipe });
}

describe('taste in the ranking', () => {
  const frames = (weight: number) => [
    tasted('a', 0.8, weight, { sharpness: 200 }),
    tasted('b', 0.5, weight, { sharpness: 240 }),
    tasted('c', 0.3, weight, { sharpness: 300 }),
  ];

  it('weighs in as much as the recipe says: alone at 1, not at all at 0, between the two as a chance to be preferred', () => {
    assert.equal(order(frames(1)), 'a b c');
    assert.equal(order(frames(0)), 'c b a');
    assert.equal(order(frames(0.05)), 'c b a');
    assert.equal(order(frames(0.6)), 'a b c');
  });

  it('counts a frame that it cannot see as an ordinary one', () => {
    assert.equal(order([tasted('a', 0.8, 1), photo('b'), tasted('c', 0.3, 1)]), 'a b c');
  });

  it('comes after every word of the person, and never makes a defect the best', () => {
    const decided = new Map<string, Decision>([
      ['c', { verdict: 'pick', rating: null, label: null }],
      ['a', { verdict: 'reject', rating: null, label: null }],
    ]);
    assert.equal(order(frames(1), decided), 'c b a');
    assert.equal(order([tasted('black', 0.99, 1, { sharpness: 0, clippedShadows: 1 }), tasted('b', 0.1, 1)]), 'b black');
  });

  it('orders any group with a weight of 0 as without taste, and with 1 by the scores alone', () => {
    const group = fc.array(
      fc.record({ sharpness: fc.integer({ min: 2, max: 400 }), score: fc.double({ min: 0.01, max: 0.99, noNaN: true }) }),
      {
        minLength: 2,
        maxLength: 9,
      },
    );
    fc.assert(
      fc.property(group, (members) => {
        const made = (weight: number) =>
          members.map(({ sharpness, score }, i) => tasted(`f${i}`, score, weight, { sharpness, timestamp: at(i) }));
        const plain = members.map(({ sharpness }, i) => photo(`f${i}`, { sharpness, timestamp: at(i) }));
        assert.equal(order(made(0)), order(plain));
        const scores = rankGroup(made(1), new Map()).map(({ photo: { taste } }) => taste?.score ?? 0);
        for (let i = 1; i < scores.length; i++) assert.ok((scores[i] ?? 0) <= (scores[i - 1] ?? 0) + 1e-9);
      }),
      { numRuns: 100 },
    );
  });

  it('names its part in the reason', () => {
    const burst = [0, 1].map((i) =>
      tasted(`DSC_${i}.jpg`, [0.7, 0.4][i] ?? 0, 0.5, { timestamp: at(i * 0.2), sharpness: [230, 300][i] ?? 0 }),
    );
    const [first, second] = viewOf(burst).photos;
    assert.ok(first !== undefined && second !== undefined);
    const chance = preference(0.7, 0.4);
    assert.ok(Math.abs(chance - (0.7 * 0.6) / (0.7 * 0.6 + 0.4 * 0.3)) < 1e-12);
    assert.deepEqual(
      [first.suggestion?.verdict, first.suggestion?.reason.numbers.taste, first.suggestion?.reason.numbers.tasteWeight],
      ['pick', chance, 0.5],
    );
    assert.match(sentenceFor(first), /23 % softer than DSC_1.jpg but you tend to prefer it \(78 %\), highlights/);
    assert.match(sentenceFor(second), /30 % sharper than DSC_0.jpg but you tend to prefer DSC_0.jpg \(78 %\)/);
  });

  it('says nothing of taste where none takes part', () => {
    const views = viewOf(randomShoot(4, 60)).photos;
    assert.ok(views.every((it) => !/prefer/.test(sentenceFor(it)) && it.suggestion?.reason.numbers.taste === undefined));
  });

  it('leaves the threshold of sharpness what it was: between pick and review it alone decides', () => {
    for (let seed = 1; seed <= 15; seed++) {
      const photos = tastedShoot(seed, 0.6);
      const [from, to] = [viewOf(photos, 50, 2).photos, viewOf(photos, 320, 2).photos];
      assert.deepEqual(
        from.map((it) => verdictAt(it, 320)),
        to.map(({ suggestion }) => suggestion?.verdict),
      );
    }
  });

  it('is heard by what-if: rejecting what stands in the way makes the pick that it says', () => {
    let checked = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const photos = tastedShoot(seed, 0.8);
      const view = viewOf(photos);
      const decided = (rejected: readonly string[]) =>
        new Map(rejected.map((it): [string, Decision] => [it, { verdict: 'reject', rating: null, label: null }]));
      for (const { path } of view.photos) {
        for (const { code, others } of explain(view, path).whatIf) {
          if (code !== 'picked-if-rejected') continue;
          const after = buildView({
            root: '/s',
            cacheDir: '/c',
            photos,
            groups: view.groups,
            decisions: decided(others),
            recipe: DEFAULT_RECIPE,
          });
          assert.equal(after.photos.find((it) => it.path === path)?.suggestion?.verdict, 'pick');
          checked += 1;
        }
      }
    }
    assert.ok(checked > 20, `${checked}`);
  });

  it('chooses among the best of different scenes as well', () => {
    const alone = (path: string, score: number, weight: number, hour: number): PhotoView => ({
      ...tasted(path, score, weight, { timestamp: at(hour * 3600), sharpness: 100 + hour * 60, phash: String(hour).repeat(16) }),
      group: null,
      bestPath: null,
      decision: null,
      suggestion: { verdict: 'pick', rank: 1, reason: { code: 'unique', numbers: {}, other: null } },
    });
    const top = (weight: number) =>
      selectTop([alone('a', 0.9, weight, 1), alone('b', 0.5, weight, 2), alone('c', 0.1, weight, 3)], 2).map(({ path }) => path);
    assert.deepEqual(
      [top(1), top(0)],
      [
        ['a', 'b'],
        ['c', 'b'],
      ],
    );
  });
});
