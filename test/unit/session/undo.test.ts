import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { appendDecisions } from '../../../src/core/index/decisions';
import type { StoreLocation } from '../../../src/core/index/location';
import type { Decision } from '../../../src/core/model';
import type { Shoot } from '../../../src/core/shoot';
import { photo } from '../group/photoBuilder';
import { useTempDir } from '../index/fixtures';
import { openShoot, storedShoot } from './storedShoot';

const NAMES = ['a.NEF', 'b.NEF', 'c.NEF', 'd.NEF'];
const hashOf = (name: string) => name.charCodeAt(0).toString(16).padStart(64, '0');
const photos = NAMES.map((name, n) => photo(name, { hash: hashOf(name), timestamp: `2026-05-17T12:0${n}:00` }));
const COLLEAGUE = 'Bob <bob@example.org>';

describe('undo and redo', () => {
  const temp = useTempDir();
  let location: StoreLocation;
  let shoot: Shoot;
  beforeEach(async () => {
    location = await storedShoot(path.join(temp(), 'shoot'), photos);
    shoot = await openShoot(location.root);
  });

  it('takes back one action after the other, and does them again, in any number and by any process', async () => {
    await shoot.decide(['a.NEF', 'b.NEF'], { verdict: 'pick' });
    await shoot.decide(['a.NEF'], { verdict: 'reject', rating: 2 });
    await shoot.decide(['a.NEF'], { label: 'red' });
    const states = [await decisions(shoot)];
    for (let i = 0; i < 3; i++) {
      const other = await openShoot(location.root);
      await other.undo();
      states.push(await decisions(shoot));
    }
    assert.deepEqual(states, [
      { 'a.NEF': 'reject 2 red', 'b.NEF': 'pick - -' },
      { 'a.NEF': 'reject 2 -', 'b.NEF': 'pick - -' },
      { 'a.NEF': 'pick - -', 'b.NEF': 'pick - -' },
      {},
    ]);
    assert.equal((await shoot.undo()).action, null);
    for (const before of states.toReversed().slice(1)) {
      await shoot.redo();
      assert.deepEqual(await decisions(await openShoot(location.root)), before);
    }
    assert.equal((await shoot.redo()).action, null);
  });

  it('only ever appends lines, which an older qrate folds to the same decisions', async () => {
    await shoot.decide(['a.NEF'], { verdict: 'pick' });
    const before = await readFile(location.decisions, 'utf8');
    await shoot.undo();
    const after = await readFile(location.decisions, 'utf8');
    assert.ok(after.startsWith(before));
    const { batch } = JSON.parse(before);
    const { undoes, verdict, path: file } = JSON.parse(after.slice(before.length));
    assert.deepEqual({ undoes, verdict, file }, { undoes: batch, verdict: null, file: 'a.NEF' });
  });

  it('takes several patches that were given at once as one action', async () => {
    await shoot.decideAll([
      { files: ['a.NEF'], patch: { verdict: 'pick' } },
      { files: ['b.NEF', 'c.NEF'], patch: { verdict: 'reject' } },
    ]);
    const { undo } = await shoot.history();
    assert.deepEqual(undo?.parts, [
      { patch: { verdict: 'pick' }, paths: ['a.NEF'] },
      { patch: { verdict: 'reject' }, paths: ['b.NEF', 'c.NEF'] },
    ]);
    assert.deepEqual((await shoot.undo()).changed, ['a.NEF', 'b.NEF', 'c.NEF']);
    assert.deepEqual(await decisions(shoot), {});
  });

  it('forgets what could be done again as soon as something else is decided', async () => {
    await shoot.decide(['a.NEF'], { verdict: 'pick' });
    await shoot.undo();
    await shoot.decide(['b.NEF'], { rating: 4 });
    assert.equal((await shoot.history()).redo, null);
    assert.equal((await shoot.redo()).action, null);
    assert.deepEqual(await decisions(shoot), { 'b.NEF': '- 4 -' });
  });

  it('leaves alone what a colleague decided since, says so, and goes on to the action before', async () => {
    await shoot.decide(['b.NEF'], { rating: 1 });
    await shoot.decide(['a.NEF'], { verdict: 'pick', rating: 3 });
    await appendDecisions(location, [{ path: 'a.NEF', hash: hashOf('a.NEF'), verdict: 'reject' }], { now: new Date(), author: COLLEAGUE });
    const { changed, kept } = await shoot.undo();
    assert.deepEqual(changed, ['a.NEF']);
    assert.deepEqual(
      kept.map(({ path: file, field, author }) => [file, field, author]),
      [['a.NEF', 'verdict', COLLEAGUE]],
    );
    assert.deepEqual(await decisions(shoot), { 'a.NEF': 'reject - -', 'b.NEF': '- 1 -' });
    await shoot.undo();
    assert.deepEqual(await decisions(shoot), { 'a.NEF': 'reject - -' });
  });

  it('steps past an action of which nothing is left to take back', async () => {
    await shoot.decide(['b.NEF'], { rating: 1 });
    await shoot.decide(['a.NEF'], { verdict: 'pick' });
    await appendDecisions(location, [{ path: 'a.NEF', hash: hashOf('a.NEF'), verdict: null }], { now: new Date(), author: COLLEAGUE });
    assert.deepEqual((await shoot.undo()).changed, []);
    assert.deepEqual((await shoot.undo()).changed, ['b.NEF']);
  });

  it('never takes back what a colleague did', async () => {
    await appendDecisions(location, [{ path: 'a.NEF', hash: hashOf('a.NEF'), verdict: 'pick' }], { now: new Date(), author: COLLEAGUE });
    assert.equal((await shoot.undo()).action, null);
    assert.deepEqual(await decisions(shoot), { 'a.NEF': 'pick - -' });
  });

  it('takes back lines of an older qrate, those of one time together', async () => {
    const { author } = await authorOf(shoot, location);
    const line = (name: string, time: string) =>
      JSON.stringify({ v: 1, kind: 'decision', id: `${name}${time}`, path: name, hash: hashOf(name), time, author, verdict: 'pick' });
    const lines = [
      line('c.NEF', '2026-01-01T00:00:00.000Z'),
      line('a.NEF', '2026-01-01T00:00:01.000Z'),
      line('b.NEF', '2026-01-01T00:00:01.000Z'),
    ];
    await writeFile(location.decisions, `${lines.join('\n')}\n`);
    assert.deepEqual((await shoot.undo()).changed, ['a.NEF', 'b.NEF']);
    assert.deepEqual(await decisions(shoot), { 'c.NEF': 'pick - -' });
  });

  it('follows a photo that was renamed since', async () => {
    await shoot.decide(['a.NEF'], { verdict: 'pick' });
    const renamed = photos.map((it) => (it.path === 'a.NEF' ? { ...it, path: 'moved/a.NEF' } : it));
    const moved = await storedShoot(path.join(temp(), 'moved'), renamed);
    await writeFile(moved.decisions, await readFile(location.decisions));
    const other = await openShoot(moved.root);
    assert.deepEqual(await decisions(other), { 'moved/a.NEF': 'pick - -' });
    await other.undo();
    assert.deepEqual(await decisions(other), {});
  });

  it('gives every state back exactly, for any run of decisions', async () => {
    let run = 0;
    const patch = fc.record(
      {
        verdict: fc.constantFrom('pick' as const, 'reject' as const, null),
        rating: fc.constantFrom(0, 5, null),
        label: fc.constantFrom('red' as const, null),
      },
      { requiredKeys: [], noNullPrototype: true },
    );
    const action = fc.record({ files: fc.subarray(NAMES, { minLength: 1 }), patch });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 8 }), async (actions) => {
        const { root } = await storedShoot(path.join(temp(), `run-${++run}`), photos);
        const own = await openShoot(root);
        const states = [await decisions(own)];
        for (const { files, patch: wanted } of actions) {
          if ((await own.decide(files, wanted)).changed.length > 0) states.push(await decisions(own));
        }
        for (const state of states.toReversed()) {
          assert.deepEqual(await decisions(own), state);
          await own.undo();
        }
        for (const state of states) {
          assert.deepEqual(await decisions(own), state);
          await own.redo();
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** `verdict rating label` of every decided photo, `-` for an open field. */
async function decisions(shoot: Shoot): Promise<Readonly<Record<string, string>>> {
  const word = ({ verdict, rating, label }: Decision) => [verdict, rating, label].map((it) => it ?? '-').join(' ');
  const { photos: views } = await shoot.view();
  return Object.fromEntries(views.flatMap(({ path: name, decision }) => (decision === null ? [] : [[name, word(decision)]])));
}

/** Who decides on this machine, as a line of the log tells it. */
async function authorOf(shoot: Shoot, location: StoreLocation): Promise<{ readonly author: string | null }> {
  await shoot.decide(['d.NEF'], { rating: 1 });
  const { author } = JSON.parse(await readFile(location.decisions, 'utf8'));
  return { author };
}
