import type { Photo } from '../model';
import { standaloneQuality, technicalQuality } from '../select/rank';

/** Two photos, and the group that both belong to, if one does. */
export interface Compared {
  readonly a: Photo;
  readonly b: Photo;
  /** All photos of their common group; `null` where they have none. */
  readonly group: readonly Photo[] | null;
}

/** Whether technical ranking puts `a` before `b`, as a cull does: inside a group by its scale, else each for itself; ties by capture. */
export function prefersTechnically({ a, b, group }: Compared): boolean {
  const sharpest = group?.reduce((most, { scores }) => Math.max(most, scores?.sharpness ?? 0), 0);
  const quality = ({ scores }: Photo): number => {
    if (scores === null) return 0;
    return sharpest === undefined ? standaloneQuality(scores) : technicalQuality(scores, sharpest);
  };
  const [one, other] = [quality(a), quality(b)];
  return one === other ? isBefore(a, b, group) : one > other;
}

const isBefore = (a: Photo, b: Photo, group: readonly Photo[] | null): boolean =>
  group === null ? a.path < b.path : group.indexOf(a) < group.indexOf(b);
