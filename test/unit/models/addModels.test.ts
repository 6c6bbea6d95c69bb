import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addModels } from '../../../src/core/models/addModels';
import { ModelStore } from '../../../src/core/models/modelStore';
import { content, fileSpec, modelSpec } from './support/models';

describe('installing models from a folder', () => {
  const net = content(5000);
  const tokens = content(300);
  let folder = '';
  let from = '';
  let store: ModelStore;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'qrate-add-'));
    from = path.join(folder, 'stick');
    await mkdir(path.join(from, 'a/b'), { recursive: true });
    const words = modelSpec('words', [fileSpec('net.onnx', net), fileSpec('tokens.json', tokens)]);
    store = new ModelStore(path.join(folder, 'models'), [words, modelSpec('faces', [fileSpec('faces.onnx', content(77))])]);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('takes what fits by size and content, whatever its name and depth, and says what is missing', async () => {
    await writeFile(path.join(from, 'a/b/model (1).bin'), net);
    await writeFile(path.join(from, 'notes.txt'), 'nothing');
    const report = await addModels(store, from);
    assert.deepEqual(report.added, [{ id: 'words', name: 'net.onnx', from: path.join(from, 'a/b/model (1).bin') }]);
    assert.deepEqual(report.installed, []);
    assert.deepEqual(report.wanting, [
      { id: 'words', name: 'tokens.json' },
      { id: 'faces', name: 'faces.onnx' },
    ]);
    await writeFile(path.join(from, 'x'), tokens);
    const second = await addModels(store, path.join(from, 'x'));
    assert.deepEqual(second.installed, ['words']);
    assert.deepEqual(await readFile(store.pathOf('words', 'net.onnx')), net);
    assert.deepEqual(await readFile(path.join(from, 'a/b/model (1).bin')), net, 'the folder stays as it was');
  });

  it('names a file of the right size with other content, and takes nothing of it', async () => {
    await writeFile(path.join(from, 'net.onnx'), content(5000));
    const { added, unlike } = await addModels(store, from);
    assert.deepEqual([added, unlike], [[], [path.join(from, 'net.onnx')]]);
    assert.equal(existsSync(store.pathOf('words', 'net.onnx')), false);
    assert.deepEqual(await readdir(path.join(store.folder, 'words')), []);
  });

  it('follows a link to a file and survives one that leads nowhere', async () => {
    await writeFile(path.join(folder, 'blob'), net);
    await symlink(path.join(folder, 'blob'), path.join(from, 'net.onnx'));
    await symlink(path.join(folder, 'nowhere'), path.join(from, 'lost.onnx'));
    assert.equal((await addModels(store, from)).added.length, 1);
  });

  it('says so when there is no such folder', async () => {
    await assert.rejects(addModels(store, path.join(folder, 'none')), { code: 'models', message: /none cannot be read \(ENOENT\)/ });
  });
});
