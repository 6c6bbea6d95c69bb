import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addModels } from '../../src/core/models/addModels';
import { ModelStore } from '../../src/core/models/modelStore';
import { type Measured, median, type Summary, summarize } from './measure';
import { findPeer, runPeer } from './peer';
import { makePhotos } from './photos';
import { runQrate } from './qrateRun';
import { writeVit } from './vitNetwork';

// npm run bench [-- PHOTOS [ROUNDS]]: qrate with two workers, without and with a network that describes each photo, beside the usual Python
// stack in one process, in turns.
const PHOTOS = Number(process.argv[2] ?? 96);
const ROUNDS = Number(process.argv[3] ?? 3);
const WORKERS = 2;

/** The rounds of each, in the same order. */
interface Runs {
  readonly plain: Measured[];
  readonly described: Measured[];
  /** Empty where there is no Python stack. */
  readonly peer: Measured[];
}

async function main(): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'qrate-bench-'));
  try {
    const photos = path.join(home, 'photos');
    await mkdir(photos);
    console.log(`Drawing ${PHOTOS} photos of 24 megapixels …`);
    await makePhotos(photos, PHOTOS);
    const models = path.join(home, 'models');
    writeVit(path.join(home, 'vit'));
    await addModels(new ModelStore(models), path.join(home, 'vit'));
    await compare(photos, models, home);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function compare(photos: string, models: string, home: string): Promise<void> {
  const peer = findPeer();
  const runs: Runs = { plain: [], described: [], peer: [] };
  for (let round = 1; round <= ROUNDS; round++) {
    const scratch = path.join(home, `round-${round}`);
    runs.plain.push(runQrate(photos, path.join(scratch, 'plain'), { workers: WORKERS }));
    runs.described.push(runQrate(photos, path.join(scratch, 'described'), { workers: WORKERS, models }));
    if ('command' in peer) runs.peer.push(runPeer(peer.command, photos, path.join(scratch, 'peer')));
    await rm(scratch, { recursive: true, force: true });
    const speeds = [runs.plain, runs.described, runs.peer].map((all) => all[round - 1]).map((run) => (run ? speedOf(run).toFixed(2) : '–'));
    console.log(`round ${round}: ${speeds.join(', ')} photos/s`);
  }
  report(runs, 'missing' in peer ? peer.missing : null);
}

const speedOf = ({ photos, seconds }: Measured): number => photos / seconds;

function report({ plain, described, peer }: Runs, missing: string | null): void {
  const mine = summarize(plain);
  print(`qrate, ${WORKERS} workers`, mine);
  print(`qrate, ${WORKERS} workers, with vectors of a network *`, summarize(described));
  if (missing === null) print('Python stack, full decode, 1 process', summarize(peer));
  else console.log(`Python stack: skipped (${missing})`);
  reportVectors(plain, described);
  if (missing !== null) return;
  const other = summarize(peer);
  console.log(
    `qrate is ${(mine.photosPerSecond / other.photosPerSecond).toFixed(2)}× as fast; CPU per photo ${(other.cpuMsPerPhoto / mine.cpuMsPerPhoto).toFixed(2)}× less`,
  );
}

/** What vectors cost, by runs that stood side by side. */
function reportVectors(plain: readonly Measured[], described: readonly Measured[]): void {
  const pairs = plain.flatMap((without, round) => {
    const withVectors = described[round];
    return withVectors === undefined ? [] : [{ without, withVectors }];
  });
  const time = median(pairs.map(({ without, withVectors }) => withVectors.seconds / without.seconds));
  const cpu = median(pairs.map(({ without, withVectors }) => withVectors.cpuSeconds / without.cpuSeconds));
  const rate = median(pairs.map(({ without, withVectors }) => without.photos / (withVectors.cpuSeconds - without.cpuSeconds)));
  console.log(
    `with vectors: ${time.toFixed(2)}× the time, ${cpu.toFixed(2)}× the CPU; ${rate.toFixed(1)} vectors per second and core, reading the preview and the start of the processes included`,
  );
  console.log(
    '* CLIP ViT-B/32’s picture tower in size and shape, int8, with made-up weights: as slow as the real one, its vectors mean nothing.',
  );
}

const print = (name: string, { photosPerSecond, cpuMsPerPhoto }: Summary): void =>
  console.log(
    `${name.padEnd(50)} ${photosPerSecond.toFixed(2).padStart(7)} photos/s ${cpuMsPerPhoto.toFixed(0).padStart(6)} ms CPU per photo`,
  );

void main();
