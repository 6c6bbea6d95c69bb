import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { PhotoSnapshot } from '../../src/protocol/photo';
import { allFrames, qrate, report, workspaceShoot } from './support/qrate';

/** What the editor on `file` shows, once it is what the test waits for. */
async function shown(file: string, wanted: (snapshot: PhotoSnapshot) => boolean = () => true): Promise<PhotoSnapshot> {
  const { photos } = await qrate();
  for (;;) {
    const snapshot = photos.open.find((editor) => editor.file === file)?.shown;
    if (snapshot && wanted(snapshot)) return snapshot;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const open = async (file: string): Promise<void> => void (await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file)));

const activeView = (): string | null => {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom ? input.viewType : null;
};

describe('the photo editor', function () {
  this.timeout(120_000);
  let outside: string;
  let raw: string;

  before(async () => {
    outside = mkdtempSync(path.join(os.tmpdir(), 'qrate-photo-'));
    await report('qrate.index');
    await report('qrate.cull');
    const frame = (await allFrames(await qrate())).find(
      ({ photo }) => photo.path.endsWith('.NEF') && photo.failure === null && photo.group !== null,
    );
    assert.ok(frame, 'the shoot has no readable NEF in a group');
    raw = path.join(workspaceShoot(), frame.photo.path);
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));
  after(() => rmSync(outside, { recursive: true, force: true }));

  it('opens a RAW file with all that the index knows of it', async () => {
    await open(raw);
    assert.equal(activeView(), 'qrate.photo');
    const snapshot = await shown(raw);
    const { sentence, photo } = await report('qrate.explain', { file: raw });
    assert.equal(snapshot.sentence, sentence);
    assert.equal(snapshot.root, workspaceShoot());
    assert.ok(snapshot.picture.preview !== null && snapshot.picture.size !== null);
    assert.deepEqual(snapshot.metadata, photo.metadata);
    assert.equal(snapshot.scores?.sharpness, photo.scores?.sharpness);
    assert.deepEqual(
      snapshot.group?.frames.map((it) => it.path),
      photo.group?.members,
    );
    assert.equal(snapshot.group?.frames.filter((it) => it.isBest).length, photo.bestPath === null ? 0 : 1);
  });

  it('follows what is decided about the photo in front, by its keys too', async () => {
    await open(raw);
    await shown(raw);
    await vscode.commands.executeCommand('qrate.pick');
    await shown(raw, ({ picture }) => picture.state.decided === 'pick');
    await vscode.commands.executeCommand('qrate.photo.rate4');
    await shown(raw, ({ picture }) => picture.state.rating === 4);
    await vscode.commands.executeCommand('qrate.unmark');
    const { picture } = await shown(raw, (it) => it.picture.state.decided === null);
    assert.equal(picture.state.rating, 4);
    await vscode.commands.executeCommand('qrate.photo.rate0');
    await shown(raw, (it) => (it.picture.state.rating ?? 0) === 0);
  });

  it('is where “Open Photo” shows a RAW', async () => {
    assert.equal(await report('qrate.openPhoto', { file: raw }), raw);
    await shown(raw);
    assert.equal(activeView(), 'qrate.photo');
  });

  it('reads a file of no shoot on the spot, and writes nothing beside it', async () => {
    const file = path.join(outside, 'alone.NEF');
    copyFileSync(raw, file);
    const before = readFileSync(file);
    await open(file);
    const snapshot = await shown(file);
    assert.equal(snapshot.root, null);
    assert.equal(snapshot.isIndexed, false);
    assert.equal(snapshot.problem, null);
    assert.ok(snapshot.picture.preview !== null && snapshot.scores !== null && snapshot.metadata !== null);
    assert.deepEqual(readdirSync(outside), ['alone.NEF']);
    assert.deepEqual(readFileSync(file), before);
  });

  it('says in one line what is wrong with a broken file, and shows it when it is mended', async () => {
    const file = path.join(outside, 'broken.NEF');
    writeFileSync(file, 'no photo, whatever its name says');
    await open(file);
    const { problem, picture } = await shown(file);
    assert.ok(problem !== null && problem !== '' && !problem.includes('\n'), `${problem}`);
    assert.equal(picture.preview, null);
    copyFileSync(raw, file);
    await shown(file, (it) => it.problem === null && it.picture.preview !== null);
  });

  it('shows a JPEG only on the person’s wish', async () => {
    const jpeg = (await allFrames(await qrate())).find(({ photo }) => photo.format === 'jpeg' && photo.failure === null);
    assert.ok(jpeg, 'the shoot has no JPEG');
    const file = path.join(workspaceShoot(), jpeg.photo.path);
    await open(file);
    assert.notEqual(activeView(), 'qrate.picture');
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), 'qrate.picture');
    assert.equal(activeView(), 'qrate.picture');
    assert.ok((await shown(file)).picture.preview !== null);
  });
});
