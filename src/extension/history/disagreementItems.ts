import path from 'node:path';
import * as vscode from 'vscode';
import type { DecisionField, Voice } from '../../core/git/reports';
import type { DisputedPhoto, VoiceNode } from './disagreementNodes';
import { decidedText, fieldText, personText, timeText } from './historyWords';

const { Expanded, None } = vscode.TreeItemCollapsibleState;

const icon = (name: string, color: string): vscode.ThemeIcon => new vscode.ThemeIcon(name, new vscode.ThemeColor(color));

/** The same shapes as decided frames have in the Bursts view; colour says nothing that the words do not. */
function voiceIcon(field: DecisionField, { value }: Voice): vscode.ThemeIcon {
  if (value === null) return new vscode.ThemeIcon('discard');
  if (field === 'rating') return new vscode.ThemeIcon('star-full');
  if (field === 'label') return new vscode.ThemeIcon('tag');
  return value === 'pick' ? icon('pass-filled', 'charts.green') : icon('error', 'charts.red');
}

export function disputedItem(node: DisputedPhoto, shoot: string | null): vscode.TreeItem {
  const item = new vscode.TreeItem(path.posix.basename(node.path), Expanded);
  const fields = node.disagreements.map(({ field }) => fieldText[field]()).join(', ');
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon('git-pull-request-draft');
  item.description = [fields, ...(shoot === null ? [] : [shoot])].join(' · ');
  item.contextValue = 'disputed';
  item.tooltip = node.path;
  item.command = { command: 'qrate.openPhoto', title: vscode.l10n.t('Open Photo'), arguments: [node] };
  item.accessibilityInformation = { label: vscode.l10n.t('{0}, people disagree on: {1}', path.posix.basename(node.path), fields) };
  return item;
}

/** `picked` – `Ada · counts now · 2026-05-17 12:03`. */
export function voiceItem({ id, field, voice, counts }: VoiceNode): vscode.TreeItem {
  const item = new vscode.TreeItem(decidedText(field, voice.value), None);
  const words = [personText(voice.author), ...(counts ? [vscode.l10n.t('counts now')] : []), timeText(voice.time)];
  item.id = id;
  item.iconPath = voiceIcon(field, voice);
  item.description = words.join(' · ');
  item.contextValue = 'voice';
  item.tooltip = `${voice.author ?? personText(null)}\n${timeText(voice.time)}`;
  item.accessibilityInformation = { label: [item.label, ...words].join(', ') };
  return item;
}
