import type { StoreLocation } from '../index/location';
import { paced, type Steps } from '../pace';
import { comparable } from './search';
import { readVectors, type Vectors } from './vectorStore';

/** What is compared with what. Small enough to be handed to a thread. */
export interface Comparison {
  /** Ids of models, in the order in which they are tried. */
  readonly models: readonly string[];
  /** Content ids of the previews that are looked at. */
  readonly ids: readonly string[];
  /** The content id of one preview, or a vector of unit length in the space of these models. */
  readonly query: string | Float32Array;
}

export interface Compared {
  /** The first of the models that could answer. */
  readonly model: string;
  /** For each of `ids` its cosine, −1–1; NaN where there is no vector. */
  readonly likeness: Float64Array;
}

/** How vectors are compared: here, or in a thread of the editor's. `null` = no model has vectors for this question. */
export type Comparer = (location: Pick<StoreLocation, 'dir'>, comparison: Comparison) => Promise<Compared | null>;

/** Reads the vectors as they are on disk now, and compares. Throws QrateError('storage'). */
export const compareVectors: Comparer = async (location, comparison) => {
  for (const model of comparison.models) {
    const stored = await readVectors(location, model);
    const likeness = await paced(likenessSteps(stored, comparison));
    if (likeness !== null) return { model, likeness };
  }
  return null;
};

function* likenessSteps(stored: Vectors, { ids, query }: Comparison): Steps<Float64Array | null> {
  if (stored.size === 0) return null;
  const vectors = comparable(stored, ids);
  const wanted = typeof query === 'string' ? vectors.get(query) : query;
  if (wanted?.length !== stored.length) return null;
  const likeness = new Float64Array(ids.length);
  for (const [at, id] of ids.entries()) {
    const vector = vectors.get(id);
    likeness[at] = vector === null ? Number.NaN : dot(vector, wanted);
    if (at % 32 === 31) yield;
  }
  return likeness;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
