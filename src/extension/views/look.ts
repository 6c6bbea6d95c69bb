import type { PhotoView } from '../../core/model';
import type { TreeNode } from './treeNodes';
import { verdictOf } from './verdicts';

/** All of a photo that a tree shows, as a text to compare: what is not in it does not draw a frame again. */
export function photoLook(photo: PhotoView): string {
  const { failure, scores, suggestion, decision, regrouped, preview, companions } = photo;
  const said = decision === null ? '' : `${decision.verdict} ${decision.rating} ${decision.label}`;
  const suggested = suggestion === null ? '' : `${suggestion.verdict} ${suggestion.rank} ${suggestion.reason.code}`;
  return `${failure?.code}|${scores?.sharpness}|${suggested}|${said}|${regrouped}|${preview?.contentId}|${companions.length}`;
}

/** What the item of a node shows. */
export function nodeLook(node: TreeNode): string {
  switch (node.kind) {
    case 'frame':
      return photoLook(node.photo);
    case 'group':
      return `${node.bestPath}|${node.children.map(({ photo }) => `${verdictOf(photo)}${photo.decision?.verdict}${photo.regrouped}`)}`;
    case 'day':
    case 'folder':
      return String(node.photos);
    case 'failures':
    case 'latest':
      return String(node.children.length);
    case 'verdict':
    case 'reason':
      return `${node.photos} ${node.decided}`;
    case 'preset':
      return JSON.stringify([node.preset, node.inUse]);
    case 'presetsBroken':
      return node.message;
    case 'shoot':
      return '';
  }
}
