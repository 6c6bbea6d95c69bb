import path from 'node:path';
import * as vscode from 'vscode';
import { QrateError } from '../core/errors';
import { isInside } from '../core/findShoots';
import type { Call, CommandHost } from './commandTypes';

/** Photos of one shoot that a command is about: paths relative to the shoot, or absolute. */
export interface PhotoTargets {
  readonly root: string;
  readonly files: readonly string[];
}

interface FolderOption {
  readonly folder?: string | undefined;
}

const workspaceFolders = (): readonly string[] =>
  (vscode.workspace.workspaceFolders ?? []).filter((it) => it.uri.scheme === 'file').map((it) => it.uri.fsPath);

const absolute = (folder: string): string => path.resolve(workspaceFolders()[0] ?? '', folder);

/** The file in front of the person: text, picture or custom editor. */
function activeFile(): string | null {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  return uri?.scheme === 'file' ? uri.fsPath : null;
}

/** The shoot that is named by the call itself or lies around the active file. */
async function nearbyShoot(host: CommandHost, call: Call<FolderOption>): Promise<string | null> {
  if (call.options?.folder !== undefined) return absolute(call.options.folder);
  if (call.nodes[0] !== undefined) return call.nodes[0].root;
  if (call.uris[0] !== undefined) return (await host.shoots.around(call.uris[0].fsPath)) ?? call.uris[0].fsPath;
  const panel = host.grids.activeRoot ?? host.pickers.activeRoot ?? host.explain.active?.root;
  if (panel !== undefined) return panel;
  const file = activeFile();
  return file === null ? null : host.shoots.around(file);
}

/** One of `folders`: the only one, the person's choice, or an error for a program. `undefined` = the person backed out. */
async function choose(folders: readonly string[], placeHolder: string, mayAsk: boolean): Promise<string | undefined> {
  if (folders.length <= 1) return folders[0];
  if (!mayAsk) throw new QrateError('usage', vscode.l10n.t('There are several shoots in this window. Name one by the option “folder”.'));
  const items = folders.map((root) => ({ label: path.basename(root), description: vscode.workspace.asRelativePath(root), root }));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.root;
}

/** The shoot a command runs on. `undefined` = the person backed out. Throws QrateError('no-index') where there is none. */
export async function shootFor(host: CommandHost, call: Call<FolderOption>): Promise<string | undefined> {
  return (await nearbyShoot(host, call)) ?? chosenShoot(host, call);
}

/** The shoot that a person chooses of the window's, whatever is in front. Otherwise like `shootFor`. */
export async function chosenShoot(host: CommandHost, call: Call<FolderOption>): Promise<string | undefined> {
  const roots = await host.shoots.roots();
  if (roots.length === 0)
    throw new QrateError('no-index', vscode.l10n.t('There is no indexed shoot in this window yet. Index a folder first.'));
  return choose(roots, vscode.l10n.t('Which shoot?'), call.options === null);
}

/** The folder to index: like `shootFor`, but any workspace folder will do, and without one the person is asked for a folder. */
export async function folderToIndex(host: CommandHost, call: Call<FolderOption>): Promise<string | undefined> {
  const near = await nearbyShoot(host, call);
  if (near !== null) return near;
  const folders = [...new Set([...workspaceFolders(), ...(await host.shoots.roots())])].sort();
  if (folders.length > 0) return choose(folders, vscode.l10n.t('Which folder do you want to index?'), call.options === null);
  if (call.options !== null) throw new QrateError('usage', vscode.l10n.t('No folder is open. Name one by the option “folder”.'));
  const openLabel = vscode.l10n.t('Index');
  const chosen = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel });
  return chosen?.[0]?.fsPath;
}

/** A preview in the cache as the photo it was made from; any other file as itself. */
async function photoOf(host: CommandHost, root: string, file: string): Promise<string> {
  const { cacheDir, photos } = await host.shoots.view(root);
  if (!isInside(cacheDir, file)) return file;
  const [contentId] = path.basename(file).split('.');
  return photos.find((photo) => photo.preview?.contentId === contentId)?.path ?? file;
}

async function photoInFront(host: CommandHost): Promise<PhotoTargets | null> {
  const grid = host.grids.active;
  if (grid !== null) return grid;
  const panel = host.explain.active;
  if (panel !== null) return { root: panel.root, files: [panel.path] };
  const file = activeFile();
  if (file === null) return null;
  const root = await host.shoots.around(file);
  return root === null ? null : { root, files: [await photoOf(host, root, file)] };
}

function byShoot(found: readonly (readonly [root: string, file: string])[]): readonly PhotoTargets[] {
  const roots = [...new Set(found.map(([root]) => root))];
  return roots.map((root) => ({ root, files: found.filter(([it]) => it === root).map(([, file]) => file) }));
}

async function ofUris(host: CommandHost, uris: readonly vscode.Uri[]): Promise<readonly PhotoTargets[]> {
  const found = await Promise.all(uris.map(async ({ fsPath }) => [await host.shoots.around(fsPath), fsPath] as const));
  const outside = found.find(([root]) => root === null);
  if (outside !== undefined) {
    throw new QrateError('no-index', vscode.l10n.t('{0} is not in an indexed shoot. Index its folder first.', outside[1]));
  }
  return byShoot(found.flatMap(([root, file]) => (root === null ? [] : [[root, file] as const])));
}

/**
 * The photos a command is about: named by the call; else what the person looks at (panel, then editor), else the tree's selection.
 * Throws QrateError('no-such-photo') where there is none.
 */
export async function photosFor(
  host: CommandHost,
  call: Call<FolderOption & { readonly files: readonly string[] }>,
): Promise<readonly PhotoTargets[]> {
  const { options, uris, nodes } = call;
  if (options !== null) {
    const root = await shootFor(host, call);
    return root === undefined ? [] : [{ root, files: options.files }];
  }
  if (uris.length > 0) return ofUris(host, uris);
  const frames = (list: typeof nodes) => list.flatMap((node) => (node.kind === 'frame' ? [[node.root, node.photo.path] as const] : []));
  if (nodes.length > 0) return byShoot(frames(nodes));
  const front = await photoInFront(host);
  if (front !== null) return [front];
  const selection = frames(host.bursts.selection);
  if (selection.length > 0) return byShoot(selection);
  throw new QrateError('no-such-photo', vscode.l10n.t('No photo is selected. Select one in the Bursts view, or open it.'));
}

/** A group stands for its best frame, else its first: named by the call, or selected while no photo is in front. */
async function groupInFront(host: CommandHost, { options, uris, nodes }: Call<object>): Promise<Target | null> {
  if (options !== null || uris.length > 0) return null;
  const named = nodes.length > 0;
  if (!named && (await photoInFront(host)) !== null) return null;
  const [node] = named ? nodes : host.bursts.selection;
  if (node?.kind !== 'group') return null;
  const file = node.bestPath ?? node.group.members[0];
  return file === undefined ? null : { root: node.root, file };
}

interface Target {
  readonly root: string;
  readonly file: string;
}

/** The photo of this shoot that is named by the call, or in front; `null` where there is none. Relative to the shoot. */
export async function photoToShow(host: CommandHost, root: string, call: Call<object>): Promise<string | null> {
  const [node] = call.nodes;
  const group = node?.kind === 'group' ? (node.bestPath ?? node.group.members[0]) : undefined;
  const file = node?.kind === 'frame' ? node.photo.path : (group ?? call.uris[0]?.fsPath ?? (await inFront(host, root)));
  if (file === null || path.resolve(root, file) === root) return null;
  return path.relative(root, path.resolve(root, file)).split(path.sep).join('/');
}

async function inFront(host: CommandHost, root: string): Promise<string | null> {
  const front = await photoInFront(host);
  return front?.root === root ? (front.files[0] ?? null) : null;
}

/** The one photo a command is about. */
export async function photoFor(host: CommandHost, call: Call<FolderOption & { readonly file: string }>): Promise<Target | undefined> {
  const group = await groupInFront(host, call);
  if (group !== null) return group;
  const options = call.options === null ? null : { folder: call.options.folder, files: [call.options.file] };
  const [targets] = await photosFor(host, { ...call, options });
  const file = targets?.files[0];
  return targets === undefined || file === undefined ? undefined : { root: targets.root, file };
}
