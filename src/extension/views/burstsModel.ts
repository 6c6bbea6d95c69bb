import { captureDay } from '../../core/group/captureTime';
import { inCaptureOrder } from '../../core/group/order';
import type { Group, PhotoView } from '../../core/model';
import type { ShootView } from '../../core/reports';

/** The tree as data: made in one pass over a view, walked lazily by the tree view. Ids are stable across refreshes. */
export type BurstNode = ShootNode | DayNode | GroupNode | FrameNode | FailuresNode;

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

export interface DayNode extends NodeBase {
  readonly kind: 'day';
  /** `YYYY-MM-DD`, or `null` where the camera wrote no date. */
  readonly day: string | null;
  readonly photos: number;
  readonly children: readonly (GroupNode | FrameNode)[];
}

export interface GroupNode extends NodeBase {
  readonly kind: 'group';
  readonly group: Group;
  readonly bestPath: string | null;
  readonly children: readonly FrameNode[];
}

export interface FrameNode extends NodeBase {
  readonly kind: 'frame';
  readonly photo: PhotoView;
}

export interface FailuresNode extends NodeBase {
  readonly kind: 'failures';
  readonly children: readonly FrameNode[];
}

/** One shoot's part of the tree. */
export interface ShootTree {
  readonly view: ShootView;
  readonly children: readonly (DayNode | FailuresNode)[];
  /** Every frame by its path. */
  readonly frames: ReadonlyMap<string, FrameNode>;
}

/** A day's entry before it has a parent: frames that one group decides about, or a single photo. In capture order. */
export type Cluster = readonly [PhotoView, ...PhotoView[]];

export const shootNode = (root: string): ShootNode => ({ kind: 'shoot', id: root, root, parent: null });

/** Sorts the photos of a view under their days and groups. `parent` is the shoot's node, or `null` where days are the roots. */
export function shootTree(view: ShootView, parent: ShootNode | null): ShootTree {
  const frames = new Map<string, FrameNode>();
  const context: Context = { root: view.root, frames };
  const sorted = inCaptureOrder(view.photos);
  const readable = sorted.filter((photo) => photo.failure === null);
  const days = [...byDay(clusters(readable))].map(([day, entries]) => dayNode(context, parent, { day, entries }));
  const unknownLast = [...days.filter((it) => it.day !== null), ...days.filter((it) => it.day === null)];
  const failed = sorted.filter((photo) => photo.failure !== null);
  const failures = failed.length === 0 ? [] : [failuresNode(context, parent, failed)];
  return { view, children: [...unknownLast, ...failures], frames };
}

interface Context {
  readonly root: string;
  readonly frames: Map<string, FrameNode>;
}

/** Each photo once: under the group that decides about it. In order of the first frame. */
export function clusters(sorted: readonly PhotoView[]): readonly Cluster[] {
  const all: [PhotoView, ...PhotoView[]][] = [];
  const byGroup = new Map<string, PhotoView[]>();
  for (const photo of sorted) {
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

/** A group that crosses midnight stays whole, on the day of its first frame. */
function byDay(all: readonly Cluster[]): ReadonlyMap<string | null, readonly Cluster[]> {
  const days = new Map<string | null, Cluster[]>();
  for (const cluster of all) {
    const day = captureDay(cluster[0]);
    const entries = days.get(day);
    if (entries === undefined) days.set(day, [cluster]);
    else entries.push(cluster);
  }
  return days;
}

function dayNode(context: Context, parent: ShootNode | null, content: { day: string | null; entries: readonly Cluster[] }): DayNode {
  const { day, entries } = content;
  const children: (GroupNode | FrameNode)[] = [];
  const photos = entries.reduce((sum, cluster) => sum + cluster.length, 0);
  const node: DayNode = { kind: 'day', id: `${context.root}|day|${day ?? ''}`, root: context.root, parent, day, photos, children };
  for (const cluster of entries) children.push(clusterNode(context, node, cluster));
  return node;
}

function clusterNode(context: Context, parent: DayNode, cluster: Cluster): GroupNode | FrameNode {
  const { group, bestPath } = cluster[0];
  if (group === null || cluster.length === 1) return frameNode(context, parent, cluster[0]);
  const children: FrameNode[] = [];
  const node: GroupNode = { kind: 'group', id: `${context.root}|group|${group.id}`, root: context.root, parent, group, bestPath, children };
  for (const photo of cluster) children.push(frameNode(context, node, photo));
  return node;
}

function failuresNode(context: Context, parent: ShootNode | null, failed: readonly PhotoView[]): FailuresNode {
  const children: FrameNode[] = [];
  const node: FailuresNode = { kind: 'failures', id: `${context.root}|failures`, root: context.root, parent, children };
  for (const photo of failed) children.push(frameNode(context, node, photo));
  return node;
}

function frameNode(context: Context, parent: BurstNode, photo: PhotoView): FrameNode {
  const node: FrameNode = { kind: 'frame', id: `${context.root}|photo|${photo.path}`, root: context.root, parent, photo };
  context.frames.set(photo.path, node);
  return node;
}
