import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Decision, type Photo } from '../../../src/core/model';
import { verdictAt } from '../../../src/core/select/threshold';
import { buildView } from '../../../src/core/select/view';
import { randomShoot } from '../group/randomShoot';

const VERDICTS = ['pick', 'reject'] as const;

function view(photos: readonly Photo[], minSharpness: number, keepPerBurst: number) {
  const recipe = { ...DEFAULT_RECIPE, keepPerBurst, minSharpness };
  const decisions = new Map<string, Decision>(
    photos.flatMap(({ path }, i) => (i % 5 === 0 ? [[path, { verdict: VERDICTS[i % 2] ?? null, rating: null, label: null }]] : [])),
  );
  return buildView({ root: '/s', cacheDir: '/c', photos, groups: groupPhotos(photos, recipe), decisions, recipe });
}

describe('verdicts at another wanted sharpness', () => {
  const sharpness = fc.double({ min: 0, max: 800, noNaN: true });

  it('are those of a cull with it, for any shoot and from any cull', () => {
    const holds = fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 4 }),
      sharpness,
      sharpness,
      (seed, keep, from, to) => {
        const photos = randomShoot(seed, 80);
        // A sharpness that a photo has is the edge that a wrong comparison gets wrong.
        for (const wanted of [to, photos.find(({ scores }) => scores !== null)?.scores?.sharpness ?? to]) {
          const expected = view(photos, wanted, keep).photos.map(({ path, suggestion }) => [path, suggestion?.verdict]);
          assert.deepEqual(
            view(photos, from, keep).photos.map((photo) => [photo.path, verdictAt(photo, wanted)]),
            expected,
          );
        }
      },
    );
    fc.assert(holds, { numRuns: 50 });
  }).timeout(60_000);

  it('are none before the first cull', () => {
    assert.equal(verdictAt({ suggestion: null, scores: null }, 100), null);
  });
});
