import path from 'node:path';
import * as vscode from 'vscode';
import type { GroupKind } from '../../core/model';
import { escapeMarkdown } from '../markdown';
import { frameCount, kindWord, photoCount, pickCount } from '../words';
import type { DayNode, FailuresNode, FolderNode, GroupNode, LatestNode, ShootNode } from './burstsModel';
import { countPicks } from './verdicts';

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const KIND_ICONS: Record<GroupKind, string> = {
  burst: 'layers',
  bracket: 'color-mode',
  'focus-stack': 'list-flat',
  panorama: 'split-horizontal',
  interval: 'watch',
  'pixel-shift': 'move',
  'multiple-exposure': 'combine',
  series: 'list-ordered',
  'exact-duplicate': 'copy',
  'near-duplicate': 'mirror',
};

export function shootItem(node: ShootNode): vscode.TreeItem {
  const item = new vscode.TreeItem(path.basename(node.root), Expanded);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon('folder-library');
  item.description = parentPath(node.root);
  item.contextValue = 'shoot';
  item.tooltip = node.root;
  return item;
}

/** Tells shoots of the same name apart; nothing for a shoot right below the workspace folder. */
function parentPath(root: string): string {
  const parent = path.dirname(vscode.workspace.asRelativePath(root, false));
  return parent === '.' ? '' : parent;
}

export function dayItem(node: DayNode, expanded: boolean): vscode.TreeItem {
  const item = new vscode.TreeItem(node.day ?? vscode.l10n.t('Date unknown'), expanded ? Expanded : Collapsed);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon('calendar');
  item.description = photoCount(node.photos);
  item.contextValue = 'day';
  return item;
}

export function folderItem(node: FolderNode, expanded: boolean): vscode.TreeItem {
  const label = node.folder === '' ? vscode.l10n.t('This folder') : node.folder;
  const item = new vscode.TreeItem(label, expanded ? Expanded : Collapsed);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon('folder');
  item.description = photoCount(node.photos);
  item.contextValue = 'folder';
  return item;
}

/** What a tethered camera has just delivered. */
export function latestItem(node: LatestNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Just in'), Expanded);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon('radio-tower', new vscode.ThemeColor('charts.green'));
  item.description = photoCount(node.children.length);
  item.tooltip = vscode.l10n.t('Frames that came in since the folder is watched as a tethered one, newest first');
  item.contextValue = 'latest';
  return item;
}

/** `IMG_0412.NEF` – the best frame's name, or the first one's where the group is kept whole. */
export function groupItem(node: GroupNode): vscode.TreeItem {
  const named = node.bestPath ?? node.children[0]?.photo.path ?? node.group.id;
  const item = new vscode.TreeItem(path.posix.basename(named), Collapsed);
  const { decided, suggested } = countPicks(node.children.map((it) => it.photo));
  const kind = kindWord[node.group.kind]();
  const picks = decided + suggested;
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon(KIND_ICONS[node.group.kind]);
  const byPerson = node.children.some(({ photo }) => photo.regrouped === 'merge') ? [vscode.l10n.t('put together by you')] : [];
  item.description = [kind, node.children.length, ...(picks > 0 ? [pickCount(picks)] : []), ...byPerson].join(' · ');
  item.accessibilityInformation = { label: [kind, item.label, frameCount(node.children.length), pickCount(picks), ...byPerson].join(', ') };
  item.contextValue = `group.${node.group.kind}`;
  item.tooltip = groupTooltip(node, kind);
  return item;
}

function groupTooltip(node: GroupNode, kind: string): vscode.MarkdownString {
  const count = `${kind}, ${frameCount(node.children.length)}`;
  const best =
    node.bestPath === null
      ? vscode.l10n.t('Kept whole: every frame belongs to the picture.')
      : vscode.l10n.t('Best: {0}', path.posix.basename(node.bestPath));
  return new vscode.MarkdownString(`${escapeMarkdown(count)}\n\n${escapeMarkdown(best)}`);
}

export function failuresItem(node: FailuresNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Could not be read'), Collapsed);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
  item.description = photoCount(node.children.length);
  item.contextValue = 'failures';
  return item;
}
