import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelFile } from '../../../src/core/models/inference';
import type { OpenResult } from '../../../src/core/models/modelJob';
import type { ModelWorkers } from '../../../src/core/ports';
import { createModelWorkers } from '../../../src/workers/modelWorkers';
import type { PoolOptions } from '../../../src/workers/pool';
import { onnxFile } from '../../support/onnxFile';
import { repoRoot } from '../../support/samples';
import { sha256 } from './support/models';

const evil = path.join(__dirname, 'evilModelWorker.js');
const real = path.join(repoRoot, 'dist/modelWorker.js');

describe('the model workers', () => {
  let folder = '';
  let workers: ModelWorkers;
  let log: string[] = [];

  const start = (options: Partial<PoolOptions> = {}) => {
    workers = createModelWorkers({ size: 1, workerPath: evil, log: (line) => log.push(line), ...options });
  };
  const file = (name: string): ModelFile => ({ path: path.join(folder, `${name}.onnx`), bytes: 1, sha256: '0'.repeat(64) });
  const open = (name: string, signal?: AbortSignal): Promise<OpenResult> => workers.run({ want: 'open', network: file(name) }, signal);
  const pidFile = (name: string) => path.join(folder, `${name}.onnx.pid`);
  const pidOf = (name: string) => Number(readFileSync(pidFile(name), 'utf8'));
  const began = (name: string) => until(() => existsSync(pidFile(name)) && pidOf(name) > 0);

  /** A real network, in the folder. */
  const relu = async (): Promise<ModelFile> => {
    const bytes = onnxFile({
      inputs: [{ name: 'x', type: 'float32', dims: [1] }],
      outputs: [{ name: 'y', type: 'float32', dims: [1] }],
      weights: [],
      nodes: [{ op: 'Relu', inputs: ['x'], outputs: ['y'] }],
    });
    const network = { path: path.join(folder, 'net.onnx'), bytes: bytes.length, sha256: sha256(bytes) };
    await writeFile(network.path, bytes);
    return network;
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'qrate-modelworkers-'));
    log = [];
  });
  afterEach(async () => {
    await workers.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('lose nothing when one is killed in the middle of a job: it is done by a fresh process, and the run ends right', async () => {
    start({ size: 2 });
    const names = ['good-1', 'good-2', 'once-hang', 'good-3', 'good-4', 'good-5'];
    const run = Promise.all(names.map((name) => open(name)));
    await began('once-hang');
    process.kill(pidOf('once-hang'), 'SIGKILL');
    const results = await run;
    assert.deepEqual(
      results.map(({ failure, network }) => [failure, network?.inputs[0]]),
      names.map((name) => [null, file(name).path]),
      'each has its own result',
    );
    assert.notEqual(results[2]?.network?.runtime, String(pidOf('once-hang')));
    assert.match(log.join('\n'), /worker-crashed at .*once-hang\.onnx: signal SIGKILL/);
  });

  it('give a job that kills every process a failure after the second, and serve the next', async () => {
    start();
    const { failure, network } = await open('always-exit');
    assert.deepEqual([failure?.code, network], ['worker-crashed', null]);
    assert.equal(log.length, 2);
    assert.equal((await open('good')).failure, null);
  });

  it('end a job that takes too long or too much memory', async () => {
    start({ deadlineMs: 700, memoryLimitMb: 300 });
    assert.equal((await open('always-hang')).failure?.code, 'timeout');
    await workers.dispose();
    start({ memoryLimitMb: 300 });
    assert.equal((await open('always-eat')).failure?.code, 'out-of-memory');
  });

  it('are killed at once when the job is cancelled', async () => {
    start();
    const controller = new AbortController();
    const job = open('always-hang', controller.signal);
    await began('always-hang');
    const pressed = performance.now();
    controller.abort(new Error('the person pressed Escape'));
    await assert.rejects(job, /pressed Escape/);
    await until(() => isGone(pidOf('always-hang')));
    assert.ok(performance.now() - pressed < 1000);
  });

  it('start no process before the first job', async () => {
    start({ workerPath: path.join(folder, 'nowhere.js') });
    await workers.dispose();
    start({ workerPath: path.join(folder, 'nowhere.js') });
    await assert.rejects(open('good'), { code: 'workers', message: /nowhere\.js cannot be started/ });
    assert.deepEqual(await readdir(folder), []);
  });

  it('run by WASM where the native runtime cannot be loaded', async () => {
    // Outside of the repository nobody finds it; pictures are decoded by what is found.
    await mkdir(path.join(folder, 'node_modules'));
    await symlink(path.join(repoRoot, 'node_modules/sharp'), path.join(folder, 'node_modules/sharp'), 'junction');
    for (const name of ['modelWorker.js', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm']) {
      await copyFile(path.join(path.dirname(real), name), path.join(folder, name));
    }
    start({ workerPath: path.join(folder, 'modelWorker.js') });
    const { network, failure } = await workers.run({ want: 'open', network: await relu() });
    assert.deepEqual([failure, network], [null, { runtime: 'onnxruntime-web', inputs: ['x'], outputs: ['y'] }]);
  });

  it('load a network in the process that ships, and name what is wrong with one', async () => {
    start({ workerPath: real });
    const network = await relu();
    assert.deepEqual((await workers.run({ want: 'open', network })).network, {
      runtime: 'onnxruntime-node',
      inputs: ['x'],
      outputs: ['y'],
    });
    const changed = await workers.run({ want: 'open', network: { ...network, sha256: '0'.repeat(64) } });
    assert.deepEqual([changed.failure?.code, changed.network], ['model', null]);
    assert.match(changed.failure?.detail ?? '', /net\.onnx is damaged or was changed/);
  });
});

/** Waits for a condition; mocha's timeout ends it. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
