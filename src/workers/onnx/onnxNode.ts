import type { OpenNetwork } from './runtime';
import { modelSession } from './session';

/** One thread and no spinning: the pool has a process for each core, and other programs want theirs. */
const OPTIONS = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  extra: { session: { intra_op: { allow_spinning: '0' } } },
} as const;

/** The native runtime. Rejects where there is none for this platform. */
export async function loadOnnxNode(): Promise<OpenNetwork> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node');
  return async (bytes) => modelSession(await InferenceSession.create(bytes, OPTIONS), Tensor);
}
