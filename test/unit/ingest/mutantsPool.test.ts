import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PhotoResult } from '../../../src/core/ports';
import { createPhotoWorkers } from '../../../src/workers/supervisor';
import { Random } from '../../fixtures/random';
import { makeSyntheticFiles } from '../../fixtures/synthetic/catalog';
import { repoRoot, samplesDir } from '../../support/samples';
import { readManifest } from './manifest';
import { MutantFile } from './mutantFile';
import { damagesOf } from './mutants';

const SEED = 20_260_602;
const MUTANTS = 300;
const MAX_SAMPLE = 512 * 1024;
/** A worker that grows beyond it is killed, and its photo fails with out-of-memory. */
const MEMORY_LIMIT_MB = 600;
const WORKERS = 2;
/** Failures of the worker instead of the file's. */
const WORKER_FAILURES: ReadonlySet<string> = new Set(['internal', 'timeout', 'out-of-memory', 'worker-crashed']);

interface Job {
  readonly root: string;
  readonly name: string;
}

/** Highest resident memory of this process's children in MB, by id, as far as the system tells it (Linux). */
function peaks(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const pid of childrenOf('self')) {
    const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'latin1') : '';
    const peak = /VmHWM:\s*(\d+) kB/.exec(status)?.[1];
    if (peak) found.set(pid, Number(peak) / 1024);
  }
  return found;
}

function childrenOf(pid: string): string[] {
  const tasks = `/proc/${pid}/task`;
  if (!existsSync(tasks)) return [];
  return readdirSync(tasks).flatMap((task) =>
    readFileSync(path.join(tasks, task, 'children'), 'latin1')
      .split(' ')
      .filter(Boolean),
  );
}

describe('the workers on damaged files', () => {
  let root: string;
  before(() => {
    root = mkdtempSync(path.join(tmpdir(), 'qrate mutants pool '));
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  /** Mutants on disk, of the synthetic files and of small RAW samples. */
  async function writeMutants(): Promise<Job[]> {
    const dir = samplesDir;
    const small = dir === null ? [] : readManifest(dir).filter((it) => /^raw/.test(it.path ?? '') && Number(it.bytes) < MAX_SAMPLE);
    const samples = small.map(({ path: name = '' }) => ({ name, bytes: readFileSync(path.join(dir ?? '', name)) }));
    const sources = [...(await makeSyntheticFiles()), ...samples];
    return Array.from({ length: MUTANTS }, (_, i) => {
      const source = sources[i % sources.length] ?? { name: '', bytes: Buffer.alloc(0) };
      const name = `${i} ${source.name.replace('/', ' ')}`;
      const file = new MutantFile(path.join(root, name), source.bytes);
      file.damage(damagesOf(source.bytes, new Random(`${SEED} ${name}`)));
      file.close();
      return { root, name };
    });
  }

  async function runAll(jobs: readonly Job[]): Promise<{ results: PhotoResult[]; memory: number[] }> {
    const workerPath = path.join(repoRoot, 'dist', 'worker.js');
    const workers = createPhotoWorkers({ size: WORKERS, workerPath, memoryLimitMb: MEMORY_LIMIT_MB, log: () => undefined });
    const cacheDir = path.join(root, 'cache');
    mkdirSync(cacheDir, { recursive: true });
    try {
      const run = (it: Job) =>
        workers.run({ root: it.root, photo: { path: it.name, size: 1, mtimeMs: 0, companions: [] }, cacheDir, want: 'preview' });
      const results = await Promise.all(jobs.map(run));
      return { results, memory: [...peaks().values()] };
    } finally {
      await workers.dispose();
    }
  }

  function check(jobs: readonly Job[], results: readonly PhotoResult[]): void {
    for (const [i, { failure, preview, metadata }] of results.entries()) {
      const what = `seed ${SEED}, ${jobs[i]?.name}: ${failure?.code} ${failure?.detail}`;
      assert.ok(failure === null || !WORKER_FAILURES.has(failure.code), what);
      if (failure === null) assert.ok(preview && metadata, what);
    }
  }

  it(`survive ${MUTANTS} of them with less than ${MEMORY_LIMIT_MB} MB each`, async function () {
    this.timeout(120_000);
    const jobs = await writeMutants();
    const { results, memory } = await runAll(jobs);
    check(jobs, results);
    for (const peak of memory) assert.ok(peak < MEMORY_LIMIT_MB, `${Math.round(peak)} MB`);
  });

  it('survive every corrupt sample', async function () {
    this.timeout(120_000);
    const dir = samplesDir;
    if (dir === null) {
      if (this.test) this.test.title += ' (skipped: no samples)';
      return this.skip();
    }
    const jobs = readManifest(dir).flatMap(({ path: name = '' }) => (name.startsWith('corrupt/') ? [{ root: dir, name }] : []));
    assert.ok(jobs.length > 150, 'the manifest lists the corrupt samples');
    const { results, memory } = await runAll(jobs);
    check(jobs, results);
    for (const peak of memory) assert.ok(peak < MEMORY_LIMIT_MB, `${Math.round(peak)} MB`);
  });
});
