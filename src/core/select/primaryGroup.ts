import { representativeOf } from '../group/duplicates';
import type { Group, GroupKind } from '../model';

/**
 * The one group that decides about each photo, by path. A copy belongs to its exact duplicates; the representative among
 * them to the group it was taken in, or to its near duplicates, if it has any. Photos without a group are absent.
 */
export function primaryGroups(groups: readonly Group[]): ReadonlyMap<string, Group> {
  const primary = new Map<string, Group>();
  for (const group of groups) if (group.kind !== 'exact-duplicate') claim(primary, group, group.members);
  for (const group of groups) {
    if (group.kind !== 'exact-duplicate') continue;
    const representative = representativeOf(group.members);
    for (const member of group.members) if (member !== representative || !primary.has(member)) primary.set(member, group);
  }
  return primary;
}

function claim(primary: Map<string, Group>, group: Group, members: readonly string[]): void {
  for (const member of members) if (!primary.has(member)) primary.set(member, group);
}

/** Whether nothing in a group is better than the rest: every frame belongs to the picture. */
export const isKeptWhole = ({ kind }: Pick<Group, 'kind'>): boolean => KEPT_WHOLE[kind];

/** Exhaustive by its type: a new kind does not compile before somebody has decided about it. */
const KEPT_WHOLE: Readonly<Record<GroupKind, boolean>> = {
  'exact-duplicate': false,
  'near-duplicate': false,
  burst: false,
  bracket: true,
  'focus-stack': true,
  panorama: true,
  interval: true,
  'pixel-shift': true,
  'multiple-exposure': true,
  series: true,
};
