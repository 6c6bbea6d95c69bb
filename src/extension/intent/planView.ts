import path from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { photoCount } from '../words';
import { isPlanUri, type PlanDocuments, type PlanState } from './planDocuments';

/** A line of the view "Plan". */
export interface PlanNode {
  readonly label: string;
  readonly description?: string | undefined;
  readonly icon: string;
  readonly children: readonly PlanNode[];
  readonly command?: vscode.Command | undefined;
  readonly isOpen?: boolean;
}

/** Photos that are listed; a grid shows them all. */
const LISTED = 200;

/** The plan in front of the person, beside its text: which words became what, which were left over, the steps with their counts, the photos. */
export class PlanView extends Disposable implements vscode.TreeDataProvider<PlanNode> {
  readonly #documents: PlanDocuments;
  readonly #changed = this._register(new vscode.EventEmitter<undefined>());
  readonly #view: vscode.TreeView<PlanNode>;
  #shown: vscode.Uri | null = null;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(documents: PlanDocuments) {
    super();
    this.#documents = documents;
    this.#view = this._register(vscode.window.createTreeView<PlanNode>('qrate.plan', { treeDataProvider: this, showCollapseAll: false }));
    this._register(documents.onDidChange(({ uri }) => this.#follow(uri)));
    this._register(documents.onDidClose((uri) => uri.toString() === this.#shown?.toString() && this.#show(null)));
    // A document lives on for a while after its tab was closed.
    this._register(vscode.window.tabGroups.onDidChangeTabs(({ closed }) => closed.length > 0 && this.#leave()));
    this._register(vscode.window.onDidChangeActiveTextEditor((editor) => editor !== undefined && this.#follow(editor.document.uri)));
  }

  getChildren(node?: PlanNode): PlanNode[] {
    if (node !== undefined) return [...node.children];
    const state = this.#shown === null ? null : this.#documents.get(this.#shown);
    return state === null ? [] : [...planNodes(state)];
  }

  getTreeItem({ label, description, icon, children, command, isOpen = false }: PlanNode): vscode.TreeItem {
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(label, children.length === 0 ? None : isOpen ? Expanded : Collapsed);
    item.iconPath = new vscode.ThemeIcon(icon);
    if (description !== undefined) item.description = description;
    if (command !== undefined) item.command = command;
    item.tooltip = [label, description].filter(Boolean).join(' – ');
    item.accessibilityInformation = { label: [label, description].filter(Boolean).join(', ') };
    return item;
  }

  /** The view stays with the plan while the person looks at photos. */
  #follow(uri: vscode.Uri): void {
    if (!isPlanUri(uri)) return;
    const active = vscode.window.activeTextEditor?.document.uri;
    if (this.#shown === null || active?.toString() === uri.toString()) this.#show(uri);
    else if (uri.toString() === this.#shown.toString()) this.#changed.fire(undefined);
  }

  #leave(): void {
    const shown = this.#shown?.toString();
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const isOpen = ({ input }: vscode.Tab): boolean => input instanceof vscode.TabInputText && input.uri.toString() === shown;
    if (shown !== undefined && !tabs.some(isOpen)) this.#show(null);
  }

  #show(uri: vscode.Uri | null): void {
    this.#shown = uri;
    void vscode.commands.executeCommand('setContext', 'qrate.planOpen', uri !== null);
    this.#view.description = uri === null ? '' : path.posix.basename(uri.path).replace(/\.qrate-plan\.json$/, '');
    this.#changed.fire(undefined);
  }
}

const leaf = (icon: string, label: string, description?: string): PlanNode => ({ icon, label, description, children: [] });

/** Exported for tests. */
export function planNodes(state: PlanState): readonly PlanNode[] {
  const { reading, preview, problem } = state;
  return [
    ...(problem === null ? [] : [leaf('error', problem.sentence, problem.at)]),
    ...(reading === null ? [] : readingNodes(reading)),
    ...(preview === null ? [] : previewNodes(state.root ?? '', preview)),
  ];
}

function readingNodes({
  sentence,
  understood,
  unused,
  contradictions,
  corrections,
  model,
}: NonNullable<PlanState['reading']>): readonly PlanNode[] {
  const words = understood.map((it) => leaf('pass', it.words, it.meaning));
  const read = corrections.map(({ typed, read: as }) => leaf('edit', typed, vscode.l10n.t('read as “{0}”', as)));
  return [
    leaf('quote', sentence, model === null ? undefined : vscode.l10n.t('read by {0}', model.name)),
    ...(words.length + read.length === 0
      ? []
      : [
          {
            icon: 'pass',
            label: vscode.l10n.t('Understood'),
            description: String(words.length),
            children: [...words, ...read],
            isOpen: true,
          },
        ]),
    ...(unused.length === 0
      ? []
      : [
          {
            icon: 'warning',
            label: vscode.l10n.t('Not used'),
            description: unused.join(', '),
            children: unused.map((it) => leaf('question', it)),
          },
        ]),
    ...contradictions.map((it) => leaf('warning', it)),
  ];
}

function previewNodes(
  root: string,
  { photos, steps, selected, next, missing, partly, cull, export: to }: NonNullable<PlanState['preview']>,
): readonly PlanNode[] {
  const all = leaf('circle-outline', photoCount(photos), vscode.l10n.t('all'));
  return [
    ...(cull === null ? [] : [leaf('checklist', vscode.l10n.t('Culls the shoot first'))]),
    {
      icon: 'filter',
      label: vscode.l10n.t('Steps'),
      description: `${photos} → ${selected.length}`,
      children: [all, ...steps.map((step) => leaf('filter', photoCount(step.photos), step.what))],
      isOpen: true,
    },
    ...missing.map((it) => leaf('question', it)),
    ...(partly === null ? [] : [leaf('info', partly)]),
    {
      icon: 'file-media',
      label: vscode.l10n.t('Selected'),
      description: photoCount(selected.length),
      children: [
        ...selected.slice(0, LISTED).map((it) => photoNode(root, it, 'pass-filled')),
        ...(selected.length > LISTED ? [leaf('ellipsis', vscode.l10n.t('and {0} more', selected.length - LISTED))] : []),
      ],
    },
    ...(next === null ? [] : [{ ...photoNode(root, next, 'arrow-right'), description: vscode.l10n.t('next in line') }]),
    ...(to === null ? [] : [exportNode(to)]),
  ];
}

function photoNode(root: string, photo: string, icon: string): PlanNode {
  const folder = path.posix.dirname(photo);
  const command = { title: vscode.l10n.t('Open Photo'), command: 'qrate.openPhoto', arguments: [{ folder: root, file: photo }] };
  return { icon, label: path.posix.basename(photo), description: folder === '.' ? undefined : folder, children: [], command };
}

function exportNode({
  what,
  files,
  unchanged,
  impossible,
  refused,
  notes,
}: NonNullable<NonNullable<PlanState['preview']>['export']>): PlanNode {
  const children = [
    ...(impossible === null ? [] : [leaf('error', impossible)]),
    ...(unchanged > 0 ? [leaf('pass', vscode.l10n.t('{0} there already', unchanged))] : []),
    ...refused.slice(0, LISTED).map((it) => leaf('warning', it)),
    ...notes.map((it) => leaf('info', it)),
  ];
  return { icon: 'export', label: vscode.l10n.t('Export: {0} to write', files), description: what, children, isOpen: true };
}
