import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { QrateError } from '../../../src/core/errors';
import type { PhotoResult, PhotoWorkers } from '../../../src/core/ports';
import { createPhotoWorkers, type PhotoWorkersOptions } from '../../../src/workers/supervisor';

const evil = path.join(__dirname, 'evilWorker.js');

describe('the photo workers', () => {
  let root = '';
  let workers: PhotoWorkers;
  let log: string[] = [];

  const start = (options: Partial<PhotoWorkersOptions> = {}) => {
    workers = createPhotoWorkers({ size: 2, workerPath: evil, deadlineMs: 10_000, log: (line) => log.push(line), ...options });
    return workers;
  };
  const run = (name: string, signal?: AbortSignal): Promise<PhotoResult> =>
    workers.run({ root, photo: { path: `${name}.jpg`, size: 1, mtimeMs: 0, companions: [] }, cacheDir: root, want: 'preview' }, signal);
  const pidOf = (deed: string) => Number(readFileSync(path.join(root, `${deed}.pid`), 'utf8'));
  const began = (deed: string) => until(() => existsSync(path.join(root, `${deed}.pid`)) && pidOf(deed) > 0);

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'qrate-workers-'));
    log = [];
  });
  afterEach(async () => {
    await workers?.dispose();
    await rm(root, { recursive: true, force: true });
  });

  const DEEDS = [
    ['abort', 'worker-crashed'],
    ['exit', 'worker-crashed'],
    ['garbage', 'worker-crashed'],
    ['wrong', 'worker-crashed'],
    ['throw', 'internal'],
    ['eat', 'out-of-memory'],
    ['heap', 'out-of-memory'],
    ['hang', 'timeout'],
  ] as const;

  for (const [deed, code] of DEEDS) {
    it(`give ${code} to a photo whose worker does “${deed}”, and the others their results`, async () => {
      start({ memoryLimitMb: 300, deadlineMs: deed === 'hang' ? 1500 : 15_000 });
      const names = ['good1', 'good2', deed, 'good3', 'good4', 'good5'];
      const results = await Promise.all(names.map((name) => run(name)));
      assert.deepEqual(
        results.map((result) => result.failure?.code ?? 'ok'),
        names.map((name) => (name === deed ? code : 'ok')),
      );
      assert.equal(results[2]?.failure?.stage, 'analyze');
      if (code !== 'internal') await until(() => isGone(pidOf(deed)));
    }).timeout(30_000);
  }

  it('fork no process before the first job and no more than asked for', async () => {
    start({ size: 2 });
    const pids = new Set((await Promise.all(Array.from({ length: 20 }, (_, i) => run(`good${i}`)))).map((it) => it.metadata?.serial));
    assert.ok(pids.size >= 1 && pids.size <= 2);
  });

  it('start ahead when told so, no more than asked for, and report only at the first photo that they cannot', async () => {
    start({ size: 2 }).prepare();
    workers.prepare();
    const pids = new Set((await Promise.all(Array.from({ length: 20 }, (_, i) => run(`good${i}`)))).map((it) => it.metadata?.serial));
    assert.ok(pids.size >= 1 && pids.size <= 2);
    await workers.dispose();
    start({ workerPath: path.join(root, 'nowhere.js') }).prepare();
    await assert.rejects(run('good'), QrateError);
  });

  it('try a photo once more in a fresh process when a worker dies that had served others', async () => {
    start({ size: 1 });
    const results = [await run('good'), await run('wornout')];
    assert.deepEqual(
      results.map((result) => result.failure),
      [null, null],
    );
    assert.notEqual(results[0]?.metadata?.serial, results[1]?.metadata?.serial);
  });

  it('end a decoder that takes too much processor time long before the photo’s deadline, and ask again without it', async () => {
    start({ size: 1, deadlineMs: 60_000 });
    const began = performance.now();
    const { failure, format } = await run('decoder');
    assert.ok(performance.now() - began < 10_000);
    assert.deepEqual([failure?.code, format], ['timeout', 'jpeg'], 'the failure, and what is known without pixels');
    assert.match(log.join('\n'), /timeout at decoder\.jpg: .*decoder took too long in a decoder/);
    assert.equal((await run('good')).failure, null);
  });

  it('ask again without decoders when one outgrew the memory', async () => {
    start({ size: 1, memoryLimitMb: 300 });
    assert.equal((await run('glutton')).failure, null);
    assert.match(log.join('\n'), /out-of-memory at glutton\.jpg/);
  });

  it('replace a worker whose memory has grown, without a failure', async () => {
    start({ size: 1 });
    const [grown, next] = [await run('grown'), await run('good')];
    assert.equal(grown.failure, null);
    assert.notEqual(grown.metadata?.serial, next.metadata?.serial);
    assert.match(log.join('\n'), /replaced after 1 jobs/);
    await until(() => isGone(pidOf('grown')));
  });

  it('name the photo and the cause in the log', async () => {
    start({ size: 1 });
    await run('exit');
    assert.match(log.join('\n'), /worker-crashed at exit\.jpg: exit code 3/);
  });

  it('reject with one sentence when the worker cannot start, and do not loop', async () => {
    start({ workerPath: path.join(root, 'no such worker.js') });
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => run(name)));
    for (const outcome of outcomes) {
      assert.equal(outcome.status, 'rejected');
      assert.ok(outcome.reason instanceof QrateError && outcome.reason.code === 'workers');
      assert.match(outcome.reason.message, /no such worker\.js cannot be started\. Reinstall/);
    }
    await assert.rejects(run('later'), { code: 'workers' });
  });

  it('reject queued and running jobs at once when they are cancelled, and serve again afterwards', async () => {
    start({ size: 1 });
    const controller = new AbortController();
    const jobs = ['hang', 'good', 'good'].map((name) => run(name, controller.signal));
    const outcomes = Promise.allSettled(jobs);
    await began('hang');
    const reason = new Error('the person pressed Escape');
    const pressed = performance.now();
    controller.abort(reason);
    assert.deepEqual(
      (await outcomes).map((outcome) => outcome.status === 'rejected' && outcome.reason),
      [reason, reason, reason],
    );
    assert.ok(performance.now() - pressed < 1000);
    await until(() => isGone(pidOf('hang')));
    assert.equal((await run('good')).failure, null);
    await assert.rejects(run('good', controller.signal), reason);
  });

  it('leave no process and no open promise behind when they are shut down', async () => {
    start();
    const outcomes = Promise.allSettled(['hang', 'good', 'hang', 'good', 'good'].map((name) => run(name)));
    await began('hang');
    await workers.dispose();
    const statuses = (await outcomes).map((outcome) => (outcome.status === 'rejected' ? outcome.reason.name : 'fulfilled'));
    assert.equal(statuses.filter((status) => status === 'AbortError').length >= 2, true, statuses.join());
    assert.ok(isGone(pidOf('hang')));
    await assert.rejects(run('late'), { name: 'AbortError' });
    await workers.dispose();
  });

  it('die with their host, even hung ones and a host killed by the system', async () => {
    const host = fork(path.join(__dirname, 'hostThatDies.js'), [root]);
    await began('hang');
    host.kill('SIGKILL');
    await until(() => isGone(pidOf('hang')));
  });
});

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

/** Waits for a condition; the test's own timeout is the limit. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
