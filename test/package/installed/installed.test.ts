import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { repoRoot } from '../../support/samples';

function installed(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('qrate.qrate');
  assert.ok(extension, 'the package is not installed');
  return extension;
}

function shoot(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return folder.uri;
}

/** SHA-256 of every file of the shoot outside `.qrate/`, by path. */
function originals(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  const own = (file: string) => file.split(path.sep)[0] === '.qrate';
  const digest = (file: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(root, file)))
      .digest('hex');
  return new Map(
    paths
      .filter((file) => !own(file))
      .sort()
      .map((file) => [file, digest(file)]),
  );
}

describe('the package, installed in VS Code', () => {
  it('is the packed extension and not the work tree', () => {
    const { extensionPath } = installed();
    assert.ok(path.relative(repoRoot, extensionPath).startsWith('..'), extensionPath);
  });

  it('activates and registers every command of its manifest', async () => {
    const extension = installed();
    await extension.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed: readonly { readonly command: string }[] = extension.packageJSON.contributes.commands;
    assert.ok(contributed.length > 0);
    assert.deepEqual(
      contributed.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });

  it('indexes the demo shoot and leaves every original as it was', async function () {
    this.timeout(300_000);
    const root = shoot().fsPath;
    const before = originals(root);
    assert.ok(before.size > 0, 'the demo shoot is empty');
    const report = await vscode.commands.executeCommand<{ readonly photos: number }>('qrate.index', { folder: root });
    assert.ok(report.photos > 0, 'no photo was found');
    const index = readFileSync(path.join(root, '.qrate/index.sqlite'));
    assert.equal(index.toString('latin1', 0, 15), 'SQLite format 3');
    assert.deepEqual(originals(root), before);
  });
});
