import assert from 'node:assert/strict';
import { cpSync, mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CullReport, IndexReport } from '../../../src/core/reports';
import { copyShoot, SMALL_SHOOT } from '../../fixtures/sharedShoot';
import { qrateHereJson } from '../../support/cliHere';
import { list, recordOf } from '../../support/record';
import { useTempDir } from '../../support/tempDir';

describe('qrate index, run again', function () {
  this.timeout(120_000);
  const temp = useTempDir();
  let shoot = '';
  let first: IndexReport;
  let firstPath = '';

  before(async () => {
    shoot = path.join(temp.path, 'shoot');
    await copyShoot(shoot, SMALL_SHOOT);
    first = await qrateHereJson<IndexReport>(['index', shoot, '--workers', '2']);
    const usable = (await list(shoot)).records.find((record) => record.error === null && record.companions.length === 0);
    assert.ok(usable);
    firstPath = usable.path;
  });

  it('opens no photo when nothing changed, and leaves the index file as it is', async () => {
    const index = path.join(shoot, '.qrate', 'index.sqlite');
    const before = statSync(index).mtimeMs;
    const again = await qrateHereJson<IndexReport>(['index', shoot]);
    assert.deepEqual([again.analyzed, again.unchanged, again.photos], [0, first.photos, first.photos]);
    assert.deepEqual(again.failed, first.failed);
    assert.equal(statSync(index).mtimeMs, before);
  });

  it('gives the same list, byte for byte, with 1 and with 4 workers and when run anew', async () => {
    const before = (await list(shoot)).text;
    for (const workers of ['1', '4']) {
      rmSync(path.join(shoot, '.qrate'), { recursive: true });
      await qrateHereJson(['index', shoot, '--workers', workers]);
      assert.equal((await list(shoot)).text, before, `with ${workers} workers`);
    }
  });

  it('reads a photo again when only its date changed, and keeps its results', async () => {
    const before = await recordOf(shoot, firstPath);
    utimesSync(path.join(shoot, firstPath), 1_700_000_000, 1_700_000_000);
    const report = await qrateHereJson<IndexReport>(['index', shoot]);
    assert.equal(report.analyzed, 1);
    assert.deepEqual(await recordOf(shoot, firstPath), before);
  });

  it('analyses a new photo alone, and forgets one that is gone', async () => {
    const copy = 'added later.jpg';
    cpSync(path.join(shoot, firstPath), path.join(shoot, copy));
    const added = await qrateHereJson<IndexReport>(['index', shoot]);
    assert.deepEqual([added.photos, added.analyzed], [first.photos + 1, 1]);
    assert.equal((await recordOf(shoot, copy)).group_kind, 'exact-duplicate');
    rmSync(path.join(shoot, copy));
    const removed = await qrateHereJson<IndexReport>(['index', shoot]);
    assert.deepEqual([removed.photos, removed.analyzed], [first.photos, 0]);
  });

  it('keeps a decision through a rename, and through the loss of the index', async () => {
    await qrateHereJson(['pick', path.join(shoot, firstPath)]);
    await qrateHereJson(['rate', '4', path.join(shoot, firstPath)]);
    const moved = 'moved/renamed photo.jpg';
    mkdirSync(path.join(shoot, 'moved'));
    renameSync(path.join(shoot, firstPath), path.join(shoot, moved));
    for (const file of ['index.sqlite', 'index.sqlite.bak']) rmSync(path.join(shoot, '.qrate', file), { force: true });
    await qrateHereJson(['index', shoot]);
    const record = await recordOf(shoot, moved);
    assert.deepEqual([record.decision, record.rating], ['pick', 4]);
  });

  it('remembers the recipe of the last cull when the index is made anew', async () => {
    await qrateHereJson<CullReport>(['cull', shoot, '--keep-per-burst', '2']);
    const before = (await list(shoot)).text;
    for (const file of ['index.sqlite', 'index.sqlite.bak']) rmSync(path.join(shoot, '.qrate', file), { force: true });
    await qrateHereJson(['index', shoot]);
    assert.equal((await list(shoot)).text, before);
  });

  it('sets a damaged index aside and makes it anew', async () => {
    const before = (await list(shoot)).text;
    for (const file of ['index.sqlite', 'index.sqlite.bak']) writeFileSync(path.join(shoot, '.qrate', file), 'not a database');
    await qrateHereJson(['index', shoot]);
    assert.equal((await list(shoot)).text, before);
  });
});
