import type { Face, FailureCode } from '../model';
import type { ModelFile } from './inference';
import type { PictureInput } from './pictureInput';

/** What a model worker is asked, and what it answers. `processModelJob` (in workers/modelJob.ts) says how. */
export type ModelJob = OpenJob | PictureJob | TextsJob;
export type ModelResult = OpenResult | PictureResult | TextsResult;

/** A network that makes vectors, with the id that is kept beside each vector. */
export interface VectorModel {
  readonly id: string;
  readonly network: ModelFile;
}

/** One that makes them of pictures, with what it wants to be shown. */
export interface PictureModel extends VectorModel {
  readonly input: PictureInput;
}

/** Whether the network loads at all, and by which runtime. */
export interface OpenJob {
  readonly want: 'open';
  readonly network: ModelFile;
}

/** Everything that networks tell of one picture, which is decoded once for all of them. */
export interface PictureJob {
  readonly want: 'picture';
  /** Absolute path of a cached preview or thumb (JPEG). */
  readonly preview: string;
  /** `null` = do not look for faces. */
  readonly faces: ModelFile | null;
  readonly vectors: readonly PictureModel[];
}

/** Words as vectors that compare with those of pictures. */
export interface TextsJob {
  readonly want: 'texts';
  readonly texts: readonly string[];
  readonly model: VectorModel;
  readonly tokenizer: ModelFile;
}

/** Why a job gave nothing; `model` = the network itself is missing, damaged or does not load, so that no other photo will do better. */
export interface ModelFailure {
  readonly code: FailureCode | 'model';
  readonly detail: string;
}

interface ResultOf<W extends ModelJob['want']> {
  readonly want: W;
  readonly failure: ModelFailure | null;
}

export interface OpenResult extends ResultOf<'open'> {
  /** The runtime that loaded it, and the names of what goes in and comes out; `null` when it failed. */
  readonly network: { readonly runtime: string; readonly inputs: readonly string[]; readonly outputs: readonly string[] } | null;
}

export interface PictureResult extends ResultOf<'picture'> {
  /** The largest first; `null` when they were not looked for, or it failed. */
  readonly faces: readonly Face[] | null;
  /** By id of the model; empty when it failed. */
  readonly vectors: Readonly<Record<string, Float32Array>>;
}

export interface TextsResult extends ResultOf<'texts'> {
  /** In the order of the texts; empty when it failed. */
  readonly vectors: readonly Float32Array[];
}

/** The answer to a job that gave nothing. */
export function failedModelJob(want: ModelJob['want'], failure: ModelFailure): ModelResult {
  if (want === 'open') return { want, failure, network: null };
  return want === 'picture' ? { want, failure, faces: null, vectors: {} } : { want, failure, vectors: [] };
}
