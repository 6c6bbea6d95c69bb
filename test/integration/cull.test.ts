import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { hasCode, qrate, report, run, workspaceShoot } from './support/qrate';

describe('culls and taking them back, in the editor', () => {
  const log = async () => readFile(path.join(workspaceShoot(), '.qrate', 'decisions.jsonl'), 'utf8');
  const verdicts = async () => {
    const { shoots } = await qrate();
    const { photos } = await shoots.view(workspaceShoot());
    return photos.map((photo) => [photo.path, photo.suggestion?.verdict ?? null]);
  };

  before(async () => {
    await report('qrate.index');
    await report('qrate.cull', { minSharpness: 100 });
  });

  it('goes back to what was suggested before, and the log only grows', async () => {
    const before = await verdicts();
    const text = await log();
    const culled = await report('qrate.cull', { minSharpness: 700 });
    assert.ok(culled.changed > 0);
    assert.notDeepEqual(await verdicts(), before);
    const undone = await report('qrate.undoCull');
    assert.deepEqual([undone.undone?.minSharpness, undone.recipe?.minSharpness], [700, 100]);
    assert.deepEqual(await verdicts(), before);
    assert.ok((await log()).startsWith(text));
  });

  it('previews what it then does', async () => {
    const { shoots } = await qrate();
    const api = await shoots.api(workspaceShoot());
    const recipe = { keepPerBurst: 2, minSharpness: 350, burstSeconds: 0.5, nearDistance: 4 };
    const text = await log();
    const preview = await api.previewCull(recipe);
    assert.equal(await log(), text);
    const culled = await report('qrate.cull', recipe);
    assert.deepEqual({ ...preview, ...culled }, preview);
    await report('qrate.undoCull');
  });

  it('refuses an option that it does not know', async () => {
    await assert.rejects(async () => run('qrate.undoCull', { deep: true }), hasCode('usage'));
  });
});

describe('the score charts', () => {
  const tabs = () =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('qrate.charts'));

  before(() => report('qrate.index'));

  it('open once per shoot and close', async () => {
    const { charts } = await qrate();
    assert.equal(await report('qrate.openCharts'), workspaceShoot());
    assert.equal(await report('qrate.openCharts', { folder: workspaceShoot() }), workspaceShoot());
    assert.deepEqual(charts.roots, [workspaceShoot()]);
    while (tabs().length !== 1) await new Promise<void>((resolve) => vscode.window.tabGroups.onDidChangeTabs(() => resolve()));
    await vscode.window.tabGroups.close(tabs());
    while (charts.roots.length > 0) await new Promise<void>((resolve) => setImmediate(resolve));
  });

  it('refuse a folder without an index', async () => {
    await assert.rejects(async () => run('qrate.openCharts', { folder: '/' }), hasCode('no-index'));
  });
});
