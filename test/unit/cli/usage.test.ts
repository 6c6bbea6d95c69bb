import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { qrate } from '../../support/cli';
import { qrateHere } from '../../support/cliHere';
import { useTempDir } from '../../support/tempDir';

const WRONG: readonly (readonly string[])[] = [
  ['nonsense'],
  ['index', '--workers', '0'],
  ['cull', '--keep-per-burst', 'two'],
  ['cull', '--near-distance', '17'],
  ['export'],
  ['export', '--format', 'pdf'],
  ['explain'],
  ['pick'],
  ['rate', '6', 'a.jpg'],
  ['label', 'mauve', 'a.jpg'],
];

describe('qrate, used wrongly', () => {
  const temp = useTempDir();

  for (const args of WRONG) {
    it(`ends with 2 and says why: qrate ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await qrateHere(args, { cwd: temp.path });
      assert.equal(code, 2, stderr);
      assert.equal(stdout, '');
      assert.ok(stderr.length > 0 && !/\n\s+at /.test(stderr), stderr);
    });
  }

  it('answers an error with one JSON value, too', async () => {
    const { code, stdout } = await qrate(['status', temp.path, '--json']);
    assert.equal(code, 1);
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    assert.equal(error.code, 'no-index');
    assert.match(error.message, /qrate index/);
  });

  it('finds the shoot around the current folder', async () => {
    const inner = path.join(temp.path, 'shoot', 'deep', 'down');
    mkdirSync(inner, { recursive: true });
    await qrate(['index', path.join(temp.path, 'shoot')]);
    const { code, stdout } = await qrate(['status', '--json'], { cwd: inner });
    assert.equal(code, 0);
    assert.equal((JSON.parse(stdout) as { root: string }).root, path.join(temp.path, 'shoot'));
  });

  it('shows its version and help', async () => {
    assert.match((await qrate(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
    assert.match((await qrate(['--help'])).stdout, /index .*cull .*export/s);
  });
});
