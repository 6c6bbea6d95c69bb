import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ModelSpec } from '../../src/core/models/registry';
import { FACE_SIDES, SKIN } from '../fixtures/drawnPhoto';
import { type OnnxGraph, type OnnxNode, type OnnxTensor, onnxFile } from './onnxFile';

/**
 * YuNet in the small: a real network for the real runtime with YuNet's input and its twelve outputs, which finds the squares of skin
 * of `drawnPhoto`: where a window of their size is full of its colour, and a window twice as large holds no more of it.
 */

const SIDE = 640;
/** Stride → side in px of the faces that it finds: an odd number of cells. */
const FOUND: Readonly<Record<number, number>> = { 8: FACE_SIDES.far, 16: FACE_SIDES.near };

/** Colours this far from the skin's, summed over the channels, are something else; JPEG's noise is not. */
const TOLERANCE = 60;
/** Eyes, mouth and JPEG's fringes are no skin. */
const GAIN = 1.25;
/** Landmarks in parts of the face, from its centre: eyes, nose, corners of the mouth. The person's right eye is on the left. */
const LANDMARKS = [-0.2, -0.12, 0.2, -0.12, 0, 0.08, -0.15, 0.25, 0.15, 0.25];

const floats = (name: string, dims: readonly number[], values: readonly number[]): OnnxTensor => ({
  name,
  dims,
  data: Float32Array.from(values),
});

/** 0–1 for each pixel: 1 = exactly the skin's colour. */
const SKIN_NODES: readonly OnnxNode[] = [
  { op: 'Sub', inputs: ['input', 'skin'], outputs: ['difference'] },
  { op: 'Abs', inputs: ['difference'], outputs: ['distance'] },
  { op: 'ReduceSum', inputs: ['distance', 'channels'], outputs: ['far'] },
  { op: 'Sub', inputs: ['tolerance', 'far'], outputs: ['near'] },
  { op: 'Clip', inputs: ['near', 'zero', 'one'], outputs: ['mask'] },
];

/** Mean of `from` in a square of `size` cells around each. */
const around = (from: string, output: string, size: number): OnnxNode => ({
  op: 'AveragePool',
  inputs: [from],
  outputs: [output],
  attributes: { kernel_shape: [size, size], pads: Array.from({ length: 4 }, () => (size - 1) / 2), count_include_pad: 1 },
});

function outputsOf(stride: 8 | 16 | 32): Pick<OnnxGraph, 'outputs' | 'nodes' | 'weights'> {
  const cells = (SIDE / stride) ** 2;
  const side = FOUND[stride] ?? null;
  const [scale, name] = [side === null ? 1 : side / stride, (kind: string) => `${kind}_${stride}`];
  const everyCell = (kind: string, values: readonly number[]): OnnxTensor =>
    floats(`all_${name(kind)}`, [1, cells, values.length], Array.from({ length: cells }, () => values).flat());
  const copy = (kind: string): OnnxNode => ({ op: 'Identity', inputs: [`all_${name(kind)}`], outputs: [name(kind)] });
  return {
    outputs: Object.entries({ cls: 1, obj: 1, bbox: 4, kps: 10 }).map(([kind, each]) => ({
      name: name(kind),
      type: 'float32',
      dims: [1, cells, each],
    })),
    weights: [
      everyCell('bbox', [0.5, 0.5, Math.log(scale), Math.log(scale)]),
      everyCell(
        'kps',
        LANDMARKS.map((part) => 0.5 + part * scale),
      ),
      ...(side === null
        ? [everyCell('cls', [0]), everyCell('obj', [0])]
        : [
            { name: `flat_${stride}`, dims: [3], data: BigInt64Array.from([1n, BigInt(cells), 1n]) },
            floats(`own_${stride}`, [], [(scale / (2 * scale - 1)) ** 2]),
          ]),
    ],
    nodes: [copy('bbox'), copy('kps'), ...(side === null ? [copy('cls'), copy('obj')] : scoreNodes(stride, scale))],
  };
}

/** At most 1: how full the window is, less twice what the larger one holds beyond that window. */
const scoreNodes = (stride: number, cells: number): readonly OnnxNode[] => [
  {
    op: 'AveragePool',
    inputs: ['mask'],
    outputs: [`cells_${stride}`],
    attributes: { kernel_shape: [stride, stride], strides: [stride, stride] },
  },
  around(`cells_${stride}`, `inside_${stride}`, cells),
  around(`cells_${stride}`, `wide_${stride}`, 2 * cells - 1),
  { op: 'Sub', inputs: [`wide_${stride}`, `own_${stride}`], outputs: [`more_${stride}`] },
  { op: 'Relu', inputs: [`more_${stride}`], outputs: [`outside_${stride}`] },
  { op: 'Mul', inputs: [`outside_${stride}`, 'two'], outputs: [`cost_${stride}`] },
  { op: 'Sub', inputs: [`inside_${stride}`, `cost_${stride}`], outputs: [`alone_${stride}`] },
  { op: 'Mul', inputs: [`alone_${stride}`, 'gain'], outputs: [`gained_${stride}`] },
  { op: 'Clip', inputs: [`gained_${stride}`, 'zero', 'one'], outputs: [`score_${stride}`] },
  { op: 'Reshape', inputs: [`score_${stride}`, `flat_${stride}`], outputs: [`cls_${stride}`] },
  { op: 'Identity', inputs: [`cls_${stride}`], outputs: [`obj_${stride}`] },
];

function network(): Buffer {
  const strides = ([8, 16, 32] as const).map(outputsOf);
  return onnxFile({
    inputs: [{ name: 'input', type: 'float32', dims: [1, 3, SIDE, SIDE] }],
    outputs: strides.flatMap(({ outputs }) => outputs),
    weights: [
      floats('skin', [1, 3, 1, 1], [SKIN.b, SKIN.g, SKIN.r]),
      { name: 'channels', dims: [1], data: BigInt64Array.from([1n]) },
      floats('tolerance', [1], [TOLERANCE]),
      floats('zero', [], [0]),
      floats('one', [], [1]),
      floats('two', [], [2]),
      floats('gain', [], [GAIN]),
      ...strides.flatMap(({ weights }) => weights),
    ],
    nodes: [...SKIN_NODES, ...strides.flatMap(({ nodes }) => nodes)],
  });
}

const FILE = 'drawn-faces.onnx';
const BYTES = network();

/** As the registry would name it. */
export const DRAWN_FACES: ModelSpec = {
  id: 'drawn-faces',
  task: 'faces',
  title: 'Drawn faces',
  purpose: 'tests',
  licence: 'MIT',
  source: 'tests',
  files: [{ name: FILE, bytes: BYTES.length, sha256: createHash('sha256').update(BYTES).digest('hex'), url: null }],
  vectorLength: null,
  space: null,
};

/** Puts the network where a store in `folder` looks for it. */
export function installDrawnFaces(folder: string): void {
  mkdirSync(path.join(folder, DRAWN_FACES.id), { recursive: true });
  writeFileSync(path.join(folder, DRAWN_FACES.id, FILE), BYTES);
}
