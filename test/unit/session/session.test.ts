import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { appendDecisions } from '../../../src/core/index/decisions';
import type { StoreLocation } from '../../../src/core/index/location';
import { type ColorLabel, DEFAULT_RECIPE, type Decision, type Photo } from '../../../src/core/model';
import { readIndex } from '../../../src/core/session/readIndex';
import type { Shoot } from '../../../src/core/shoot';
import { randomShoot } from '../group/randomShoot';
import { silent, sqlWasm, useTempDir } from '../index/fixtures';
import { openShoot, storedShoot } from './storedShoot';

const photos = randomShoot(7, 60).filter(({ hash }) => hash !== null);
const COLLEAGUE = 'Bob <bob@example.org>';

describe('a shoot in memory', () => {
  const temp = useTempDir();

  it('tells what a fresh reader finds, whatever was decided, taken back, merged or culled since, here or elsewhere', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const root = path.join(temp(), String(++run));
        const location = await storedShoot(root, photos);
        const shoot = await openShoot(root);
        await shoot.view();
        for (const it of steps) {
          await take(it, shoot, location);
          const fresh = await openShoot(root);
          assert.deepEqual(await shoot.view(), await fresh.view(), JSON.stringify(it));
          assert.deepEqual(await shoot.history(), await fresh.history(), JSON.stringify(it));
        }
      }),
      { numRuns: 12 },
    );
  }).timeout(120_000);

  it('reads the index once for any number of decisions, and again after it was saved', async () => {
    const location = await storedShoot(path.join(temp(), 'shoot'), photos);
    let reads = 0;
    const shoot = await openShoot(location.root, {
      readIndex: (at, log) => {
        reads += 1;
        return readIndex(at, log, { sqlWasm, log: silent });
      },
    });
    for (const rating of [1, 2, 3, 4]) await shoot.decide([pathOf(rating)], { rating });
    await appendDecisions(location, [{ ...refOf(9), verdict: 'pick' }], { now: new Date(), author: COLLEAGUE });
    assert.equal((await shoot.view()).photos.filter(({ decision }) => decision !== null).length, 5);
    assert.equal(reads, 1);
    await storedShoot(location.root, photos.slice(1));
    await shoot.view();
    assert.equal(reads, 2);
  });

  it('keeps the photos that a decision does not touch the very same, so that views can tell what changed', async () => {
    await storedShoot(path.join(temp(), 'shoot'), photos);
    const shoot = await openShoot(path.join(temp(), 'shoot'));
    await shoot.cull(DEFAULT_RECIPE);
    const before = await shoot.view();
    const burst = before.groups.find(({ kind, members }) => kind === 'burst' && members.length > 2);
    const [first = ''] = burst?.members ?? [];
    await shoot.decide([first], { verdict: 'reject' });
    const after = await shoot.view();
    const others = after.photos.flatMap((photo, at) => (photo === before.photos[at] ? [] : [photo.path]));
    assert.ok(others.includes(first));
    assert.ok(others.every((it) => burst?.members.includes(it)));
    assert.equal(after.groups, before.groups);
  });

  it('answers reads while decisions are written, each as of some moment', async () => {
    await storedShoot(path.join(temp(), 'shoot'), photos);
    const shoot = await openShoot(path.join(temp(), 'shoot'));
    const writes = photos.slice(0, 8).map(({ path: file }) => shoot.decide([file], { rating: 5 }));
    const views = await Promise.all(photos.slice(0, 8).map(() => shoot.view()));
    await Promise.all(writes);
    for (const view of views) assert.equal(view.photos.length, photos.length);
    assert.equal((await shoot.view()).photos.filter(({ decision }) => decision?.rating === 5).length, 8);
  });
});

const nth = (n: number): Photo => photos[n % photos.length] ?? assert.fail('there are photos');
const pathOf = (n: number): string => nth(n).path;
const refOf = (n: number) => ({ hash: nth(n).hash ?? '', path: pathOf(n) });

const patch: fc.Arbitrary<Partial<Decision>> = fc.oneof(
  fc.record({ verdict: fc.constantFrom('pick' as const, 'reject' as const, null) }),
  fc.record({ rating: fc.constantFrom(0, 3, 5, null) }),
  fc.record({ label: fc.constantFrom<ColorLabel | null>('red', 'blue', null), verdict: fc.constantFrom('pick' as const, null) }),
);
const some = fc.array(fc.nat(photos.length - 1), { minLength: 1, maxLength: 5 });

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('decide' as const), photos: some, patch }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('elsewhere' as const), photos: some, patch }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), photos: some, patch }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cull' as const), keepPerBurst: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('torn' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('never' as const), photo: fc.nat(photos.length - 1) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(it: Step, shoot: Shoot, location: StoreLocation): Promise<unknown> {
  const elsewhere = { now: new Date('2026-05-17T12:00:00Z'), author: COLLEAGUE };
  switch (it.do) {
    case 'decide':
      return shoot.decide(it.photos.map(pathOf), it.patch);
    case 'elsewhere':
      return appendDecisions(
        location,
        it.photos.map((n) => ({ ...refOf(n), ...it.patch })),
        elsewhere,
      );
    case 'merge':
      return mergeIn(location, { ...refOf(it.photos[0] ?? 0), ...it.patch });
    case 'undo':
      return shoot.undo();
    case 'redo':
      return shoot.redo();
    case 'cull':
      return shoot.cull({ ...DEFAULT_RECIPE, keepPerBurst: it.keepPerBurst });
    case 'torn':
      return writeFile(location.decisions, '{"v":1,"kind":"decis', { flag: 'a' });
    case 'never':
      return shoot.regroup('never', [pathOf(it.photo)]);
  }
}

let merged = 0;

/** As git merges: an older line of a colleague comes in above the others. */
async function mergeIn(location: StoreLocation, change: object): Promise<void> {
  const text = await readFile(location.decisions, 'utf8').catch(() => '');
  merged += 1;
  const mark = { id: `merged-${merged}`, time: '2026-05-16T12:00:00.000Z', author: COLLEAGUE, batch: `merged-batch-${merged}` };
  await writeFile(location.decisions, `${JSON.stringify({ v: 1, kind: 'decision', ...change, ...mark })}\n${text}`);
}
