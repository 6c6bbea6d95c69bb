import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { allFrames, forgetDecisions, hasCode, qrate, report, run, workspaceShoot } from './support/qrate';

describe('qrate.sync in VS Code', () => {
  let photo: string;
  let sidecar: string;

  before(async () => {
    await report('qrate.index');
    await forgetDecisions();
    const untouched = (await allFrames(await qrate())).find((it) => it.photo.failure === null && it.photo.decision === null);
    assert.ok(untouched, 'the test wants a photo that nobody has decided about');
    photo = untouched.photo.path;
    sidecar = path.join(workspaceShoot(), photo.replace(/\.\w+$/, '.xmp'));
    assert.equal(existsSync(sidecar), false, 'the test wants a photo without a sidecar');
    await report('qrate.pick', { files: [photo] });
  });
  after(async () => {
    await report('qrate.unmark', { files: [photo] });
    rmSync(sidecar, { force: true });
    rmSync(`${path.join(workspaceShoot(), photo)}.xmp`, { force: true });
    await vscode.workspace.getConfiguration().update('qrate.export.xmp.mapping', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('writes decisions to sidecars by the settings, and reads back what changed there', async () => {
    await vscode.workspace
      .getConfiguration()
      .update('qrate.export.xmp.mapping', { pick: { rating: 4, keyword: 'qrate|pick' } }, vscode.ConfigurationTarget.Workspace);
    const plan = await report('qrate.sync', { dryRun: true });
    assert.deepEqual(
      plan.pushed.map((it) => [it.photo, it.isNew]),
      [[photo, true]],
    );
    assert.equal(existsSync(sidecar), false);
    await report('qrate.sync');
    const text = readFileSync(sidecar, 'utf8');
    assert.match(text, /xmp:Rating="4"[\s\S]*qrate\|pick/);
    writeFileSync(sidecar, text.replace('Rating="4"', 'Rating="2"'));
    const { pulled } = await report('qrate.sync');
    assert.deepEqual(
      pulled.map(({ from, to }) => [from, to]),
      [['rating 4', 'rating 2']],
    );
    const { photo: shown } = await report('qrate.explain', { file: photo });
    assert.deepEqual(shown.decision, { verdict: 'pick', rating: 2, label: null });
    const again = await report('qrate.sync');
    assert.deepEqual([again.pulled, again.pushed, again.conflicts], [[], [], []]);
  });

  it('refuses options it does not know, and a mapping that is none', async () => {
    await assert.rejects(run('qrate.sync', { prefer: 'nobody' }), hasCode('usage'));
    await vscode.workspace
      .getConfiguration()
      .update('qrate.export.xmp.mapping', { pick: { rating: 9 } }, vscode.ConfigurationTarget.Workspace);
    await assert.rejects(run('qrate.sync'), hasCode('bad-settings'));
  });
});
