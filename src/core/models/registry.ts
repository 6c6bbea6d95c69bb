import type { PictureInput } from './pictureInput';

/** The neural networks that qrate can use. None ships with it: the person gets those that he wants (docs/models.md). */

export type ModelTask = 'faces' | 'image-vectors' | 'text-vectors' | 'aesthetic';

export interface ModelFileSpec {
  /** Name in the model's folder. */
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  /** Where these very bytes lie, at a pinned revision; `null` = nowhere known: from a folder or a mirror only. */
  readonly url: string | null;
}

export interface ModelSpec {
  /** Names its folder and is kept beside everything that it computed: other bytes need another id. */
  readonly id: string;
  readonly task: ModelTask;
  readonly title: string;
  /** What it is good for, as a sentence for the person. */
  readonly purpose: string;
  /** SPDX id. */
  readonly licence: string;
  /** Page about it. */
  readonly source: string;
  readonly files: readonly ModelFileSpec[];
  /** Numbers of a vector that it makes or takes; `null` = none. */
  readonly vectorLength: number | null;
  /** Vectors of the same space compare with each other; `null` = none. */
  readonly space: string | null;
  /** What it wants to be shown of a picture, where that is not what CLIP wants. */
  readonly input?: PictureInput;
}

const CLIP = 'https://huggingface.co/Xenova/clip-vit-base-patch32/resolve/d15189d7028b43f1d3e65039190477f6af591c2a';
const OPENCV_ZOO = 'https://media.githubusercontent.com/media/opencv/opencv_zoo/f12e12798e8314f7c074a6656816c048dcc95b7a/models';
const CLIP_SPACE = { vectorLength: 512, space: 'clip-vit-b32' } as const;

export const FACE_MODEL: ModelSpec = {
  id: 'yunet-2023mar',
  task: 'faces',
  title: 'YuNet',
  purpose: 'Finds faces, so that the sharpest eyes of a burst win.',
  licence: 'MIT',
  source: 'https://github.com/opencv/opencv_zoo/tree/main/models/face_detection_yunet',
  files: [
    {
      name: 'face_detection_yunet_2023mar.onnx',
      bytes: 232_589,
      sha256: '8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4',
      url: `${OPENCV_ZOO}/face_detection_yunet/face_detection_yunet_2023mar.onnx`,
    },
  ],
  vectorLength: null,
  space: null,
};

export const IMAGE_MODEL: ModelSpec = {
  id: 'clip-vit-b32-int8',
  task: 'image-vectors',
  title: 'CLIP ViT-B/32, pictures',
  purpose: 'Describes pictures as numbers, for your taste and for likeness.',
  licence: 'MIT',
  source: 'https://huggingface.co/Xenova/clip-vit-base-patch32',
  files: [
    {
      name: 'vision_model_quantized.onnx',
      bytes: 89_117_001,
      sha256: '583fd1110a514667812fee7d684952aaf82a99b959760c8d7dca7e0ab9839299',
      url: `${CLIP}/onnx/vision_model_quantized.onnx`,
    },
  ],
  ...CLIP_SPACE,
};

export const TEXT_MODEL: ModelSpec = {
  id: 'clip-vit-b32-int8-text',
  task: 'text-vectors',
  title: 'CLIP ViT-B/32, words',
  purpose: 'Finds photos by words; needs CLIP for pictures.',
  licence: 'MIT',
  source: 'https://huggingface.co/Xenova/clip-vit-base-patch32',
  files: [
    {
      name: 'text_model_quantized.onnx',
      bytes: 64_504_507,
      sha256: '73baab855d406190da9faa498cfedf65f15cf309f4cc7385b7b032e6d08e5c3a',
      url: `${CLIP}/onnx/text_model_quantized.onnx`,
    },
    {
      name: 'tokenizer.json',
      bytes: 2_224_119,
      sha256: 'f7f3b7af117d467b58374797691a6438d3e6b9e9cef800dfd5dced7f697a90cd',
      url: `${CLIP}/tokenizer.json`,
    },
  ],
  ...CLIP_SPACE,
};

export const AESTHETIC_MODEL: ModelSpec = {
  id: 'laion-aesthetic-v1',
  task: 'aesthetic',
  title: 'LAION aesthetic predictor v1',
  purpose: 'Tells what most people find beautiful; needs CLIP for pictures.',
  licence: 'MIT',
  source: 'https://github.com/LAION-AI/aesthetic-predictor',
  files: [
    {
      // The published weights are a pickle, which qrate does not open; this is the same numbers as JSON.
      name: 'laion_aesthetic_v1_vit_b_32.json',
      bytes: 10_717,
      sha256: '3ee42a5f291f60d78a9b05fc7d68a5832165abad806e18443a05474ada296f64',
      url: null,
    },
  ],
  ...CLIP_SPACE,
};

/** In the order in which they are shown. */
export const MODELS: readonly ModelSpec[] = [FACE_MODEL, IMAGE_MODEL, TEXT_MODEL, AESTHETIC_MODEL];

/** Bytes of all files of a model. */
export const modelBytes = ({ files }: ModelSpec): number => files.reduce((sum, { bytes }) => sum + bytes, 0);
