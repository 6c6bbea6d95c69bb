import type { Group, GroupKind, Photo } from '../model';
import { isKeptWhole } from '../select/primaryGroup';
import { nameSorted } from './groupId';
import { inCaptureOrder } from './order';

/** A group is cut before a photo. */
export interface Cut {
  readonly before: string;
  /** Photos of its set that were put together after that: some with photos on both sides of the cut close it. */
  readonly joinedSince: readonly (readonly string[])[];
}

/**
 * What the person said about groups, as it stands now (`foldRegroupings`). All paths are of photos in the shoot; of identical files
 * the one that stands for them. `together` are disjoint sets of two or more, apart from `alone`.
 */
export interface Regroupings {
  readonly together: readonly (readonly string[])[];
  readonly alone: readonly string[];
  readonly cuts: readonly Cut[];
}

export const NO_REGROUPINGS: Regroupings = { together: [], alone: [], cuts: [] };

/** A group on its way, in capture order. */
interface Draft {
  readonly kind: GroupKind;
  readonly members: readonly Photo[];
}

/**
 * The groups of the rules with the person's word applied:
 *
 * 1. Photos that the person put together are one group, exactly they and nobody else. It is a burst, unless the rules had all of them
 *    in groups of one kind that is kept whole (a bracket stays a bracket). What the rules had grouped with them keeps its group.
 * 2. A photo that is never grouped is in no group.
 * 3. Every group, of the rules or the person's, is cut before the photos where the person began a new one.
 *
 * What is left of a group keeps its kind; a single photo is no group. Exact duplicates are facts, not guesses: their groups stay,
 * and a word about a copy counts for the file that stands for it. So a copy stays an alternate of the same bytes, whatever is said
 * about groups; to keep both files, pick both. Sorted and named like the groups of the rules: a group's id comes from its first member.
 */
export function applyManual(groups: readonly Group[], photos: readonly Photo[], regroupings: Regroupings): readonly Group[] {
  const { together, alone, cuts } = regroupings;
  if (together.length + alone.length + cuts.length === 0) return groups;
  const byPath = new Map(photos.map((photo) => [photo.path, photo]));
  const membersOf = (paths: readonly string[]) => inCaptureOrder(paths.flatMap((path) => byPath.get(path) ?? []));
  const claimed = new Set([...alone, ...together.flat()]);
  const [facts, guesses] = partition(groups, ({ kind }) => kind === 'exact-duplicate');
  const left = guesses.map(({ kind, members }) => ({ kind, members: membersOf(members.filter((path) => !claimed.has(path))) }));
  const kinds = new Map(guesses.flatMap((group) => group.members.map((path) => [path, group] as const)));
  const merged = together.map((paths) => ({ kind: kindOf(paths, kinds), members: membersOf(paths) }));
  const cutBefore = new Map(cuts.map((cut) => [cut.before, cut]));
  const pieces = [...left, ...merged].flatMap(({ kind, members }) => cutUp(members, cutBefore).map((piece) => ({ kind, members: piece })));
  return nameSorted([...facts.map(({ kind, members }) => ({ kind, members: membersOf(members) })), ...pieces].flatMap(asGroup));
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/** Two or more photos, or nothing. */
function asGroup({ kind, members }: Draft) {
  const [first, ...rest] = members;
  return first === undefined || rest.length === 0 ? [] : [{ kind, members: [first, ...rest] as const }];
}

function kindOf(paths: readonly string[], groups: ReadonlyMap<string, Group>): GroupKind {
  const first = groups.get(paths[0] ?? '');
  const isOneKind = first !== undefined && paths.every((path) => groups.get(path)?.kind === first.kind);
  return isOneKind && isKeptWhole(first) ? first.kind : 'burst';
}

/** The pieces of a group, in order. */
function cutUp(members: readonly Photo[], cuts: ReadonlyMap<string, Cut>): readonly (readonly Photo[])[] {
  const pieces: (readonly Photo[])[] = [];
  let start = 0;
  members.forEach(({ path }, at) => {
    const cut = cuts.get(path);
    if (cut === undefined || at === start || isClosed(cut, members, at)) return;
    pieces.push(members.slice(start, at));
    start = at;
  });
  return [...pieces, members.slice(start)];
}

/** Whether the person has put photos of both sides together since. */
function isClosed({ joinedSince }: Cut, members: readonly Photo[], at: number): boolean {
  if (joinedSince.length === 0) return false;
  const place = new Map(members.map(({ path }, i) => [path, i]));
  return joinedSince.some((paths) => {
    const places = paths.flatMap((path) => place.get(path) ?? []);
    return places.some((i) => i < at) && places.some((i) => i >= at);
  });
}
