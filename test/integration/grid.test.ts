import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { panelsOf } from './support/panels';
import { anyFrame, qrate, report, run, workspaceShoot } from './support/qrate';

const panels = panelsOf('qrate.grid');

describe('the burst grid', () => {
  before(async () => {
    await report('qrate.index');
    await report('qrate.cull');
  });
  after(async () => {
    await panels.close();
  });

  it('opens once per shoot, also when it is asked for twice at once, and is named after its folder', async () => {
    assert.deepEqual(await Promise.all([report('qrate.openGrid'), report('qrate.openGrid')]), [workspaceShoot(), workspaceShoot()]);
    await panels.count(1);
    assert.equal(await report('qrate.openGrid'), workspaceShoot());
    assert.equal(panels.tabs.length, 1);
    assert.equal(panels.tabs[0]?.label, workspaceShoot().split('/').at(-1));
  });

  it('names the shoot of commands that name none while it has the focus', async () => {
    await report('qrate.openGrid');
    assert.equal((await qrate()).grids.activeRoot, workspaceShoot());
  });

  it('has a command for every key, which does nothing without a grid in front', async () => {
    await panels.close();
    assert.equal((await qrate()).grids.active, null);
    assert.equal(await run('qrate.grid.pick'), true);
  });

  it('says that a folder without an index has to be indexed first', async () => {
    await assert.rejects(run('qrate.openGrid', { folder: `${workspaceShoot()}/none` }));
  });
});

describe('undo in the window', () => {
  it('takes rating, label and verdict back, and does them again', async () => {
    const exports = await qrate();
    const { photo } = await anyFrame(exports);
    const decision = async () => (await report('qrate.explain', { file: photo.path })).photo.decision;
    const start = await decision();
    await report('qrate.rate', { files: [photo.path], rating: 4 });
    await report('qrate.label', { files: [photo.path], label: 'blue' });
    await report('qrate.pick', { files: [photo.path] });
    assert.deepEqual(await decision(), { verdict: 'pick', rating: 4, label: 'blue' });
    for (let i = 0; i < 3; i++) assert.deepEqual((await report('qrate.undo')).changed, [photo.path]);
    assert.deepEqual(await decision(), start);
    for (let i = 0; i < 3; i++) await report('qrate.redo');
    assert.deepEqual(await decision(), { verdict: 'pick', rating: 4, label: 'blue' });
    for (let i = 0; i < 3; i++) await report('qrate.undo');
  });

  it('refuses a rating that is none', async () => {
    const { photo } = await anyFrame(await qrate());
    await assert.rejects(run('qrate.rate', { files: [photo.path], rating: 6 }));
    await assert.rejects(run('qrate.label', { files: [photo.path], label: 'mauve' }));
  });

  it('holds up the host for no longer than a key press may take', async () => {
    const { photo } = await anyFrame(await qrate());
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    for (let rating = 1; rating <= 5; rating++) await report('qrate.rate', { files: [photo.path], rating });
    delay.disable();
    for (let i = 0; i < 5; i++) await report('qrate.undo');
    // The machine may be busy with others: the middle of the distribution is ours.
    assert.ok(delay.percentile(95) / 1e6 < 50, `${delay.percentile(95) / 1e6} ms`);
  });
});
