import assert from 'node:assert/strict';
import { QrateError } from '../../../src/core/errors';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Decision, type Photo } from '../../../src/core/model';
import { explain } from '../../../src/core/select/explain';
import { buildView } from '../../../src/core/select/view';
import { at, photo, seeded, shuffled, unscored } from '../group/photoBuilder';
import { randomShoot } from '../group/randomShoot';

const PLACE = { root: '/shoot', cacheDir: '/shoot/.qrate/cache' };
const view = (photos: readonly Photo[], decisions: Record<string, Decision> = {}, recipe: typeof DEFAULT_RECIPE | null = DEFAULT_RECIPE) =>
  buildView({ ...PLACE, photos, groups: groupPhotos(photos, DEFAULT_RECIPE), decisions: new Map(Object.entries(decisions)), recipe });

const burst = [120, 300, 200].map((sharpness, i) =>
  photo(`DSC_${i}.NEF`, { sharpness, timestamp: at(i / 10 + 0.05), hash: String(i).padStart(64, '0') }),
);
const copy = { ...photo('backup/DSC_1.NEF', { sharpness: 300, timestamp: at(0.15) }), hash: burst[1]?.hash ?? null };
const rejected: Decision = { verdict: 'reject', rating: null, label: null };

describe('the view of a shoot', () => {
  it('shows a representative in its burst and a copy with its original', () => {
    const shown = view([...burst, { ...copy, path: 'z/DSC_1.NEF' }]).photos.map(({ path, group, bestPath }) => [
      path,
      group?.kind,
      bestPath,
    ]);
    assert.deepEqual(shown, [
      ['DSC_0.NEF', 'burst', 'DSC_1.NEF'],
      ['DSC_1.NEF', 'burst', 'DSC_1.NEF'],
      ['DSC_2.NEF', 'burst', 'DSC_1.NEF'],
      ['z/DSC_1.NEF', 'exact-duplicate', 'DSC_1.NEF'],
    ]);
  });

  it('moves the best on when the person rejects it', () => {
    assert.equal(view(burst, { 'DSC_1.NEF': rejected }).photos[0]?.bestPath, 'DSC_2.NEF');
  });

  it('has no suggestions before the first cull, but groups, decisions and the best', () => {
    const [first, second] = view(burst, { 'DSC_0.NEF': rejected }, null).photos;
    assert.equal(first?.suggestion, null);
    assert.deepEqual(first?.decision, rejected);
    assert.equal(second?.bestPath, 'DSC_1.NEF');
  });

  it('names no best in what is kept whole', () => {
    const bracket = [0.01, 0.04, 0.0025].map((shutter, i) => photo(`${i}.NEF`, { timestamp: at(i / 5 + 0.05), shutter, exposureMode: 2 }));
    for (const shown of view(bracket).photos) assert.deepEqual([shown.group?.kind, shown.bestPath], ['bracket', null]);
  });

  it('does not depend on the order of photos and groups', () => {
    const photos = randomShoot(21, 200);
    const groups = groupPhotos(photos, DEFAULT_RECIPE);
    const parts = { ...PLACE, decisions: new Map([[photos[3]?.path ?? '', rejected]]), recipe: DEFAULT_RECIPE };
    const expected = buildView({ ...parts, photos, groups });
    const random = seeded(21);
    for (let run = 0; run < 5; run++) {
      assert.deepEqual(buildView({ ...parts, photos: shuffled(photos, random), groups: shuffled(groups, random) }), expected);
    }
  });
});

describe('an explanation', () => {
  it('tells the reason and the siblings, best first', () => {
    const { sentence, siblings, photo: shown } = explain(view(burst), 'DSC_1.NEF');
    assert.equal(sentence, 'Best of a burst of 3: 50 % sharper than DSC_2.NEF, highlights not clipped.');
    assert.equal(shown.path, 'DSC_1.NEF');
    assert.deepEqual(
      siblings.map(({ path, rank, verdict, sharpness }) => [path, rank, verdict, sharpness]),
      [
        ['DSC_2.NEF', 2, 'alternate', 200],
        ['DSC_0.NEF', 3, 'alternate', 120],
      ],
    );
  });

  it('tells the person’s decision first', () => {
    assert.match(explain(view(burst, { 'DSC_0.NEF': rejected }), 'DSC_0.NEF').sentence, /^You rejected it\. Alternate, number 3/);
  });

  it('finds a photo by its companion', () => {
    const paired = photo('a.NEF', { companions: [{ path: 'a.JPG', size: 1, mtimeMs: 0 }] });
    assert.equal(explain(view([paired]), 'a.JPG').path, 'a.NEF');
  });

  it('says what is missing', () => {
    const failure = { stage: 'ingest', code: 'truncated', detail: '' } as const;
    assert.equal(explain(view([photo('a')], {}, null), 'a').sentence, 'There is no suggestion yet: cull the shoot first.');
    assert.match(explain(view([unscored('a', { failure })], {}, null), 'a').sentence, /ends too early/);
    assert.match(explain(view([unscored('a', { failure })]), 'a').sentence, /ends too early/);
    assert.throws(
      () => explain(view([]), 'nowhere.NEF'),
      (error) => error instanceof QrateError && error.code === 'no-such-photo',
    );
  });
});
