import { CLASSIC } from '../analyze/vectors/classic/classic';
import type { PhotoView } from '../model';
import { drained, type Steps, sortedSteps } from '../pace';
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
 * Photos by likeness, the likest first, ties by path; `likeness` stands beside `photos`, and those where it is NaN are not among them.
 * `without`: a path that is left out. Pure.
 */
export const ranked = (photos: readonly Searched[], likeness: Float64Array, without?: string): readonly Match[] =>
  drained(rankedSteps(photos, likeness, without));

/** The same in steps, so that a large shoot does not hold up the editor. */
export function* rankedSteps(photos: readonly Searched[], likeness: Float64Array, without?: string): Steps<readonly Match[]> {
  const found: Match[] = [];
  for (const [at, { path }] of photos.entries()) {
    const cosine = likeness[at] ?? Number.NaN;
    if (!Number.isNaN(cosine) && path !== without) found.push({ path, likeness: cosine });
    if (at % 1024 === 1023) yield;
  }
  return yield* sortedSteps(found, (a, b) => b.likeness - a.likeness || (a.path < b.path ? -1 : 1));
}

/**
 * Of a ranking, the photos that a search is about: those at least half as far above the ordinary photo (the median) as the likest one is.
 * Cosines of words and pictures have no scale of their own, so the shoot is the measure: there is always one that fits, and where all
 * are equally like, all do. Pure.
 */
export function fitting(matches: readonly Match[]): readonly Match[] {
  const [likest] = matches;
  if (likest === undefined) return [];
  const bar = (likest.likeness + median(matches)) / 2;
  return matches.filter(({ likeness }) => likeness >= bar);
}

/** Of a ranking. */
function median(matches: readonly Match[]): number {
  const half = (matches.length - 1) / 2;
  return ((matches[Math.floor(half)]?.likeness ?? 0) + (matches[Math.ceil(half)]?.likeness ?? 0)) / 2;
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
