import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { anyFrame, hasCode, qrate, report, run, workspaceShoot } from './support/qrate';

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

describe('commands on a shoot', () => {
  let outside: string;

  before(async () => {
    outside = mkdtempSync(path.join(os.tmpdir(), 'qrate-commands-'));
    await report('qrate.index');
  });
  after(() => rmSync(outside, { recursive: true, force: true }));

  it('index answers what it found, and reads nothing twice', async () => {
    const again = await report('qrate.index');
    assert.ok(again.photos > 0);
    assert.ok(again.analyzed <= again.failed.length, `${again.analyzed} photos were opened again`);
    assert.equal(again.unchanged + again.analyzed, again.photos);
  });

  it('status counts every photo once', async () => {
    const status = await report('qrate.status');
    assert.equal(status.root, workspaceShoot());
    assert.equal(total(status.suggestions), status.photos);
  });

  it('cull suggests a verdict for every photo; keeping more of each burst picks no fewer', async () => {
    const strict = await report('qrate.cull', { keepPerBurst: 1, minSharpness: 0 });
    const generous = await report('qrate.cull', { keepPerBurst: 3, minSharpness: 0 });
    assert.equal(strict.recipe.keepPerBurst, 1);
    assert.ok(generous.suggestions.pick >= strict.suggestions.pick);
    const { suggestions, photos } = await report('qrate.status');
    assert.deepEqual({ ...generous.suggestions, none: photos - total(generous.suggestions) }, suggestions);
  });

  it('pick, reject and unmark change the decision and say what changed', async () => {
    const { photo } = await anyFrame(await qrate());
    const before = (await report('qrate.status')).decisions;
    assert.deepEqual((await report('qrate.pick', { files: [photo.path] })).changed, [photo.path]);
    assert.equal((await report('qrate.status')).decisions.pick, before.pick + 1);
    assert.deepEqual((await report('qrate.reject', { files: [path.join(workspaceShoot(), photo.path)] })).changed, [photo.path]);
    assert.equal((await report('qrate.status')).decisions.reject, before.reject + 1);
    await report('qrate.unmark', { files: [photo.path] });
    assert.deepEqual((await report('qrate.status')).decisions, before);
  });

  it('a dry export writes nothing, a real one what was planned', async () => {
    await report('qrate.cull', { keepPerBurst: 1, minSharpness: 0 });
    const out = path.join(outside, 'picks.txt');
    const plan = await report('qrate.export', { format: 'list', out, dryRun: true });
    assert.equal(plan.dryRun, true);
    assert.equal(existsSync(out), false);
    const done = await report('qrate.export', { format: 'list', out });
    assert.deepEqual(done.written, [out]);
    // A name with a line break is refused, one line of the list each for the others.
    const listed = readFileSync(out, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    assert.equal(listed.length + done.refused.length, plan.plan.selected.length);
  });

  it('openPhoto shows a JPEG itself', async () => {
    const { photo } = await anyFrame(await qrate());
    const opened = await report('qrate.openPhoto', { file: photo.path });
    assert.equal(opened, photo.format === 'jpeg' ? path.join(workspaceShoot(), photo.path) : opened);
    assert.ok(existsSync(opened));
  });

  it('refuses options that it does not know, and numbers out of range', async () => {
    await assert.rejects(run('qrate.cull', { keepPerBrust: 2 }), hasCode('usage'));
    await assert.rejects(run('qrate.cull', { keepPerBurst: 0 }), hasCode('usage'));
    await assert.rejects(run('qrate.export', { format: 'pdf' }), hasCode('usage'));
  });

  it('says so when a folder has no index, or a photo is not in it', async () => {
    await assert.rejects(run('qrate.status', { folder: outside }), hasCode('no-index'));
    await assert.rejects(run('qrate.explain', { file: 'no such photo.jpg' }), hasCode('no-such-photo'));
  });

  it('index of a folder that is not there rejects with a sentence', async () => {
    await assert.rejects(run('qrate.index', { folder: path.join(outside, 'gone') }), hasCode('not-a-folder'));
  });

  it('every command of the manifest is in the palette under “qrate:”', () => {
    const manifest = vscode.extensions.getExtension('qrate.qrate')?.packageJSON as { contributes: { commands: { category: string }[] } };
    assert.ok(manifest.contributes.commands.every(({ category }) => category.startsWith('qrate')));
  });
});
