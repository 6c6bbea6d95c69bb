import { CLASSIC } from '../analyze/vectors/classic/classic';
import type { PhotoView } from '../model';
import { unitLength } from './format';
import type { Vectors } from './vectorStore';

/** A photo that was found, with how like it is. */
export interface Match {
  readonly path: string;
  /** Cosine, −1–1: 1 = the same. Compares within one search alone. */
  readonly likeness: number;
}

export type Searched = Pick<PhotoView, 'path' | 'preview'>;

/**
 * Photos by likeness to a vector of the same space, the likest first, ties by path; those without a vector are not among them.
 * `query` is of unit length. `without`: a path that is left out. Pure.
 */
export function rankByVector(
  photos: readonly Searched[],
  vectors: Pick<Vectors, 'get'>,
  { query, without }: { readonly query: Float32Array; readonly without?: string | undefined },
): readonly Match[] {
  const found = photos.flatMap(({ path, preview }): readonly Match[] => {
    if (preview === null || path === without) return [];
    const vector = vectors.get(preview.contentId);
    return vector?.length === query.length ? [{ path, likeness: dot(vector, query) }] : [];
  });
  return found.sort((a, b) => b.likeness - a.likeness || (a.path < b.path ? -1 : 1));
}

/**
 * Vectors that compare by cosine. Those of a network do as they are; statistics have scales of their own, so each number is taken less
 * its mean over the shoot, by its deviation there (`ids`: the previews that count; one that never varies says nothing).
 */
export function comparable(vectors: Vectors, ids: readonly string[]): Pick<Vectors, 'get'> {
  if (vectors.modelId !== CLASSIC.id) return vectors;
  const known = ids.flatMap((id) => vectors.get(id) ?? []);
  const mean = meanOf(known, vectors.length, (vector, i) => vector[i] ?? 0);
  const variance = meanOf(known, vectors.length, (vector, i) => ((vector[i] ?? 0) - (mean[i] ?? 0)) ** 2);
  return {
    get: (id) => {
      const vector = vectors.get(id);
      if (vector === null) return null;
      return unitLength(vector.map((value, i) => ((variance[i] ?? 0) < 1e-9 ? 0 : (value - (mean[i] ?? 0)) / Math.sqrt(variance[i] ?? 1))));
    },
  };
}

function meanOf(vectors: readonly Float32Array[], length: number, of: (vector: Float32Array, i: number) => number): Float64Array {
  const sums = new Float64Array(length);
  for (const vector of vectors) for (let i = 0; i < length; i++) sums[i] = (sums[i] ?? 0) + of(vector, i);
  return sums.map((sum) => sum / Math.max(1, vectors.length));
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
