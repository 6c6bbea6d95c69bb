import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Database } from '../../../src/core/index/database';
import type { StoreLocation } from '../../../src/core/index/location';
import { MIGRATIONS } from '../../../src/core/index/migrations';
import { migrate, SCHEMA_VERSION } from '../../../src/core/index/schema';
import { sealOf } from '../../../src/core/index/seal';
import type { Group, Suggestion } from '../../../src/core/model';
import { locate, openStore, samplePhoto, sqlWasm, useTempDir } from './fixtures';

describe('IndexStore', () => {
  const temp = useTempDir();
  let location: StoreLocation;
  beforeEach(async () => {
    await mkdir(path.join(temp(), 'shoot'));
    location = await locate(path.join(temp(), 'shoot'));
  });

  it('gives back photos after save, close and open, sorted by code units', async () => {
    const photos = ['b.NEF', '📷.NEF', 'a b.NEF', '\uFF5E.NEF', 'B.NEF', 'new\nline.NEF'].map((name, n) => samplePhoto(n, { path: name }));
    await saved(photos.length, photos);
    const store = await openStore(location, { readOnly: true });
    const expected = photos.map(({ path: name }) => name).sort();
    assert.deepEqual(
      store.photos().map(({ path: name }) => name),
      expected,
    );
    assert.deepEqual(
      store.photos()[0],
      photos.find(({ path: name }) => name === expected[0]),
    );
    await store.close();
  });

  it('keeps groups, suggestions and meta', async () => {
    const groups: Group[] = [
      { id: 'b-000000000002', kind: 'burst', members: ['c.NEF', 'b.NEF'] },
      { id: 's-000000000001', kind: 'series', members: ['a.NEF', 'd.NEF'] },
    ];
    const suggestion: Suggestion = {
      verdict: 'pick',
      rank: 1,
      reason: { code: 'best-of-burst', numbers: { sharpness: 12.5 }, other: 'b.NEF' },
    };
    const store = await openStore(location);
    store.replaceGroups([{ id: 'n-000000000009', kind: 'near-duplicate', members: ['x'] }], new Map());
    store.replaceGroups(groups, new Map([['b-000000000002', 'b.NEF']]));
    store.replaceSelection(new Map([['c.NEF', suggestion]]));
    store.setMeta('recipe', '{"v":1}');
    store.setMeta('gone', 'x');
    store.setMeta('gone', null);
    await store.save();
    await store.close();
    const read = await openStore(location, { readOnly: true });
    assert.deepEqual(read.groups(), [
      { ...groups[1], bestPath: null },
      { ...groups[0], bestPath: 'b.NEF' },
    ]);
    assert.deepEqual([...read.selection()], [['c.NEF', suggestion]]);
    assert.equal(read.getMeta('recipe'), '{"v":1}');
    assert.equal(read.getMeta('gone'), null);
  });

  it('forgets removed photos in groups and suggestions too', async () => {
    const store = await openStore(location);
    const [one, two] = [samplePhoto(1), samplePhoto(2)];
    store.upsertPhotos([one, two]);
    store.replaceGroups([{ id: 'b-1', kind: 'burst', members: [one.path, two.path] }], new Map([['b-1', one.path]]));
    store.removePhotos([one.path]);
    assert.deepEqual(store.photos(), [two]);
    assert.deepEqual(store.groups(), [{ id: 'b-1', kind: 'burst', members: [two.path], bestPath: null }]);
    store.removePhotos([two.path]);
    assert.deepEqual(store.groups(), []);
    await store.close();
  });

  it('takes a change of many photos whole or not at all', async () => {
    const store = await openStore(location);
    store.upsertPhotos([samplePhoto(1)]);
    const broken = { ...samplePhoto(2), path: null as unknown as string };
    assert.throws(() => store.upsertPhotos([samplePhoto(1, { size: 7 }), broken]));
    assert.deepEqual(store.photos(), [samplePhoto(1)]);
    await store.close();
  });

  it('writes nothing when nothing changed, and a file even for an empty shoot', async () => {
    const store = await openStore(location);
    await store.save();
    const first = await stat(location.index);
    await store.save();
    assert.equal((await stat(location.index)).ino, first.ino);
    assert.equal(store.generation, 1);
    await store.close();
  });

  it('does overlapping saves one after the other', async () => {
    const store = await openStore(location);
    const turns = [1, 2, 3, 4].map((n) => {
      store.upsertPhotos([samplePhoto(n)]);
      return store.save();
    });
    await Promise.all(turns);
    assert.equal(await photosOnDisk(), 4);
    await store.close();
  });

  it('lets a reader follow: it notices a save and sees it when it opens anew', async () => {
    await saved(1);
    const reader = await openStore(location, { readOnly: true });
    assert.equal(await reader.isCurrent(), true);
    await saved(2);
    assert.equal(await reader.isCurrent(), false);
    assert.equal(reader.photos().length, 1);
    assert.equal(await photosOnDisk(), 2);
  });

  it('refuses to save what was opened for reading, and leaves no trace of a reader', async () => {
    const reader = await openStore(location, { readOnly: true });
    await assert.rejects(reader.save(), /reading only/);
    assert.equal(existsSync(location.dir), false);
  });

  it('refuses a second writer with a sentence, and lets it in after close', async () => {
    const first = await openStore(location);
    await assert.rejects(openStore(location), { name: 'QrateError', code: 'locked', message: new RegExp(`process ${process.pid}`) });
    await first.close();
    await (await openStore(location)).close();
  });

  it('never overwrites what another writer saved meanwhile', async () => {
    const slow = await openStore(location);
    slow.upsertPhotos([samplePhoto(1)]);
    await slow.save();
    await rm(path.join(location.dir, 'lock'));
    const fast = await openStore(location);
    fast.upsertPhotos([samplePhoto(2)]);
    await fast.save();
    slow.upsertPhotos([samplePhoto(3)]);
    await assert.rejects(slow.save(), { code: 'locked' });
    await fast.close();
    await assert.rejects(slow.save(), { code: 'locked' });
    await slow.close();
    assert.equal(await photosOnDisk(), 2);
    assert.deepEqual(await leftovers(), []);
  });

  it('writes nothing once another process holds the lock, though that one has not saved yet', async () => {
    const lost = await openStore(location);
    lost.upsertPhotos([samplePhoto(1)]);
    await rm(path.join(location.dir, 'lock'));
    const holder = await openStore(location);
    await assert.rejects(lost.save(), { code: 'locked' });
    await lost.close();
    await holder.save();
    await holder.close();
    assert.equal(await photosOnDisk(), 0);
  });

  it('refuses by the generation when only the lock looks right', async () => {
    const store = await openStore(location);
    await store.save();
    await copyFile(location.index, `${location.index}.old`);
    store.setMeta('x', '1');
    await store.save();
    await copyFile(`${location.index}.old`, location.index);
    store.setMeta('x', '2');
    await assert.rejects(store.save(), { code: 'locked', message: /written by another qrate/ });
    await store.close();
  });

  describe('with a bad file on disk', () => {
    const damages: Record<string, (file: string) => Promise<void>> = {
      '0 bytes': (file) => truncate(file, 0),
      '1 byte': (file) => truncate(file, 1),
      'only the header': (file) => truncate(file, 100),
      'a cut end': async (file) => truncate(file, (await stat(file)).size - 1),
      'a missing page': async (file) => truncate(file, (await stat(file)).size - 64 - 4096),
      'something else inside': (file) => writeFile(file, 'not a database at all, '.repeat(100)),
      'a flipped bit in the middle': async (file) => {
        const bytes = await readFile(file);
        bytes.writeUInt8(bytes.readUInt8(5000) ^ 1, 5000);
        await writeFile(file, bytes);
      },
    };
    for (const [name, damage] of Object.entries(damages)) {
      it(`(${name}) sets it aside and uses the last good copy`, async () => {
        await saved(1);
        await saved(2);
        await damage(location.index);
        const log: string[] = [];
        const store = await openStore(location, { log: (message) => log.push(message) });
        assert.equal(store.photos().length, 1, 'the save before');
        assert.match(log.join(' '), /index\.sqlite cannot be used: .*The copy of the save before is used\./);
        assert.ok(existsSync(`${location.index}.damaged-1`));
        store.upsertPhotos([samplePhoto(1), samplePhoto(2)]);
        await store.save();
        await store.close();
        assert.equal(await photosOnDisk(), 3);
      });
    }

    it('starts empty when the copy is bad too', async () => {
      await saved(1);
      await saved(2);
      await truncate(location.index, 1);
      await truncate(`${location.index}.bak`, 1);
      const store = await openStore(location);
      assert.deepEqual(store.photos(), []);
      await store.save();
      await store.close();
      assert.equal(await photosOnDisk(), 0);
    });

    it('starts empty when the person removed the file', async () => {
      await saved(1);
      await saved(2);
      await rm(location.index);
      assert.equal(await photosOnDisk(), 0);
    });

    it('keeps the last three damaged files', async () => {
      for (let n = 0; n < 5; n++) {
        await saved(1);
        await truncate(location.index, n);
      }
      await saved(1);
      const kept = (await readdir(location.dir)).filter((name) => name.includes('damaged')).sort();
      assert.deepEqual(kept, ['index.sqlite.damaged-3', 'index.sqlite.damaged-4', 'index.sqlite.damaged-5']);
    });

    it('leaves everything in place for a reader, which uses the last good copy', async () => {
      await saved(1);
      await saved(2);
      await truncate(location.index, 1);
      const before = await readdir(location.dir);
      assert.equal(await photosOnDisk(), 1);
      assert.deepEqual(await readdir(location.dir), before);
    });

    it('sets an index of a newer qrate aside with a clear line, and starts anew', async () => {
      await mkdir(location.dir);
      await writeSealed([...MIGRATIONS, 'CREATE TABLE holograms (x)']);
      const log: string[] = [];
      const store = await openStore(location, { log: (message) => log.push(message) });
      assert.deepEqual(store.photos(), []);
      assert.match(
        log[0] ?? '',
        new RegExp(`a newer qrate wrote it \\(version ${SCHEMA_VERSION + 1}; this one knows ${SCHEMA_VERSION}\\)`),
      );
      assert.ok(existsSync(`${location.index}.newer-1`));
      await store.close();
    });

    it('sets a database aside that lacks a table', async () => {
      await mkdir(location.dir);
      await writeSealed([...MIGRATIONS.slice(1), `${MIGRATIONS[0]}; DROP TABLE selection`]);
      const log: string[] = [];
      await (await openStore(location, { log: (message) => log.push(message) })).close();
      assert.match(log[0] ?? '', /table selection lacks/);
    });
  });

  it('clears temp files of killed writers away', async () => {
    await saved(1);
    await writeFile(`${location.index}.0123456789abcdef.tmp`, 'half');
    await writeFile(path.join(location.dir, 'index.sqlite.notes.tmp'), 'the person’s own');
    await saved(1);
    assert.deepEqual(await leftovers(), ['index.sqlite.notes.tmp']);
  });

  it('says what is wrong when the disk refuses, and the file stays as it was', async () => {
    const store = await openStore(location);
    store.upsertPhotos([samplePhoto(1)]);
    await store.save();
    await mkdir(`${location.index}.bak`);
    await writeFile(path.join(`${location.index}.bak`, 'in the way'), '');
    store.upsertPhotos([samplePhoto(2)]);
    await assert.rejects(store.save(), { name: 'QrateError', code: 'storage', message: /index\.sqlite/ });
    assert.equal(await photosOnDisk(), 1);
    assert.deepEqual(await leftovers(), []);
    await store.close();
  });

  it('takes 50,000 photos in a few seconds', async function () {
    this.timeout(60_000);
    const photos = Array.from({ length: 50_000 }, (_, n) => samplePhoto(n));
    const store = await openStore(location);
    const start = performance.now();
    store.upsertPhotos(photos);
    await store.save();
    const seconds = (performance.now() - start) / 1000;
    assert.ok(seconds < 20, `${seconds} s`);
    assert.equal(store.photos().length, 50_000);
    await store.close();
  });

  async function saved(count: number, photos = Array.from({ length: count }, (_, n) => samplePhoto(n))): Promise<void> {
    const store = await openStore(location);
    store.upsertPhotos(photos);
    store.setMeta('save', String(Number(store.getMeta('save') ?? 0) + 1));
    await store.save();
    await store.close();
  }

  async function photosOnDisk(): Promise<number> {
    const store = await openStore(location, { readOnly: true });
    const count = store.photos().length;
    await store.close();
    return count;
  }

  const leftovers = async () => (await readdir(location.dir)).filter((name) => name.endsWith('.tmp'));

  async function writeSealed(steps: readonly string[]): Promise<void> {
    const database = await Database.open(sqlWasm, null);
    migrate(database, steps);
    const bytes = database.export();
    await writeFile(location.index, Buffer.concat([bytes, sealOf(bytes, 1)]));
    database.close();
  }
});
