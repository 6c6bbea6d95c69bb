import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PhotoError } from '../../../src/core/failures';
import { ByteSource } from '../../../src/core/ingest/byteSource';

describe('reading a file by positions', () => {
  let dir: string;
  let source: ByteSource;
  const content = Buffer.from(Uint32Array.from({ length: 250_000 }, (_, i) => i).buffer);
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'qrate bytes '));
    writeFileSync(path.join(dir, 'file'), content);
    source = ByteSource.open(path.join(dir, 'file'));
  });
  afterEach(() => {
    source.close();
    rmSync(dir, { recursive: true });
  });

  it('answers the bytes at any position, over the borders of its blocks', () => {
    for (const [offset, length] of [
      [0, 10],
      [16_380, 8],
      [16_384, 1],
      [30_000, 40_000],
    ] as const) {
      assert.deepEqual(source.read(offset, length), content.subarray(offset, offset + length));
    }
  });

  it('answers fewer bytes at the end, and none behind it or for nonsense', () => {
    assert.equal(source.read(content.length - 5, 100).length, 5);
    for (const [offset, length] of [
      [content.length, 1],
      [-1, 5],
      [Number.NaN, 5],
      [5, -5],
      [5e15, 10],
    ] as const) {
      assert.equal(source.read(offset, length).length, 0);
    }
  });

  it('reads a block once and counts what it reads', () => {
    source.read(0, 10);
    source.read(100, 10);
    assert.deepEqual(source.stats, { bytes: 16_384, reads: 1 });
    source.readWhole(0, 1000);
    assert.deepEqual(source.stats, { bytes: 17_384, reads: 2 });
  });

  it('stops at its budget of 256 KB, but for pictures', () => {
    assert.equal(source.read(0, content.length).length, 256 * 1024);
    assert.equal(source.read(500_000, 10).length, 0);
    assert.equal(source.stats.bytes, 256 * 1024);
    assert.equal(source.readWhole(0, content.length).length, content.length);
  });

  it('refuses folders and named pipes at once', function () {
    if (process.platform === 'win32') return this.skip();
    execFileSync('mkfifo', [path.join(dir, 'pipe.NEF')]);
    for (const name of ['', 'pipe.NEF']) {
      assert.throws(
        () => ByteSource.open(path.join(dir, name)),
        (error) => error instanceof PhotoError && error.code === 'not-a-photo',
      );
    }
  });
});
