import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { cullUndo, lastRecipe, standingCulls } from '../../../src/core/index/culls';
import { appendCull, parseDecisions, readDecisions } from '../../../src/core/index/decisions';
import { type CullEntry, formatEntry } from '../../../src/core/index/entries';
import { DEFAULT_RECIPE, type Recipe } from '../../../src/core/model';
import { seeded, shuffled } from '../group/photoBuilder';
import { locate, useTempDir } from './fixtures';

const strict: Recipe = { ...DEFAULT_RECIPE, minSharpness: 400 };
const loose: Recipe = { ...DEFAULT_RECIPE, keepPerBurst: 3 };

const cull = (second: number, recipe: Recipe | null, undoes?: string): CullEntry => ({
  kind: 'cull',
  id: `c${second}`,
  recipe,
  time: new Date(Date.UTC(2026, 4, 17, 12, 0, second)).toISOString(),
  author: null,
  ...(undoes === undefined ? {} : { undoes }),
});

const logOf = (...entries: readonly CullEntry[]) => parseDecisions(entries.map(formatEntry).join(''));

describe('culls and taking them back', () => {
  it('goes back one cull at a time, to nothing before the first', () => {
    const first = logOf(cull(1, strict), cull(2, loose));
    assert.deepEqual(cullUndo(first), { id: 'c2', undone: loose, recipe: strict });
    const second = logOf(cull(1, strict), cull(2, loose), cull(3, strict, 'c2'));
    assert.deepEqual(lastRecipe(second), strict);
    assert.deepEqual(cullUndo(second), { id: 'c1', undone: strict, recipe: null });
    const third = logOf(cull(1, strict), cull(2, loose), cull(3, strict, 'c2'), cull(4, null, 'c1'));
    assert.equal(lastRecipe(third), null);
    assert.equal(cullUndo(third), null);
    assert.deepEqual(third.unreadable, []);
  });

  it('takes a new cull after an undo back to what held then', () => {
    const log = logOf(cull(1, strict), cull(2, loose), cull(3, strict, 'c2'), cull(4, DEFAULT_RECIPE));
    assert.deepEqual(cullUndo(log), { id: 'c4', undone: DEFAULT_RECIPE, recipe: strict });
  });

  it('lets the undo of one cull leave the cull of a colleague that a merge brought in', () => {
    const log = logOf(cull(1, strict), cull(2, loose), cull(3, null, 'c1'));
    assert.deepEqual(lastRecipe(log), loose);
  });

  it('counts an undo once that two people did', () => {
    const log = logOf(cull(1, strict), cull(2, loose), cull(3, strict, 'c2'), cull(4, strict, 'c2'));
    assert.deepEqual(lastRecipe(log), strict);
  });

  it('believes the recipe of an undo whose cull is gone from the log', () => {
    assert.deepEqual(lastRecipe(logOf(cull(3, loose, 'gone'))), loose);
  });

  it('does not depend on the order of lines in the file', () => {
    const entries = [cull(1, strict), cull(2, loose), cull(3, strict, 'c2'), cull(4, loose), cull(5, DEFAULT_RECIPE), cull(6, loose, 'c5')];
    const expected = standingCulls(logOf(...entries).entries);
    const random = seeded(4);
    for (let run = 0; run < 20; run++) assert.deepEqual(standingCulls(logOf(...shuffled(entries, random)).entries), expected);
  });

  describe('on disk', () => {
    const temp = useTempDir();

    it('only appends: the line of an undo carries what holds and which cull it takes back', async () => {
      const location = await locate(temp());
      await mkdir(location.dir);
      const stamp = { now: new Date('2026-05-17T12:00:00.000Z'), author: null };
      const { id } = await appendCull(location, { recipe: strict }, stamp);
      const before = await readFile(location.decisions, 'utf8');
      await appendCull(location, { recipe: null, undoes: id }, stamp);
      const text = await readFile(location.decisions, 'utf8');
      assert.ok(text.startsWith(before));
      const { recipe, undoes } = JSON.parse(text.slice(before.length));
      assert.deepEqual([recipe, undoes], [null, id]);
      assert.equal(lastRecipe(await readDecisions(location.decisions)), null);
    });
  });
});
