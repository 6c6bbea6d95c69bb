import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { panelsOf } from './support/panels';
import { hasCode, qrate, report, run, workspaceShoot } from './support/qrate';

const panels = panelsOf('qrate.picker');

describe('the picker', () => {
  before(() => report('qrate.index'));
  after(async () => {
    await panels.close();
  });

  it('opens once per shoot, also when it is asked for twice at once, for the model that is named', async () => {
    const { pickers } = await qrate();
    const twice = [report('qrate.learn', { model: 'weddings' }), report('qrate.learn', { model: 'weddings' })];
    assert.deepEqual(await Promise.all(twice), [workspaceShoot(), workspaceShoot()]);
    await panels.count(1);
    assert.equal(await report('qrate.learn'), workspaceShoot());
    assert.equal(panels.tabs.length, 1);
    assert.deepEqual([pickers.roots, pickers.modelOf(workspaceShoot())], [[workspaceShoot()], 'weddings']);
  });

  it('teaches another model, and remembers it when it is closed', async () => {
    const { pickers } = await qrate();
    assert.equal(await report('qrate.tasteModels', { model: 'landscapes' }), 'landscapes');
    assert.equal(pickers.modelOf(workspaceShoot()), 'landscapes');
    await panels.close();
    assert.equal(pickers.modelOf(workspaceShoot()), 'landscapes');
    assert.deepEqual(pickers.roots, []);
  });

  it('has a command for every key, which does nothing without a picker in front', async () => {
    assert.equal(await run('qrate.picker.left'), true);
    assert.equal((await qrate()).pickers.activeRoot, null);
  });

  it('says that a folder without an index has to be indexed first, and what is wrong with a name', async () => {
    await assert.rejects(run('qrate.learn', { folder: `${workspaceShoot()}/none` }));
    await assert.rejects(run('qrate.tasteModels', { model: '   ' }), hasCode('usage'));
    await assert.rejects(run('qrate.learn', { bursts: 0 }), hasCode('usage'));
  });
});

describe('a taste in the window', () => {
  const model = 'integration';
  const taste = async () => (await (await qrate()).shoots.api(workspaceShoot())).taste;
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'qrate-taste-'));
  after(async () => {
    await (await taste()).reset(model);
    rmSync(scratch, { recursive: true, force: true });
  });

  it('is learned, weighed into a cull and taken back; a cull without it says why', async () => {
    const api = await taste();
    const { photos } = await (await qrate()).shoots.view(workspaceShoot());
    const sharpness = new Map(photos.map((photo) => [photo.path, photo.scores?.sharpness ?? 0]));
    let { question } = await api.question(model);
    for (let count = 0; count < 40 && question !== null; count++) {
      const softer = (sharpness.get(question.a) ?? 0) < (sharpness.get(question.b) ?? 0) ? 'a' : 'b';
      ({ question } = await api.answer(model, question, softer));
    }
    const trained = await api.train(model);
    const wish = { model, weight: 1 };
    const culled = await report('qrate.cull', { tasteModel: model, tasteWeight: 1 });
    assert.deepEqual(culled.recipe.taste, wish);
    assert.equal(culled.taste?.applied, trained.applies, culled.taste?.sentence);
    assert.deepEqual((await report('qrate.undoCull')).undone?.taste, wish);
    const unknown = await report('qrate.cull', { tasteModel: 'nobody' });
    assert.equal(unknown.taste?.applied, false);
    await report('qrate.undoCull');
  });

  it('goes to a file and comes back from it', async () => {
    const api = await taste();
    const file = path.join(scratch, 'mine.json');
    await api.exportModel(model, file);
    await assert.rejects(api.exportModel(model, file), 'it never overwrites');
    const imported = await api.importModel(file, 'from a file');
    assert.equal(imported.choices, (await api.models()).find(({ name }) => name === model)?.choices);
    assert.ok(readFileSync(file, 'utf8').length > 0);
    await api.reset('from a file');
  });
});
