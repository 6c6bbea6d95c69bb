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
  /** Whether the items of two nodes of one id show the same, their children left out. */
  readonly isSame: (before: T, after: T) => boolean;
  /** Parent of the children, as an object that the tree view knows. */
  readonly parent: T | null;
}

/**
 * Takes a new version of a tree over into the nodes that a tree view already holds, by id: VS Code refreshes a part of a tree for
 * objects that it was given before, and for them alone.
 */
export function reconcile<T extends Node>(before: readonly T[], after: readonly T[], options: ReconcileOptions<T>): Reconciled<T> {
  const find = finder(before);
  const changed: T[] = [];
  const children = after.map((node, i) => {
    const old = find(node.id, i);
    if (old === undefined) return Object.assign(node, { parent: options.parent });
    for (const it of update(old, node, options)) changed.push(it);
    return old;
  });
  const moved = before.length !== after.length || before.some((node, i) => node.id !== after[i]?.id);
  return { children, changed, moved };
}

/** Most nodes stay where they were; only where one did not are all of them looked up by id. */
function finder<T extends Node>(nodes: readonly T[]): (id: string, expectedAt: number) => T | undefined {
  let byId: ReadonlyMap<string, T> | null = null;
  return (id, expectedAt) => {
    const expected = nodes[expectedAt];
    if (expected?.id === id) return expected;
    byId ??= new Map(nodes.map((node) => [node.id, node]));
    return byId.get(id);
  };
}

/** Makes `old` show what `next` says; answers which nodes must be drawn again. */
function update<T extends Node>(old: T, next: T, options: ReconcileOptions<T>): readonly T[] {
  const isSame = options.isSame(old, next);
  if (next.children === undefined) {
    Object.assign(old, next, { parent: options.parent });
    return isSame ? [] : [old];
  }
  const below = reconcile((old.children ?? []) as readonly T[], next.children as readonly T[], { isSame: options.isSame, parent: old });
  Object.assign(old, next, { parent: options.parent, children: below.children });
  return !isSame || below.moved ? [old] : below.changed;
}
