import { CLASSIC } from '../analyze/vectors/classic/classic';
import type { Steps } from '../pace';
import type { Vectors } from './vectorStore';

/** Vectors that are read one after the other into one array: a search over thousands makes none for each. */
export type Readable = Pick<Vectors, 'modelId' | 'length' | 'read'>;

/** Vectors between two chances for other work. */
const CHUNK = 128;
/** A statistic that varies less than this over a shoot says nothing. */
const CONSTANT = 1e-9;

/**
 * The cosine of each of `ids` with `query` (one of the vectors, or the numbers of another one of their space), −1–1; NaN where there is no
 * vector, 0 where it has no direction. `null` where there is nothing that `query` compares with. In steps.
 */
export function* cosines(
  stored: Readable,
  { ids, query }: { readonly ids: readonly string[]; readonly query: string | Float32Array },
): Steps<Float64Array | null> {
  const vectors = yield* comparable(stored, ids);
  const wanted = typeof query === 'string' ? vectorAt(vectors, query) : Float64Array.from(query);
  if (wanted?.length !== stored.length) return null;
  const length = lengthOf(wanted);
  const vector = new Float64Array(stored.length);
  const likeness = new Float64Array(ids.length).fill(Number.NaN);
  for (const [at, id] of ids.entries()) {
    if (vectors.read(id, vector)) likeness[at] = cosine(vector, wanted, length);
    if (at % CHUNK === CHUNK - 1) yield;
  }
  return likeness;
}

function vectorAt(vectors: Readable, id: string): Float64Array | null {
  const vector = new Float64Array(vectors.length);
  return vectors.read(id, vector) ? vector : null;
}

/**
 * Vectors that compare by cosine. Those of a network do as they are; statistics have scales of their own, so each number is taken less
 * its mean over the shoot, by its deviation there (`ids`: the previews that count).
 */
function* comparable(stored: Readable, ids: readonly string[]): Steps<Readable> {
  if (stored.modelId !== CLASSIC.id) return stored;
  const { modelId, length } = stored;
  const mean = yield* meanOf(stored, ids, (value) => value);
  const variance = yield* meanOf(stored, ids, (value, i) => (value - (mean[i] as number)) ** 2);
  const scale = variance.map((it) => (it < CONSTANT ? 0 : 1 / Math.sqrt(it)));
  const read = (id: string, into: Float64Array): boolean => {
    if (!stored.read(id, into)) return false;
    for (let i = 0; i < length; i++) into[i] = ((into[i] as number) - (mean[i] as number)) * (scale[i] as number);
    return true;
  };
  return { modelId, length, read };
}

function* meanOf(stored: Readable, ids: readonly string[], of: (value: number, i: number) => number): Steps<Float64Array> {
  const vector = new Float64Array(stored.length);
  const sums = new Float64Array(stored.length);
  let count = 0;
  for (const [at, id] of ids.entries()) {
    if (at % CHUNK === CHUNK - 1) yield;
    if (!stored.read(id, vector)) continue;
    count += 1;
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + of(vector[i] as number, i);
  }
  return sums.map((sum) => sum / Math.max(1, count));
}

/** `lengthOfB`: of `b`, which is compared with many. Within −1–1 whatever rounding does. */
function cosine(a: Float64Array, b: Float64Array, lengthOfB: number): number {
  let [dot, squares] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const value = a[i] as number;
    dot += value * (b[i] as number);
    squares += value * value;
  }
  const lengths = Math.sqrt(squares) * lengthOfB;
  return lengths === 0 ? 0 : Math.max(-1, Math.min(1, dot / lengths));
}

function lengthOf(vector: Float64Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return Math.sqrt(squares);
}
