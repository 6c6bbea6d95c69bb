import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { readDecisions } from '../../../src/core/index/decisions';
import { rounds } from '../../support/rounds';
import { childScript, locate, openStore, useTempDir } from './fixtures';

const KILLS = rounds(30, 10);

describe('kill -9 while saving', () => {
  const temp = useTempDir();

  it(`${KILLS} times: the index opens good each time and every decision is there`, async function () {
    this.timeout(120_000);
    const location = await locate(temp());
    const decided = new Set<string>();
    let saves = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      for (const id of await runAndKill(location.root, kill)) decided.add(id);
      const log: string[] = [];
      const store = await openStore(location, { log: (message) => log.push(message) });
      assert.deepEqual(log, [], 'nothing had to be set aside');
      assert.ok(store.photos().length === (store.generation === null ? 0 : 10_000));
      assert.ok((store.generation ?? 0) >= saves, 'no save is undone');
      saves = store.generation ?? 0;
      await store.close();
    }
    const { entries, unreadable } = await readDecisions(location.decisions);
    const found = new Set(entries.map(({ id }) => id));
    assert.deepEqual(
      [...decided].filter((id) => !found.has(id)),
      [],
    );
    assert.ok(unreadable.length <= KILLS, 'at most the line that was being written');
    assert.ok(saves > KILLS / 3, `${saves} saves`);
    assert.deepEqual(
      (await readdir(location.dir)).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});

/** Lets the child decide a few times, then kills it at another point of its loop each time. */
async function runAndKill(root: string, kill: number): Promise<string[]> {
  const child = fork(childScript('saver'), [root]);
  const decided: string[] = [];
  child.on('message', ({ decided: id }: { decided: string }) => {
    decided.push(id);
    if (decided.length === 1 + (kill % 3)) setTimeout(() => child.kill('SIGKILL'), ((kill * 90) / KILLS) % 40);
  });
  await once(child, 'exit');
  return decided;
}
