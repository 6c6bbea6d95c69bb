import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { paced } from '../../src/core/pace';
import { unitLength } from '../../src/core/vectors/format';
import { matchesOf } from '../../src/core/vectors/search';
import { appendVectors } from '../../src/core/vectors/vectorWriter';
import { ThreadClient } from '../../src/workers/thread/threadClient';
import { repoRoot } from '../support/samples';
import { seeded } from '../unit/group/photoBuilder';

/**
 * `npm run bench:find`: a search over 20,000 vectors as the editor makes it, by a thread that compares and ranks. Prints how long it takes
 * and the longest time that the host's event loop did not turn.
 */

const PHOTOS = 20_000;
const LENGTH = 512;
const ROUNDS = 5;

async function main(): Promise<void> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'qrate-bench-find-'));
  try {
    const dir = path.join(root, '.qrate');
    const random = seeded(1);
    const vector = () => unitLength(Float32Array.from({ length: LENGTH }, () => random() - 0.5));
    const ids = Array.from({ length: PHOTOS }, (_, at) => at.toString(16).padStart(32, '0'));
    await appendVectors(
      { dir },
      { id: 'bench', length: LENGTH, encoding: 'int8' },
      ids.map((id) => [id, vector()] as const),
    );
    const inDist = (name: string) => path.join(repoRoot, 'dist', name);
    const thread = new ThreadClient({
      root,
      settings: { ignore: [], storage: 'shoot', cacheMaxBytes: 1e9 },
      sqlWasm: inDist('sql-wasm.wasm'),
      workerPath: inDist('worker.js'),
      userDataDir: root,
      script: inDist('shootThread.js'),
      log: () => undefined,
    });
    const photos = ids.map((id) => ({ path: `${id}.NEF`, preview: null }));
    for (let round = 0; round < ROUNDS; round++) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      const [start, used] = [performance.now(), process.cpuUsage()];
      delay.enable();
      const compared = await thread.compare({ dir }, { models: ['bench'], ids, query: vector() });
      const naming = performance.now();
      const matches = compared === null ? [] : await paced(matchesOf(photos, compared));
      const end = performance.now();
      await new Promise((resolve) => setImmediate(resolve));
      delay.disable();
      const cpu = process.cpuUsage(used);
      console.log(
        `${matches.length} photos: ${Math.round(end - start)} ms (${Math.round((cpu.user + cpu.system) / 1000)} ms of processor time in all), ` +
          `naming what was found ${Math.round(end - naming)} ms, longest stop of the host ${Math.round(delay.max / 1e6)} ms`,
      );
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

void main();
