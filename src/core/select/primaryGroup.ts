import { representativeOf } from '../group/duplicates';
import type { Group } from '../model';

/**
 * The one group that decides about each photo, by path. A copy belongs to its exact duplicates; the representative among
 * them to its burst, bracket, series or near duplicates if it has one. Photos without a group are absent.
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

/** Brackets and series are kept whole: nothing in them is better than the rest. */
export const isKeptWhole = ({ kind }: Group): boolean => kind === 'bracket' || kind === 'series';
