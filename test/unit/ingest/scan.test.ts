import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { QrateError } from '../../../src/core/errors';
import { type ScanOptions, scanShoot } from '../../../src/core/ingest/scan';

/** Root may read everything: as root, act as another user for a while. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act();
  process.seteuid?.(65534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}

describe('scanning a shoot', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qrate scan '));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const put = (...names: string[]): void => {
    for (const name of names) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), 'x');
    }
  };
  const scan = (options: Partial<ScanOptions> = {}) => scanShoot(root, { ignore: [], ...options });
  const paths = async (options?: Partial<ScanOptions>) => (await scan(options)).files.map((file) => file.path);

  it('finds photos and companions in all folders, sorted by code units', async () => {
    put('b.NEF', 'B.jpg', 'a/é.heic', 'a/c.xmp', 'notes.txt', 'raw', 'a/x.WAV', 'a/video.mov');
    assert.deepEqual(await paths(), ['B.jpg', 'a/c.xmp', 'a/x.WAV', 'a/é.heic', 'b.NEF']);
  });

  it('tells size and modification time', async () => {
    writeFileSync(path.join(root, '1.jpg'), 'four');
    const [file] = (await scan()).files;
    assert.equal(file?.size, 4);
    assert.ok((file?.mtimeMs ?? 0) > 0);
  });

  it('takes files that are known to be as they were, and asks the disk about the others', async () => {
    put('new.jpg', 'a/known.NEF');
    const known = { path: 'a/known.NEF', size: 4711, mtimeMs: 1 };
    const gone = { path: 'a/gone.NEF', size: 1, mtimeMs: 1 };
    const { files } = await scan({ known: new Map([known, gone].map((file) => [file.path, file])) });
    assert.deepEqual(files[0], known);
    assert.deepEqual(
      files.map(({ path, size }) => [path, size]),
      [
        ['a/known.NEF', 4711],
        ['new.jpg', 1],
      ],
    );
  });

  it('answers an empty folder with nothing', async () => {
    assert.deepEqual(await scan(), { files: [], failures: [] });
  });

  it('leaves out dot files, dot folders and node_modules', async () => {
    put('.qrate/cache/1.jpg', '.git/1.jpg', '._IMG.jpg', 'node_modules/a/1.jpg', 'a/._1.NEF', 'a/1.NEF');
    assert.deepEqual(await paths(), ['a/1.NEF']);
  });

  it('leaves out what the globs name', async () => {
    put('keep/1.jpg', 'drop/1.jpg', 'drop/deep/2.jpg', 'keep/x.png', 'export 1/1.jpg');
    assert.deepEqual(await paths({ ignore: ['drop/**', '**/*.png', 'export */'] }), ['keep/1.jpg']);
  });

  it('takes names with spaces, quotes, newlines, emoji and 255 bytes', async () => {
    const names = ['a b.jpg', '"q\'.jpg', 'new\nline.jpg', '📷.jpg', `${'x'.repeat(251)}.jpg`];
    put(...names);
    assert.deepEqual(await paths(), [...names].sort());
  });

  it('follows links to files and folders', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'qrate outside '));
    try {
      writeFileSync(path.join(outside, '1.jpg'), 'x');
      put('2.jpg');
      symlinkSync(outside, path.join(root, 'card'));
      symlinkSync(path.join(outside, '1.jpg'), path.join(root, '3.jpg'));
      assert.deepEqual(await paths(), ['2.jpg', '3.jpg', 'card/1.jpg']);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it('ends in a loop of links and lists a real folder once, under its own name', async () => {
    put('z/1.jpg');
    symlinkSync(root, path.join(root, 'z/up'));
    symlinkSync(path.join(root, 'z'), path.join(root, 'a'));
    symlinkSync('self', path.join(root, 'self'));
    assert.deepEqual(await scan(), { files: (await scan()).files, failures: [] });
    assert.deepEqual(await paths(), ['z/1.jpg']);
  });

  it('lists a folder outside under the first of its links', async () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'qrate outside '));
    try {
      writeFileSync(path.join(outside, '1.jpg'), 'x');
      for (const link of ['c', 'a', 'b']) symlinkSync(outside, path.join(root, link));
      assert.deepEqual(await paths(), ['a/1.jpg']);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it('reports a link to nowhere and goes on', async () => {
    put('1.jpg');
    symlinkSync(path.join(root, 'gone.NEF'), path.join(root, '2.NEF'));
    symlinkSync('3.NEF', path.join(root, '3.NEF'));
    const { files, failures } = await scan();
    assert.deepEqual(
      files.map((file) => file.path),
      ['1.jpg'],
    );
    assert.deepEqual(
      failures.map((it) => [it.path, it.failure.code]),
      [
        ['2.NEF', 'vanished'],
        ['3.NEF', 'vanished'],
      ],
    );
  });

  it('reports a name that is not UTF-8 and goes on', async function () {
    if (process.platform !== 'linux') return this.skip();
    put('a/ok \uFFFD.jpg');
    writeFileSync(Buffer.concat([Buffer.from(path.join(root, 'a/')), Buffer.from([0xe9]), Buffer.from('.jpg')]), 'x');
    const { files, failures } = await scan();
    assert.deepEqual(
      files.map((file) => file.path),
      ['a/ok \uFFFD.jpg'],
    );
    assert.deepEqual(
      failures.map((it) => [it.path, it.failure.code]),
      [['a/\uFFFD.jpg', 'read-error']],
    );
  });

  it('reports a folder without rights and goes on', async function () {
    if (process.platform === 'win32') return this.skip();
    put('locked/1.jpg', '2.jpg');
    chmodSync(root, 0o755);
    chmodSync(path.join(root, 'locked'), 0);
    const { files, failures } = await asNobody(scan);
    chmodSync(path.join(root, 'locked'), 0o755);
    assert.deepEqual(
      files.map((file) => file.path),
      ['2.jpg'],
    );
    assert.deepEqual(
      failures.map((it) => [it.path, it.failure.code]),
      [['locked', 'no-permission']],
    );
  });

  it('refuses a root that is missing or a file', async () => {
    put('1.jpg');
    for (const bad of ['gone', '1.jpg']) {
      await assert.rejects(
        scanShoot(path.join(root, bad), { ignore: [] }),
        (error) => error instanceof QrateError && error.code === 'not-a-folder',
      );
    }
  });

  it('rejects with the signal’s reason, before and during the scan', async () => {
    put(...Array.from({ length: 300 }, (_, i) => `${i % 30}/${i}.jpg`));
    const before = AbortSignal.abort(new Error('stop'));
    await assert.rejects(scan({ signal: before }), /stop/);
    const controller = new AbortController();
    const seen: number[] = [];
    const during = scan({
      signal: controller.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (seen.length === 3) controller.abort(new Error('enough'));
      },
    });
    await assert.rejects(during, /enough/);
    assert.equal(seen.length, 3);
  });
});
