import assert from 'node:assert/strict';
import { mkdirSync, statSync, truncateSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { seededRandom } from '../../../src/core/learn/deterministic';
import { addModels } from '../../../src/core/models/addModels';
import { ModelStore } from '../../../src/core/models/modelStore';
import type { IndexReport } from '../../../src/core/reports';
import { readVectors, type Vectors } from '../../../src/core/vectors/vectorStore';
import { childrenRunning } from '../../support/children';
import { type CliResult, qrate, qrateJson } from '../../support/cli';
import { writeRealEmbedder } from '../../support/realEmbedder';
import { rounds } from '../../support/rounds';
import { useTempDir } from '../../support/tempDir';

const KILLS = rounds(40, 2);
const WORKER_KILLS = rounds(15, 1);
const PHOTOS = 16;
const HEADER = 64;

describe('qrate index, killed while networks look at photos', function () {
  this.timeout(600_000);
  const temp = useTempDir();
  const random = seededRandom(5);
  const shoot = (): string => path.join(temp.path, 'shoot');
  const env = (): NodeJS.ProcessEnv => ({ QRATE_HOME: path.join(temp.path, 'home') });
  const index = (onStart?: (pid: number) => void): Promise<CliResult> =>
    qrate(['index', shoot(), '--workers', '1', '--json'], { env: env(), ...(onStart && { onStart }) });
  const vectors = (): Promise<Vectors> => readVectors({ dir: path.join(shoot(), '.qrate') }, id);
  const file = (): string => path.join(shoot(), '.qrate/vectors', `${id}.bin`);
  let id = '';
  let undisturbed: Vectors;
  let statistics: Buffer;
  /** Milliseconds from the first model process to the end. */
  let lasts = 0;

  before(async function () {
    if (process.platform !== 'linux') {
      // Model processes are found in /proc.
      return this.skip();
    }
    writeRealEmbedder(path.join(temp.path, 'mine'));
    const store = new ModelStore(path.join(temp.path, 'home/models'));
    id = (await addModels(store, path.join(temp.path, 'mine'))).installed[0] ?? '';
    mkdirSync(shoot());
    for (let i = 0; i < PHOTOS; i++)
      await sharp(drawing(i))
        .jpeg()
        .toFile(path.join(shoot(), `${String(i).padStart(3, '0')}.jpg`));
    const began = await started(index);
    assert.equal((await began.run).code, 0);
    lasts = performance.now() - began.at;
    undisturbed = await vectors();
    statistics = await readFile(path.join(shoot(), '.qrate/vectors/classic-1.bin'));
    assert.equal(undisturbed.size, PHOTOS);
  });

  it(`loses no vector that was on the disk and catches up to those of an undisturbed run, ${KILLS} times kill -9`, async () => {
    await untilKilled(KILLS, async () => {
      // What an earlier kill may have left: some vectors, the last one torn.
      truncateSync(file(), Math.floor(HEADER + random() * 0.9 * (statSync(file()).size - HEADER)));
      const before = [...(await vectors()).ids()];
      const { pid, run } = await started(index);
      await wait(random() * 0.8 * lasts);
      const killed = isKilled(pid);
      await run;
      const after = await vectors();
      assert.deepEqual(
        before.filter((it) => !after.has(it)),
        [],
      );
      return killed;
    });
    await complete();
  });

  it(`goes on when the process of a network is killed: the same run completes, ${WORKER_KILLS} times kill -9`, async () => {
    await untilKilled(WORKER_KILLS, async () => {
      truncateSync(file(), HEADER);
      const { model, run } = await started(index);
      await wait(random() * 0.5 * lasts);
      const killed = isKilled(model);
      const { code, stdout, stderr } = await run;
      assert.equal(code, 0, stderr);
      const { notes, failed } = JSON.parse(stdout) as IndexReport;
      assert.deepEqual([notes, failed], [[], []]);
      await same();
      return killed;
    });
  });

  /** Ends with the vectors and the index of a run that nobody disturbed. */
  async function complete(): Promise<void> {
    const { photos, failed } = await qrateJson<IndexReport>(['index', shoot()], { env: env() });
    assert.deepEqual([photos, failed], [PHOTOS, []]);
    await same();
  }

  async function same(): Promise<void> {
    const now = await vectors();
    assert.equal(now.size, PHOTOS);
    for (const it of undisturbed.ids()) assert.deepEqual(now.get(it), undisturbed.get(it));
    assert.ok((await readFile(path.join(shoot(), '.qrate/vectors/classic-1.bin'))).equals(statistics));
  }
});

interface Started {
  readonly pid: number;
  /** The first process that runs networks. */
  readonly model: number;
  /** When it was seen, by `performance.now()`. */
  readonly at: number;
  readonly run: Promise<CliResult>;
}

/** Waits until networks are at work. */
async function started(index: (onStart: (pid: number) => void) => Promise<CliResult>): Promise<Started> {
  let pid = 0;
  let ended = false;
  const run = index((it) => {
    pid = it;
  }).finally(() => {
    ended = true;
  });
  for (;;) {
    const [model] = pid === 0 ? [] : childrenRunning(pid, 'modelWorker.js');
    if (model !== undefined) return { pid, model, at: performance.now(), run };
    if (ended) throw new Error(`No network was at work: ${JSON.stringify(await run)}`);
    await wait(25);
  }
}

/** Repeats `attempt` until it has killed something so many times: how long a run lasts is another one on a machine that is busy. */
async function untilKilled(times: number, attempt: () => Promise<boolean>): Promise<void> {
  let killed = 0;
  for (let tries = 0; killed < times; tries++) {
    assert.ok(tries < 5 * times + 5, `${killed} of ${tries} runs could be killed before their end`);
    if (await attempt()) killed += 1;
  }
}

function isKilled(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    // It had ended.
    return false;
  }
}

/** Another picture for each number. */
function drawing(i: number): Buffer {
  const colour = (step: number): string => `hsl(${(i * 47 + step * 131) % 360} 70% ${30 + ((i * 13 + step * 29) % 50)}%)`;
  const shapes = Array.from(
    { length: 5 },
    (_, step) =>
      `<circle cx="${(i * 83 + step * 97) % 480}" cy="${(i * 59 + step * 71) % 320}" r="${30 + ((i + step) % 5) * 20}" fill="${colour(step)}"/>`,
  );
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="320"><rect width="480" height="320" fill="${colour(9)}"/>${shapes.join('')}</svg>`,
  );
}
