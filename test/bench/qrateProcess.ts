import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ModelStore } from '../../src/core/models/modelStore';
import type { IndexReport } from '../../src/core/reports';
import { Shoot } from '../../src/core/shoot';
import type { Services } from '../../src/core/shootApi';
import { createModelWorkers } from '../../src/workers/modelWorkers';
import { createPhotoWorkers } from '../../src/workers/supervisor';
import { repoRoot } from '../support/samples';

// usage: qrateProcess PHOTOS SCRATCH WORKERS [MODELS], prints a Measured. The clock starts where the peer's does: after the imports.
// MODELS = folder with installed networks, for phase 3.
const [photos = '', scratch = '', workers = '2', models] = process.argv.slice(2);
const dist = path.join(repoRoot, 'dist');

/**
 * Everything that a command-line `index` does: scan, metadata, preview, thumb, scores, groups, BLAKE3 of whole files, statistics, vectors
 * where there are networks, index on disk.
 */
async function indexAll(): Promise<IndexReport> {
  const services: Services = {
    workers: (size) => createPhotoWorkers({ size, workerPath: path.join(dist, 'worker.js'), log: console.error }),
    ...(models !== undefined && {
      models: {
        store: new ModelStore(models),
        workers: (size: number) => createModelWorkers({ size, workerPath: path.join(dist, 'modelWorker.js'), log: console.error }),
      },
    }),
    sqlWasm: path.join(dist, 'sql-wasm.wasm'),
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
  const { analyzed, failed, seconds, described, notes } = await indexAll();
  if (failed.length > 0) throw new Error(`A photo failed: ${JSON.stringify(failed[0])}`);
  // Each photo by its statistics, and by the network.
  if (notes.length > 0 || described < analyzed * (models === undefined ? 1 : 2))
    throw new Error(`Not all was described: ${described}, ${notes}`);
  console.log(JSON.stringify({ photos: analyzed, seconds, cpuSeconds: cpuSeconds() }));
}

void main();
