import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { PhotoView } from '../../src/core/model';
import type { DisagreementNode } from '../../src/extension/history/disagreementNodes';
import { eventually } from '../integration/support/eventually';
import { allFrames, hasCode, qrate, report, run, workspaceShoot } from '../integration/support/qrate';

const environment = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', workspaceShoot(), ...args], { encoding: 'utf8', stdio: 'pipe', env: environment });

/** Bob’s line as a merge brings it in: he had not seen what was decided here. */
function bring(photo: PhotoView, verdict: 'pick' | 'reject'): void {
  const line = {
    v: 1,
    kind: 'decision',
    id: `bob-${Math.random()}`,
    hash: photo.hash,
    path: photo.path,
    verdict,
    author: 'Bob <bob@example.org>',
  };
  const rest = { time: '2026-05-17T12:00:00.000Z', after: [] };
  appendFileSync(path.join(workspaceShoot(), '.qrate', 'decisions.jsonl'), `${JSON.stringify({ ...line, ...rest })}\n`);
}

/** Waits until the tree shows what is asked for; its view changes by an event, never by a delay. */
async function shown(wanted: (nodes: readonly DisagreementNode[]) => boolean): Promise<readonly DisagreementNode[]> {
  const { disagreements } = await qrate();
  const nodes = () => disagreements.getChildren();
  if (wanted(nodes())) return nodes();
  return new Promise((resolve) => {
    const listener = disagreements.onDidChangeTreeData(() => {
      if (!wanted(nodes())) return;
      listener.dispose();
      resolve(nodes());
    });
    if (wanted(nodes())) {
      listener.dispose();
      resolve(nodes());
    }
  });
}

describe('decisions and git in VS Code', function () {
  this.timeout(60_000);
  let photos: readonly PhotoView[];

  before(async () => {
    assert.equal(existsSync(path.join(workspaceShoot(), '.git')), false);
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Ada');
    git('config', 'user.email', 'ada@example.org');
    // Who decides is believed for a minute; other tests have decided before there was an Ada.
    await report('qrate.refresh');
    await report('qrate.index');
    await report('qrate.cull');
    git('add', '.qrate');
    git('commit', '-q', '-m', 'First cull');
    photos = (await allFrames(await qrate())).map(({ photo }) => photo).filter(({ hash, failure }) => hash !== null && failure === null);
  });
  after(async () => {
    await report('qrate.unmark', { files: photos.slice(0, 3).map((photo) => photo.path) });
    rmSync(path.join(workspaceShoot(), '.git'), { recursive: true });
  });

  it('shows a disagreement that a merge brought in, by itself, until one side is kept', async () => {
    const [photo] = photos;
    assert.ok(photo);
    await report('qrate.pick', { files: [photo.path] });
    assert.deepEqual((await qrate()).disagreements.getChildren(), []);
    bring(photo, 'reject');
    const [node] = await shown((nodes) => nodes.length === 1);
    assert.ok(node);
    const { disagreements } = await qrate();
    const said = disagreements.getChildren(node).map((child) => disagreements.getTreeItem(child));
    assert.deepEqual(said.map(({ label }) => label).sort(), ['picked', 'rejected']);
    assert.ok(said.some(({ description }) => /^Ada · counts now · /.test(String(description))));
    assert.equal((await report('qrate.status')).disagreements.length, 1);
    await vscode.commands.executeCommand('qrate.keepTheirs', node);
    await shown((nodes) => nodes.length === 0);
    const frame = (await allFrames(await qrate())).find((it) => it.photo.path === photo.path);
    assert.equal(frame?.photo.decision?.verdict, 'reject');
  });

  it('settles by the line that is clicked, and by an ordinary decision', async () => {
    const [, second, third] = photos;
    assert.ok(second && third);
    await report('qrate.pick', { files: [second.path, third.path] });
    for (const photo of [second, third]) bring(photo, 'reject');
    const nodes = await shown((all) => all.length === 2);
    const { disagreements } = await qrate();
    const clicked = nodes.find((node) => node.path === second.path);
    const voice = clicked && disagreements.getChildren(clicked).find((it) => it.kind === 'voice' && it.voice.value === 'reject');
    assert.ok(voice);
    await vscode.commands.executeCommand('qrate.settle', voice);
    assert.deepEqual(
      (await report('qrate.status')).disagreements.map((it) => it.path),
      [third.path],
    );
    // What counts already is said again: that settles it, too.
    assert.deepEqual((await report('qrate.pick', { files: [third.path] })).changed, [third.path]);
    await shown((all) => all.length === 0);
  });

  it('answers what changed since a commit, and refuses one that is not there', async () => {
    const [photo] = photos;
    assert.ok(photo);
    const diff = await report('qrate.diff', {});
    const change = diff.photos.find((it) => it.path === photo.path);
    assert.deepEqual(
      change?.decided.map(({ field, after, by }) => [field, after, by?.author]),
      [['verdict', 'reject', 'Ada <ada@example.org>']],
    );
    assert.equal(diff.from.commit, git('rev-parse', 'HEAD').trim());
    await assert.rejects(run('qrate.diff', { range: 'no-such-branch' }), hasCode('no-such-revision'));
  });

  it('answers who decided about a photo, with the commits, and shows it as a page', async () => {
    const [photo] = photos;
    assert.ok(photo);
    git('commit', '-q', '-a', '-m', 'Second pass');
    const log = await report('qrate.log', { files: [photo.path] });
    const [newest] = log.photos[0]?.lines ?? [];
    assert.deepEqual([newest?.what, newest?.holds, newest?.commit?.subject], ['rejected', true, 'Second pass']);
    assert.ok((await report('qrate.log')).steps.some(({ commit, what }) => commit?.subject === 'First cull' && what === '1 cull'));
    const frame = (await allFrames(await qrate())).find((it) => it.photo.path === photo.path);
    await vscode.commands.executeCommand('qrate.log', frame);
    const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).map(({ label }) => label);
    await eventually('the page', () => labels().some((label) => label.includes(path.posix.basename(photo.path))));
  });
});
