import * as vscode from 'vscode';
import { QrateError } from '../../core/errors';
import { nextTurn } from '../../core/pace';
import type { ShootView } from '../../core/reports';
import { Disposable } from '../dispose';
import { logError, showError } from '../errors';
import type { Shoots } from '../shoots';
import { shootItem } from './branchItems';
import { type ShootNode, shootNode } from './burstsModel';
import { isSameItem } from './look';
import { reconcile } from './reconcile';
import type { TreeNode } from './treeNodes';

/** One shoot as a tree shows it. */
interface Tree {
  readonly node: ShootNode;
  readonly view: ShootView;
  readonly children: readonly TreeNode[];
}

/** The trees of all shoots that have an index, by root. */
type Forest = ReadonlyMap<string, Tree>;

interface TreeOptions {
  readonly id: string;
  readonly canSelectMany: boolean;
  /** Whether this view tells the person when a shoot cannot be read; the others leave it to that one. */
  readonly tellsErrors: boolean;
}

/**
 * A tree over the shoots of the window. What a person opened and selected survives every change: nodes are kept by their ids, and
 * only the branches that changed are drawn again.
 */
export abstract class ShootTreeView extends Disposable implements vscode.TreeDataProvider<TreeNode> {
  protected readonly shoots: Shoots;
  protected readonly log: vscode.LogOutputChannel;
  protected readonly view: vscode.TreeView<TreeNode>;
  readonly #changed = this._register(new vscode.EventEmitter<TreeNode[] | undefined>());
  readonly #options: TreeOptions;
  #forest: Promise<Forest> | null = null;
  #isStale = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(options: TreeOptions, shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#options = options;
    this.shoots = shoots;
    this.log = log;
    const { id, canSelectMany } = options;
    this.view = this._register(
      vscode.window.createTreeView<TreeNode>(id, { treeDataProvider: this, canSelectMany, showCollapseAll: true }),
    );
    this._register(shoots.onDidChange(() => this.update()));
  }

  /** What is selected in the tree. */
  get selection(): readonly TreeNode[] {
    return this.view.selection;
  }

  /** What lies below a shoot. `parent` is `null` where that is the root of the tree. */
  protected abstract childrenOf(view: ShootView, parent: ShootNode | null): readonly TreeNode[] | Promise<readonly TreeNode[]>;

  /** The item of a node; the base knows shoots. */
  protected abstract itemOf(node: Exclude<TreeNode, ShootNode>): vscode.TreeItem;

  /** Called after every read, with what the shoots hold. */
  protected didRead(_views: readonly ShootView[]): void {}

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined) return [...roots(await this.trees())];
    if (node.kind === 'shoot') return [...((await this.trees()).get(node.root)?.children ?? [])];
    return 'children' in node ? [...node.children] : [];
  }

  getParent(node: TreeNode): TreeNode | null {
    return node.parent;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.kind === 'shoot' ? shootItem(node) : this.itemOf(node);
  }

  /** The trees as they are now. */
  protected async trees(): Promise<Forest> {
    this.#forest ??= this.#read(new Map()).then(({ forest }) => forest);
    return this.#forest;
  }

  /** Reads again and draws what changed. A tree that was never asked for waits until it is. */
  protected update(): void {
    if (this.#forest === null) this.#changed.fire(undefined);
    if (this.#forest === null || this.#isStale) return;
    this.#isStale = true;
    const before = this.#forest.catch((): Forest => new Map());
    this.#forest = before.then(async (old) => {
      this.#isStale = false;
      const { forest, changes } = await this.#read(old);
      this.#draw(changes);
      return forest;
    });
    this.#forest.catch((error: unknown) => logError(this.log, `draw ${this.#options.id}`, error));
  }

  async #read(before: Forest): Promise<{ readonly forest: Forest; readonly changes: Changes }> {
    const found = await this.shoots.roots();
    const views = (await Promise.all(found.map((root) => this.#viewOf(root)))).filter((view) => view !== null);
    const isAlone = views.length <= 1;
    const changes: Changes = { redraw: before.size !== views.length, nodes: [] };
    const forest = new Map<string, Tree>();
    for (const view of views) forest.set(view.root, await this.#grow(view, { old: before.get(view.root), isAlone, changes }));
    this.didRead(views);
    return { forest, changes };
  }

  async #grow(view: ShootView, { old, isAlone, changes }: Growth): Promise<Tree> {
    const node = old?.node ?? shootNode(view.root);
    const parent = isAlone ? null : node;
    const fresh = await this.childrenOf(view, parent);
    await nextTurn();
    const { children, changed, moved } = reconcile(old?.children ?? [], fresh, { isSame: isSameItem, parent });
    if (moved && isAlone) changes.redraw = true;
    changes.nodes.push(...(moved && !isAlone ? [node] : changed));
    return { node, view, children };
  }

  #draw({ redraw, nodes }: Changes): void {
    if (redraw) this.#changed.fire(undefined);
    else if (nodes.length > 0) this.#changed.fire(nodes);
  }

  /** `null` where there is no index yet (the welcome view says what to do), or it cannot be opened. */
  async #viewOf(root: string): Promise<ShootView | null> {
    try {
      return await this.shoots.view(root);
    } catch (error) {
      if (error instanceof QrateError && error.code === 'no-index') return null;
      if (this.#options.tellsErrors) showError(this.log, `read ${root}`, error);
      else logError(this.log, `read ${root}`, error);
      return null;
    }
  }
}

interface Changes {
  /** Whether the roots themselves came, went or moved. */
  redraw: boolean;
  readonly nodes: TreeNode[];
}

interface Growth {
  readonly old: Tree | undefined;
  readonly isAlone: boolean;
  readonly changes: Changes;
}

/** Shoots are shown where there are several, else what lies in the only one. */
function roots(forest: Forest): readonly TreeNode[] {
  const trees = [...forest.values()];
  return trees.length > 1 ? trees.map(({ node }) => node) : trees.flatMap(({ children }) => children);
}
