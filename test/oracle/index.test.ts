import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { readGeneration } from '../../src/core/index/seal';
import { locate, openStore, samplePhoto, useTempDir } from '../unit/index/fixtures';

describe('the saved index, as the sqlite3 command sees it', () => {
  const temp = useTempDir();

  it('is a whole database with all rows, readable by the names of the data model', async function () {
    if (!hasSqlite3()) {
      if (this.test) this.test.title += ' (skipped: no sqlite3)';
      this.skip();
    }
    await mkdir(temp(), { recursive: true });
    const location = await locate(temp());
    const store = await openStore(location);
    store.upsertPhotos(Array.from({ length: 3_000 }, (_, n) => samplePhoto(n)));
    store.replaceGroups(
      [{ id: 'b-1', kind: 'burst', members: [samplePhoto(1).path, samplePhoto(2).path] }],
      new Map([['b-1', samplePhoto(2).path]]),
    );
    await store.save();
    await store.close();
    const ask = (sql: string) => execFileSync('sqlite3', [location.index, sql], { encoding: 'utf8' }).trim();
    assert.equal(ask('PRAGMA integrity_check'), 'ok');
    assert.equal(ask('SELECT count(*) FROM photo'), '3000');
    assert.equal(
      ask("SELECT path, hash_perceptual, exif_timestamp, exif_iso, sharpness FROM photo WHERE hash_blake3 LIKE '%00ff'"),
      'day 1/DSC_00255.NEF|00000000000000ff|2026-05-17T14:03:21.540+02:00|400.0|213.7',
    );
    assert.equal(
      ask('SELECT g.best_path FROM burst_group g JOIN group_member m USING (group_id) WHERE m.position = 0'),
      samplePhoto(2).path,
    );
    assert.equal(ask('PRAGMA application_id'), String(0x71726174));
    assert.equal(await readGeneration(location.index), 1, 'a look leaves the seal as it is');
    const reader = await openStore(location, { readOnly: true });
    assert.equal(reader.photos().length, 3_000);
  });
});

function hasSqlite3(): boolean {
  try {
    execFileSync('sqlite3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
