import path from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import type { Shoots } from '../shoots';
import { disputedItem, voiceItem } from './disagreementItems';
import { type DisagreementNode, type DisputedPhoto, disputedPhotos } from './disagreementNodes';

/** Shows the view; a `when` clause of the manifest names it. */
const CONTEXT = 'qrate.hasDisagreements';

/** The tree "Disagreements": photos on which people decided differently, over all shoots of the window. Hidden while there are none. */
export class DisagreementsView extends Disposable implements vscode.TreeDataProvider<DisagreementNode> {
  readonly #shoots: Shoots;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = this._register(new vscode.EventEmitter<undefined>());
  readonly #view: vscode.TreeView<DisagreementNode>;
  #photos: readonly DisputedPhoto[] = [];
  #generation = 0;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#shoots = shoots;
    this.#log = log;
    this.#view = this._register(
      vscode.window.createTreeView<DisagreementNode>('qrate.disagreements', { treeDataProvider: this, canSelectMany: true }),
    );
    this._register(shoots.onDidChange(() => void this.update()));
  }

  getChildren(node?: DisagreementNode): DisagreementNode[] {
    if (node === undefined) return [...this.#photos];
    return node.kind === 'disputed' ? [...node.children] : [];
  }

  getParent(node: DisagreementNode): DisagreementNode | null {
    return node.kind === 'voice' ? node.photo : null;
  }

  getTreeItem(node: DisagreementNode): vscode.TreeItem {
    if (node.kind === 'voice') return voiceItem(node);
    const roots = new Set(this.#photos.map(({ root }) => root));
    return disputedItem(node, roots.size > 1 ? path.basename(node.root) : null);
  }

  /** Reads the decisions again. Never rejects: a shoot that cannot be read is left out, and the log says why. */
  async update(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const photos = (await Promise.all((await this.#shoots.roots()).map((root) => this.#read(root)))).flat();
    if (generation !== this.#generation || this.isDisposed) return;
    this.#photos = photos;
    const count = photos.length;
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip: badgeText(count) };
    await vscode.commands.executeCommand('setContext', CONTEXT, count > 0);
    this.#changed.fire(undefined);
  }

  async #read(root: string): Promise<readonly DisputedPhoto[]> {
    try {
      return disputedPhotos(root, await (await this.#shoots.api(root)).git.disagreements());
    } catch (error) {
      logError(this.#log, `disagreements in ${root}`, error);
      return [];
    }
  }
}

const badgeText = (count: number): string =>
  count === 1 ? vscode.l10n.t('People disagree on 1 photo') : vscode.l10n.t('People disagree on {0} photos', count);
