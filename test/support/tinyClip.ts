import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ModelSpec, ModelTask } from '../../src/core/models/registry';
import { onnx } from './onnx';

/**
 * CLIP in the small, with the same inputs, outputs and files: a picture's vector is its mean colour, and the words red, green, blue and
 * grey have vectors that point to such pictures. Both towers are real networks for the real runtime.
 */

const IMAGE = onnx({
  input: { name: 'pixel_values', shape: [1, 3, 224, 224], type: 'float' },
  output: { name: 'image_embeds', shape: [1, 3] },
  nodes: [
    { op: 'GlobalAveragePool', inputs: ['pixel_values'], output: 'mean' },
    { op: 'Flatten', inputs: ['mean'], output: 'image_embeds', int: { axis: 1 } },
  ],
});

const VOCABULARY = { '<s>': 0, '</s>': 1, '<unk>': 2, a: 3, photo: 4, red: 5, green: 6, blue: 7 } as const;
const MEANINGS = [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
  [2, -1, -1],
  [-1, 2, -1],
  [-1, -1, 2],
];

const TEXT = onnx({
  input: { name: 'input_ids', shape: [1, 77], type: 'int64' },
  output: { name: 'text_embeds', shape: [1, 3] },
  nodes: [
    { op: 'Gather', inputs: ['meanings', 'input_ids'], output: 'words', int: { axis: 0 } },
    { op: 'ReduceMean', inputs: ['words'], output: 'text_embeds', ints: { axes: [1] }, int: { keepdims: 0 } },
  ],
  constants: { meanings: { shape: [MEANINGS.length, 3], values: MEANINGS.flat() } },
});

const special = (id: '<s>' | '</s>') => ({ SpecialToken: { id, type_id: 0 } });
const TOKENIZER = Buffer.from(
  JSON.stringify({
    version: '1.0',
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('<s>'), { Sequence: { id: 'A', type_id: 0 } }, special('</s>')],
      pair: [],
      special_tokens: { '<s>': { id: '<s>', ids: [0], tokens: ['<s>'] }, '</s>': { id: '</s>', ids: [1], tokens: ['</s>'] } },
    },
    decoder: null,
    model: { type: 'WordLevel', vocab: VOCABULARY, unk_token: '<unk>' },
  }),
);

const spec = (id: string, task: ModelTask, files: Readonly<Record<string, Buffer>>): ModelSpec => ({
  id,
  task,
  title: id,
  purpose: 'tests',
  licence: 'MIT',
  source: 'tests',
  files: Object.entries(files).map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    url: null,
  })),
  vectorLength: 3,
  space: 'tiny',
});

export const TINY_IMAGE = spec('tiny-image', 'image-vectors', { 'image.onnx': IMAGE });
export const TINY_TEXT = spec('tiny-text', 'text-vectors', { 'text.onnx': TEXT, 'tokenizer.json': TOKENIZER });

const CONTENT: Readonly<Record<string, Buffer>> = { 'image.onnx': IMAGE, 'text.onnx': TEXT, 'tokenizer.json': TOKENIZER };

/** Puts the files of a model where a store in `folder` looks for them. */
export function installTiny(folder: string, { id, files }: ModelSpec): void {
  mkdirSync(path.join(folder, id), { recursive: true });
  for (const { name } of files) writeFileSync(path.join(folder, id, name), CONTENT[name] ?? '');
}
