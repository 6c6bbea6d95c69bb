/** A node of a tree that is made anew on every change. */
export interface Node {
  readonly id: string;
  readonly parent: Node | null;
  readonly children?: readonly Node[];
}

export interface Reconciled<T> {
  /** The new children; known nodes are the same objects as before, with what is new in them. */
  readonly children: readonly T[];
  /** The topmost nodes whose item or children changed. */
  readonly changed: readonly T[];
  /** Whether nodes came, went or moved among `children` themselves. */
  readonly moved: boolean;
}

export interface ReconcileOptions<T> {
  /** All that the item of a node shows, its children left out. */
  readonly look: (node: T) => string;
  /** Parent of the children, as an object that the tree view knows. */
  readonly parent: T | null;
}

/**
 * Takes a new version of a tree over into the nodes that a tree view already holds, by id: VS Code refreshes a part of a tree for
 * objects that it was given before, and for them alone.
 */
export function reconcile<T extends Node>(before: readonly T[], after: readonly T[], options: ReconcileOptions<T>): Reconciled<T> {
  const known = new Map(before.map((node) => [node.id, node]));
  const changed: T[] = [];
  const children = after.map((node) => {
    const old = known.get(node.id);
    if (old === undefined) return Object.assign(node, { parent: options.parent });
    changed.push(...update(old, node, options));
    return old;
  });
  const moved = before.length !== after.length || before.some((node, i) => node.id !== after[i]?.id);
  return { children, changed, moved };
}

/** Makes `old` show what `next` says; answers which nodes must be drawn again. */
function update<T extends Node>(old: T, next: T, options: ReconcileOptions<T>): readonly T[] {
  const lookedDifferent = options.look(old) !== options.look(next);
  const below = reconcile((old.children ?? []) as readonly T[], (next.children ?? []) as readonly T[], { ...options, parent: old });
  Object.assign(old, next, { parent: options.parent }, next.children === undefined ? {} : { children: below.children });
  return lookedDifferent || below.moved ? [old] : below.changed;
}
