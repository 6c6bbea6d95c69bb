/** What `core` needs of a runtime for neural networks; the model workers hand it in, so that `core` imports none. */

export type TensorData = Float32Array | BigInt64Array | Int32Array | Uint8Array;

export interface Tensor {
  readonly type: 'float32' | 'int64' | 'int32' | 'uint8';
  /** `data.length` is their product. */
  readonly dims: readonly number[];
  readonly data: TensorData;
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
  /** The network in `file` (absolute); read once, kept for the life of the process. Throws where it is no network. */
  open(file: string): Promise<ModelSession>;
}
