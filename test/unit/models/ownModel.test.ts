import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addModels } from '../../../src/core/models/addModels';
import { ModelStore } from '../../../src/core/models/modelStore';
import { MODELS } from '../../../src/core/models/registry';
import { content, fileSpec, modelSpec } from './support/models';

const DESCRIPTION = {
  name: 'mine',
  title: 'My network',
  licence: 'MIT',
  source: 'https://example.org/mine',
  network: 'net.onnx',
  vectorLength: 480,
  input: { side: 96, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.25, 0.5] },
};

describe('a network of one’s own', () => {
  let folder = '';
  let from = '';
  let store: ModelStore;

  const describeAs = (description: unknown, to = from) => writeFile(path.join(to, 'qrate-model.json'), JSON.stringify(description));
  const own = async () => (await store.specs()).slice(1);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'qrate-own-'));
    from = path.join(folder, 'mine');
    await mkdir(from);
    await writeFile(path.join(from, 'net.onnx'), content(4000));
    store = new ModelStore(path.join(folder, 'models'), [modelSpec('known', [fileSpec('known.onnx', content(77))])]);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is installed by its description, listed after those that qrate knows, and removed like them', async () => {
    await describeAs(DESCRIPTION);
    const { added, installed } = await addModels(store, from);
    const [id = ''] = installed;
    assert.match(id, /^mine-[0-9a-f]{8}$/);
    assert.deepEqual(added, [{ id, name: 'net.onnx', from: path.join(from, 'net.onnx') }]);
    const [spec] = await own();
    assert.deepEqual(
      [spec?.task, spec?.title, spec?.vectorLength, spec?.space, spec?.input],
      ['image-vectors', 'My network', 480, id, DESCRIPTION.input],
    );
    assert.equal((await store.status(id)).state, 'installed');
    assert.equal(await store.remove(id), true);
    assert.deepEqual(await own(), []);
  });

  it('is another one as soon as anything changes that its vectors depend on', async () => {
    const ids = new Set<string>();
    const add = async (description: unknown) => {
      await describeAs(description);
      for (const id of (await addModels(store, from)).installed) ids.add(id);
    };
    await add(DESCRIPTION);
    await add({ ...DESCRIPTION, title: 'Another title' });
    assert.equal(ids.size, 1);
    assert.deepEqual(
      (await own()).map(({ title }) => title),
      ['Another title'],
    );
    await add({ ...DESCRIPTION, input: { ...DESCRIPTION.input, side: 128 } });
    await add({ ...DESCRIPTION, vectorLength: 64 });
    await writeFile(path.join(from, 'net.onnx'), content(4001));
    await add(DESCRIPTION);
    assert.equal(ids.size, 4);
  });

  it('counts in the folder itself alone, so that nothing further down installs itself', async () => {
    await mkdir(path.join(folder, 'outer/inner'), { recursive: true });
    await writeFile(path.join(folder, 'outer/inner/net.onnx'), content(4000));
    await describeAs(DESCRIPTION, path.join(folder, 'outer/inner'));
    assert.deepEqual((await addModels(store, path.join(folder, 'outer'))).installed, []);
    assert.deepEqual(await own(), []);
  });

  const wrong: Readonly<Record<string, readonly [unknown, RegExp]>> = {
    'a name that is no file name': [{ ...DESCRIPTION, name: '../mine' }, /qrate-model\.json describes no network: name: /],
    'a network elsewhere': [{ ...DESCRIPTION, network: '../../etc/passwd' }, /network: not the name of a file beside it/],
    'a network that is not there': [{ ...DESCRIPTION, network: 'other.onnx' }, /other\.onnx cannot be read \(ENOENT\)/],
    'a deviation of 0': [{ ...DESCRIPTION, input: { ...DESCRIPTION.input, deviation: [1, 0, 1] } }, /a deviation may not be 0/],
    'a picture that is too large': [{ ...DESCRIPTION, input: { ...DESCRIPTION.input, side: 5000 } }, /input\.side: /],
    'a word that means nothing': [{ ...DESCRIPTION, script: 'x' }, /describes no network: .*script/],
    'no object': ['hello', /describes no network/],
  };
  for (const [name, [description, message]] of Object.entries(wrong)) {
    it(`is refused with ${name}`, async () => {
      await describeAs(description);
      await assert.rejects(addModels(store, from), { code: 'models', message });
      assert.deepEqual(await own(), []);
    });
  }

  it('that was damaged where qrate keeps it hides no other', async () => {
    await describeAs(DESCRIPTION);
    const { installed } = await addModels(store, from);
    await writeFile(store.pathOf(installed[0] ?? '', 'qrate-model.json'), '{"name"');
    assert.deepEqual(
      (await store.list()).map(({ id }) => id),
      ['known'],
    );
    assert.equal((await new ModelStore(path.join(folder, 'none')).specs()).length, MODELS.length);
  });
});
