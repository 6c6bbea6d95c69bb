import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from './samples';
import { readTfjsModel } from './tfjsModel';
import { tfjsToOnnx } from './tfjsToOnnx';

/**
 * A real network without a download: the MobileNetV3 behind the object detector of the npm package @vladmandic/human (trained on COCO;
 * https://github.com/610265158/mobilenetv3_centernet), with the mean of its last planes as the vector.
 */
export const BACKBONE = { to: 'tower_0/extern1/hard_swish/mul_1', length: 480 } as const;
export const BACKBONE_FILE = path.join(repoRoot, 'node_modules/@vladmandic/human/models/centernet.json');

/** Levels of 0–255, as the package feeds it. */
const LEVELS = { mean: [0, 0, 0], deviation: [1 / 255, 1 / 255, 1 / 255] } as const;

export const realNetwork = (side: number): Buffer => tfjsToOnnx(readTfjsModel(BACKBONE_FILE), { ...BACKBONE, side });

/** Writes the network with its description into `folder`, as somebody would who has one of his own. */
export function writeRealEmbedder(folder: string, side = 224): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'mobilenet.onnx'), realNetwork(side));
  const description = {
    name: 'mobilenet-v3-coco',
    title: 'MobileNetV3 of CenterNet',
    licence: 'MIT',
    source: 'https://www.npmjs.com/package/@vladmandic/human',
    network: 'mobilenet.onnx',
    vectorLength: BACKBONE.length,
    input: { side, ...LEVELS },
  };
  writeFileSync(path.join(folder, 'qrate-model.json'), JSON.stringify(description));
}
