import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandId, CommandReports } from '../../../src/extension/commands';
import type { QrateExports } from '../../../src/extension/extension';
import type { FrameNode } from '../../../src/extension/views/burstsModel';
import type { TreeNode } from '../../../src/extension/views/treeNodes';

/** The extension, activated. */
export async function qrate(): Promise<QrateExports> {
  const extension = vscode.extensions.getExtension<QrateExports>('qrate.qrate');
  assert.ok(extension, 'the extension is not installed in this host');
  return extension.activate();
}

/** Runs a command the way a program does: with options, without prompts. */
export const run = async <Id extends CommandId>(id: Id, options: object = {}): Promise<CommandReports[Id] | undefined> =>
  vscode.commands.executeCommand<CommandReports[Id] | undefined>(id, options);

/** The report of a command that must not be cancelled. */
export async function report<Id extends CommandId>(id: Id, options: object = {}): Promise<CommandReports[Id]> {
  const answer = await run(id, options);
  assert.ok(answer !== undefined, `${id} was cancelled`);
  return answer;
}

/** The shoot that is open in the window. */
export function workspaceShoot(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the tests want a shoot as the workspace folder');
  return folder.uri.fsPath;
}

/** True for the rejection of a command with this code. */
export const hasCode = (code: string) => (error: unknown) => error instanceof Error && (error as { code?: unknown }).code === code;

/** Every node of the tree, top down. */
export async function allNodes(exports: Pick<QrateExports, 'bursts'>, node?: TreeNode): Promise<readonly TreeNode[]> {
  const children = await exports.bursts.getChildren(node);
  const below = await Promise.all(children.map((child) => allNodes(exports, child)));
  return children.flatMap((child, i) => [child, ...(below[i] ?? [])]);
}

/** Every frame of the tree. */
export const allFrames = async (exports: QrateExports): Promise<readonly FrameNode[]> =>
  (await allNodes(exports)).filter((node) => node.kind === 'frame');

/** A frame that could be read. */
export async function anyFrame(exports: QrateExports): Promise<FrameNode> {
  const frame = (await allFrames(exports)).find((node) => node.photo.failure === null);
  assert.ok(frame, 'the shoot has no readable photo');
  return frame;
}

/** Takes back whatever other tests decided about the shoot. */
export async function forgetDecisions(): Promise<void> {
  const files = (await allFrames(await qrate())).filter((it) => it.photo.decision !== null).map((it) => it.photo.path);
  if (files.length === 0) return;
  await report('qrate.unmark', { files });
  await report('qrate.rate', { files, rating: null });
  await report('qrate.label', { files, label: null });
}
