import * as vscode from 'vscode';
import { paced } from '../../core/pace';
import type { ShootView } from '../../core/reports';
import type { Shoots } from '../shoots';
import { photoCount } from '../words';
import { dayItem, failuresItem, folderItem, groupItem, latestItem } from './branchItems';
import { type BurstNode, findFrame, type ShootChild, type ShootNode, treeSteps } from './burstsModel';
import { type BurstsOptions, parseOptions } from './burstsOptions';
import { photosInOrder } from './captureOrder';
import { filterText } from './filterWords';
import { frameItem, resolveFrame } from './frameItem';
import { isFiltering, photoTest } from './photoFilter';
import { ShootTreeView } from './shootTreeView';
import type { TreeNode } from './treeNodes';

const REMEMBERED = 'qrate.burstsView';
/** As many as a person can look over; older ones are in their place below. */
const MAX_LATEST = 30;

/** The tree "Bursts": days or folders, groups and frames of every shoot in the workspace. */
export class BurstsView extends ShootTreeView {
  readonly #memory: vscode.Memento;
  readonly #latest = new Map<string, readonly string[]>();
  /** Ids of days and folders that are the only one of their shoot: they open by themselves. */
  readonly #alone = new Set<string>();
  #options: BurstsOptions;

  constructor(shoots: Shoots, log: vscode.LogOutputChannel, memory: vscode.Memento) {
    super({ id: 'qrate.bursts', canSelectMany: true, tellsErrors: true }, shoots, log);
    this.#memory = memory;
    this.#options = parseOptions(memory.get(REMEMBERED));
    this.#tell();
  }

  /** How the tree is sorted, cut into branches and filtered. */
  get options(): BurstsOptions {
    return this.#options;
  }

  /** Changes that and keeps it for the workspace. */
  async show(change: Partial<BurstsOptions>): Promise<void> {
    this.#options = { ...this.#options, ...change };
    this.#tell();
    this.update();
    await this.#memory.update(REMEMBERED, this.#options);
  }

  /** Puts frames that have just come in on top, newest first; `null` takes them from there. */
  announce(root: string, photos: readonly string[] | null): void {
    if (photos === null) this.#latest.delete(root);
    else this.#latest.set(root, [...new Set([...photos, ...(this.#latest.get(root) ?? [])])].slice(0, MAX_LATEST));
    this.update();
  }

  /** Fills in the tooltip when a frame is hovered: the sentence is asked for one photo at a time. */
  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    return resolveFrame({ shoots: this.shoots, log: this.log, item, node });
  }

  /** Selects a photo in the tree, with its branch and group opened. Does nothing for a photo that the tree does not show. */
  async reveal(root: string, photo: string): Promise<void> {
    const frame = findFrame(await this.#below(root), photo);
    if (frame !== undefined) await this.view.reveal(frame, { select: true, focus: false });
  }

  /** Keeps the selection on what another view shows. A hidden tree stays hidden. */
  async follow(root: string, photo: string): Promise<void> {
    if (this.view.visible) await this.reveal(root, photo);
  }

  /** Opens the branch of unreadable photos. */
  async revealFailures(root: string): Promise<void> {
    const failures = (await this.#below(root)).find((it) => it.kind === 'failures');
    if (failures !== undefined) await this.view.reveal(failures, { select: true, focus: true, expand: true });
  }

  protected async childrenOf(view: ShootView, parent: ShootNode | null): Promise<readonly ShootChild[]> {
    const inOrder = await photosInOrder(view);
    const request = { options: this.#options, latest: this.#latest.get(view.root) ?? [], inOrder };
    const children = await paced(treeSteps(view, parent, request));
    const sections = children.filter(({ kind }) => kind === 'day' || kind === 'folder');
    for (const { id } of sections) {
      if (sections.length === 1) this.#alone.add(id);
      else this.#alone.delete(id);
    }
    return children;
  }

  protected itemOf(node: Exclude<TreeNode, ShootNode>): vscode.TreeItem {
    switch (node.kind) {
      case 'day':
        return dayItem(node, this.#alone.has(node.id));
      case 'folder':
        return folderItem(node, this.#alone.has(node.id));
      case 'latest':
        return latestItem(node);
      case 'group':
        return groupItem(node);
      case 'failures':
        return failuresItem(node);
      case 'frame':
        return frameItem(node);
      default:
        throw new Error(`The Bursts view holds no ${node.kind}.`);
    }
  }

  protected override didRead(views: readonly ShootView[]): void {
    const photos = views.flatMap((view) => view.photos);
    const shown = isFiltering(this.#options.filter) ? photos.filter(photoTest(this.#options.filter)).length : photos.length;
    this.#tell({ shown, of: photos.length });
  }

  async #below(root: string): Promise<readonly BurstNode[]> {
    return ((await this.trees()).get(root)?.children ?? []) as readonly BurstNode[];
  }

  /** The active filter in words above the tree, and what the title bar offers. */
  #tell(count?: { readonly shown: number; readonly of: number }): void {
    const { by, filter } = this.#options;
    const filtering = isFiltering(filter);
    this.view.description = filtering ? filterText(filter) : '';
    this.view.message = filtering && count !== undefined ? filterMessage(count) : undefined;
    setContext('qrate.bursts.filtered', filtering);
    setContext('qrate.bursts.by', by);
  }
}

const filterMessage = ({ shown, of }: { readonly shown: number; readonly of: number }): string | undefined =>
  // With nothing to show the welcome text says so, beside the way out.
  shown === 0 ? undefined : vscode.l10n.t('The filter shows {0} of {1}.', shown, photoCount(of));

const setContext = (key: string, value: unknown): void => void vscode.commands.executeCommand('setContext', key, value);
