import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OpenNetwork } from './runtime';
import { modelSession } from './session';

/** The runtime as WASM, on the calling thread; its two files (.mjs, .wasm) lie in `folder`. */
export async function loadOnnxWeb(folder: string): Promise<OpenNetwork> {
  const { env, InferenceSession, Tensor } = await import('onnxruntime-web');
  const at = (name: string): string => pathToFileURL(path.join(folder, name)).href;
  env.wasm.numThreads = 1;
  env.wasm.wasmPaths = { mjs: at('ort-wasm-simd-threaded.mjs'), wasm: at('ort-wasm-simd-threaded.wasm') };
  return async (bytes) => modelSession(await InferenceSession.create(bytes, { executionProviders: ['wasm'] }), Tensor);
}
