import * as vscode from 'vscode';
import type { ShootView } from '../../core/reports';
import { escapeMarkdown } from '../markdown';
import type { Shoots } from '../shoots';
import { originWords, recipeText } from '../words';
import type { ShootNode } from './burstsModel';
import {
  brokenNodesOf,
  type PlanItemNode,
  type PresetItemNode,
  type PresetNode,
  type PresetsBrokenNode,
  planNodesOf,
  presetNodes,
} from './presetsModel';
import { ShootTreeView } from './shootTreeView';
import type { TreeNode } from './treeNodes';

/** The tree "Presets": named recipes of each shoot and the built-in ones. */
export class PresetsView extends ShootTreeView {
  constructor(shoots: Shoots, log: vscode.LogOutputChannel) {
    super({ id: 'qrate.presets', canSelectMany: false, tellsErrors: false }, shoots, log);
  }

  protected async childrenOf(view: ShootView, parent: ShootNode | null): Promise<readonly PresetNode[]> {
    const [{ location }, { listPlans }, { listPresets }, { presetKey }, { BUILT_IN_PLANS }] = await Promise.all([
      this.shoots.api(view.root),
      import('../../core/intent/plans'),
      import('../../core/presets/presets'),
      import('../../core/presets/preset'),
      import('../../core/intent/builtIn'),
    ]);
    const { root, recipe } = view;
    const { items: presets } = await listPresets(location, { isLenient: true });
    // Whoever reads the plans reads everything, so these are all the problems there are.
    const { problems } = await listPlans(location, { isLenient: true });
    const names = new Set([...presets, ...problems].flatMap(({ name }) => (name === null ? [] : [presetKey(name)])));
    const plans = BUILT_IN_PLANS.filter(({ name }) => !names.has(presetKey(name)));
    return [
      ...brokenNodesOf(root, parent, problems),
      ...presetNodes(root, parent, { presets, recipe }),
      ...planNodesOf(root, parent, plans),
    ];
  }

  protected itemOf(node: Exclude<TreeNode, ShootNode>): vscode.TreeItem {
    if (node.kind === 'preset') return presetItem(node);
    if (node.kind === 'plan') return planItem(node);
    if (node.kind === 'presetsBroken') return brokenItem(node);
    throw new Error(`The Presets view holds no ${node.kind}.`);
  }
}

function presetItem(node: PresetItemNode): vscode.TreeItem {
  const { name, description, recipe, origin } = node.preset;
  const item = new vscode.TreeItem(name);
  const words = [
    ...(node.inUse ? [vscode.l10n.t('in use')] : []),
    ...(origin === 'shoot' ? [] : [originWords(origin)]),
    vscode.l10n.t('keep {0}, sharpness ≥ {1}', recipe.keepPerBurst, recipe.minSharpness),
  ];
  item.id = node.id;
  item.iconPath = node.inUse
    ? new vscode.ThemeIcon('check', new vscode.ThemeColor('charts.green'))
    : new vscode.ThemeIcon(origin === 'built-in' ? 'beaker' : 'bookmark');
  item.description = words.join(' · ');
  item.tooltip = new vscode.MarkdownString(
    [`**${escapeMarkdown(name)}**`, escapeMarkdown(description ?? ''), escapeMarkdown(recipeText(recipe))].filter(Boolean).join('\n\n'),
  );
  item.contextValue = `preset.${origin}`;
  item.accessibilityInformation = { label: [name, ...words].join(', ') };
  return item;
}

function planItem({ id, plan: { name, description, origin } }: PlanItemNode): vscode.TreeItem {
  const item = new vscode.TreeItem(name);
  const words = [vscode.l10n.t('built-in plan'), description ?? ''].filter(Boolean);
  item.id = id;
  item.iconPath = new vscode.ThemeIcon('list-filter');
  item.description = words.join(' · ');
  item.tooltip = new vscode.MarkdownString(`**${escapeMarkdown(name)}**\n\n${escapeMarkdown(description ?? '')}`);
  item.contextValue = `plan.${origin}`;
  item.accessibilityInformation = { label: [name, ...words].join(', ') };
  return item;
}

const BROKEN: Readonly<Record<PresetsBrokenNode['origin'], () => string>> = {
  shoot: () => vscode.l10n.t('presets.json cannot be used'),
  settings: () => vscode.l10n.t('The setting qrate.presets cannot be used'),
  person: () => vscode.l10n.t('Your own presets.json cannot be used'),
};

function brokenItem(node: PresetsBrokenNode): vscode.TreeItem {
  const title = node.name ?? BROKEN[node.origin]();
  const item = new vscode.TreeItem(title);
  item.id = node.id;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('problemsWarningIcon.foreground'));
  item.description = node.message;
  item.tooltip = node.message;
  item.contextValue = 'presetsBroken';
  item.command = { command: 'qrate.openPresets', title: vscode.l10n.t('Open where it stands'), arguments: [node] };
  item.accessibilityInformation = { label: `${title}: ${node.message}` };
  return item;
}
