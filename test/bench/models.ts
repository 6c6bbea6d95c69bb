import { statSync } from 'node:fs';
import path from 'node:path';
import type { ModelFile, Tensor } from '../../src/core/models/inference';
import { FACE_MODEL } from '../../src/core/models/registry';
import { createModelWorkers } from '../../src/workers/modelWorkers';
import { createOnnxRuntime } from '../../src/workers/onnx/runtime';
import { repoRoot, samplesDir } from '../support/samples';
import { median } from './measure';

// npm run bench:models [-- ROUNDS]: what models cost: a process until a network is loaded, and YuNet on 640×640, one thread, by the native
// runtime and by WASM in turns. Processor time, because a busy machine has fewer seconds, not fewer cycles.
const ROUNDS = Number(process.argv[2] ?? 5);
const RUNS = 10;
const KINDS = ['node', 'web'] as const;
type Kind = (typeof KINDS)[number];

const dist = path.join(repoRoot, 'dist');
const size = 640;
const input: Tensor = {
  type: 'float32',
  dims: [1, 3, size, size],
  data: Float32Array.from({ length: 3 * size * size }, (_, i) => (i * 7919) % 256),
};

async function main(): Promise<void> {
  const network = yunet();
  if (network === null) return console.log('Skipped: no network to measure with (QRATE_SHARED/models).');
  const sessions = Object.fromEntries(
    await Promise.all(KINDS.map(async (kind) => [kind, await (await createOnnxRuntime(dist, kind)).open(network)] as const)),
  );
  for (const kind of KINDS) await sessions[kind]?.run({ input });
  const starts: Record<Kind, number[]> = { node: [], web: [] };
  const runs: Record<Kind, number[]> = { node: [], web: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of KINDS) {
      starts[kind].push(await startMs(kind, network));
      runs[kind].push(
        await cpuMs(async () => {
          for (let i = 0; i < RUNS; i++) await sessions[kind]?.run({ input });
        }),
      );
    }
  }
  print(starts, runs);
}

function yunet(): ModelFile | null {
  const [spec] = FACE_MODEL.files;
  if (samplesDir === null || spec === undefined) return null;
  const file = path.join(samplesDir, '../models', spec.name);
  return statSync(file, { throwIfNoEntry: false }) === undefined ? null : { path: file, bytes: spec.bytes, sha256: spec.sha256 };
}

/** Wall time of a fresh model process until the network is loaded. */
async function startMs(kind: Kind, network: ModelFile): Promise<number> {
  process.env.QRATE_ONNX = kind;
  const workers = createModelWorkers({ size: 1, workerPath: path.join(dist, 'modelWorker.js'), log: console.error });
  const began = performance.now();
  const { failure } = await workers.run({ want: 'open', network });
  const took = performance.now() - began;
  await workers.dispose();
  if (failure !== null) throw new Error(failure.detail);
  return took;
}

async function cpuMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function print(starts: Record<Kind, number[]>, runs: Record<Kind, number[]>): void {
  const perSecond = (kind: Kind) => (1000 * RUNS) / median(runs[kind]);
  for (const kind of KINDS) {
    const start = `${Math.round(median(starts[kind]))} ms until a network is loaded in a fresh process`;
    console.log(
      `onnxruntime-${kind.padEnd(4)}  YuNet at ${size}×${size}: ${perSecond(kind).toFixed(1)} pictures per second and core, ${start}`,
    );
  }
  const ratios = runs.web.map((web, i) => web / (runs.node[i] ?? Number.NaN));
  console.log(`native beside WASM: ${median(ratios).toFixed(1)}× (lowest ${Math.min(...ratios).toFixed(1)}×), ${ROUNDS} rounds of ${RUNS}`);
}

void main();
