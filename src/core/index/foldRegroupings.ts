import { representativeOf } from '../group/duplicates';
import type { Regroupings } from '../group/manual';
import { compareText } from '../group/naturalName';
import type { Photo } from '../model';
import type { GroupEntry, LogEntry } from './entries';
import { photoFinder } from './fold';

type RegroupedPhoto = Pick<Photo, 'path' | 'hash' | 'size'>;

/**
 * What the person said about groups: the entries in the order of `readDecisions` (time, then id; never the order of lines, so that
 * merges of branches commute), folded into what stands now. Each entry finds its photos like a decision does, through renames and
 * edits (`foldDecisions`), and identical files are one picture. Then, entry by entry:
 *
 * | op | after it |
 * |---|---|
 * | `merge` A B … | A, B … and all that had been put together with one of them are one set. They are no longer `never` grouped. Cuts between them are closed. |
 * | `split` A | the group that A is in is cut before A, until a later `merge` names photos of both sides |
 * | `never` A … | each leaves its set and loses its cut, and is in no group. The rest of the set stays together. |
 * | `auto` A … | each leaves its set, loses its cut and is no longer `never` grouped: the rules decide about it again |
 *
 * So the last word about a photo, or about a pair of photos, wins. Photos that are not in the shoot now take no part; what was said
 * about them counts again when they come back.
 */
export function foldRegroupings(entries: readonly LogEntry[], photos: readonly RegroupedPhoto[]): Regroupings {
  const spoken = entries.filter((entry) => entry.kind === 'group');
  const fold = new Fold();
  if (spoken.length > 0) {
    const pictures = picturesOf(photos);
    const find = photoFinder(photos);
    for (const entry of spoken) fold.hear(entry.op, namedIn(entry, find, pictures));
  }
  return fold.result();
}

const namedIn = (
  { photos }: GroupEntry,
  find: ReturnType<typeof photoFinder>,
  pictures: ReadonlyMap<string, string>,
): readonly string[] => [...new Set(photos.flatMap(find).map(({ path }) => pictures.get(path) ?? path))];

/** For each file that has identical ones, the path that stands for all of them. Empty files are all alike and no copies of anything. */
export function picturesOf(photos: readonly RegroupedPhoto[]): ReadonlyMap<string, string> {
  const byHash = new Map<string, string[]>();
  for (const { path, hash, size } of photos) {
    if (hash === null || size === 0) continue;
    const same = byHash.get(hash);
    if (same === undefined) byHash.set(hash, [path]);
    else same.push(path);
  }
  return new Map(
    [...byHash.values()].filter((same) => same.length > 1).flatMap((same) => same.map((path) => [path, representativeOf(same)])),
  );
}

class Fold {
  /** The set of each photo that was put together with others; one object per set. */
  private readonly sets = new Map<string, Set<string>>();
  private readonly alone = new Set<string>();
  /** What each `merge` named, as far as it still holds. */
  private readonly merges: Set<string>[] = [];
  /** How many merges there were before each cut. */
  private readonly cuts = new Map<string, number>();

  hear(op: GroupEntry['op'], paths: readonly string[]): void {
    if (op === 'merge') this.merge(paths);
    else for (const path of paths) this.place(op, path);
  }

  private place(op: Exclude<GroupEntry['op'], 'merge'>, path: string): void {
    if (op === 'split') this.cuts.set(path, this.merges.length);
    else this.leave(path);
    if (op === 'never') this.alone.add(path);
  }

  private merge(paths: readonly string[]): void {
    const united = new Set<string>();
    for (const path of paths) {
      this.alone.delete(path);
      for (const member of this.sets.get(path) ?? [path]) united.add(member);
    }
    for (const member of united) this.sets.set(member, united);
    this.merges.push(new Set(paths));
  }

  private leave(path: string): void {
    this.sets.get(path)?.delete(path);
    this.sets.delete(path);
    this.alone.delete(path);
    this.cuts.delete(path);
    for (const merge of this.merges) merge.delete(path);
  }

  /** Everything sorted by code units, so that equal words give equal results. */
  result(): Regroupings {
    const bySet = this.mergesBySet();
    const joinedSince = (before: string, count: number) => {
      const own = this.sets.get(before);
      return own === undefined ? [] : inOrder((bySet.get(own) ?? []).flatMap(({ at, merge }) => (at >= count ? [merge] : [])));
    };
    return {
      together: inOrder([...new Set(this.sets.values())].filter(({ size }) => size > 1)),
      alone: sorted(this.alone),
      cuts: sorted(this.cuts.keys()).map((before) => ({ before, joinedSince: joinedSince(before, this.cuts.get(before) ?? 0) })),
    };
  }

  /** All that one `merge` named and that still holds is in one set, so a cut has to know the merges of its own set alone. */
  private mergesBySet(): ReadonlyMap<Set<string>, readonly { readonly at: number; readonly merge: Set<string> }[]> {
    const bySet = new Map<Set<string>, { at: number; merge: Set<string> }[]>();
    this.merges.forEach((merge, at) => {
      const [first] = merge;
      const set = first === undefined ? undefined : this.sets.get(first);
      if (set === undefined || merge.size < 2) return;
      const same = bySet.get(set);
      if (same === undefined) bySet.set(set, [{ at, merge }]);
      else same.push({ at, merge });
    });
    return bySet;
  }
}

const sorted = (paths: Iterable<string>): readonly string[] => [...paths].sort(compareText);

const inOrder = (sets: readonly Set<string>[]): readonly (readonly string[])[] =>
  sets.map(sorted).sort((a, b) => compareText(a.join('\0'), b.join('\0')));
