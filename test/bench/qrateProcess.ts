import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PhotoWorkers } from '../../src/core/ports';
import { createPhotoWorkers } from '../../src/workers/supervisor';
import { repoRoot } from '../support/samples';

// usage: qrateProcess PHOTOS SCRATCH WORKERS, prints a Measured. The clock starts where the peer's does: after the imports.
const [photos = '', scratch = '', workers = '2'] = process.argv.slice(2);

/** Everything that one photo costs: metadata, preview, thumb, scores, BLAKE3 of the whole file. */
async function indexAll(pool: PhotoWorkers): Promise<number> {
  const names = readdirSync(photos).sort();
  const results = await Promise.all(
    names.map((name) => {
      const { size, mtimeMs } = statSync(path.join(photos, name));
      const photo = { path: name, size, mtimeMs, companions: [] };
      return pool.run({ root: photos, photo, cacheDir: path.join(scratch, 'cache'), want: 'preview+hash' });
    }),
  );
  const bad = results.find((result) => result.failure !== null || result.scores === null || result.hash === null);
  if (bad) throw new Error(`A photo failed: ${JSON.stringify(bad.failure)}`);
  return names.length;
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
  const pool = createPhotoWorkers({ size: Number(workers), workerPath: path.join(repoRoot, 'dist', 'worker.js'), log: console.error });
  const start = performance.now();
  const count = await indexAll(pool);
  const seconds = (performance.now() - start) / 1000;
  await pool.dispose();
  console.log(JSON.stringify({ photos: count, seconds, cpuSeconds: cpuSeconds() }));
}

void main();
