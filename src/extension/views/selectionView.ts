import type * as vscode from 'vscode';
import { paced } from '../../core/pace';
import type { ShootView } from '../../core/reports';
import type { Shoots } from '../shoots';
import type { ShootNode } from './burstsModel';
import { photosInOrder } from './captureOrder';
import { frameItem, resolveFrame } from './frameItem';
import { reasonItem, verdictItem } from './selectionItems';
import { selectionSteps, type VerdictNode } from './selectionModel';
import { ShootTreeView } from './shootTreeView';
import type { TreeNode } from './treeNodes';

/** The tree "Selection": picks, alternates, review and rejects, each by its reason. */
export class SelectionView extends ShootTreeView {
  constructor(shoots: Shoots, log: vscode.LogOutputChannel) {
    super({ id: 'qrate.selection', canSelectMany: true, tellsErrors: false }, shoots, log);
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    return resolveFrame({ shoots: this.shoots, log: this.log, item, node });
  }

  protected async childrenOf(view: ShootView, parent: ShootNode | null): Promise<readonly VerdictNode[]> {
    return paced(selectionSteps(view, parent, await photosInOrder(view)));
  }

  protected itemOf(node: Exclude<TreeNode, ShootNode>): vscode.TreeItem {
    if (node.kind === 'verdict') return verdictItem(node);
    if (node.kind === 'reason') return reasonItem(node);
    if (node.kind === 'frame') return frameItem(node);
    throw new Error(`The Selection view holds no ${node.kind}.`);
  }
}
