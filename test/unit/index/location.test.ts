import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { appendDecisions, readDecisions } from '../../../src/core/index/decisions';
import { findShoot, resolveStore } from '../../../src/core/index/location';
import { ensureStore } from '../../../src/core/index/storeFolder';
import { useTempDir } from './fixtures';

describe('where a shoot is kept', () => {
  let shoot: string;
  let userDataDir: string;
  // Before the folder is removed: only root can empty a read-only one.
  afterEach(async () => {
    for (const dir of [shoot, path.join(shoot, '.qrate'), userDataDir]) {
      if (existsSync(dir)) await chmod(dir, 0o755);
    }
  });
  const temp = useTempDir();
  beforeEach(async () => {
    shoot = path.join(temp(), 'May “wedding”\n📷');
    userDataDir = path.join(temp(), 'user data');
    await mkdir(shoot);
  });

  const resolve = (mode: 'auto' | 'shoot' | 'global', root = shoot) => resolveStore(root, { mode, userDataDir });

  it('is the shoot itself, by default', async () => {
    const location = await resolve('auto');
    assert.equal(location.dir, path.join(shoot, '.qrate'));
    assert.equal(location.index, path.join(shoot, '.qrate', 'index.sqlite'));
    assert.equal(location.cacheDir, path.join(shoot, '.qrate', 'cache'));
    assert.equal(location.inShoot, true);
    assert.deepEqual(await readdir(shoot), [], 'looking writes nothing');
  });

  it('is the user’s data folder for a read-only shoot, even for root, and nothing is left on the card', async () => {
    await chmod(shoot, 0o555);
    const location = await resolve('auto');
    assert.equal(location.inShoot, false);
    assert.match(path.relative(userDataDir, location.dir), /^shoots[/\\][0-9a-f]{16}-May “wedding”_📷$/);
    await ensureStore(location);
    assert.deepEqual(await readdir(shoot), []);
    assert.deepEqual(JSON.parse(await readFile(path.join(location.dir, 'shoot.json'), 'utf8')), { v: 1, path: shoot });
  });

  it('stays in a read-only shoot whose .qrate can be written', async () => {
    await mkdir(path.join(shoot, '.qrate'));
    await chmod(shoot, 0o555);
    assert.equal((await resolve('auto')).inShoot, true);
  });

  it('leaves a .qrate that cannot be written', async () => {
    await mkdir(path.join(shoot, '.qrate'));
    await chmod(path.join(shoot, '.qrate'), 0o555);
    assert.equal((await resolve('auto')).inShoot, false);
  });

  it('can be forced to either', async () => {
    assert.equal((await resolve('shoot')).inShoot, true);
    assert.equal((await resolve('global')).inShoot, false);
  });

  it('names the folder and the remedy when the forced place cannot be written', async () => {
    await chmod(shoot, 0o555);
    await assert.rejects(resolve('shoot'), { name: 'QrateError', code: 'storage', message: /May “wedding”.*set the storage to global/s });
    await mkdir(userDataDir, { mode: 0o555 });
    await assert.rejects(resolve('global'), { code: 'storage', message: /user data/ });
  });

  it('is nowhere without a folder', async () => {
    await assert.rejects(resolve('auto', path.join(shoot, 'nope')), { code: 'not-a-folder', message: /does not exist/ });
    await writeFile(path.join(shoot, 'a.NEF'), '');
    await assert.rejects(resolve('auto', path.join(shoot, 'a.NEF')), { code: 'not-a-folder', message: /is not a folder/ });
  });

  it('has a name that fits for a folder of 255 bytes', async () => {
    const long = path.join(temp(), 'é'.repeat(127));
    await mkdir(long);
    await ensureStore(await resolve('global', long));
  });

  it('is the same for a link to the shoot', async () => {
    await symlink(shoot, path.join(temp(), 'link'));
    assert.equal((await resolve('global', path.join(temp(), 'link'))).dir, (await resolve('global')).dir);
  });

  it('is found from a file or folder inside, the nearest first', async () => {
    await mkdir(path.join(shoot, 'day 1', 'deep'), { recursive: true });
    await writeFile(path.join(shoot, 'day 1', 'a.NEF'), '');
    assert.equal(await findShoot(path.join(shoot, 'day 1', 'a.NEF')), null);
    await mkdir(path.join(shoot, '.qrate'));
    assert.equal(await findShoot(path.join(shoot, 'day 1', 'a.NEF')), shoot);
    assert.equal(await findShoot(path.join(shoot, 'day 1', 'gone', 'b.NEF')), shoot);
    await mkdir(path.join(shoot, 'day 1', '.qrate'));
    assert.equal(await findShoot(path.join(shoot, 'day 1', 'deep')), path.join(shoot, 'day 1'));
    assert.equal(await findShoot(shoot), shoot);
  });

  it('is found in the user’s data folder too, through links and spelled as asked', async () => {
    await mkdir(path.join(shoot, 'DCIM'));
    await ensureStore(await resolve('global'));
    assert.equal(await findShoot(path.join(shoot, 'DCIM'), { userDataDir }), shoot);
    assert.equal(await findShoot(path.join(shoot, 'DCIM')), null);
    await symlink(shoot, path.join(temp(), 'card'));
    assert.equal(await findShoot(path.join(temp(), 'card', 'DCIM'), { userDataDir }), path.join(temp(), 'card'));
    await symlink(path.join(shoot, 'DCIM'), path.join(temp(), 'inside'));
    assert.equal(await findShoot(path.join(temp(), 'inside'), { userDataDir }), shoot);
  });

  it('keeps decisions and presets when it moves between the shoot and the data folder, and back', async () => {
    const stamp = { now: new Date('2026-05-17T12:00:00Z'), author: null };
    const decide = async (mode: 'auto' | 'global', rating: number) => {
      const location = await resolve(mode);
      await ensureStore(location);
      await appendDecisions(location, [{ hash: 'a'.repeat(64), path: 'a.NEF', rating }], stamp);
      return (await readDecisions(location.decisions)).entries.map((entry) => entry.kind === 'decision' && entry.rating);
    };
    assert.deepEqual(await decide('auto', 1), [1]);
    await writeFile((await resolve('auto')).presets, '{"mine":1}');
    assert.deepEqual(await decide('global', 2), [1, 2]);
    assert.equal(await readFile((await resolve('global')).presets, 'utf8'), '{"mine":1}');
    assert.deepEqual(await decide('auto', 3), [1, 2, 3]);
    assert.deepEqual(await decide('global', 4), [1, 2, 3, 4]);
  });

  describe('as a folder', () => {
    it('lets git see the person’s work and these two files, and nothing else', async () => {
      const location = await resolve('auto');
      await ensureStore(location);
      for (const name of ['index.sqlite', 'index.sqlite.bak', 'lock', 'decisions.jsonl', 'presets.json', 'taste.json']) {
        await writeFile(path.join(location.dir, name), '');
      }
      await mkdir(path.join(location.cacheDir, 'ab'), { recursive: true });
      await writeFile(path.join(location.cacheDir, 'ab', 'abc.jpg'), '');
      const git = (...args: string[]) => execFileSync('git', ['-C', shoot, ...args], { encoding: 'utf8' });
      git('init', '-q');
      const seen = git('status', '--porcelain', '-uall').trim().split('\n').sort();
      assert.deepEqual(
        seen,
        ['.gitattributes', '.gitignore', 'decisions.jsonl', 'presets.json', 'taste.json'].map((name) => `?? .qrate/${name}`),
      );
      assert.match(git('check-attr', 'merge', '.qrate/decisions.jsonl'), /merge: union/);
    });

    it('never overwrites the git files once they are there', async () => {
      const location = await resolve('auto');
      await ensureStore(location);
      await writeFile(path.join(location.dir, '.gitignore'), '');
      await writeFile(path.join(location.dir, '.gitattributes'), '* text\n');
      await ensureStore(location);
      assert.equal(await readFile(path.join(location.dir, '.gitignore'), 'utf8'), '');
      assert.equal(await readFile(path.join(location.dir, '.gitattributes'), 'utf8'), '* text\n');
    });

    it('loses old temp files of killed writers, and only those', async () => {
      const location = await resolve('auto');
      await ensureStore(location);
      const old = new Date(Date.now() - 7_200_000);
      for (const name of ['presets.json.0123456789abcdef.tmp', 'lock.ab.now', 'presets.json.mine.tmp', 'notes.tmp']) {
        await writeFile(path.join(location.dir, name), '');
        await utimes(path.join(location.dir, name), old, old);
      }
      await writeFile(path.join(location.dir, 'presets.json.fedcba9876543210.tmp'), 'at work');
      await ensureStore(location);
      assert.deepEqual((await readdir(location.dir)).sort(), [
        '.gitattributes',
        '.gitignore',
        'notes.tmp',
        'presets.json.fedcba9876543210.tmp',
        'presets.json.mine.tmp',
      ]);
    });

    it('says so when a file of that name is in the way', async () => {
      await writeFile(path.join(shoot, '.qrate'), '');
      await assert.rejects(ensureStore(await resolve('auto')), {
        code: 'storage',
        message: /\.qrate: something else of that name is in the way/,
      });
    });
  });
});
