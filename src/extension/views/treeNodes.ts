import type { BurstNode } from './burstsModel';
import type { PresetNode } from './presetsModel';
import type { SelectionNode } from './selectionModel';

/** Everything that a tree of qrate shows and a command may be called with. */
export type TreeNode = BurstNode | SelectionNode | PresetNode;
