import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ModelFile, ModelRuntime, Tensor } from '../../../src/core/models/inference';
import { FACE_MODEL } from '../../../src/core/models/registry';
import { createOnnxRuntime } from '../../../src/workers/onnx/runtime';
import { onnxFile } from '../../support/onnxFile';
import { needSamples, repoRoot } from '../../support/samples';
import { sha256 } from './support/models';

const wasmFolder = path.join(repoRoot, 'dist');
const SIZE = 6;
const CHANNELS = 4;

/** Numbers in −0.5 … 0.5, the same on every run. */
const numbers = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => (((i + seed) * 7919) % 1000) / 1000 - 0.5);

const weights = numbers(CHANNELS * 3 * 3 * 3, 1);

/** A picture convolved by 3×3 without edges, what is below 0 cut off, and the mean of each channel. */
const network = onnxFile({
  inputs: [{ name: 'picture', type: 'float32', dims: [1, 3, SIZE, SIZE] }],
  outputs: [{ name: 'means', type: 'float32', dims: [1, CHANNELS, 1, 1] }],
  weights: [{ name: 'w', dims: [CHANNELS, 3, 3, 3], data: weights }],
  nodes: [
    { op: 'Conv', inputs: ['picture', 'w'], outputs: ['convolved'], attributes: { kernel_shape: [3, 3] } },
    { op: 'Relu', inputs: ['convolved'], outputs: ['positive'] },
    { op: 'GlobalAveragePool', inputs: ['positive'], outputs: ['means'] },
  ],
});

/** The same, by its definition. */
function meansOf(picture: Float32Array): readonly number[] {
  const inner = SIZE - 2;
  const at = (c: number, y: number, x: number) => picture[(c * SIZE + y) * SIZE + x] ?? 0;
  return Array.from({ length: CHANNELS }, (_, k) => {
    let sum = 0;
    for (let y = 0; y < inner; y++) {
      for (let x = 0; x < inner; x++) {
        let value = 0;
        for (let i = 0; i < 27; i++) {
          const [c, dy, dx] = [Math.floor(i / 9), Math.floor(i / 3) % 3, i % 3];
          value += (weights[k * 27 + i] ?? 0) * at(c, y + dy, x + dx);
        }
        sum += Math.max(0, value);
      }
    }
    return sum / inner ** 2;
  });
}

const picture: Tensor = { type: 'float32', dims: [1, 3, SIZE, SIZE], data: numbers(3 * SIZE * SIZE, 5) };

for (const kind of ['node', 'web'] as const) {
  describe(`the ${kind} runtime of models`, () => {
    let folder = '';
    let runtime: ModelRuntime;
    const put = async (name: string, bytes: Buffer): Promise<ModelFile> => {
      await writeFile(path.join(folder, name), bytes);
      return { path: path.join(folder, name), bytes: bytes.length, sha256: sha256(bytes) };
    };

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'qrate-onnx-'));
      runtime = await createOnnxRuntime(wasmFolder, kind);
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it('computes what the network says, and the very same each time', async () => {
      assert.equal(runtime.name, `onnxruntime-${kind}`);
      const session = await runtime.open(await put('net.onnx', network));
      assert.deepEqual([session.inputs, session.outputs], [['picture'], ['means']]);
      const [first, second] = [await session.run({ picture }), await session.run({ picture })];
      assert.deepEqual(first, second);
      assert.deepEqual(first.means?.dims, [1, CHANNELS, 1, 1]);
      const found = [...((first.means?.data ?? []) as Float32Array)];
      const errors = meansOf(picture.data as Float32Array).map((mean, k) => Math.abs(mean - (found[k] ?? Number.NaN)));
      assert.ok(Math.max(...errors) < 1e-5, `${found}, off by ${errors}`);
    });

    it('reads a network once', async () => {
      const file = await put('once.onnx', network);
      const session = await runtime.open(file);
      await rm(file.path);
      assert.equal(await runtime.open(file), session);
    });

    it('refuses a feed that does not fit, and goes on', async () => {
      const session = await runtime.open(await put('net.onnx', network));
      await assert.rejects(
        session.run({ picture: { type: 'float32', dims: [1, 3, 2, 2], data: new Float32Array(12) } }),
        /dimension|index: 2/i,
      );
      assert.ok((await session.run({ picture })).means);
    });

    it('never runs a file that was changed, and says of one that is no network that it cannot be loaded', async () => {
      const bytes = Buffer.concat([network, Buffer.from('other')]);
      const file = { ...(await put('changed.onnx', bytes)), sha256: sha256(Buffer.concat([bytes, bytes])) };
      await assert.rejects(runtime.open(file), { code: 'models', message: /changed\.onnx is damaged or was changed/ });
      const rubbish = await put('rubbish.onnx', Buffer.from('a photo, not a network'));
      await assert.rejects(runtime.open(rubbish), { code: 'models', message: /rubbish\.onnx cannot be loaded: / });
    });
  });
}

describe('both runtimes', () => {
  it('find the same in a real network', async function () {
    const [spec] = FACE_MODEL.files;
    assert.ok(spec);
    const file = path.join(needSamples(this), '../models', spec.name);
    assert.equal(sha256(await readFile(file)), spec.sha256);
    const input: Tensor = {
      type: 'float32',
      dims: [1, 3, 640, 640],
      data: Float32Array.from({ length: 3 * 640 * 640 }, (_, i) => (i * 7919) % 256),
    };
    const [native, wasm] = await Promise.all(
      (['node', 'web'] as const).map(async (kind) => {
        const runtime = await createOnnxRuntime(wasmFolder, kind);
        return (await runtime.open({ path: file, bytes: spec.bytes, sha256: spec.sha256 })).run({ input });
      }),
    );
    assert.equal(Object.keys(native ?? {}).length, 12);
    let greatest = 0;
    for (const [name, { data }] of Object.entries(native ?? {})) {
      const other = wasm?.[name]?.data as Float32Array;
      (data as Float32Array).forEach((value, i) => {
        greatest = Math.max(greatest, Math.abs(value - (other[i] ?? Number.NaN)) / Math.max(1, Math.abs(value)));
      });
    }
    assert.ok(greatest < 1e-4, `greatest difference ${greatest}`);
  });
});
