import * as vscode from 'vscode';
import type { Verdict } from '../../core/model';
import { photoCount, reasonWord } from '../words';
import { decidedIcon, suggestedIcon } from './frameItem';
import type { ReasonNode, VerdictNode } from './selectionModel';

const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

const TITLES: Record<Verdict, () => string> = {
  pick: () => vscode.l10n.t('Picks'),
  alternate: () => vscode.l10n.t('Alternates'),
  review: () => vscode.l10n.t('Review'),
  reject: () => vscode.l10n.t('Rejects'),
};

const TOOLTIPS: Record<Verdict, () => string> = {
  pick: () => vscode.l10n.t('What an export takes'),
  alternate: () => vscode.l10n.t('Frames of a burst that another one beats, and duplicates. Not rejects: each stays one key away'),
  review: () => vscode.l10n.t('Worth a look: below the sharpness you asked for, or unreadable'),
  reject: () => vscode.l10n.t('Rejected by you, or certain defects. No file is touched'),
};

/** `Picks  34 photos · 12 by you`. */
export function verdictItem(node: VerdictNode): vscode.TreeItem {
  const title = TITLES[node.verdict]();
  const byYou = node.decided > 0 ? [vscode.l10n.t('{0} by you', node.decided)] : [];
  const item = new vscode.TreeItem(title, node.verdict === 'pick' ? Expanded : Collapsed);
  item.id = node.id;
  item.iconPath = suggestedIcon(node.verdict);
  item.description = [photoCount(node.photos), ...byYou].join(' · ');
  item.tooltip = TOOLTIPS[node.verdict]();
  item.contextValue = `verdict.${node.verdict}`;
  item.accessibilityInformation = { label: [title, photoCount(node.photos), ...byYou].join(', ') };
  return item;
}

/** Filled icons are the person's word, outlines the machine's. */
export function reasonItem(node: ReasonNode): vscode.TreeItem {
  const { verdict } = node.parent;
  const byYou = node.reason === 'by-you';
  const label = node.reason === 'by-you' ? byYouTitle(verdict) : reasonWord[node.reason]();
  const said = byYou ? [] : [vscode.l10n.t('suggested')];
  const item = new vscode.TreeItem(label, Collapsed);
  item.id = node.id;
  item.iconPath = byYou ? decidedIcon(verdict) : suggestedIcon(verdict);
  item.description = [photoCount(node.photos), ...said].join(' · ');
  item.contextValue = byYou ? 'reason.decided' : 'reason.suggested';
  item.accessibilityInformation = { label: [label, photoCount(node.photos), ...said].join(', ') };
  return item;
}

const byYouTitle = (verdict: Verdict): string => (verdict === 'reject' ? vscode.l10n.t('rejected by you') : vscode.l10n.t('picked by you'));
