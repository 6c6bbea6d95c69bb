import assert from 'node:assert/strict';
import { groupPhotos } from '../../../src/core/group/group';
import type { Choice } from '../../../src/core/learn/choices';
import { scoreFeatures } from '../../../src/core/learn/features';
import { subjectsOf } from '../../../src/core/learn/subjects';
import { Looks, shootStandard, trainingPairs } from '../../../src/core/learn/trainingPairs';
import { DEFAULT_RECIPE, type Decision } from '../../../src/core/model';
import { drained } from '../../../src/core/pace';
import { buildView } from '../../../src/core/select/view';
import { at, flip, photo, randomPhash, seeded } from '../group/photoBuilder';

/** Bursts of `frames`, the first of each picked and the second rejected. */
function culled(bursts: number, frames: number) {
  const random = seeded(4);
  const photos = Array.from({ length: bursts }, (_, burst) => {
    const phash = randomPhash(random);
    return Array.from({ length: frames }, (_, frame) =>
      photo(`b${burst}_${frame}`, { timestamp: at(burst * 600 + frame * 0.2), phash: flip(phash, frame), sharpness: 100 + random() * 200 }),
    );
  }).flat();
  const decision = (verdict: Decision['verdict']): Decision => ({ verdict, rating: null, label: null });
  const decisions = new Map(
    photos.flatMap(({ path }) => {
      const frame = path.split('_')[1];
      return frame === '0' ? [[path, decision('pick')]] : frame === '1' ? [[path, decision('reject')]] : [];
    }) as [string, Decision][],
  );
  const groups = groupPhotos(photos, DEFAULT_RECIPE);
  const subjects = drained(subjectsOf(buildView({ root: '/s', cacheDir: '/c', photos, groups, decisions, recipe: DEFAULT_RECIPE })));
  return { subjects, looks: new Looks(subjects.photos, scoreFeatures, drained(shootStandard(subjects.photos, scoreFeatures))) };
}

const answer = (at: number): Choice => ({
  id: `${at}`,
  a: `b${at}_2`,
  b: `b${at + 1}_2`,
  outcome: 'a',
  source: 'diverse',
  author: null,
});

describe('what a model learns from', () => {
  it('is what was decided inside of bursts as well, never for more than the answers together', () => {
    const { subjects, looks } = culled(20, 3);
    assert.equal(subjects.silent.length, 40, 'in each burst the pick beside the reject, and beside the frame without a word');
    const pairs = trainingPairs(subjects, [answer(1), answer(5)], looks);
    const quiet = pairs.filter(({ tested }) => !tested).reduce((sum, { weight }) => sum + weight, 0);
    assert.ok(Math.abs(quiet - 2) < 1e-9, `${quiet}`);
    assert.deepEqual(trainingPairs(subjects, [], looks), [], 'without an answer nothing outweighs');
  });

  it('ends with the latest answers, which are what a question is chosen by where there are many', () => {
    const { subjects, looks } = culled(20, 3);
    const tested = trainingPairs(subjects, [answer(1), answer(5)], looks).map((pair) => pair.tested);
    assert.deepEqual(tested.slice(-2), [true, true]);
    assert.ok(tested.slice(0, -2).every((it) => !it));
  });

  it('is at most six pairs of a burst and 300 of a shoot, the clearest of each, the same in every run', () => {
    const { subjects } = culled(1, 12);
    assert.equal(subjects.silent.length, 6);
    assert.deepEqual(subjects.silent[0], { winner: 'b0_0', loser: 'b0_1', weight: 0.5 });
    const many = culled(80, 6).subjects.silent;
    assert.equal(many.length, 300);
    assert.deepEqual(culled(80, 6).subjects.silent, many);
  });
});
