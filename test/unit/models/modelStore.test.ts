import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ModelStore } from '../../../src/core/models/modelStore';
import { readModelFile } from '../../../src/core/models/readModelFile';
import { MODELS } from '../../../src/core/models/registry';
import { content, fileSpec, modelSpec } from './support/models';

describe('the store of models', () => {
  const bytes = content(4000);
  let store: ModelStore;

  beforeEach(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'qrate-store-'));
    store = new ModelStore(folder, [modelSpec('net', [fileSpec('net.onnx', bytes)])]);
    await store.prepare('net');
  });
  afterEach(() => rm(store.folder, { recursive: true, force: true }));

  const file = () => store.pathOf('net', 'net.onnx');
  const state = async () => (await store.status('net')).state;

  it('tells missing, installed and damaged apart', async () => {
    assert.equal(await state(), 'missing');
    assert.equal(await store.files('net'), null);
    await writeFile(file(), bytes);
    assert.equal(await state(), 'installed');
    assert.deepEqual(await store.files('net'), [{ path: file(), bytes: 4000, sha256: (await store.spec('net')).files[0]?.sha256 }]);
    await writeFile(file(), bytes.subarray(1));
    assert.equal(await state(), 'damaged');
    assert.equal(await store.files('net'), null);
  });

  it('reads a file once and then believes its size and date; a damaged memory of that costs nothing', async () => {
    // utimes knows whole seconds everywhere, and finer ones not always.
    const mtime = new Date('2026-05-09T10:00:00Z');
    await writeFile(file(), bytes);
    await utimes(file(), mtime, mtime);
    await state();
    await writeFile(file(), Buffer.alloc(4000));
    await utimes(file(), mtime, mtime);
    assert.equal(await state(), 'installed', 'as far as a list can tell');
    await writeFile(store.pathOf('net', 'checked.json'), '{"net.onnx":');
    assert.equal(await state(), 'damaged');
    await writeFile(file(), bytes);
    assert.equal(await state(), 'installed');
    assert.match(await readFile(store.pathOf('net', 'checked.json'), 'utf8'), /^\{"net\.onnx"/);
  });

  it('never hands out the bytes of a file that was changed, whatever its size and date say', async () => {
    await writeFile(file(), bytes);
    const [installed] = (await store.files('net')) ?? [];
    assert.ok(installed);
    assert.deepEqual(await readModelFile(installed), bytes);
    const { mtime } = await stat(file());
    await writeFile(file(), Buffer.concat([bytes.subarray(0, 3999), Buffer.from([(bytes[3999] ?? 0) ^ 1])]));
    await utimes(file(), mtime, mtime);
    await assert.rejects(readModelFile(installed), { code: 'models', message: /net\.onnx is damaged or was changed.*Get the model again/ });
    await store.remove('net');
    await assert.rejects(readModelFile(installed), { code: 'models', message: /net\.onnx is not there/ });
  });

  it('removes a model as a whole, and says when there was none', async () => {
    await writeFile(file(), bytes);
    assert.equal(await store.remove('net'), true);
    assert.equal(await store.remove('net'), false);
    assert.equal(await state(), 'missing');
  });

  it('knows no model by a name that is no id', async () => {
    await assert.rejects(store.status('../net'), { code: 'usage', message: /There is no model "\.\.\/net"\. There are: net\./ });
  });

  it('lists ids, names and hashes that can be folders, files and hashes, each once', () => {
    assert.equal(new Set(MODELS.map(({ id }) => id)).size, MODELS.length);
    for (const { id, files, licence } of MODELS) {
      assert.match(id, /^[a-z0-9][a-z0-9.-]*$/);
      assert.notEqual(licence, '');
      for (const it of files) {
        assert.match(it.name, /^[\w-]+\.(onnx|json)$/);
        assert.match(it.sha256, /^[0-9a-f]{64}$/);
        assert.ok(it.bytes > 0 && it.bytes < 1e9);
        // A branch moves; only a commit is the same bytes tomorrow.
        if (it.url !== null) assert.match(it.url, /^https:\/\/[^?#]+\/[0-9a-f]{40}\//);
      }
    }
  });
});
