import type { InferenceSession, OnnxValue, Tensor as OrtTensor } from 'onnxruntime-common';
import type { ModelSession, Tensor, TensorData } from '../../core/models/inference';

type MakeTensor = new (type: Tensor['type'], data: TensorData, dims: readonly number[]) => OrtTensor;

/** A session of either runtime as `core` knows it. `Tensor` is the class of the same runtime. */
export function modelSession(session: InferenceSession, Tensor: MakeTensor): ModelSession {
  return {
    inputs: session.inputNames,
    outputs: session.outputNames,
    run: async (feeds) => {
      const entries = Object.entries(feeds).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, dims)] as const);
      const results = await session.run(Object.fromEntries(entries));
      return Object.fromEntries(Object.entries(results).map(([name, value]) => [name, plainTensor(name, value)]));
    },
  };
}

const TYPES: readonly string[] = ['float32', 'int64', 'int32', 'uint8'] satisfies readonly Tensor['type'][];

function plainTensor(name: string, value: OnnxValue): Tensor {
  if (!('type' in value) || !('data' in value) || !TYPES.includes(value.type))
    throw new Error(`The output ${name} has a type that is not known here.`);
  return { type: value.type as Tensor['type'], dims: value.dims, data: value.data as TensorData };
}
