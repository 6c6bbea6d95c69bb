import assert from 'node:assert/strict';
import { CLASSIC } from '../../../src/core/analyze/vectors/classic/classic';
import { drained } from '../../../src/core/pace';
import { compareVectors } from '../../../src/core/vectors/compare';
import { unitLength, type VectorModel } from '../../../src/core/vectors/format';
import { cosines } from '../../../src/core/vectors/likeness';
import { likestFirst, matchesOf } from '../../../src/core/vectors/search';
import { readVectors } from '../../../src/core/vectors/vectorStore';
import { appendVectors } from '../../../src/core/vectors/vectorWriter';
import { useTempDir } from '../../support/tempDir';
import { seeded } from '../group/photoBuilder';

const NETWORK: VectorModel = { id: 'net', length: 48, encoding: 'int8' };
const idOf = (n: number): string => n.toString(16).padStart(32, '0');
const ids = Array.from({ length: 300 }, (_, n) => idOf(n));

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
const cosine = (a: readonly number[], b: readonly number[]): number => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

describe('how like vectors are', () => {
  const temp = useTempDir();

  async function stored(model: VectorModel, seed: number) {
    const random = seeded(seed);
    const location = { dir: `${temp.path}/${model.id}` };
    // Of statistics each has a scale of its own, and one never varies.
    const vectorOf = () => Float32Array.from({ length: model.length }, (_, i) => (i === 3 ? 7 : (random() - 0.3) * 10 ** (i % 4)));
    const vectors = ids.slice(0, -1).map((id) => [id, model === CLASSIC ? vectorOf() : unitLength(vectorOf())] as const);
    await appendVectors(location, model, vectors);
    return location;
  }

  it('is the cosine of the vectors of a network, as a float32 vector of unit length says as well', async () => {
    const location = await stored(NETWORK, 1);
    const vectors = await readVectors(location, NETWORK.id);
    const query = unitLength(Float32Array.from({ length: NETWORK.length }, (_, i) => Math.sin(i)));
    const found = await compareVectors(location, { models: ['other', NETWORK.id], ids, query });
    assert.equal(found?.model, NETWORK.id);
    for (const [at, id] of ids.entries()) {
      const vector = vectors.get(id);
      const expected = vector === null ? Number.NaN : cosine([...vector], [...query]);
      const likeness = found?.likeness[at] ?? 0;
      assert.ok(vector === null ? Number.isNaN(likeness) : Math.abs(likeness - expected) < 1e-6, `${id}: ${likeness}, not ${expected}`);
    }
    assert.equal(found?.order.length, ids.length - 1, 'what has no vector is not among the found');
  });

  it('is the cosine of statistics by their scale in the shoot; one that never varies says nothing', async () => {
    const vectors = await readVectors(await stored(CLASSIC, 2), CLASSIC.id);
    const rows = ids.slice(0, -1).map((id) => [...(vectors.get(id) ?? [])]);
    const column = (i: number) => rows.map((row) => row[i] ?? 0);
    const mean = Array.from({ length: CLASSIC.length }, (_, i) => dot(column(i), column(i).fill(1)) / rows.length);
    const deviation = mean.map((it, i) => Math.sqrt(column(i).reduce((sum, value) => sum + (value - it) ** 2, 0) / rows.length));
    const scaled = rows.map((row) => row.map((value, i) => (i === 3 ? 0 : (value - (mean[i] ?? 0)) / (deviation[i] ?? 1))));
    const likeness = drained(cosines(vectors, { ids, query: idOf(5) }));
    for (const [at, row] of scaled.entries()) assert.ok(Math.abs((likeness?.[at] ?? 0) - cosine(row, scaled[5] ?? [])) < 1e-9);
    assert.equal(likestFirst(likeness ?? new Float64Array())[0], 5, 'nothing is as like as itself');
  });

  it('is nothing for a query of another length, and for a picture without a vector', async () => {
    const location = await stored(NETWORK, 1);
    for (const query of [Float32Array.of(1, 0), ids.at(-1) ?? ''])
      assert.equal(await compareVectors(location, { models: [NETWORK.id], ids, query }), null);
  });

  it('is within −1 and 1, and 0 for what has no direction', () => {
    const vectors = {
      modelId: 'net',
      length: 3,
      read: (id: string, into: Float64Array) => {
        into.set(id === 'zero' ? [0, 0, 0] : [0.1, 0.2, 0.3]);
        return true;
      },
    };
    const likeness = drained(cosines(vectors, { ids: ['same', 'zero'], query: 'same' }));
    assert.ok(likeness !== null && likeness[0] !== undefined && likeness[0] <= 1 && likeness[0] > 0.999999);
    assert.equal(likeness[1], 0);
  });

  it('puts the likest first, equals in the order of the photos, without what is unknown and what was asked about', () => {
    const likeness = Float64Array.of(0.2, Number.NaN, 0.9, 0.2, -1, 1);
    const order = likestFirst(likeness);
    assert.deepEqual([...order], [5, 2, 0, 3, 4]);
    const photos = ['a', 'b', 'c', 'd', 'e', 'f'].map((path) => ({ path }));
    assert.deepEqual(
      drained(matchesOf(photos, { likeness, order }, 'f')).map(({ path }) => path),
      ['c', 'a', 'd', 'e'],
    );
  });
});
