import assert from 'node:assert/strict';
import { groupPhotos } from '../../../src/core/group/group';
import { type Choice, pairKey } from '../../../src/core/learn/choices';
import { scoreFeatures } from '../../../src/core/learn/features';
import { nextPair, pairsLeft } from '../../../src/core/learn/nextPair';
import { subjectsOf } from '../../../src/core/learn/subjects';
import type { PairQuestion } from '../../../src/core/learn/tasteApi';
import { Looks, shootStandard } from '../../../src/core/learn/trainingPairs';
import { DEFAULT_RECIPE, type Photo } from '../../../src/core/model';
import { drained } from '../../../src/core/pace';
import { buildView } from '../../../src/core/select/view';
import { at, photo, unscored } from '../group/photoBuilder';
import { randomShoot } from '../group/randomShoot';

const viewOf = (photos: readonly Photo[]) =>
  buildView({
    root: '/s',
    cacheDir: '/c',
    photos,
    groups: groupPhotos(photos, DEFAULT_RECIPE),
    decisions: new Map(),
    recipe: DEFAULT_RECIPE,
  });

/** Asks as the picker does, the left one always being better, until nothing is left or `most` questions were asked. */
function interview(photos: readonly Photo[], most: number, groups = 5) {
  const subjects = drained(subjectsOf(viewOf(photos)));
  const looks = new Looks(subjects.photos, scoreFeatures, drained(shootStandard(subjects.photos, scoreFeatures)));
  const asked = new Set<string>();
  const learned: Choice[] = [];
  const questions: PairQuestion[] = [];
  while (questions.length < most) {
    const question = drained(nextPair({ subjects, looks, learned, asked, groups }));
    if (question === null) break;
    questions.push(question);
    asked.add(pairKey(question.a, question.b));
    learned.push({ ...question, id: String(learned.length), outcome: 'a', author: null });
  }
  return { questions, subjects, asked };
}

describe('the next pair', () => {
  const photos = randomShoot(11, 120);

  it('is never one that was asked, on whichever side, until all are asked', () => {
    const few = randomShoot(5, 9);
    const { questions, subjects, asked } = interview(few, 1000);
    assert.equal(new Set(questions.map(({ a, b }) => pairKey(a, b))).size, questions.length);
    const count = subjects.photos.size;
    assert.ok(count > 3 && questions.length === (count * (count - 1)) / 2, `${questions.length} of ${count} photos`);
    assert.equal(pairsLeft({ subjects, asked }), 0);
  });

  it('is the same for the same answers', () => {
    assert.deepEqual(interview(photos, 25).questions, interview(photos, 25).questions);
  });

  it('is of one burst or of near duplicates first, as many as are asked for, then what teaches most', () => {
    const sources = interview(photos, 30, 4).questions.map(({ source }) => source);
    assert.ok(
      sources.slice(0, 4).every((source) => source === 'burst' || source === 'near-duplicate'),
      sources.join(),
    );
    assert.ok(
      sources.slice(4).every((source) => source === 'uncertain' || source === 'diverse'),
      sources.join(),
    );
    assert.deepEqual(new Set(interview(photos, 10, 0).questions.map(({ source }) => source)).has('burst'), false);
  });

  it('puts photos left and right by lot', () => {
    const left = interview(photos, 60).questions.filter(({ a, b }) => a < b).length;
    assert.ok(left > 18 && left < 42, `${left} of 60`);
  });

  it('spreads over the shoot: while there are photos that were not asked about, few are asked about again', () => {
    const { questions } = interview(photos, 25, 0);
    const shown = questions.flatMap(({ a, b }) => [a, b]);
    assert.ok(new Set(shown).size > 0.6 * shown.length, `${new Set(shown).size} of ${shown.length}`);
  });

  it('never shows what cannot be looked at, shows nothing, or is shown already', () => {
    const good = [1, 2, 3].map((n) => photo(`good${n}`, { timestamp: at(n * 1000), phash: `${n}`.repeat(16), hash: `${n}`.repeat(64) }));
    const black = photo('black', { timestamp: at(9000), sharpness: 0, clippedShadows: 1 });
    const copy = photo('copy', { timestamp: at(1000), phash: '1'.repeat(16), hash: '1'.repeat(64) });
    const broken = unscored('broken', { failure: { stage: 'ingest', code: 'corrupt', detail: '' } });
    const { questions } = interview([...good, black, copy, broken], 100);
    const shown = new Set(questions.flatMap(({ a, b }) => [a, b]));
    assert.equal(questions.length, 3);
    assert.ok(!shown.has('black') && !shown.has('broken') && !(shown.has('copy') && shown.has('good1')), [...shown].join());
  });

  it('is none for no photo and for one', () => {
    assert.deepEqual([interview([], 5).questions, interview([photo('only')], 5).questions], [[], []]);
  });

  it('keeps the event loop free in a shoot of 20,000 photos', () => {
    const many = Array.from({ length: 20_000 }, (_, n) =>
      photo(`DSC_${n}.jpg`, { sharpness: 100 + (n % 331), exposure: (n % 17) / 17, iso: 100 * (1 + (n % 9)) }),
    );
    const view = buildView({ root: '/s', cacheDir: '/c', photos: many, groups: [], decisions: new Map(), recipe: DEFAULT_RECIPE });
    let longest = 0;
    const steps = (function* () {
      const subjects = yield* subjectsOf(view);
      const standard = yield* shootStandard(subjects.photos, scoreFeatures);
      const looks = new Looks(subjects.photos, scoreFeatures, standard);
      return yield* nextPair({ subjects, looks, learned: [], asked: new Set(), groups: 12 });
    })();
    for (;;) {
      const before = process.cpuUsage();
      const { done, value } = steps.next();
      const { user, system } = process.cpuUsage(before);
      longest = Math.max(longest, (user + system) / 1000);
      if (done) {
        assert.notEqual(value, null);
        break;
      }
    }
    assert.ok(longest < 150, `a step took ${longest} ms`);
  }).timeout(60_000);
});
