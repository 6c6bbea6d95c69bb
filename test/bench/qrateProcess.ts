import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IndexReport } from '../../src/core/reports';
import { Shoot } from '../../src/core/shoot';
import type { Services } from '../../src/core/shootApi';
import { createPhotoWorkers } from '../../src/workers/supervisor';
import { repoRoot } from '../support/samples';

// usage: qrateProcess PHOTOS SCRATCH WORKERS, prints a Measured. The clock starts where the peer's does: after the imports.
const [photos = '', scratch = '', workers = '2'] = process.argv.slice(2);

/** Everything that a command-line `index` does: scan, metadata, preview, thumb, scores, groups, BLAKE3 of whole files, index on disk. */
async function indexAll(): Promise<IndexReport> {
  const services: Services = {
    workers: (size) => createPhotoWorkers({ size, workerPath: path.join(repoRoot, 'dist', 'worker.js'), log: console.error }),
    sqlWasm: path.join(repoRoot, 'dist', 'sql-wasm.wasm'),
    userDataDir: scratch,
    clock: { now: () => new Date() },
    log: console.error,
  };
  const shoot = await Shoot.open(photos, services, { ignore: [], storage: 'global', cacheMaxBytes: 2 ** 40 });
  return shoot.index({ workers: Number(workers) });
}

/** Processor time of this process and its finished children, in seconds (Linux; elsewhere its own alone). */
function cpuSeconds(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'latin1').split(') ')[1]?.split(' ') ?? [];
    return [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) / 100;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  }
}

async function main(): Promise<void> {
  const { analyzed, failed, seconds } = await indexAll();
  if (failed.length > 0) throw new Error(`A photo failed: ${JSON.stringify(failed[0])}`);
  console.log(JSON.stringify({ photos: analyzed, seconds, cpuSeconds: cpuSeconds() }));
}

void main();
