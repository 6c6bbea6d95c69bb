import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { captureOrderSteps } from '../../src/core/group/order';
import { paced } from '../../src/core/pace';
import type { ShootView } from '../../src/core/reports';
import { Shoot } from '../../src/core/shoot';
import type { Services } from '../../src/core/shootApi';
import { badgeSteps } from '../../src/extension/decorations/badges';
import { gridPatch } from '../../src/extension/grid/gridPatch';
import { gridOrder, gridTable } from '../../src/extension/grid/gridTable';
import { treeSteps } from '../../src/extension/views/burstsModel';
import { selectionSteps } from '../../src/extension/views/selectionModel';
import { createPhotoWorkers } from '../../src/workers/supervisor';
import { ThreadClient } from '../../src/workers/thread/threadClient';
import { repoRoot } from '../support/samples';
import { makeGridShoot } from './gridShoot';

/**
 * What the burst grid costs the editor's host on a large shoot: `npm run bench:grid [-- PHOTOS… --keep FOLDER]`, `--keep` for another run. Each line tells how
 * long it took and for how long the event loop stood still at most meanwhile.
 */
const sqlWasm = path.join(repoRoot, 'dist/sql-wasm.wasm');
const workerPath = path.join(repoRoot, 'dist/worker.js');
const script = path.join(repoRoot, 'dist/shootThread.js');
const settings = { ignore: [], storage: 'shoot', cacheMaxBytes: 1e10 } as const;
const silent = (): void => undefined;

async function timed<T>(title: string, work: () => Promise<T>): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const used = process.cpuUsage();
  const turns = watchTurns();
  delay.enable();
  const started = performance.now();
  const result = await work();
  const ms = performance.now() - started;
  // The monitor's own timer has to come round once more, or a stall at the end goes unseen.
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  const stall = `longest stall ${(delay.max / 1e6).toFixed(1)} ms (${turns.end().toFixed(1)} ms of processor)`;
  console.log(
    `  ${title.padEnd(44)} ${ms.toFixed(1).padStart(8)} ms, ${processorMs(process.cpuUsage(used)).toFixed(0)} ms of processor, ${stall}`,
  );
  return result;
}

const processorMs = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** The most processor time that passed between two turns of the event loop: on a busy machine the clock tells of the neighbours. */
function watchTurns(): { end(): number } {
  let longest = 0;
  let last = process.cpuUsage();
  const look = () => {
    longest = Math.max(longest, processorMs(process.cpuUsage(last)));
    last = process.cpuUsage();
  };
  const timer = setInterval(look, 1);
  return {
    end: () => {
      look();
      clearInterval(timer);
      return longest;
    },
  };
}

async function bench(count: number, folder: string): Promise<void> {
  const root = path.join(folder, `shoot of ${count}`);
  const thread = new ThreadClient({ root, settings, sqlWasm, workerPath, userDataDir: folder, script, log: silent });
  const services: Services = {
    workers: (size) => createPhotoWorkers({ size, workerPath, log: silent }),
    sqlWasm,
    userDataDir: folder,
    clock: { now: () => new Date() },
    log: silent,
    readIndex: (location) => thread.read(location),
  };
  console.log(`${count} photos`);
  if (!existsSync(path.join(root, '.qrate', 'index.sqlite'))) await makeGridShoot(root, count, { ...services, readIndex: undefined });
  const shoot = await Shoot.open(root, services, settings);
  const view = await timed('read the index, judge all groups', () => shoot.view());
  const order = await timed('order of the grid', () => paced(gridOrder(view)));
  const { table } = await timed('table for the page', () => paced(gridTable(order)));
  console.log(`  ${'bytes of the table'.padEnd(52)} ${bytesOf(table)}`);
  await trees(view);
  await decisions(shoot, view);
  console.log(`  ${'memory of the process (heap)'.padEnd(52)} ${Math.round(process.memoryUsage().heapUsed / 2 ** 20)} MiB`);
}

/** What the rest of the window makes of a view. */
async function trees(view: ShootView): Promise<void> {
  const inOrder = await timed('order of the trees', () => paced(captureOrderSteps(view.photos)));
  await timed('tree of bursts', () => paced(treeSteps(view, null, { inOrder })));
  await timed('tree of the selection', () => paced(selectionSteps(view, null, inOrder)));
  await timed('badges of the Explorer', () => paced(badgeSteps(view, true)));
}

async function decisions(shoot: Shoot, view: ShootView): Promise<void> {
  const order = await paced(gridOrder(view));
  const times: number[] = [];
  let before = view;
  for (let n = 0; n < 40; n++) {
    const photo = view.photos[(n * 7919) % view.photos.length];
    if (photo === undefined) return;
    const started = performance.now();
    await shoot.decide([photo.path], { verdict: n % 2 === 0 ? 'pick' : 'reject' });
    const after = await shoot.view();
    gridPatch(before, after, order);
    times.push(performance.now() - started);
    before = after;
  }
  const sorted = times.slice(1).sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  console.log(
    `  ${'a decision until its patch, fsync included'.padEnd(52)} ${at(0.5).padStart(8)} ms median, ${at(0.95)} ms for 95 %, first ${(times[0] ?? 0).toFixed(1)} ms`,
  );
  const many = view.photos.slice(0, 500).map(({ path: file }) => file);
  await timed('a decision about 500 photos', () => shoot.decide(many, { rating: 3 }));
  await timed('undo it', () => shoot.undo());
  await timed('the view after it', () => shoot.view());
}

const bytesOf = (value: unknown): number => {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null ? Object.values(value).reduce((sum: number, it) => sum + bytesOf(it), 0) : 8;
};

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const at = args.indexOf('--keep');
  const kept = at < 0 ? undefined : args.splice(at, 2)[1];
  const folder = kept ?? mkdtempSync(path.join(os.tmpdir(), 'qrate-grid-'));
  try {
    for (const count of args.length > 0 ? args.map(Number) : [20_000, 100_000]) await bench(count, folder);
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

void main();
