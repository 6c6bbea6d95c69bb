import type { StoreLocation } from '../index/location';
import { paced } from '../pace';
import { cosines } from './likeness';
import { likestFirst } from './search';
import { readVectors } from './vectorStore';

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
  /** Places in `ids` of those with a vector, the likest first, ties as in `ids`. */
  readonly order: Uint32Array;
}

/** How vectors are compared: here, or in a thread of the editor's. `null` = no model has vectors for this question. */
export type Comparer = (location: Pick<StoreLocation, 'dir'>, comparison: Comparison) => Promise<Compared | null>;

/** Reads the vectors as they are on disk now, and compares. Throws QrateError('storage'). */
export const compareVectors: Comparer = async (location, comparison) => {
  for (const model of comparison.models) {
    const stored = await readVectors(location, model);
    const likeness = stored.size === 0 ? null : await paced(cosines(stored, comparison));
    if (likeness !== null) return { model, likeness, order: likestFirst(likeness) };
  }
  return null;
};
