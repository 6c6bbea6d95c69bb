import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

// usage: tfjsOracle MODEL.json NODE SIDE < NUMBERS (JSON, rows of pixels): prints what TensorFlow.js itself makes of them, averaged.
// A process of its own: what the bundle takes for a browser would confuse other tests.
const [file = '', node = '', side = ''] = process.argv.slice(2);

interface Tensor {
  dataSync(): Float32Array;
}

interface Tensorflow {
  setBackend(name: 'cpu'): Promise<boolean>;
  ready(): Promise<void>;
  tensor(values: Float32Array, shape: readonly number[]): Tensor;
  mean(tensor: Tensor, axes: readonly number[]): Tensor;
  loadGraphModel(handler: { load(): Promise<object> }): Promise<{ execute(inputs: Record<string, Tensor>, node: string): Tensor }>;
}

interface Saved {
  readonly format: string;
  readonly modelTopology: {
    readonly node: readonly { readonly name: string; readonly op: string; readonly attr: Record<string, unknown> }[];
  };
  readonly weightsManifest: readonly { readonly paths: readonly string[]; readonly weights: readonly object[] }[];
}

async function main(): Promise<void> {
  // In Node the bundle wants parts that were left out of it.
  Object.assign(globalThis, { window: { document: {} } });
  console.log = () => undefined;
  console.warn = () => undefined;
  const bundle = path.join(path.dirname(file), '../dist/tfjs.esm.js');
  const tf = (await import(pathToFileURL(bundle).href)) as Tensorflow;
  await tf.setBackend('cpu');
  await tf.ready();
  const saved = JSON.parse(readFileSync(file, 'utf8')) as Saved;
  const input = saved.modelTopology.node.find(({ op }) => op === 'Placeholder');
  if (input !== undefined) input.attr.shape = { shape: { dim: [1, -1, -1, 3].map((size) => ({ size: String(size) })) } };
  const model = await tf.loadGraphModel({ load: async () => artifactsOf(saved) });
  const numbers = Float32Array.from(JSON.parse(readFileSync(0, 'utf8')) as number[]);
  const picture = tf.tensor(numbers, [1, Number(side), Number(side), 3]);
  const planes = model.execute({ [input?.name ?? '']: picture }, node);
  process.stdout.write(JSON.stringify([...tf.mean(planes, [1, 2]).dataSync()]));
}

/** The signature fixes the size of the picture, on which no weight depends. */
function artifactsOf({ format, modelTopology, weightsManifest }: Saved): object {
  const bytes = Buffer.concat(
    weightsManifest.flatMap(({ paths }) => paths.map((name) => readFileSync(path.join(path.dirname(file), name)))),
  );
  const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  return { format, modelTopology, weightSpecs: weightsManifest.flatMap(({ weights }) => weights), weightData };
}

void main();
