import type { Photo } from '../model';
import { rankGroup, standaloneQuality } from '../select/rank';

/** Two photos, and the group that both belong to, if one does. */
export interface Compared {
  readonly a: Photo;
  readonly b: Photo;
  /** All photos of their common group; `null` where they have none. */
  readonly group: readonly Photo[] | null;
}

/** A group's paths, best first, as a cull ranks them where neither the person nor a taste says anything. */
export const technicalOrder = (group: readonly Photo[]): readonly string[] =>
  rankGroup(
    group.map(({ taste: _, ...photo }) => photo),
    new Map(),
  ).map(({ photo: { path } }) => path);

/** Whether technical ranking puts `a` before `b`, as a cull does: inside a group by its order, else each for itself; ties by path. */
export function prefersTechnically({ a, b, group }: Compared): boolean {
  if (group !== null) {
    const order = technicalOrder(group);
    return order.indexOf(a.path) < order.indexOf(b.path);
  }
  const quality = ({ scores }: Photo): number => (scores === null ? 0 : standaloneQuality(scores));
  const [one, other] = [quality(a), quality(b)];
  return one === other ? a.path < b.path : one > other;
}
