import { QrateError } from '../core/errors';
import type { ModelRuntime } from '../core/models/inference';
import { failedModelJob, type ModelJob, type ModelResult, type OpenJob, type OpenResult } from '../core/models/modelJob';

/** Does one job. What cannot be done is a result with `failure`; a network that cannot be used at all is told from a bad picture. */
export async function processModelJob(job: ModelJob, runtime: ModelRuntime): Promise<ModelResult> {
  try {
    return await work(job, runtime);
  } catch (error) {
    const code = error instanceof QrateError && error.code === 'models' ? 'model' : 'internal';
    return failedModelJob(job.want, { code, detail: error instanceof Error ? error.message : String(error) });
  }
}

async function work(job: ModelJob, runtime: ModelRuntime): Promise<ModelResult> {
  switch (job.want) {
    case 'open':
      return openNetwork(job, runtime);
    case 'picture':
    case 'texts':
      throw new Error(`Jobs that want “${job.want}” are not done yet.`);
  }
}

async function openNetwork({ network }: OpenJob, runtime: ModelRuntime): Promise<OpenResult> {
  const { inputs, outputs } = await runtime.open(network);
  return { want: 'open', failure: null, network: { runtime: runtime.name, inputs, outputs } };
}
