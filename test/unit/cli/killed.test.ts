import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { IndexReport } from '../../../src/core/reports';
import { copyShoot, SMALL_SHOOT } from '../../fixtures/sharedShoot';
import { qrate, qrateJson } from '../../support/cli';
import { qrateHereJson } from '../../support/cliHere';
import { list } from '../../support/record';
import { rounds } from '../../support/rounds';
import { useTempDir } from '../../support/tempDir';

const ROUNDS = rounds(10, 5);

describe('qrate index, killed', function () {
  this.timeout(180_000);
  const temp = useTempDir();

  it(`finishes at the next run and loses no decision, after ${ROUNDS} times kill -9`, async () => {
    const shoot = path.join(temp.path, 'shoot');
    await copyShoot(shoot, SMALL_SHOOT);
    await qrateJson(['index', shoot]);
    const { records, text } = await list(shoot);
    const decided = records.filter((record) => record.error === null && record.group_kind !== 'exact-duplicate').slice(0, ROUNDS);
    assert.equal(decided.length, ROUNDS);
    for (const [round, { path: photo }] of decided.entries()) {
      await qrateHereJson(['pick', path.join(shoot, photo)]);
      await killDuringIndex(shoot, 150 + (1300 / ROUNDS) * round);
    }
    const report = await qrateJson<IndexReport>(['index', shoot]);
    assert.equal(report.photos, records.length);
    const after = await list(shoot);
    const picked = after.records.filter(({ decision }) => decision === 'pick').map((record) => record.path);
    assert.deepEqual(picked, decided.map((record) => record.path).sort());
    await qrateHereJson(['unmark', ...picked.map((photo) => path.join(shoot, photo))]);
    assert.ok((await list(shoot)).text === text, 'the index is another one than before');
    const log = readFileSync(path.join(shoot, '.qrate', 'decisions.jsonl'), 'utf8');
    assert.equal(log.trimEnd().split('\n').length, 2 * ROUNDS);
  });
});

/** Starts an index that has everything to do, and kills its whole process group after `ms`. */
async function killDuringIndex(shoot: string, ms: number): Promise<void> {
  for (const file of ['index.sqlite', 'index.sqlite.bak']) rmSync(path.join(shoot, '.qrate', file), { force: true });
  let pid = 0;
  const run = qrate(['index', shoot], { onStart: (started) => (pid = started) });
  await wait(ms);
  process.kill(pid, 'SIGKILL');
  const { code } = await run;
  assert.equal(code, null, 'it ended before it was killed');
}
