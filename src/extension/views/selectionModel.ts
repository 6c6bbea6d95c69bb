import { inCaptureOrder } from '../../core/group/order';
import { type PhotoView, type ReasonCode, VERDICTS, type Verdict } from '../../core/model';
import { drained, type Steps } from '../../core/pace';
import type { ShootView } from '../../core/reports';
import type { FrameNode, ShootNode } from './burstsModel';
import { isDecided, verdictOf } from './verdicts';

/** What was chosen and why: verdict → reason → photos. */
export type SelectionNode = VerdictNode | ReasonNode;

export interface VerdictNode {
  readonly kind: 'verdict';
  readonly id: string;
  readonly root: string;
  readonly parent: ShootNode | null;
  readonly verdict: Verdict;
  readonly photos: number;
  /** Of these, decided by the person. */
  readonly decided: number;
  readonly children: readonly ReasonNode[];
}

export interface ReasonNode {
  readonly kind: 'reason';
  readonly id: string;
  readonly root: string;
  readonly parent: VerdictNode;
  /** `by-you` = the person decided; else why the machine suggests it. */
  readonly reason: ReasonCode | 'by-you';
  readonly photos: number;
  readonly decided: number;
  readonly children: readonly FrameNode[];
}

/** `selectionSteps` at once. */
export const selectionTree = (view: ShootView, parent: ShootNode | null, sorted?: readonly PhotoView[]): readonly VerdictNode[] =>
  drained(selectionSteps(view, parent, sorted));

/** One shoot's part of the Selection tree; `sorted` = its photos in capture order. A verdict that no photo has is left out; what the person said comes first. */
export function* selectionSteps(
  view: ShootView,
  parent: ShootNode | null,
  sorted: readonly PhotoView[] = inCaptureOrder(view.photos),
): Steps<readonly VerdictNode[]> {
  const nodes: VerdictNode[] = [];
  for (const verdict of VERDICTS) {
    const photos = sorted.filter((photo) => verdictOf(photo) === verdict);
    yield;
    if (photos.length > 0) nodes.push(yield* verdictNode(view.root, parent, { verdict, photos }));
  }
  return nodes;
}

function* verdictNode(
  root: string,
  parent: ShootNode | null,
  content: { readonly verdict: Verdict; readonly photos: readonly PhotoView[] },
): Steps<VerdictNode> {
  const { verdict, photos } = content;
  const children: ReasonNode[] = [];
  const id = `${root}|selection|${verdict}`;
  const decided = photos.filter(isDecided).length;
  const node: VerdictNode = { kind: 'verdict', id, root, parent, verdict, photos: photos.length, decided, children };
  yield;
  for (const [reason, some] of yield* byReason(photos)) children.push(yield* reasonNode(node, reason, some));
  return node;
}

const reasonOf = (photo: PhotoView): ReasonNode['reason'] =>
  isDecided(photo) ? 'by-you' : (photo.suggestion?.reason.code ?? 'unreadable');

/** The person's own first, then the reasons with the most photos; ties by code. */
function* byReason(photos: readonly PhotoView[]): Steps<readonly (readonly [ReasonNode['reason'], readonly PhotoView[]])[]> {
  const groups = new Map<ReasonNode['reason'], PhotoView[]>();
  for (const [at, photo] of photos.entries()) {
    if (at % 512 === 511) yield;
    const known = groups.get(reasonOf(photo));
    if (known === undefined) groups.set(reasonOf(photo), [photo]);
    else known.push(photo);
  }
  const weight = ([reason, { length }]: readonly [string, readonly PhotoView[]]) =>
    reason === 'by-you' ? Number.MAX_SAFE_INTEGER : length;
  return [...groups].sort((a, b) => weight(b) - weight(a) || (a[0] < b[0] ? -1 : 1));
}

function* reasonNode(parent: VerdictNode, reason: ReasonNode['reason'], photos: readonly PhotoView[]): Steps<ReasonNode> {
  const { root } = parent;
  const children: FrameNode[] = [];
  const id = `${parent.id}|${reason}`;
  const decided = reason === 'by-you' ? photos.length : 0;
  const node: ReasonNode = { kind: 'reason', id, root, parent, reason, photos: photos.length, decided, children };
  for (const [at, photo] of photos.entries()) {
    children.push({ kind: 'frame', id: `${root}|selected|${photo.path}`, root, parent: node, photo });
    if (at % 256 === 255) yield;
  }
  return node;
}
