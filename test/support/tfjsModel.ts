import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** Reads graph models of TensorFlow.js: a JSON of nodes and one file of weights (tfjs-converter, `graph-model`). */

const attribute = z.looseObject({
  s: z.string().optional(),
  b: z.boolean().optional(),
  list: z.looseObject({ s: z.array(z.string()).optional(), i: z.array(z.string()).optional() }).optional(),
});
const node = z.looseObject({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), attribute).default({}),
});
const weight = z.looseObject({
  name: z.string(),
  shape: z.array(z.number()),
  dtype: z.enum(['float32', 'int32']),
  quantization: z.looseObject({ dtype: z.literal('float16') }).optional(),
});
const model = z.looseObject({
  modelTopology: z.looseObject({ node: z.array(node) }),
  weightsManifest: z.array(z.looseObject({ paths: z.array(z.string()), weights: z.array(weight) })),
});

export type TfjsNode = z.infer<typeof node>;

export interface TfjsWeight {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

export interface TfjsModel {
  /** By name. */
  readonly nodes: ReadonlyMap<string, TfjsNode>;
  readonly weights: ReadonlyMap<string, TfjsWeight>;
}

/** Throws where it holds what this reader does not know. */
export function readTfjsModel(json: string): TfjsModel {
  const { modelTopology, weightsManifest } = model.parse(JSON.parse(readFileSync(json, 'utf8')));
  const weights = new Map<string, TfjsWeight>();
  for (const { paths, weights: specs } of weightsManifest) {
    const bytes = Buffer.concat(paths.map((name) => readFileSync(path.join(path.dirname(json), name))));
    let at = 0;
    for (const { name, shape, dtype, quantization } of specs) {
      const size = quantization ? 2 : 4;
      const count = shape.reduce((product, length) => product * length, 1);
      const read = quantization
        ? (i: number) => half(bytes.readUInt16LE(i))
        : (i: number) => bytes[dtype === 'int32' ? 'readInt32LE' : 'readFloatLE'](i);
      const from = at;
      weights.set(name, { shape, values: Array.from({ length: count }, (_, i) => read(from + i * size)) });
      at += count * size;
    }
    if (at !== bytes.length) throw new Error(`${json}: ${bytes.length} bytes of weights, ${at} named`);
  }
  return { nodes: new Map(modelTopology.node.map((it) => [it.name, it])), weights };
}

/** IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
