import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashBytes, hashFile } from '../../src/core/analyze/hash';

describe('the whole-file hash', () => {
  it('equals b3sum for files around the read size', async function () {
    if (spawnSync('b3sum', ['--version']).status !== 0) {
      if (this.test) this.test.title += ' (skipped: no b3sum)';
      this.skip();
    }
    const folder = await mkdtemp(path.join(tmpdir(), 'qrate-hash-'));
    try {
      for (const size of [0, 1, 1024, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_500_000]) {
        const file = path.join(folder, `a name’s "quotes" ${size}.bin`);
        const bytes = Buffer.alloc(size, 'qrate');
        await writeFile(file, bytes);
        const expected = spawnSync('b3sum', ['--no-names', file], { encoding: 'utf8' }).stdout.trim();
        assert.equal(await hashFile(file), expected);
        assert.equal(await hashBytes(bytes), expected);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
