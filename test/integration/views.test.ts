import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { ReasonNode, VerdictNode } from '../../src/extension/views/selectionModel';
import type { TreeNode } from '../../src/extension/views/treeNodes';
import { confirmed } from './support/confirmed';
import { eventually } from './support/eventually';
import { allFrames, allNodes, anyFrame, hasCode, qrate, report, run, workspaceShoot } from './support/qrate';

const presetNodes = async () => (await (await qrate()).presets.getChildren()).filter((node) => node.kind === 'preset');

describe('the views in VS Code', () => {
  before(async function () {
    this.timeout(120_000);
    await report('qrate.index');
    await report('qrate.cull');
  });
  afterEach(async () => {
    await report('qrate.clearFilter');
    await report('qrate.sortBursts', { sort: 'time' });
    await report('qrate.burstsByDay');
  });

  describe('Bursts', () => {
    it('go by day or by folder, and by what the person sorts them', async () => {
      const exports = await qrate();
      const kinds = async () => new Set((await exports.bursts.getChildren()).map((node) => node.kind));
      assert.ok((await kinds()).has('day'));
      await report('qrate.burstsByFolder');
      assert.ok((await kinds()).has('folder') && !(await kinds()).has('day'));
      await report('qrate.sortBursts', { sort: 'sharpness' });
      const [section] = await exports.bursts.getChildren();
      const frames = (await allNodes(exports, section)).filter((node) => node.kind === 'frame');
      const [sharpest] = frames;
      assert.ok(sharpest);
      assert.ok(frames.every(({ photo }) => (photo.scores?.sharpness ?? 0) <= (sharpest.photo.scores?.sharpness ?? 0)));
    });

    it('show what the filter lets through, and everything again when it is cleared', async () => {
      const exports = await qrate();
      const all = (await allFrames(exports)).length;
      const { filter } = await report('qrate.filterBursts', { suggestions: ['pick'], kinds: ['burst'] });
      assert.deepEqual(filter.suggestions, ['pick']);
      const frames = await allFrames(exports);
      assert.ok(frames.length > 0 && frames.length < all);
      for (const { photo } of frames) assert.deepEqual([photo.suggestion?.verdict, photo.group?.kind], ['pick', 'burst']);
      await report('qrate.filterBursts', { text: 'no photo is called like this' });
      assert.equal((await exports.bursts.getChildren()).length, 0);
      await report('qrate.clearFilter');
      assert.equal((await allFrames(exports)).length, all);
      await assert.rejects(run('qrate.filterBursts', { suggestions: ['maybe'] }), hasCode('usage'));
    });

    it('keep their nodes through a decision, and draw that frame’s branch alone', async () => {
      const exports = await qrate();
      await vscode.commands.executeCommand('qrate.bursts.focus');
      const before = await allNodes(exports);
      const frame = before.find((node) => node.kind === 'frame' && node.photo.failure === null && node.parent?.kind === 'day');
      assert.ok(frame?.kind === 'frame');
      const drawn: (readonly TreeNode[] | undefined)[] = [];
      const listener = exports.bursts.onDidChangeTreeData((nodes) => drawn.push(nodes));
      try {
        await report('qrate.pick', { files: [frame.photo.path] });
        await eventually('the tree to be drawn', () => drawn.length > 0);
        assert.deepEqual(
          drawn.map((nodes) => nodes?.map(({ id }) => id)),
          [[frame.id]],
        );
        assert.equal(frame.photo.decision?.verdict, 'pick');
        const after = new Set(await allNodes(exports));
        assert.ok(before.every((node) => after.has(node)));
      } finally {
        listener.dispose();
        await report('qrate.unmark', { files: [frame.photo.path] });
      }
    });
  });

  describe('Selection', () => {
    const verdicts = async () => (await (await qrate()).selection.getChildren()) as readonly VerdictNode[];
    const reasonsOf = async (verdict: VerdictNode) => (await (await qrate()).selection.getChildren(verdict)) as readonly ReasonNode[];

    it('counts every photo once, by verdict and reason', async () => {
      const { photos, suggestions } = await report('qrate.status');
      const shown = await verdicts();
      assert.equal(
        shown.reduce((sum, node) => sum + node.photos, 0),
        photos,
      );
      for (const { verdict, photos: count } of shown) assert.equal(count, suggestions[verdict]);
      for (const verdict of shown) {
        const reasons = await reasonsOf(verdict);
        assert.equal(
          reasons.reduce((sum, { children }) => sum + children.length, 0),
          verdict.photos,
        );
      }
    });

    it('tells what the person decided from what is suggested', async () => {
      const { selection, ...exports } = await qrate();
      const { photo } = await anyFrame({ selection, ...exports });
      await report('qrate.reject', { files: [photo.path] });
      const rejects = (await verdicts()).find(({ verdict }) => verdict === 'reject');
      assert.ok(rejects);
      const [first] = await reasonsOf(rejects);
      assert.equal(first?.reason, 'by-you');
      assert.deepEqual(
        first.children.map((frame) => frame.photo.path),
        [photo.path],
      );
      assert.match(String(selection.getTreeItem(first).label), /rejected by you/);
      assert.match(String(selection.getTreeItem(rejects).description), /1 by you/);
      // As the context menu calls it.
      await vscode.commands.executeCommand('qrate.unmark', first.children[0], first.children);
      assert.equal((await report('qrate.status')).decisions.reject, 0);
    });
  });

  describe('Presets', () => {
    it('are saved, applied, renamed and deleted', async () => {
      await report('qrate.cull', { keepPerBurst: 4, minSharpness: 12 });
      await report('qrate.savePreset', { name: 'Mine' });
      await report('qrate.cull');
      const mine = (await presetNodes()).find(({ preset }) => preset.name === 'Mine');
      assert.ok(mine && !mine.inUse);
      await confirmed(() => vscode.commands.executeCommand('qrate.applyPreset', mine));
      assert.deepEqual(
        (await presetNodes()).filter(({ inUse }) => inUse).map(({ preset }) => preset.name),
        ['Mine'],
      );
      assert.equal((await report('qrate.status')).recipe?.keepPerBurst, 4);
      await report('qrate.renamePreset', { name: 'mine', newName: 'Ours' });
      await report('qrate.deletePreset', { name: 'Ours' });
      assert.ok((await presetNodes()).every(({ preset }) => preset.origin === 'built-in'));
      await report('qrate.cull');
    });

    it('say what is wrong with a broken file, and follow it when it is mended', async () => {
      const { presets } = await qrate();
      const file = path.join(workspaceShoot(), '.qrate/presets.json');
      writeFileSync(file, '{"version":1,"presets":[{"name":"a","recipe":{"keepPerBurst":0}}]}');
      const broken = await eventually('the broken file to show', async () =>
        (await presets.getChildren()).find((node) => node.kind === 'presetsBroken'),
      );
      assert.match(String(presets.getTreeItem(broken).tooltip), /presets\[0\]\.recipe\.keepPerBurst/);
      await assert.rejects(run('qrate.savePreset', { name: 'b' }), hasCode('presets'));
      writeFileSync(file, '{"version":1,"presets":[{"name":"Mended","recipe":{}}]}');
      await eventually('the mended file to show', async () => (await presetNodes()).find(({ preset }) => preset.name === 'Mended'));
      await report('qrate.deletePreset', { name: 'Mended' });
    });

    it('stand in the settings, too: saved, changed and deleted there; a wrong entry shows and costs no other', async () => {
      const settings = () => vscode.workspace.getConfiguration().inspect('qrate.presets')?.globalValue;
      const entry = { recipe: { keepPerBurst: 7 } };
      const wrong = { recipe: { keepPerBurst: 0 } };
      await vscode.workspace.getConfiguration().update('qrate.presets', { Seven: entry, Wrong: wrong }, vscode.ConfigurationTarget.Global);
      try {
        const { presets } = await qrate();
        const seven = await eventually('the preset of the settings to show', async () =>
          (await presetNodes()).find(({ preset }) => preset.name === 'Seven'),
        );
        assert.deepEqual([seven.preset.origin, seven.preset.recipe.keepPerBurst], ['settings', 7]);
        assert.match(String(presets.getTreeItem(seven).description), /from your settings/);
        const broken = (await presets.getChildren()).find((node) => node.kind === 'presetsBroken');
        assert.ok(broken);
        assert.deepEqual([presets.getTreeItem(broken).label, broken.kind === 'presetsBroken' && broken.origin], ['Wrong', 'settings']);
        await assert.rejects(run('qrate.applyPreset', { name: 'Wrong' }), hasCode('presets'));
        await report('qrate.savePreset', { name: 'Kept', keeper: 'settings' });
        await report('qrate.renamePreset', { name: 'seven', newName: 'Eight' });
        const names = Object.keys(settings() as object);
        assert.deepEqual(names.sort(), ['Eight', 'Kept', 'Wrong']);
        await report('qrate.deletePreset', { name: 'Kept' });
        assert.deepEqual(settings(), { Wrong: wrong, Eight: entry });
        assert.deepEqual(await run('qrate.runPreset', { names: ['Eight'] }).then((it) => (it as readonly unknown[]).length), 1);
      } finally {
        await vscode.workspace.getConfiguration().update('qrate.presets', undefined, vscode.ConfigurationTarget.Global);
      }
      await report('qrate.cull');
    });

    it('of the workspace’s settings are renamed and deleted there, and let those of the same name in the user’s through', async () => {
      const { Global, Workspace } = vscode.ConfigurationTarget;
      const settings = () => vscode.workspace.getConfiguration();
      const values = () => settings().inspect('qrate.presets');
      const shown = (name: string, keep: number) =>
        eventually(`“${name}” to show`, async () =>
          (await presetNodes()).find(({ preset }) => preset.name === name && preset.recipe.keepPerBurst === keep),
        );
      const recipe = (keepPerBurst: number) => ({ recipe: { keepPerBurst } });
      await settings().update('qrate.presets', { Both: recipe(3) }, Global);
      await settings().update('qrate.presets', { Team: recipe(5), Both: recipe(6) }, Workspace);
      try {
        await shown('Team', 5);
        await shown('Both', 6);
        await report('qrate.renamePreset', { name: 'team', newName: 'Crew' });
        assert.deepEqual(values()?.workspaceValue, { Crew: recipe(5), Both: recipe(6) });
        await report('qrate.deletePreset', { name: 'Both' });
        assert.deepEqual([values()?.workspaceValue, values()?.globalValue], [{ Crew: recipe(5) }, { Both: recipe(3) }]);
        await shown('Both', 3);
        await report('qrate.savePreset', { name: 'crew', keeper: 'settings' });
        assert.deepEqual(Object.keys(values()?.workspaceValue as object), ['crew'], 'it is replaced where it stands');
        await report('qrate.deletePreset', { name: 'Crew' });
        await report('qrate.deletePreset', { name: 'Both' });
        assert.deepEqual([values()?.workspaceValue, values()?.globalValue], [undefined, {}]);
      } finally {
        for (const target of [Global, Workspace]) await settings().update('qrate.presets', undefined, target);
      }
    });

    it('are checked where they are written, against the schema of plans', async () => {
      const file = vscode.Uri.file(path.join(workspaceShoot(), '.vscode/settings.json'));
      const content = { 'qrate.presets': { P: { recipe: { keepPerBurst: 0 }, plan: { version: 1, filter: { nonsense: true } } } } };
      await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(content, null, 2)));
      try {
        await vscode.window.showTextDocument(file);
        const said = await eventually('the settings to be checked', async () => {
          const messages = vscode.languages.getDiagnostics(file).map(({ message }) => message);
          return messages.length >= 2 ? messages.join(' ') : undefined;
        });
        assert.match(said, /nonsense/);
      } finally {
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        await vscode.workspace.fs.delete(file);
      }
    });
  });

  describe('files of the Explorer', () => {
    const badge = async (photo: string) => {
      const uri = vscode.Uri.file(path.join(workspaceShoot(), photo));
      return (await qrate()).decorations.provideFileDecoration(uri);
    };

    it('bear the person’s word, companions too, and suggestions where the setting asks for them', async () => {
      const paired = (await allFrames(await qrate())).find(({ photo }) => photo.companions.length > 0 && photo.failure === null);
      assert.ok(paired);
      const { photo } = paired;
      assert.equal(await badge(photo.path), undefined);
      await report('qrate.pick', { files: [photo.path] });
      const shown = await eventually('the badge', () => badge(photo.path));
      assert.deepEqual([shown.badge, shown.tooltip], ['P', 'qrate: picked by you']);
      assert.equal((await badge(photo.companions[0]?.path ?? ''))?.badge, 'P');
      await report('qrate.unmark', { files: [photo.path] });
      await eventually('the badge to go', async () => (await badge(photo.path)) === undefined);
      const settings = vscode.workspace.getConfiguration('qrate');
      await settings.update('decorations.suggestions', true, vscode.ConfigurationTarget.Global);
      try {
        const suggested = await eventually('the suggestion', () => badge(photo.path));
        assert.match(suggested.badge ?? '', /^[pa?x]$/);
      } finally {
        await settings.update('decorations.suggestions', undefined, vscode.ConfigurationTarget.Global);
      }
    });

    it('are warned about in Problems while they cannot be read', async () => {
      const { failed } = await report('qrate.status');
      assert.ok(failed.length > 0);
      for (const { path: photo, reason } of failed) {
        const uri = vscode.Uri.file(path.join(workspaceShoot(), photo));
        const problem = await eventually(photo, () => vscode.languages.getDiagnostics(uri).find(({ source }) => source === 'qrate'));
        assert.deepEqual([problem.message, problem.severity], [reason, vscode.DiagnosticSeverity.Warning]);
        assert.match(String(problem.code), /^[a-z-]+$/);
      }
    });
  });

  it('The status bar counts the picks', async () => {
    const { statusBar } = await qrate();
    const { suggestions } = await report('qrate.status');
    await eventually('the picks', () => statusBar.text === `$(pass) ${suggestions.pick} picks`);
  });
});
