import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { allFrames, allNodes, anyFrame, qrate, report } from './support/qrate';

describe('the tree of bursts in VS Code', () => {
  before(async () => {
    await report('qrate.index');
    await report('qrate.cull');
  });

  it('shows every photo of the shoot once', async () => {
    const { photos } = await report('qrate.status');
    const paths = (await allFrames(await qrate())).map((node) => node.photo.path);
    assert.equal(paths.length, photos);
    assert.equal(new Set(paths).size, photos);
  });

  it('gives every node an id of its own', async () => {
    const ids = (await allNodes(await qrate())).map((node) => node.id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('shows failures with their sentence', async () => {
    const exports = await qrate();
    for (const { path: photo, reason } of (await report('qrate.status')).failed) {
      const frame = (await allFrames(exports)).find((node) => node.photo.path === photo);
      assert.ok(frame, photo);
      const item = await exports.bursts.getTreeItem(frame);
      assert.equal(item.contextValue, 'frame.unreadable');
      assert.equal(item.description, reason);
    }
  });

  it('shows a person’s decision differently, under the same id', async () => {
    const exports = await qrate();
    const frame = await anyFrame(exports);
    const suggested = await exports.bursts.getTreeItem(frame);
    await report('qrate.pick', { files: [frame.photo.path] });
    const again = (await allFrames(exports)).find((node) => node.photo.path === frame.photo.path);
    assert.ok(again);
    const decided = await exports.bursts.getTreeItem(again);
    await report('qrate.unmark', { files: [frame.photo.path] });
    assert.equal(decided.id, suggested.id);
    assert.equal(decided.contextValue, 'frame.decided');
    assert.notDeepEqual(decided.iconPath, suggested.iconPath);
    assert.match(String(decided.description), /picked by you/);
  });

  it('fills in a tooltip with the thumb and the sentence, without HTML or commands', async () => {
    const exports = await qrate();
    const frame = await anyFrame(exports);
    const { sentence } = await report('qrate.explain', { file: frame.photo.path });
    const item = await exports.bursts.resolveTreeItem(await exports.bursts.getTreeItem(frame), frame);
    assert.ok(item.tooltip instanceof vscode.MarkdownString);
    assert.ok(!item.tooltip.supportHtml && !item.tooltip.isTrusted);
    assert.match(item.tooltip.value, /^!\[.*\.thumb\.jpg\|width=240\)/);
    assert.ok(item.tooltip.value.replaceAll('\\', '').includes(sentence));
  });

  it('knows the parent of every node', async () => {
    const exports = await qrate();
    const nodes = await allNodes(exports);
    const ids = new Set(nodes.map((node) => node.id));
    for (const node of nodes) {
      const parent = exports.bursts.getParent(node);
      assert.ok(parent === null || ids.has(parent.id), node.id);
    }
  });
});
