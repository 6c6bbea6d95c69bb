import type { PhotoView } from '../../core/model';
import type { FrameNode } from './burstsModel';
import type { TreeNode } from './treeNodes';
import { verdictOf } from './verdicts';

/** Whether all of a photo that a tree shows is the same: what is not compared here does not draw a frame again. */
export function isSamePhoto(a: PhotoView, b: PhotoView): boolean {
  if (a === b) return true;
  return (
    a.failure?.code === b.failure?.code &&
    a.scores?.sharpness === b.scores?.sharpness &&
    a.suggestion?.verdict === b.suggestion?.verdict &&
    a.suggestion?.rank === b.suggestion?.rank &&
    a.suggestion?.reason.code === b.suggestion?.reason.code &&
    isSameDecision(a, b) &&
    a.regrouped === b.regrouped &&
    a.preview?.contentId === b.preview?.contentId &&
    a.companions.length === b.companions.length
  );
}

const isSameDecision = ({ decision: a }: PhotoView, { decision: b }: PhotoView): boolean =>
  a?.verdict === b?.verdict && a?.rating === b?.rating && a?.label === b?.label;

/** Whether the items of two nodes of one id show the same. */
export function isSameItem(a: TreeNode, b: TreeNode): boolean {
  switch (a.kind) {
    case 'frame':
      return b.kind === 'frame' && isSamePhoto(a.photo, b.photo);
    case 'group':
      return b.kind === 'group' && a.bestPath === b.bestPath && a.group.kind === b.group.kind && countsTheSame(a.children, b.children);
    case 'day':
    case 'folder':
      return b.kind === a.kind && a.photos === b.photos;
    case 'failures':
    case 'latest':
      return b.kind === a.kind && a.children.length === b.children.length;
    case 'verdict':
    case 'reason':
      return b.kind === a.kind && a.photos === b.photos && a.decided === b.decided;
    case 'plan':
      return b.kind === 'plan' && JSON.stringify(a.plan) === JSON.stringify(b.plan);
    case 'preset':
      return b.kind === 'preset' && a.inUse === b.inUse && JSON.stringify(a.preset) === JSON.stringify(b.preset);
    case 'presetsBroken':
      return b.kind === 'presetsBroken' && a.message === b.message;
    case 'shoot':
      return true;
  }
}

/** A group says how many picks it holds, and whether a person put it together. */
const countsTheSame = (a: readonly FrameNode[], b: readonly FrameNode[]): boolean =>
  a.length === b.length &&
  a.every(({ photo }, i) => {
    const other = b[i]?.photo;
    return other !== undefined && verdictOf(photo) === verdictOf(other) && photo.regrouped === other.regrouped;
  });
