import assert from 'node:assert/strict';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Decision, type DecisionVerdict, type Group, type Photo, type Recipe } from '../../../src/core/model';
import { effectiveVerdict } from '../../../src/core/select/suggest';
import { at, photo, seeded, shuffled, unscored } from '../group/photoBuilder';
import { randomShoot } from '../group/randomShoot';
import { suggest } from './suggestions';

const said = (verdict: DecisionVerdict | null): Decision => ({ verdict, rating: null, label: null });
const groupOf = (kind: Group['kind'], photos: readonly Photo[]): Group => ({
  id: `${kind} ${photos[0]?.path}`,
  kind,
  members: photos.map(({ path }) => path),
});

interface Given {
  readonly groups?: readonly Group[];
  readonly decisions?: Record<string, Decision>;
  readonly recipe?: Partial<Recipe>;
}

function verdicts(photos: readonly Photo[], { groups = [], decisions = {}, recipe = {} }: Given = {}): string[] {
  const suggestions = suggest(photos, groups, new Map(Object.entries(decisions)), { ...DEFAULT_RECIPE, ...recipe });
  return [...suggestions].map(
    ([path, { verdict, rank, reason }]) => `${path} ${verdict} ${rank} ${reason.code}${reason.other ? ` < ${reason.other}` : ''}`,
  );
}

describe('suggestions for single photos', () => {
  it('pick what is sharp and put the rest up for review, never reject it', () => {
    assert.deepEqual(verdicts([photo('a', { sharpness: 100 }), photo('b', { sharpness: 99.9 }), photo('c', { sharpness: 0 })]), [
      'a pick 1 unique',
      'b review 1 below-min-sharpness',
      'c review 1 below-min-sharpness',
    ]);
  });

  it('reject only frames that show nothing', () => {
    assert.deepEqual(
      verdicts([
        photo('a', { sharpness: 0, clippedShadows: 1 }),
        photo('b', { sharpness: 0, clippedHighlights: 1 }),
        photo('c', { sharpness: 20, clippedShadows: 1 }),
      ]),
      ['a reject 1 black-frame', 'b reject 1 white-frame', 'c review 1 below-min-sharpness'],
    );
  });

  it('put unreadable photos up for review', () => {
    assert.deepEqual(verdicts([unscored('a')]), ['a review 1 unreadable']);
  });

  it('carry the numbers behind them', () => {
    const reason = suggest([photo('a', { sharpness: 250, clippedHighlights: 0.25 })], [], new Map(), DEFAULT_RECIPE).get('a')?.reason;
    assert.deepEqual(reason?.numbers, { sharpness: 250, exposure: 0.8, clippedShadows: 0, clippedHighlights: 0.25, minSharpness: 100 });
  });
});

describe('suggestions in a burst', () => {
  const frames = [110, 400, 300, 200].map((sharpness, i) => photo(`${i}`, { sharpness, timestamp: at(i / 10) }));
  const groups = [groupOf('burst', frames)];

  it('pick the best, and make alternates of the others', () => {
    assert.deepEqual(verdicts(frames, { groups }), [
      '0 alternate 4 alternate < 1',
      '1 pick 1 best-of-burst < 2',
      '2 alternate 2 alternate < 1',
      '3 alternate 3 alternate < 1',
    ]);
  });

  it('keep as many as the recipe says', () => {
    assert.deepEqual(verdicts(frames, { groups, recipe: { keepPerBurst: 3 } }), [
      '0 alternate 4 alternate < 1',
      '1 pick 1 best-of-burst < 2',
      '2 pick 2 kept-in-burst < 1',
      '3 pick 3 kept-in-burst < 1',
    ]);
  });

  it('review the best when it is soft; the others stay alternates', () => {
    assert.deepEqual(verdicts(frames, { groups, recipe: { keepPerBurst: 2, minSharpness: 350 } }), [
      '0 alternate 4 alternate < 1',
      '1 pick 1 best-of-burst < 2',
      '2 review 2 below-min-sharpness',
      '3 alternate 3 alternate < 1',
    ]);
    assert.equal(verdicts(frames, { groups, recipe: { minSharpness: 500 } })[1], '1 review 1 below-min-sharpness');
  });

  it('give the place of a rejected best to the next', () => {
    assert.deepEqual(verdicts(frames, { groups, decisions: { 1: said('reject') } }), [
      '0 alternate 3 alternate < 2',
      '1 alternate 4 alternate < 2',
      '2 pick 1 best-of-burst < 3',
      '3 alternate 2 alternate < 2',
    ]);
  });

  it('give a keep slot to the frame that the person picked', () => {
    assert.deepEqual(verdicts(frames, { groups, decisions: { 3: said('pick') }, recipe: { keepPerBurst: 2 } }), [
      '0 alternate 4 alternate < 3',
      '1 pick 2 kept-in-burst < 3',
      '2 alternate 3 alternate < 3',
      '3 pick 1 best-of-burst < 1',
    ]);
  });

  it('have no best where the person rejected all', () => {
    const decisions = Object.fromEntries(frames.map(({ path }) => [path, said('reject')]));
    for (const verdict of verdicts(frames, { groups, decisions })) assert.match(verdict, /^\d alternate \d alternate$/);
  });

  it('say how they compare', () => {
    const numbers = suggest(frames, groups, new Map(), DEFAULT_RECIPE).get('2')?.reason.numbers;
    assert.equal(numbers?.groupSize, 4);
    assert.equal(numbers?.otherSharpness, 400);
    assert.equal(numbers?.sharperPercent, -25);
    assert.equal(numbers?.secondsApart, 0.1);
    assert.equal(numbers?.seconds, 0.3);
  });
});

describe('suggestions in other groups', () => {
  it('keep brackets and series whole, whatever is soft or dark in them', () => {
    const frames = [
      photo('0', { sharpness: 3 }),
      photo('1', { shutter: 1 / 50 }),
      photo('2', { sharpness: 0, clippedShadows: 1, shutter: 1 / 800 }),
    ];
    assert.deepEqual(verdicts(frames, { groups: [groupOf('bracket', frames)] }), [
      '0 pick 1 bracket-member',
      '1 pick 1 bracket-member',
      '2 pick 1 bracket-member',
    ]);
    assert.deepEqual(verdicts(frames, { groups: [groupOf('series', frames)] }), [
      '0 pick 1 series-member',
      '1 pick 1 series-member',
      '2 pick 1 series-member',
    ]);
    const numbers = suggest(frames, [groupOf('bracket', frames)], new Map(), DEFAULT_RECIPE).get('1')?.reason.numbers;
    assert.deepEqual([numbers?.ev?.toFixed(6), numbers?.evSpan?.toFixed(6)], ['2.000000', '4.000000']);
  });

  it('pick the best of near duplicates, one whatever is kept of bursts', () => {
    const frames = [photo('0', { sharpness: 200 }), photo('1', { phash: 'a5c3960f5a3cf068' })];
    assert.deepEqual(verdicts(frames, { groups: [groupOf('near-duplicate', frames)], recipe: { keepPerBurst: 5 } }), [
      '0 alternate 2 near-duplicate < 1',
      '1 pick 1 best-of-duplicates < 0',
    ]);
    assert.equal(suggest(frames, [groupOf('near-duplicate', frames)], new Map(), DEFAULT_RECIPE).get('0')?.reason.numbers.bits, 1);
  });

  it('make alternates of copies; the representative is judged by its burst if it has one', () => {
    const [first, copy, next] = [
      photo('a/1', { timestamp: at(0.1) }),
      photo('b/1', { timestamp: at(0.1) }),
      photo('a/2', { timestamp: at(0.2), sharpness: 150 }),
    ];
    const copies = groupOf('exact-duplicate', [first, copy]);
    assert.deepEqual(verdicts([first, copy, next], { groups: [copies, groupOf('burst', [first, next])] }), [
      'a/1 pick 1 best-of-burst < a/2',
      'a/2 alternate 2 alternate < a/1',
      'b/1 alternate 2 exact-duplicate < a/1',
    ]);
    assert.deepEqual(verdicts([first, copy], { groups: [copies] }), [
      'a/1 pick 1 best-of-duplicates < b/1',
      'b/1 alternate 2 exact-duplicate < a/1',
    ]);
  });

  it('survive groups that name photos which are gone', () => {
    const frames = [photo('0'), photo('1')];
    assert.deepEqual(verdicts(frames.slice(1), { groups: [groupOf('burst', frames)] }), ['1 pick 1 best-of-burst']);
  });
});

describe('the effective verdict', () => {
  it('is the person’s before the machine’s', () => {
    const suggestion = suggest([photo('a')], [], new Map(), DEFAULT_RECIPE).get('a') ?? null;
    assert.equal(effectiveVerdict({ decision: said('reject'), suggestion }), 'reject');
    assert.equal(effectiveVerdict({ decision: said(null), suggestion }), 'pick');
    assert.equal(effectiveVerdict({ decision: null, suggestion }), 'pick');
    assert.equal(effectiveVerdict({ decision: null, suggestion: null }), null);
  });
});

describe('suggestions for random shoots', () => {
  for (const seed of [11, 12, 13]) {
    const photos = randomShoot(seed, 250);
    const groups = groupPhotos(photos, DEFAULT_RECIPE);
    const recipe: Recipe = { ...DEFAULT_RECIPE, keepPerBurst: (seed % 3) + 1, minSharpness: 0 };
    const random = seeded(seed);
    const decisions = new Map(
      photos.filter(() => random() < 0.1).map(({ path }) => [path, said(random() < 0.5 ? 'pick' : 'reject')] as const),
    );

    it(`do not depend on any order (seed ${seed})`, () => {
      const expected = [...suggest(photos, groups, decisions, recipe)];
      for (let run = 0; run < 5; run++) {
        const shuffledDecisions = new Map(shuffled([...decisions], random));
        assert.deepEqual([...suggest(shuffled(photos, random), shuffled(groups, random), shuffledDecisions, recipe)], expected);
      }
    });

    it(`pick exactly min(keepPerBurst, n) of each burst (seed ${seed})`, () => {
      const suggestions = suggest(photos, groups, new Map(), recipe);
      for (const { kind, members } of groups) {
        if (kind !== 'burst') continue;
        const picks = members.filter((member) => suggestions.get(member)?.verdict === 'pick');
        assert.equal(picks.length, Math.min(recipe.keepPerBurst, members.length));
      }
    });

    it(`never turn to reject because the person rejected another photo (seed ${seed})`, () => {
      const rejected = (map: typeof decisions) =>
        [...suggest(photos, groups, map, recipe)].filter(([, { verdict }]) => verdict === 'reject').map(([path]) => path);
      const before = rejected(decisions);
      for (const { path } of photos.slice(0, 60)) assert.deepEqual(rejected(new Map([...decisions, [path, said('reject')]])), before);
    });

    it(`give every photo one suggestion, and every rank in a burst once (seed ${seed})`, () => {
      const suggestions = suggest(photos, groups, decisions, recipe);
      assert.equal(suggestions.size, photos.length);
      for (const { kind, members } of groups) {
        if (kind !== 'burst') continue;
        const ranks = members.map((member) => suggestions.get(member)?.rank ?? 0).sort((a, b) => a - b);
        assert.deepEqual(
          ranks,
          members.map((_, i) => i + 1),
        );
      }
    });
  }
});
