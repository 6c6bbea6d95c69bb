import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FrameNode, GroupNode } from '../../src/extension/views/burstsModel';
import { allFrames, allNodes, hasCode, qrate, report, run } from './support/qrate';

const groupNodes = async (): Promise<readonly GroupNode[]> => (await allNodes(await qrate())).filter((node) => node.kind === 'group');

const frameOf = async (photo: string): Promise<FrameNode> => {
  const frame = (await allFrames(await qrate())).find((node) => node.photo.path === photo);
  assert.ok(frame, photo);
  return frame;
};

describe('a person’s word on groups and clocks in VS Code', () => {
  let bursts: readonly GroupNode[];
  let paths: readonly string[];

  before(async () => {
    await report('qrate.index');
    await report('qrate.cull');
    bursts = (await groupNodes()).filter(({ group, children }) => group.kind === 'burst' && children.length >= 3).slice(0, 2);
    paths = bursts.flatMap(({ children }) => children.map(({ photo }) => photo.path));
    assert.equal(bursts.length, 2, 'the shoot has two bursts');
  });
  afterEach(async () => {
    await report('qrate.groupAuto', { files: paths });
  });

  it('merges two groups that are selected in the tree, and says whose word that was', async () => {
    const [first, second] = bursts;
    await vscode.commands.executeCommand('qrate.groupMerge', first, [first, second]);
    const merged = (await groupNodes()).find(({ children }) => children.some(({ photo }) => photo.path === paths[0]));
    assert.ok(merged);
    assert.deepEqual(merged.children.map(({ photo }) => photo.path).sort(), [...paths].sort());
    const item = await (await qrate()).bursts.getTreeItem(merged);
    assert.match(String(item.description), /put together by you/);
    assert.equal((await report('qrate.status')).regrouped.merge, paths.length);
    assert.match((await report('qrate.explain', { file: paths[0] })).sentence, /You put these together\./);
  });

  it('cuts a group at a frame of the tree, and takes it back', async () => {
    const [, , third] = bursts[0]?.children ?? [];
    assert.ok(third);
    await vscode.commands.executeCommand('qrate.groupSplit', third, [third]);
    const before = (await frameOf(third.photo.path)).photo.group;
    assert.notEqual(before?.id, bursts[0]?.group.id);
    assert.deepEqual((await report('qrate.groupAuto', { files: [third.photo.path] })).changed, [third.photo.path]);
    assert.equal((await frameOf(third.photo.path)).photo.group?.id, bursts[0]?.group.id);
  });

  it('keeps a frame out of groups', async () => {
    const photo = paths[0] ?? '';
    await report('qrate.groupNever', { files: [photo] });
    const frame = await frameOf(photo);
    assert.deepEqual([frame.parent?.kind, frame.photo.regrouped], ['day', 'never']);
  });

  it('refuses a group of one photo', async () => {
    await assert.rejects(run('qrate.groupMerge', { files: [paths[0]] }), hasCode('usage'));
  });

  it('corrects a clock, moves its photos to another day, and takes it back', async () => {
    const photo = paths[0] ?? '';
    const dayOf = async () =>
      (await allNodes(await qrate())).find(
        (node) =>
          node.kind === 'day' &&
          node.children.some((it) =>
            it.kind === 'group' ? it.children.some((frame) => frame.photo.path === photo) : it.photo.path === photo,
          ),
      );
    const day = await dayOf();
    const model = (await frameOf(photo)).photo.metadata?.model ?? '';
    const corrected = await report('qrate.setClock', { camera: model, offset: '+2d' });
    assert.equal(corrected.seconds, 172_800);
    const moved = await dayOf();
    assert.ok(day?.kind === 'day' && moved?.kind === 'day' && day.day !== null);
    assert.equal(moved.day, new Date(Date.parse(`${day.day}T00:00:00Z`) + 172_800_000).toISOString().slice(0, 10));
    assert.match((await report('qrate.explain', { file: photo })).sentence, /is corrected by \+48:00:00\./);
    assert.equal((await report('qrate.setClock', { camera: model, offset: 0 })).before, 172_800);
    await assert.rejects(run('qrate.setClock', { camera: model, offset: 'soon' }), hasCode('usage'));
    await assert.rejects(run('qrate.setClock', { camera: 'no such camera', offset: 1 }), hasCode('usage'));
  });
});
