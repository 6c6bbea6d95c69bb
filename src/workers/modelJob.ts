import { readFile } from 'node:fs/promises';
import { decode } from '../core/analyze/decode';
import { findFaces } from '../core/analyze/faces/faces';
import type { RgbImage } from '../core/analyze/image';
import { PREVIEW_LONG_SIDE } from '../core/analyze/render';
import { imageVector, textVector } from '../core/analyze/vectors/clip';
import { openTokenizer } from '../core/analyze/vectors/tokens';
import { QrateError } from '../core/errors';
import { PhotoError, toFailure } from '../core/failures';
import type { ModelRuntime } from '../core/models/inference';
import {
  failedModelJob,
  type ModelFailure,
  type ModelJob,
  type ModelResult,
  type OpenJob,
  type OpenResult,
  type PictureJob,
  type PictureResult,
  type TextsJob,
  type TextsResult,
} from '../core/models/modelJob';

/** Does one job. What cannot be done is a result with `failure`; a network that cannot be used at all is told from a bad picture. */
export async function processModelJob(job: ModelJob, runtime: ModelRuntime): Promise<ModelResult> {
  try {
    return await work(job, runtime);
  } catch (error) {
    return failedModelJob(job.want, failureOf(error));
  }
}

function failureOf(error: unknown): ModelFailure {
  if (error instanceof QrateError && error.code === 'models') return { code: 'model', detail: error.message };
  const { code, detail } = toFailure('analyze', error);
  return { code, detail };
}

async function work(job: ModelJob, runtime: ModelRuntime): Promise<ModelResult> {
  switch (job.want) {
    case 'open':
      return openNetwork(job, runtime);
    case 'picture':
      return describePicture(job, runtime);
    case 'texts':
      return describeTexts(job, runtime);
  }
}

async function openNetwork({ network }: OpenJob, runtime: ModelRuntime): Promise<OpenResult> {
  const { inputs, outputs } = await runtime.open(network);
  return { want: 'open', failure: null, network: { runtime: runtime.name, inputs, outputs } };
}

/** Networks are opened before the picture, so that a bad network is never taken for a bad picture. */
async function describePicture({ preview, faces, vectors }: PictureJob, runtime: ModelRuntime): Promise<PictureResult> {
  const detector = faces === null ? null : await runtime.open(faces);
  const embedders = await Promise.all(vectors.map(async ({ id, network, input }) => ({ id, input, session: await runtime.open(network) })));
  const image = await readPreview(preview);
  const found: Record<string, Float32Array> = {};
  for (const { id, input, session } of embedders) found[id] = await imageVector(image, input, session);
  return { want: 'picture', failure: null, faces: detector === null ? null : await findFaces(image, detector), vectors: found };
}

/** At its own size: previews are never larger. A damaged one throws PhotoError, since what was found in half of it would lie. */
async function readPreview(file: string): Promise<RgbImage> {
  const bytes = await readFile(file);
  const { image, damage } = await decode({ bytes, orientation: 1, longSide: PREVIEW_LONG_SIDE, exactFrom: PREVIEW_LONG_SIDE });
  if (damage !== null) throw new PhotoError(damage.code, damage.detail);
  return image;
}

async function describeTexts({ texts, model, tokenizer }: TextsJob, runtime: ModelRuntime): Promise<TextsResult> {
  const [session, tokenize] = await Promise.all([runtime.open(model.network), openTokenizer(tokenizer)]);
  const vectors: Float32Array[] = [];
  for (const text of texts) vectors.push(await textVector(tokenize(text), session));
  return { want: 'texts', failure: null, vectors };
}
