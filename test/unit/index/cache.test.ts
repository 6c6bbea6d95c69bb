import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheSize, evict } from '../../../src/core/index/cache';
import { useTempDir } from './fixtures';

const id = (digit: string): string => digit.repeat(32);

describe('the preview cache', () => {
  const temp = useTempDir();

  it('has no size where it does not exist', async () => {
    assert.deepEqual(await cacheSize(path.join(temp(), 'none')), { bytes: 0, files: 0 });
  });

  it('counts previews and thumbs, and no links', async () => {
    await picture('a.jpg', 1_000, 1);
    await picture('a.thumb.jpg', 100, 1);
    await writeFile(path.join(temp(), 'aa', 'notes.txt'), 'not ours');
    await symlink('/etc/hostname', path.join(temp(), 'aa', `${id('b')}.jpg`));
    await symlink(path.join(temp(), 'aa'), path.join(temp(), 'bb'));
    assert.deepEqual(await cacheSize(temp()), { bytes: 1_100, files: 2 });
  });

  it('removes nothing while it fits', async () => {
    await picture('a.jpg', 1_000, 1);
    assert.deepEqual(await evict(temp(), { maxBytes: 1_000, keep: new Set() }), {
      bytes: 1_000,
      files: 1,
      removedBytes: 0,
      removedFiles: 0,
    });
  });

  it('removes unreferenced pictures first, then previews, then thumbs, the oldest first', async () => {
    const order = ['f.jpg', 'e.thumb.jpg', 'b.jpg', 'c.jpg', 'a.jpg', 'a.thumb.jpg', 'b.thumb.jpg'];
    await picture('f.jpg', 100, 50);
    await picture('e.thumb.jpg', 100, 60);
    await picture('a.jpg', 100, 30);
    await picture('b.jpg', 100, 10);
    await picture('c.jpg', 100, 10);
    await picture('b.thumb.jpg', 100, 2);
    await picture('a.thumb.jpg', 100, 1);
    const keep = new Set([id('a'), id('b'), id('c')]);
    for (let removed = 1; removed <= order.length; removed++) {
      await evict(temp(), { maxBytes: (order.length - removed) * 100, keep });
      assert.deepEqual(
        order.map((name) => existsSync(fileOf(name))),
        order.map((_, index) => index >= removed),
      );
    }
  });

  it('never touches what is not its own, nor follows a link', async () => {
    const outside = path.join(temp(), 'originals');
    await mkdir(outside);
    await writeFile(path.join(outside, `${id('a')}.jpg`), 'an original');
    const cache = path.join(temp(), 'cache');
    await mkdir(cache);
    await symlink(outside, path.join(cache, 'aa'));
    await evict(cache, { maxBytes: 0, keep: new Set() });
    assert.ok(existsSync(path.join(outside, `${id('a')}.jpg`)));
  });

  it('clears old temp files of killed writers away', async () => {
    await picture('a.jpg', 100, 1);
    const [stale, fresh] = [path.join(temp(), 'aa', 'x.tmp'), path.join(temp(), 'aa', 'y.tmp')];
    await writeFile(stale, '');
    await utimes(stale, 1, 1);
    await writeFile(fresh, '');
    await evict(temp(), { maxBytes: 1_000, keep: new Set() });
    assert.deepEqual([existsSync(stale), existsSync(fresh)], [false, true]);
  });

  const fileOf = (name: string) => path.join(temp(), name.slice(0, 1).repeat(2), id(name.slice(0, 1)) + name.slice(1));

  async function picture(name: string, bytes: number, mtime: number): Promise<void> {
    await mkdir(path.dirname(fileOf(name)), { recursive: true });
    await writeFile(fileOf(name), Buffer.alloc(bytes));
    await utimes(fileOf(name), mtime, mtime);
  }
});
