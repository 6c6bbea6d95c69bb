import * as vscode from 'vscode';
import { QrateError } from '../../core/errors';
import type { ShootView } from '../../core/reports';
import { Disposable } from '../dispose';
import { logError, showError } from '../errors';
import type { Shoots } from '../shoots';
import { dayItem, failuresItem, groupItem, shootItem } from './branchItems';
import type { BurstNode, ShootTree } from './burstsModel';
import { shootNode, shootTree } from './burstsModel';
import { frameItem, frameTooltip } from './frameItem';

/** The trees of all shoots that have an index, by root. */
type Forest = ReadonlyMap<string, ShootTree>;

/** The tree "Bursts": days, groups and frames of every shoot in the workspace. */
export class BurstsView extends Disposable implements vscode.TreeDataProvider<BurstNode> {
  readonly #shoots: Shoots;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = this._register(new vscode.EventEmitter<undefined>());
  readonly #view: vscode.TreeView<BurstNode>;
  /** Read once until a shoot changes; `Shoots` keeps the views of those that did not. */
  #forest: Promise<Forest> | null = null;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#shoots = shoots;
    this.#log = log;
    this.#view = this._register(
      vscode.window.createTreeView<BurstNode>('qrate.bursts', { treeDataProvider: this, canSelectMany: true, showCollapseAll: true }),
    );
    this._register(shoots.onDidChange(() => this.#reset()));
  }

  /** Frames selected in the tree. */
  get selection(): readonly BurstNode[] {
    return this.#view.selection;
  }

  async getChildren(node?: BurstNode): Promise<BurstNode[]> {
    if (node === undefined) return this.#roots();
    if (node.kind === 'shoot') return [...((await this.#trees()).get(node.root)?.children ?? [])];
    return node.kind === 'frame' ? [] : [...node.children];
  }

  getParent(node: BurstNode): BurstNode | null {
    return node.parent;
  }

  async getTreeItem(node: BurstNode): Promise<vscode.TreeItem> {
    switch (node.kind) {
      case 'shoot':
        return shootItem(node);
      case 'day':
        return dayItem(node, (await this.#trees()).get(node.root)?.children.length === 1);
      case 'group':
        return groupItem(node);
      case 'failures':
        return failuresItem(node);
      case 'frame':
        return frameItem(node);
    }
  }

  /** Fills in the tooltip when a frame is hovered: the sentence is asked for one photo at a time. */
  async resolveTreeItem(item: vscode.TreeItem, node: BurstNode): Promise<vscode.TreeItem> {
    if (node.kind !== 'frame') return item;
    try {
      const { cacheDir } = await this.#shoots.view(node.root);
      const { sentence } = await (await this.#shoots.api(node.root)).explain(node.photo.path);
      item.tooltip = frameTooltip({ node, cacheDir, sentence });
    } catch (error) {
      logError(this.#log, `explain ${node.photo.path}`, error);
      item.tooltip = node.photo.path;
    }
    return item;
  }

  /** Selects a photo in the tree, with its day and group opened. Does nothing for a photo the index does not know. */
  async reveal(root: string, photo: string): Promise<void> {
    const frame = (await this.#trees()).get(root)?.frames.get(photo);
    if (frame !== undefined) await this.#view.reveal(frame, { select: true, focus: false });
  }

  /** Keeps the selection on what another view shows. A hidden tree stays hidden. */
  async follow(root: string, photo: string): Promise<void> {
    if (this.#view.visible) await this.reveal(root, photo);
  }

  /** Opens the branch of unreadable photos. */
  async revealFailures(root: string): Promise<void> {
    const failures = (await this.#trees()).get(root)?.children.find((it) => it.kind === 'failures');
    if (failures !== undefined) await this.#view.reveal(failures, { select: true, focus: true, expand: true });
  }

  #reset(): void {
    this.#forest = null;
    this.#changed.fire(undefined);
  }

  async #roots(): Promise<BurstNode[]> {
    const trees = await this.#trees();
    return trees.size > 1 ? [...trees.keys()].map(shootNode) : [...trees.values()].flatMap((tree) => tree.children);
  }

  #trees(): Promise<Forest> {
    this.#forest ??= this.#read();
    return this.#forest;
  }

  async #read(): Promise<Forest> {
    const roots = await this.#shoots.roots();
    const views = (await Promise.all(roots.map((root) => this.#viewOf(root)))).filter((view) => view !== null);
    return new Map(views.map((view) => [view.root, shootTree(view, views.length > 1 ? shootNode(view.root) : null)]));
  }

  /** `null` where there is no index yet (the welcome view says what to do), or it cannot be opened (which is said at once). */
  async #viewOf(root: string): Promise<ShootView | null> {
    try {
      return await this.#shoots.view(root);
    } catch (error) {
      if (!(error instanceof QrateError && error.code === 'no-index')) showError(this.#log, `read ${root}`, error);
      return null;
    }
  }
}
