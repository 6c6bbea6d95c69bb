import assert from 'node:assert/strict';
import { appendFile, open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unitLength, type VectorModel } from '../../../src/core/vectors/format';
import { readVectors, vectorFile } from '../../../src/core/vectors/vectorStore';
import { appendVectors, VectorWriter } from '../../../src/core/vectors/vectorWriter';
import { useTempDir } from '../../support/tempDir';

const CLIP: VectorModel = { id: 'clip-test', length: 8, encoding: 'int8' };
const CLASSIC: VectorModel = { id: 'classic-1', length: 3, encoding: 'float32' };

const idOf = (n: number): string => n.toString(16).padStart(32, '0');
const vectorOf = (n: number, length: number): Float32Array =>
  unitLength(Float32Array.from({ length }, (_, i) => Math.sin(n * 3.7 + i * 1.3)));
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('the store of vectors', () => {
  const temp = useTempDir();
  let turn = 0;
  const fresh = () => ({ dir: path.join(temp.path, `store-${turn++}`) });

  it('gives back unit vectors that point where the given ones did', async () => {
    const at = fresh();
    await appendVectors(
      at,
      CLIP,
      [1, 2, 3].map((n) => [idOf(n), vectorOf(n, 8)] as const),
    );
    const vectors = await readVectors(at, CLIP.id);
    assert.deepEqual([vectors.size, vectors.length, [...vectors.ids()]], [3, 8, [idOf(1), idOf(2), idOf(3)]]);
    for (const n of [1, 2, 3]) {
      const found = vectors.get(idOf(n)) ?? new Float32Array(8);
      assert.ok(dot(found, vectorOf(n, 8)) > 0.9995, `vector ${n}`);
      assert.ok(Math.abs(dot(found, found) - 1) < 1e-6);
    }
    assert.equal(vectors.get(idOf(4)), null);
    assert.equal(vectors.has(idOf(4)), false);
  });

  it('keeps statistics as they are, to the last bit', async () => {
    const at = fresh();
    const given = Float32Array.of(0.125, 1e-6, 1234.5);
    await appendVectors(at, CLASSIC, [[idOf(9), given]]);
    assert.deepEqual((await readVectors(at, CLASSIC.id)).get(idOf(9)), given);
  });

  it('holds nothing where there is no file, or another format', async () => {
    const at = fresh();
    assert.equal((await readVectors(at, CLIP.id)).size, 0);
    await appendVectors(at, CLIP, [[idOf(1), vectorOf(1, 8)]]);
    await writeFile(vectorFile(at, CLIP.id), 'something else');
    assert.equal((await readVectors(at, CLIP.id)).size, 0);
    await appendVectors(at, CLIP, [[idOf(2), vectorOf(2, 8)]]);
    assert.deepEqual([...(await readVectors(at, CLIP.id)).ids()], [idOf(2)]);
  });

  it('lets the later of two vectors of one content count', async () => {
    const at = fresh();
    await appendVectors(at, CLASSIC, [[idOf(1), Float32Array.of(1, 1, 1)]]);
    await appendVectors(at, CLASSIC, [[idOf(1), Float32Array.of(2, 2, 2)]]);
    const vectors = await readVectors(at, CLASSIC.id);
    assert.deepEqual([vectors.size, vectors.get(idOf(1))], [1, Float32Array.of(2, 2, 2)]);
  });

  it('loses only what a kill tore, wherever it tore the file, and the next writer goes on', async () => {
    const whole = fresh();
    await appendVectors(
      whole,
      CLASSIC,
      [1, 2, 3].map((n) => [idOf(n), Float32Array.of(n, n, n)] as const),
    );
    const bytes = await readFile(vectorFile(whole, CLASSIC.id));
    const record = (bytes.length - 64) / 3;
    for (let length = 64; length <= bytes.length; length++) {
      const at = { dir: whole.dir };
      await writeFile(vectorFile(at, CLASSIC.id), bytes.subarray(0, length));
      const left = Math.floor((length - 64) / record);
      assert.equal((await readVectors(at, CLASSIC.id)).size, left, `cut at ${length}`);
      if ((length - 64) % record !== 7) continue;
      await appendVectors(at, CLASSIC, [[idOf(7), Float32Array.of(7, 7, 7)]]);
      const after = await readVectors(at, CLASSIC.id);
      assert.deepEqual([after.size, after.get(idOf(7))], [left + 1, Float32Array.of(7, 7, 7)]);
    }
  });

  it('passes over a record with a flipped bit and keeps its neighbours', async () => {
    const at = fresh();
    await appendVectors(
      at,
      CLASSIC,
      [1, 2, 3].map((n) => [idOf(n), Float32Array.of(n, n, n)] as const),
    );
    const file = vectorFile(at, CLASSIC.id);
    const size = ((await stat(file)).size - 64) / 3;
    const handle = await open(file, 'r+');
    await handle.write(Buffer.of(0xff), 0, 1, 64 + size + 18);
    await handle.close();
    assert.deepEqual([...(await readVectors(at, CLASSIC.id)).ids()], [idOf(1), idOf(3)]);
  });

  it('is on disk after a flush, though the writer was never closed', async () => {
    const at = fresh();
    const writer = await VectorWriter.open(at, CLASSIC);
    writer.add(idOf(1), Float32Array.of(1, 2, 3));
    assert.equal((await readVectors(at, CLASSIC.id)).size, 0);
    await writer.flush();
    assert.equal((await readVectors(at, CLASSIC.id)).size, 1);
    await writer.close();
  });

  it('is whole where flushes overlap, as results come in while one is under way', async () => {
    const at = fresh();
    const writer = await VectorWriter.open(at, CLIP);
    const flushes: Promise<void>[] = [];
    for (let n = 1; n <= 40; n++) {
      writer.add(idOf(n), vectorOf(n, 8));
      flushes.push(writer.flush());
      if (n % 7 === 0) await flushes[n - 3];
    }
    await Promise.all(flushes);
    await writer.close();
    const vectors = await readVectors(at, CLIP.id);
    assert.deepEqual(
      [...vectors.ids()],
      Array.from({ length: 40 }, (_, i) => idOf(i + 1)),
    );
    assert.equal((await stat(vectorFile(at, CLIP.id))).size, 64 + 40 * 32);
  });

  it('writes the file anew when most of it is stale, and not before', async () => {
    const at = fresh();
    const all = Array.from({ length: 200 }, (_, n) => n);
    await appendVectors(
      at,
      CLASSIC,
      all.map((n) => [idOf(n), Float32Array.of(n, 0, 0)] as const),
    );
    const file = vectorFile(at, CLASSIC.id);
    const { size } = await stat(file);
    await (await VectorWriter.open(at, CLASSIC)).close(new Set(all.slice(0, 100).map(idOf)));
    assert.equal((await stat(file)).size, size);
    await (await VectorWriter.open(at, CLASSIC)).close(new Set(all.slice(0, 99).map(idOf)));
    const vectors = await readVectors(at, CLASSIC.id);
    assert.deepEqual([vectors.size, vectors.get(idOf(98)), vectors.has(idOf(99))], [99, Float32Array.of(98, 0, 0), false]);
  });

  it('refuses what is no vector of the model', async () => {
    const writer = await VectorWriter.open(fresh(), CLASSIC);
    assert.throws(() => writer.add(idOf(1), Float32Array.of(1, 2)), RangeError);
    assert.throws(() => writer.add(idOf(1), Float32Array.of(1, Number.NaN, 2)), RangeError);
    assert.throws(() => writer.add('../../evil', Float32Array.of(1, 2, 3)), RangeError);
    await writer.close();
    assert.throws(() => vectorFile({ dir: temp.path }, '../evil'), RangeError);
    await assert.rejects(VectorWriter.open(fresh(), { ...CLASSIC, length: 0 }), RangeError);
  });

  it('takes no file of a model whose vectors have another length', async () => {
    const at = fresh();
    await appendVectors(at, CLASSIC, [[idOf(1), Float32Array.of(1, 2, 3)]]);
    await appendVectors(at, { ...CLASSIC, length: 2 }, [[idOf(2), Float32Array.of(1, 2)]]);
    const vectors = await readVectors(at, CLASSIC.id);
    assert.deepEqual([vectors.length, [...vectors.ids()]], [2, [idOf(2)]]);
    await appendFile(vectorFile(at, CLASSIC.id), 'x');
    await truncate(vectorFile(at, CLASSIC.id), 10);
    assert.equal((await readVectors(at, CLASSIC.id)).size, 0);
  });
});
