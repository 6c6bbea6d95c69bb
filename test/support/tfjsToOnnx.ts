import { type OnnxAttribute, type OnnxNode, type OnnxTensor, onnxFile } from './onnxFile';
import type { TfjsModel, TfjsNode, TfjsWeight } from './tfjsModel';

/**
 * The part of a TensorFlow.js graph that leads to one of its nodes, as ONNX, with the mean over the picture behind it: an embedder made of
 * another network's backbone. TensorFlow lays pictures out as rows of pixels, ONNX as planes, so weights and axes are turned here.
 */

export interface Part {
  /** Name of the node whose planes are averaged. */
  readonly to: string;
  /** Of the square that goes in, px; the graph must not depend on another. */
  readonly side: number;
  /** Planes of that node. */
  readonly length: number;
}

export function tfjsToOnnx(model: TfjsModel, { to, side, length }: Part): Buffer {
  const converter = new Converter(model);
  const last = converter.value(to);
  const nodes: readonly OnnxNode[] = [
    ...converter.nodes,
    { op: 'GlobalAveragePool', inputs: [last], outputs: ['mean'] },
    { op: 'Flatten', inputs: ['mean'], outputs: ['embedding'], attributes: { axis: 1 } },
  ];
  return onnxFile({
    inputs: [{ name: INPUT, type: 'float32', dims: [1, 3, side, side] }],
    outputs: [{ name: 'embedding', type: 'float32', dims: [1, length] }],
    nodes,
    weights: converter.weights,
  });
}

const INPUT = 'picture';
const ACTIVATIONS: Readonly<Record<string, string>> = { Relu: 'Relu' };

class Converter {
  readonly nodes: OnnxNode[] = [];
  readonly weights: OnnxTensor[] = [];
  readonly #done = new Map<string, string>();

  constructor(private readonly model: TfjsModel) {}

  /** The ONNX name of what a node puts out; it and all that it needs are converted once. */
  value(name: string): string {
    const known = this.#done.get(name);
    if (known !== undefined) return known;
    const node = this.model.nodes.get(name);
    if (node === undefined) throw new Error(`No node is called ${name}`);
    const converted = this.#convert(node);
    this.#done.set(name, converted);
    return converted;
  }

  #convert(node: TfjsNode): string {
    const { op, name } = node;
    const [first = '', second = ''] = node.input;
    switch (op) {
      case 'Placeholder':
        return INPUT;
      case 'Const':
        return this.#constant(name);
      case '_FusedConv2D':
        return this.#convolution(node, ([height = 0, width = 0, from = 0, to = 0]) => ({
          dims: [to, from, height, width],
          at: (k, i, y, x) => ((y * width + x) * from + i) * to + k,
          groups: 1,
        }));
      case 'FusedDepthwiseConv2dNative':
        return this.#convolution(node, ([height = 0, width = 0, from = 0, each = 0]) => ({
          dims: [from * each, 1, height, width],
          at: (k, _, y, x) => (y * width + x) * from * each + k,
          groups: from,
        }));
      case 'Add':
      case 'AddV2':
        return this.#put('Add', name, [this.value(first), this.value(second)]);
      case 'Mul':
        return this.#put('Mul', name, [this.value(first), this.value(second)]);
      case 'Relu6':
        return this.#put('Clip', name, [this.value(first), this.#scalar('zero', 0), this.#scalar('six', 6)]);
      case 'Mean':
        return this.#mean(node);
      default:
        throw new Error(`${name}: ${op} is not known here`);
    }
  }

  #put(op: string, output: string, inputs: readonly string[], attributes: Readonly<Record<string, OnnxAttribute>> = {}): string {
    this.nodes.push({ op, inputs, outputs: [output], attributes });
    return output;
  }

  #weight(name: string): TfjsWeight {
    const weight = this.model.weights.get(name);
    if (weight === undefined) throw new Error(`No weights are called ${name}`);
    return weight;
  }

  #constant(name: string): string {
    const { shape, values } = this.#weight(name);
    // Anything else would be spread along other axes than in TensorFlow.
    if (shape.length > 0) throw new Error(`${name}: only single numbers are known here`);
    this.weights.push({ name, dims: [], data: Float32Array.from(values) });
    return name;
  }

  #scalar(name: string, value: number): string {
    if (!this.weights.some((it) => it.name === name)) this.weights.push({ name, dims: [], data: Float32Array.of(value) });
    return name;
  }

  #convolution(node: TfjsNode, layoutOf: (shape: readonly number[]) => Layout): string {
    const { name, input, attr } = node;
    const [picture = '', filter = '', bias = ''] = input;
    const { shape, values } = this.#weight(filter);
    const { dims, at, groups } = layoutOf(shape);
    this.weights.push({ name: filter, dims, data: turned(values, dims, at) });
    const { shape: [length = 0] = [], values: offsets } = this.#weight(bias);
    this.weights.push({ name: bias, dims: [length], data: Float32Array.from(offsets) });
    const attributes = {
      group: groups,
      strides: (attr.strides?.list?.i ?? []).slice(1, 3).map(Number),
      dilations: (attr.dilations?.list?.i ?? []).slice(1, 3).map(Number),
      auto_pad: { SAME: 'SAME_UPPER', VALID: 'VALID' }[decoded(attr.padding?.s)] ?? 'NOTSET',
    };
    const [added, activation, ...more] = (attr.fused_ops?.list?.s ?? []).map(decoded);
    const then = activation === undefined ? undefined : ACTIVATIONS[activation];
    if (
      added !== 'BiasAdd' ||
      more.length > 0 ||
      (activation !== undefined && then === undefined) ||
      decoded(attr.data_format?.s) !== 'NHWC'
    )
      throw new Error(`${name}: ${[added, activation, ...more].join()} is not known here`);
    const convolved = this.#put('Conv', `${name}:conv`, [this.value(picture), filter, bias], attributes);
    return then === undefined ? convolved : this.#put(then, name, [convolved]);
  }

  #mean({ name, input, attr }: TfjsNode): string {
    const [picture = '', axes = ''] = input;
    if (this.#weight(axes).values.join() !== '1,2' || attr.keep_dims?.b !== true) throw new Error(`${name}: not the mean of a picture`);
    return this.#put('ReduceMean', name, [this.value(picture)], { axes: [2, 3], keepdims: 1 });
  }
}

interface Layout {
  /** Of ONNX: planes out, planes in (of a group), height, width. */
  readonly dims: readonly [number, number, number, number];
  readonly at: (to: number, from: number, y: number, x: number) => number;
  readonly groups: number;
}

function turned(values: readonly number[], [to, from, height, width]: Layout['dims'], at: Layout['at']): Float32Array {
  const data = new Float32Array(values.length);
  let i = 0;
  for (let k = 0; k < to; k++)
    for (let j = 0; j < from; j++)
      for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[i++] = values[at(k, j, y, x)] ?? Number.NaN;
  return data;
}

/** Texts of a graph are in base64. */
const decoded = (value: string | undefined): string => Buffer.from(value ?? '', 'base64').toString('latin1');
