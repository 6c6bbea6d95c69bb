import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Decision, type Photo, type Recipe } from '../../../src/core/model';
import type { ShootView } from '../../../src/core/reports';
import { cullPreview, cullReport } from '../../../src/core/select/compareCulls';
import { buildView } from '../../../src/core/select/view';
import { at, photo, randomPhash, seeded } from '../group/photoBuilder';
import { randomShoot } from '../group/randomShoot';

const recipes = fc.record<Recipe>({
  keepPerBurst: fc.integer({ min: 1, max: 6 }),
  minSharpness: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 700, noNaN: true })),
  burstSeconds: fc.constantFrom(0.05, 0.5, 1, 3),
  nearDistance: fc.integer({ min: 0, max: 16 }),
});

function view(photos: readonly Photo[], recipe: Recipe | null, decisions: ReadonlyMap<string, Decision> = new Map()): ShootView {
  const groups = groupPhotos(photos, recipe ?? DEFAULT_RECIPE);
  return buildView({ root: '/shoot', cacheDir: '/c', photos, groups, decisions, recipe });
}

/** A person's verdict on every seventh photo. */
const someDecisions = (photos: readonly Photo[]): ReadonlyMap<string, Decision> =>
  new Map(
    photos.flatMap(({ path }, i) => (i % 7 === 0 ? [[path, { verdict: i % 2 === 0 ? 'pick' : 'reject', rating: null, label: null }]] : [])),
  );

describe('the preview of a cull', () => {
  it('says exactly what the cull then does, for any two recipes', () => {
    const shoot = fc.tuple(fc.integer({ min: 1, max: 1e6 }), fc.option(recipes), recipes);
    const holds = fc.property(shoot, ([seed, current, next]) => {
      const photos = randomShoot(seed, 60);
      const decisions = someDecisions(photos);
      const [before, after] = [view(photos, current, decisions), view(photos, next, decisions)];
      const preview = cullPreview(before, after, next);
      const { current: _, before: __, moves, decided: ___, groups: ____, ...report } = preview;
      assert.deepEqual(report, cullReport(before, after, next));
      assertMoves(before, after, moves);
    });
    fc.assert(holds, { numRuns: 60 });
  });

  /** Counts the moves the slow way, photo by photo. */
  function assertMoves(before: ShootView, after: ShootView, moves: ReturnType<typeof cullPreview>['moves']): void {
    const counted = new Map<string, number>();
    for (const { path, suggestion } of after.photos) {
      const from = before.photos.find((it) => it.path === path)?.suggestion?.verdict ?? null;
      if (from !== suggestion?.verdict)
        counted.set(`${from} ${suggestion?.verdict}`, (counted.get(`${from} ${suggestion?.verdict}`) ?? 0) + 1);
    }
    assert.deepEqual(Object.fromEntries(moves.map(({ from, to, photos }) => [`${from} ${to}`, photos])), Object.fromEntries(counted));
    for (const { from, to, examples } of moves) {
      assert.ok(examples.length >= 1 && examples.length <= 5);
      for (const { path, sentence } of examples) {
        assert.equal(before.photos.find((it) => it.path === path)?.suggestion?.verdict ?? null, from);
        assert.equal(after.photos.find((it) => it.path === path)?.suggestion?.verdict, to);
        assert.notEqual(sentence, '');
      }
    }
  }

  it('names what moves where with the reason, and what the person has decided about', () => {
    const random = seeded(1);
    const single = (path: string, sharpness: number, minute: number) =>
      photo(path, { sharpness, timestamp: at(minute * 60), phash: randomPhash(random) });
    const photos = [single('a.NEF', 150, 1), single('b.NEF', 50, 2), single('c.NEF', 900, 3)];
    const recipe = { ...DEFAULT_RECIPE, minSharpness: 200 };
    const decisions = new Map<string, Decision>([['a.NEF', { verdict: 'pick', rating: null, label: null }]]);
    const preview = cullPreview(view(photos, DEFAULT_RECIPE, decisions), view(photos, recipe, decisions), recipe);
    assert.deepEqual(preview.before, { pick: 2, alternate: 0, review: 1, reject: 0, none: 0 });
    assert.deepEqual(preview.suggestions, { pick: 1, alternate: 0, review: 2, reject: 0 });
    const [move] = preview.moves;
    assert.deepEqual([preview.moves.length, move?.from, move?.to, move?.photos], [1, 'pick', 'review', 1]);
    assert.match(move?.examples[0]?.sentence ?? '', /below the wanted sharpness/);
    assert.deepEqual([move?.examples[0]?.path, move?.examples[0]?.decided, preview.decided], ['a.NEF', 'pick', 1]);
  });

  it('changes nothing with the recipe that holds', () => {
    const shoot = view(randomShoot(5, 80), DEFAULT_RECIPE);
    const preview = cullPreview(shoot, shoot, DEFAULT_RECIPE);
    assert.deepEqual([preview.changed, preview.moves, preview.groups.affected], [0, [], 0]);
  });
});
