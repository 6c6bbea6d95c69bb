import { captureDay } from '../../core/group/captureTime';
import { compareNames } from '../../core/group/naturalName';
import { inCaptureOrder } from '../../core/group/order';
import type { Group, PhotoView } from '../../core/model';
import { drained, type Steps } from '../../core/pace';
import type { ShootView } from '../../core/reports';
import { type BurstsOptions, type BurstsSort, DEFAULT_OPTIONS } from './burstsOptions';
import { isFiltering, photoTest } from './photoFilter';
import type { TreeNode } from './treeNodes';

/** The tree as data: made in one pass over a view, walked lazily by the tree view. Ids are stable across refreshes. */
export type BurstNode = ShootNode | DayNode | FolderNode | GroupNode | FrameNode | FailuresNode | LatestNode;

interface NodeBase {
  readonly id: string;
  /** Absolute path of the shoot. */
  readonly root: string;
  readonly parent: BurstNode | null;
}

/** Shown where a workspace holds several shoots. */
export interface ShootNode extends NodeBase {
  readonly kind: 'shoot';
}

export type ShootChild = LatestNode | DayNode | FolderNode | FailuresNode;

interface SectionBase extends NodeBase {
  readonly photos: number;
  readonly children: readonly (GroupNode | FrameNode)[];
}

export interface DayNode extends SectionBase {
  readonly kind: 'day';
  /** `YYYY-MM-DD`, or `null` where the camera wrote no date. */
  readonly day: string | null;
}

export interface FolderNode extends SectionBase {
  readonly kind: 'folder';
  /** Relative to the shoot; `''` = the shoot itself. */
  readonly folder: string;
}

export interface GroupNode extends NodeBase {
  readonly kind: 'group';
  readonly group: Group;
  readonly bestPath: string | null;
  /** Frames that the filter lets through. */
  readonly children: readonly FrameNode[];
}

export interface FrameNode {
  readonly kind: 'frame';
  readonly id: string;
  readonly root: string;
  /** Of this tree, or a reason of the Selection view. */
  readonly parent: TreeNode | null;
  readonly photo: PhotoView;
}

export interface FailuresNode extends NodeBase {
  readonly kind: 'failures';
  readonly children: readonly FrameNode[];
}

/** What a tethered camera has just delivered, newest first. */
export interface LatestNode extends NodeBase {
  readonly kind: 'latest';
  readonly children: readonly FrameNode[];
}

/** A section's entry before it has a parent: frames that one group decides about, or a single photo. */
export type Cluster = readonly [PhotoView, ...PhotoView[]];

export interface TreeRequest {
  /** The photos of the view in capture order, where somebody has sorted them already. */
  readonly inOrder?: readonly PhotoView[];
  readonly options?: BurstsOptions;
  /** Paths of the frames that came in last, newest first. */
  readonly latest?: readonly string[];
}

export const shootNode = (root: string): ShootNode => ({ kind: 'shoot', id: root, root, parent: null });

/** `treeSteps` at once. */
export const shootTree = (view: ShootView, parent: ShootNode | null, request?: TreeRequest): readonly ShootChild[] =>
  drained(treeSteps(view, parent, request));

/** Sorts the photos of a view under their days or folders and groups. `parent` is the shoot's node, or `null` where these are the roots. */
export function* treeSteps(view: ShootView, parent: ShootNode | null, request: TreeRequest = {}): Steps<readonly ShootChild[]> {
  const { options = DEFAULT_OPTIONS, latest = [], inOrder = inCaptureOrder(view.photos) } = request;
  const context: Context = { root: view.root, parent, sort: options.sort };
  const sorted = isFiltering(options.filter) ? inOrder.filter(photoTest(options.filter)) : inOrder;
  const readable = sorted.filter((photo) => photo.failure === null);
  yield;
  const all = ordered(yield* clusters(readable), options.sort);
  yield;
  const sections = yield* options.by === 'day' ? days(context, all) : folders(context, all);
  const failed = sorted.filter((photo) => photo.failure !== null);
  const failures = failed.length === 0 ? [] : [failuresNode(context, failed)];
  return [...latestOf(context, view, latest), ...sections, ...failures];
}

interface Context {
  readonly root: string;
  readonly parent: ShootNode | null;
  readonly sort: BurstsSort;
}

/** Each photo once: under the group that decides about it. In order of the first frame. */
export function* clusters(sorted: readonly PhotoView[]): Steps<readonly Cluster[]> {
  const all: [PhotoView, ...PhotoView[]][] = [];
  const byGroup = new Map<string, PhotoView[]>();
  for (const [at, photo] of sorted.entries()) {
    if (at % 512 === 511) yield;
    const known = photo.group === null ? undefined : byGroup.get(photo.group.id);
    if (known !== undefined) {
      known.push(photo);
      continue;
    }
    const cluster: [PhotoView, ...PhotoView[]] = [photo];
    all.push(cluster);
    if (photo.group !== null) byGroup.set(photo.group.id, cluster);
  }
  return all;
}

/** Clusters come in capture order. The frames of a group follow the sharpness where that is asked for, else they stay in it. */
function ordered(all: readonly Cluster[], sort: BurstsSort): readonly Cluster[] {
  if (sort === 'time') return all;
  if (sort === 'newest') return all.toReversed();
  if (sort === 'name') return sortedBy(all, nameOf, compareNames);
  const inside = all.map((cluster) => sortedBy(cluster, sharpnessOf, descending) as unknown as Cluster);
  return sortedBy(inside, ([sharpest]) => sharpnessOf(sharpest), descending);
}

const nameOf = ([{ path }]: Cluster): string => path.slice(path.lastIndexOf('/') + 1);
const sharpnessOf = ({ scores }: PhotoView): number => scores?.sharpness ?? -1;
const descending = (a: number, b: number): number => b - a;

/** Stable, each key read once. */
function sortedBy<T, K>(items: readonly T[], keyOf: (item: T) => K, compare: (a: K, b: K) => number): T[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ item }) => item);
}

/** A group that crosses midnight stays whole, on the day of its first frame. Photos without a date come last. */
function* days(context: Context, all: readonly Cluster[]): Steps<readonly DayNode[]> {
  const byDay = [...(yield* groupBy(all, (cluster) => captureDay(firstTaken(context, cluster))))];
  const newestFirst = context.sort === 'newest' ? -1 : 1;
  const dated = byDay.flatMap(([day, entries]) => (day === null ? [] : [{ day, entries }]));
  dated.sort((a, b) => (a.day < b.day ? -newestFirst : newestFirst));
  const undated = byDay.flatMap(([day, entries]) => (day === null ? [{ day, entries }] : []));
  const nodes: DayNode[] = [];
  for (const { day, entries } of [...dated, ...undated]) {
    const id = `${context.root}|day|${day ?? ''}`;
    nodes.push(yield* section(context, entries, (rest) => ({ kind: 'day', id, day, ...rest })));
  }
  return nodes;
}

/** Frames of a cluster are in capture order unless they were sorted by sharpness. */
const firstTaken = ({ sort }: Context, cluster: Cluster): PhotoView =>
  sort === 'sharpness' ? (inCaptureOrder(cluster)[0] ?? cluster[0]) : cluster[0];

/** A group that reaches over folders stays whole, in the folder of its first frame. */
function* folders(context: Context, all: readonly Cluster[]): Steps<readonly FolderNode[]> {
  const byFolder = [...(yield* groupBy(all, (cluster) => folderOf(firstTaken(context, cluster))))].sort(([a], [b]) => compareNames(a, b));
  const nodes: FolderNode[] = [];
  for (const [folder, entries] of byFolder) {
    const id = `${context.root}|folder|${folder}`;
    nodes.push(yield* section(context, entries, (rest) => ({ kind: 'folder', id, folder, ...rest })));
  }
  return nodes;
}

const folderOf = ({ path }: PhotoView): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function* groupBy<K>(all: readonly Cluster[], keyOf: (cluster: Cluster) => K): Steps<ReadonlyMap<K, readonly Cluster[]>> {
  const groups = new Map<K, Cluster[]>();
  for (const [at, cluster] of all.entries()) {
    if (at % 256 === 255) yield;
    const key = keyOf(cluster);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [cluster]);
    else known.push(cluster);
  }
  return groups;
}

type SectionRest = Pick<SectionBase, 'root' | 'parent' | 'photos' | 'children'>;

function* section<T extends DayNode | FolderNode>(context: Context, entries: readonly Cluster[], make: (rest: SectionRest) => T): Steps<T> {
  const children: (GroupNode | FrameNode)[] = [];
  const photos = entries.reduce((sum, cluster) => sum + cluster.length, 0);
  const node = make({ root: context.root, parent: context.parent, photos, children });
  for (const [at, cluster] of entries.entries()) {
    children.push(clusterNode(context, node, cluster));
    if (at % 64 === 63) yield;
  }
  return node;
}

function clusterNode(context: Context, parent: DayNode | FolderNode, cluster: Cluster): GroupNode | FrameNode {
  const { group, bestPath } = cluster[0];
  // One frame of a larger group may be all that the filter leaves; a group of which one is left is none.
  if (group === null || cluster.length === 1) return frameNode(context, parent, cluster[0]);
  const children: FrameNode[] = [];
  const node: GroupNode = { kind: 'group', id: `${context.root}|group|${group.id}`, root: context.root, parent, group, bestPath, children };
  for (const photo of cluster) children.push(frameNode(context, node, photo));
  return node;
}

function failuresNode(context: Context, failed: readonly PhotoView[]): FailuresNode {
  const children: FrameNode[] = [];
  const { root, parent } = context;
  const node: FailuresNode = { kind: 'failures', id: `${root}|failures`, root, parent, children };
  for (const photo of failed) children.push(frameNode(context, node, photo));
  return node;
}

/** The filter does not hide what has just come in. */
function latestOf({ root, parent }: Context, { photos }: ShootView, latest: readonly string[]): readonly LatestNode[] {
  if (latest.length === 0) return [];
  const byPath = new Map(photos.map((photo) => [photo.path, photo]));
  const children: FrameNode[] = [];
  const node: LatestNode = { kind: 'latest', id: `${root}|latest`, root, parent, children };
  for (const path of latest) {
    const photo = byPath.get(path);
    if (photo !== undefined) children.push({ kind: 'frame', id: `${node.id}|${path}`, root, parent: node, photo });
  }
  return children.length === 0 ? [] : [node];
}

const frameNode = ({ root }: Context, parent: BurstNode, photo: PhotoView): FrameNode => ({
  kind: 'frame',
  id: `${root}|photo|${photo.path}`,
  root,
  parent,
  photo,
});

/** The frame of a photo in its place among days, folders or failures. */
export function findFrame(nodes: readonly BurstNode[], path: string): FrameNode | undefined {
  for (const node of nodes) {
    if (node.kind === 'frame') {
      if (node.photo.path === path) return node;
    } else if (node.kind !== 'latest' && node.kind !== 'shoot') {
      const found = findFrame(node.children, path);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
