import assert from 'node:assert/strict';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Decision, type Photo, type Recipe } from '../../../src/core/model';
import { buildView } from '../../../src/core/select/view';
import { whatIf } from '../../../src/core/select/whatIf';
import { at, photo } from '../group/photoBuilder';
import { randomShoot } from '../group/randomShoot';

function shown(photos: readonly Photo[], decisions: Readonly<Record<string, Decision>> = {}, recipe: Recipe = DEFAULT_RECIPE) {
  return buildView({
    root: '/s',
    cacheDir: '/c',
    photos,
    groups: groupPhotos(photos, recipe),
    decisions: new Map(Object.entries(decisions)),
    recipe,
  });
}

const REJECT: Decision = { verdict: 'reject', rating: null, label: null };
const burst = [500, 900, 700].map((sharpness, i) =>
  photo(`b${i}.NEF`, { timestamp: at(i / 10 + 0.01), sharpness, phash: '0123456789abcdef' }),
);

const sentences = (view: ReturnType<typeof shown>, path: string) => {
  const found = view.photos.find((it) => it.path === path);
  assert.ok(found);
  return whatIf(found, view).map(({ sentence }) => sentence);
};

describe('What would have to be otherwise', () => {
  it('names whom it stands behind, as few as suffice', () => {
    const view = shown(burst);
    assert.deepEqual(sentences(view, 'b2.NEF'), ['Becomes the pick if b1.NEF is rejected.']);
    assert.deepEqual(sentences(view, 'b0.NEF'), ['Becomes the pick if b1.NEF and b2.NEF are rejected.']);
  });

  it('names who takes the place of the best', () => {
    assert.deepEqual(sentences(shown(burst), 'b1.NEF'), ['If it is rejected, b2.NEF becomes the pick.']);
  });

  it('hears what was decided already', () => {
    const view = shown(burst, { 'b1.NEF': REJECT });
    assert.deepEqual(sentences(view, 'b0.NEF'), ['Becomes the pick if b2.NEF is rejected.']);
    assert.deepEqual(sentences(view, 'b1.NEF'), ['Without your word it would be suggested as a pick.']);
  });

  it('tells the sharpness that would do', () => {
    const view = shown([photo('soft.NEF', { timestamp: at(0), sharpness: 61.7 })]);
    assert.deepEqual(sentences(view, 'soft.NEF'), ['Becomes a pick if a sharpness of 61 is enough.']);
  });

  it('is true: with the named photos really rejected, the shoot says so', () => {
    let checked = 0;
    for (const seed of [1, 2, 3]) {
      const photos = randomShoot(seed, 80);
      const view = shown(photos);
      for (const it of view.photos) {
        for (const { code, others, sharpness } of whatIf(it, view)) {
          checked += 1;
          const verdict = (decisions: Record<string, Decision>, path: string, recipe = DEFAULT_RECIPE) =>
            shown(photos, decisions, recipe).photos.find((after) => after.path === path)?.suggestion?.verdict;
          const rejected = Object.fromEntries(others.map((path) => [path, REJECT]));
          if (code === 'picked-if-rejected') assert.equal(verdict(rejected, it.path), 'pick', it.path);
          if (code === 'replaced-by') for (const other of others) assert.equal(verdict({ [it.path]: REJECT }, other), 'pick', it.path);
          if (code === 'picked-if-softer')
            assert.equal(verdict({}, it.path, { ...DEFAULT_RECIPE, minSharpness: sharpness ?? 0 }), 'pick', it.path);
        }
      }
    }
    assert.ok(checked > 30, String(checked));
  });
});
