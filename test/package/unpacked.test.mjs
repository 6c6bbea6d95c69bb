import assert from 'node:assert/strict';
import { fork, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { inspectVsix } from '../../scripts/packaging/inspect.mjs';
import { currentTarget, targets } from '../../scripts/packaging/targets.mjs';
import { unzip } from '../../scripts/packaging/zip.mjs';

const vsix = process.env.QRATE_TEST_VSIX;
const shoot = process.env.QRATE_TEST_SHOOT;

describe('the packed extension, unpacked', () => {
  let folder;
  before(function () {
    if (!vsix || !shoot) throw new Error('Run "npm run test:package": it makes the package and the demo shoot.');
    this.timeout(60_000);
    folder = mkdtempSync(path.join(os.tmpdir(), 'qrate-vsix-'));
    unzip(vsix, folder);
  });
  after(() => folder && rmSync(folder, { recursive: true, force: true }));

  const run = (...args) => {
    // Only what shipped may be found: no NODE_PATH, and a folder outside the repository.
    const { NODE_PATH, ...env } = process.env;
    return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env });
  };

  it('holds what may ship and nothing else', () => {
    const { faults } = inspectVsix(vsix, {
      target: currentTarget,
      programs: ['dist/extension.js', 'dist/worker.js', 'dist/modelWorker.js', 'dist/cli.js'],
    });
    assert.deepEqual(faults, []);
  });

  it('is found faulty when it is taken for the package of another platform', () => {
    const other = Object.keys(targets).find((target) => target !== currentTarget);
    const { faults } = inspectVsix(vsix, { target: other, programs: ['dist/none.js'] });
    assert.ok(faults.includes('missing: extension/dist/none.js'));
    assert.ok(faults.includes(`missing: sharp's addon for ${other}`));
    assert.ok(faults.some((fault) => fault.startsWith('for another platform: ')));
    const { os: system, cpu, onnx } = targets[other];
    for (const name of onnx)
      assert.ok(faults.includes(`missing: extension/node_modules/onnxruntime-node/bin/napi-v6/${system}/${cpu}/${name}`));
    assert.equal(faults.filter((fault) => /^for another platform: .*onnxruntime/.test(fault)).length, targets[currentTarget].onnx.length);
  });

  for (const [how, load] of [
    ['require', 'Promise.resolve(require("./extension/node_modules/sharp"))'],
    ['import', 'import("./extension/node_modules/sharp/dist/index.mjs").then((it) => it.default)'],
  ]) {
    it(`decodes a picture with the sharp that it carries, by ${how}`, () => {
      const code = `${load}.then(async (sharp) => {
        const jpeg = await sharp({ create: { width: 6, height: 4, channels: 3, background: 'red' } }).jpeg().toBuffer();
        const { width, height } = await sharp(jpeg).metadata();
        console.log(width + 'x' + height);
      });`;
      const { stdout, stderr } = run('-e', code);
      assert.equal(stdout.trim(), '6x4', stderr);
    });
  }

  for (const kind of targets[currentTarget].onnx.length > 0 ? ['node', 'web'] : ['web']) {
    it(`loads a network with the ${kind} runtime that it carries`, async function () {
      this.timeout(60_000);
      // Written by the tests' own code, which "npm run test:package" has built.
      const { onnxFile } = createRequire(import.meta.url)('../../out/test/support/onnxFile.js');
      const value = (name) => ({ name, type: 'float32', dims: [1] });
      const graph = { inputs: [value('x')], outputs: [value('y')], weights: [], nodes: [{ op: 'Relu', inputs: ['x'], outputs: ['y'] }] };
      const bytes = onnxFile(graph);
      const file = path.join(folder, 'net.onnx');
      writeFileSync(file, bytes);
      const network = { path: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
      const { NODE_PATH, ...env } = process.env;
      const options = { cwd: folder, env: { ...env, QRATE_ONNX: kind }, serialization: 'advanced' };
      const worker = fork(path.join(folder, 'extension/dist/modelWorker.js'), [], options);
      const answer = new Promise((resolve, reject) => worker.once('message', resolve).once('exit', reject));
      worker.send({ kind: 'request', id: 1, method: 'process', body: { want: 'open', network } });
      const { body } = await answer;
      worker.kill();
      assert.deepEqual(body.result, {
        want: 'open',
        failure: null,
        network: { runtime: `onnxruntime-${kind}`, inputs: ['x'], outputs: ['y'] },
      });
    });
  }

  it('indexes a shoot from the command line', function () {
    this.timeout(300_000);
    const { status, stdout, stderr } = run('extension/dist/cli.js', 'index', shoot);
    assert.equal(status, 0, stdout + stderr);
    const index = path.join(shoot, '.qrate/index.sqlite');
    assert.ok(existsSync(index), 'no .qrate/index.sqlite');
    assert.equal(readFileSync(index).toString('latin1', 0, 15), 'SQLite format 3');
  });

  it('leaves an index that sqlite3 finds whole', function () {
    const copy = path.join(folder, 'copy.sqlite');
    copyFileSync(path.join(shoot, '.qrate/index.sqlite'), copy);
    const { error, stdout } = spawnSync('sqlite3', [copy, 'pragma integrity_check'], { encoding: 'utf8' });
    if (error) {
      this.test.title += ' (skipped: no sqlite3)';
      this.skip();
    }
    assert.equal(stdout.trim(), 'ok');
  });
});
