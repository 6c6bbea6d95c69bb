import { failedModelJob, type ModelFailure, type ModelJob, type ModelResult } from '../core/models/modelJob';
import type { ModelWorkers } from '../core/ports';
import { modelWorkerReplies } from '../protocol/modelWorker';
import { type PoolOptions, Supervisor, type Work } from './pool';
import { WorkerFailure } from './workerProcess';

/** Loading a large network from a cold disk by WASM on a busy machine takes most of it. */
const DEADLINE_MS = 120_000;
/** CLIP by WASM holds the network several times over. */
const MEMORY_LIMIT_MB = 3000;
const TRIES = 2;

/** Supervised processes that run networks. A job that ends its process, or whose process was killed, is tried once more in a fresh one. */
export function createModelWorkers(options: PoolOptions): ModelWorkers {
  const pool = new Supervisor(MODEL_WORK, { deadlineMs: DEADLINE_MS, memoryLimitMb: MEMORY_LIMIT_MB, ...options });
  return {
    size: pool.size,
    run: async <W extends ModelJob['want']>(job: ModelJob & { readonly want: W }, signal?: AbortSignal) =>
      (await pool.run(job, signal)) as ModelResult & { readonly want: W },
    prepare: () => pool.prepare(),
    dispose: () => pool.dispose(),
  };
}

const MODEL_WORK: Work<ModelJob, ModelResult> = {
  program: 'program that runs models,',
  replies: modelWorkerReplies,
  name: (job) => (job.want === 'picture' ? job.preview : job.want === 'open' ? job.network.path : `${job.texts.length} texts`),
  failed: (job, error) => failedModelJob(job.want, failureOf(error)),
  again: (job, failure, { tries }) => (failure.code !== 'timeout' && tries < TRIES ? job : null),
};

function failureOf(error: unknown): ModelFailure {
  const detail = error instanceof Error ? error.message : String(error);
  return { code: error instanceof WorkerFailure ? error.code : 'internal', detail };
}
