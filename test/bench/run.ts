import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Measured, type Summary, summarize } from './measure';
import { findPeer, runPeer } from './peer';
import { makePhotos } from './photos';
import { runQrate } from './qrateRun';

// npm run bench [-- PHOTOS [ROUNDS]]: qrate with two workers beside the usual Python stack in one process, in turns.
const PHOTOS = Number(process.argv[2] ?? 96);
const ROUNDS = Number(process.argv[3] ?? 3);
const WORKERS = 2;

async function main(): Promise<void> {
  const home = await mkdtemp(path.join(tmpdir(), 'qrate-bench-'));
  try {
    const photos = path.join(home, 'photos');
    await mkdir(photos);
    console.log(`Drawing ${PHOTOS} photos of 24 megapixels …`);
    await makePhotos(photos, PHOTOS);
    await compare(photos, home);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function compare(photos: string, home: string): Promise<void> {
  const peer = findPeer();
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const scratch = path.join(home, `round-${round}`);
    ours.push(runQrate(photos, path.join(scratch, 'qrate'), WORKERS));
    if ('command' in peer) theirs.push(runPeer(peer.command, photos, path.join(scratch, 'peer')));
    await rm(scratch, { recursive: true, force: true });
    console.log(
      `round ${round}: ${[ours.at(-1), theirs.at(-1)].map((run) => (run ? `${(run.photos / run.seconds).toFixed(2)} photos/s` : '–')).join(' against ')}`,
    );
  }
  const mine = summarize(ours);
  print(`qrate, ${WORKERS} workers`, mine);
  if ('missing' in peer) {
    console.log(`Python stack: skipped (${peer.missing})`);
    return;
  }
  const other = summarize(theirs);
  print('Python stack, full decode, 1 process', other);
  console.log(
    `qrate is ${(mine.photosPerSecond / other.photosPerSecond).toFixed(2)}× as fast; CPU per photo ${(other.cpuMsPerPhoto / mine.cpuMsPerPhoto).toFixed(2)}× less`,
  );
}

const print = (name: string, { photosPerSecond, cpuMsPerPhoto }: Summary): void =>
  console.log(
    `${name.padEnd(38)} ${photosPerSecond.toFixed(2).padStart(7)} photos/s ${cpuMsPerPhoto.toFixed(0).padStart(6)} ms CPU per photo`,
  );

void main();
