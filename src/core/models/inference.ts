/** What `core` needs of a runtime for neural networks; the model workers hand it in, so that `core` imports none. */

export type TensorData = Float32Array | BigInt64Array | Int32Array | Uint8Array;

export interface Tensor {
  readonly type: 'float32' | 'int64' | 'int32' | 'uint8';
  /** `data.length` is their product. */
  readonly dims: readonly number[];
  readonly data: TensorData;
}

/** One file of a model as it is used: where it is, and what its bytes must be. */
export interface ModelFile {
  /** Absolute. */
  readonly path: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
}

/** One loaded network. */
export interface ModelSession {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Rejects with the runtime's message where a feed does not fit. Deterministic for the same feeds on the same runtime. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
}

export interface ModelRuntime {
  readonly name: 'onnxruntime-node' | 'onnxruntime-web';
  /** The network in `file`; read and checked once, kept for the life of the process. Throws QrateError('models') where it is no network. */
  open(file: ModelFile): Promise<ModelSession>;
}
