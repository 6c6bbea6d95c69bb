import { QrateError } from '../../core/errors';
import type { ModelFile, ModelRuntime, ModelSession } from '../../core/models/inference';
import { readModelFile } from '../../core/models/readModelFile';
import { loadOnnxNode } from './onnxNode';
import { loadOnnxWeb } from './onnxWeb';

/** Makes a session of the bytes of a network; throws the runtime's own error. */
export type OpenNetwork = (bytes: Uint8Array) => Promise<ModelSession>;

export type OnnxKind = 'node' | 'web';

/**
 * ONNX Runtime, on one thread: native code where there is any for this platform, else WASM from `wasmFolder`, which is several times
 * slower. `QRATE_ONNX` (node | web) takes the choice away.
 */
export async function createOnnxRuntime(wasmFolder: string, kind: OnnxKind | null = forcedKind()): Promise<ModelRuntime> {
  if (kind === 'web') return webRuntime(wasmFolder);
  try {
    return runtimeOf('onnxruntime-node', await loadOnnxNode());
  } catch (error) {
    if (kind === 'node') throw error;
    return webRuntime(wasmFolder);
  }
}

const webRuntime = async (wasmFolder: string): Promise<ModelRuntime> => runtimeOf('onnxruntime-web', await loadOnnxWeb(wasmFolder));

function forcedKind(): OnnxKind | null {
  const kind = process.env.QRATE_ONNX;
  return kind === 'node' || kind === 'web' ? kind : null;
}

/** Keeps what was opened by its content; what failed may be tried again. */
function runtimeOf(name: ModelRuntime['name'], load: OpenNetwork): ModelRuntime {
  const sessions = new Map<string, Promise<ModelSession>>();
  return {
    name,
    open: (file) => {
      const known = sessions.get(file.sha256);
      if (known) return known;
      const opened = openChecked(file, load);
      sessions.set(file.sha256, opened);
      opened.catch(() => sessions.delete(file.sha256));
      return opened;
    },
  };
}

async function openChecked(file: ModelFile, load: OpenNetwork): Promise<ModelSession> {
  const bytes = await readModelFile(file);
  try {
    return await load(bytes);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new QrateError('models', `The model file ${file.path} cannot be loaded: ${detail}`, { cause });
  }
}
