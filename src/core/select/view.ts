import { representativeOf } from '../group/duplicates';
import { NO_REGROUPINGS, type Regroupings } from '../group/manual';
import { compareText } from '../group/naturalName';
import type { Decision, Group, Photo, Recipe, Regrouped } from '../model';
import type { ShootView } from '../reports';
import { isKeptWhole, primaryGroups } from './primaryGroup';
import { bestOf, rankGroup } from './rank';
import { suggest } from './suggest';

export interface ViewParts {
  /** Absolute path of the shoot. */
  readonly root: string;
  readonly photos: readonly Photo[];
  readonly groups: readonly Group[];
  /** By path. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Of the last cull; `null` leaves every suggestion `null`. */
  readonly recipe: Recipe | null;
  readonly cacheDir: string;
  /** What the person said about groups; the groups follow it already. */
  readonly regroupings?: Regroupings | undefined;
}

/** Everything a view needs, from what the index and the decisions log hold. The order of photos and groups does not matter. */
export function buildView({ root, photos, groups, decisions, recipe, cacheDir, regroupings = NO_REGROUPINGS }: ViewParts): ShootView {
  const primary = primaryGroups(groups);
  const best = bestPaths(photos, groups, decisions);
  const suggestions = recipe === null ? null : suggest(photos, groups, decisions, recipe);
  const regrouped = regroupedPaths(regroupings, primary);
  const views = photos.map((photo) => {
    const group = primary.get(photo.path) ?? null;
    return {
      ...photo,
      group,
      bestPath: group === null ? null : (best.get(group) ?? null),
      suggestion: suggestions?.get(photo.path) ?? null,
      decision: decisions.get(photo.path) ?? null,
      regrouped: regrouped.get(photo.path),
    };
  });
  return {
    root,
    photos: views.sort((a, b) => compareText(a.path, b.path)),
    groups: groups.toSorted((a, b) => compareText(a.members[0] ?? '', b.members[0] ?? '') || compareText(a.id, b.id)),
    recipe,
    cacheDir,
  };
}

/** Of several words about a photo the one that shows. Photos that were put together with some that are gone stand alone: nothing to say. */
function regroupedPaths({ together, alone, cuts }: Regroupings, groups: ReadonlyMap<string, Group>): ReadonlyMap<string, Regrouped> {
  const merged = together.flat().filter((path) => groups.has(path));
  return new Map<string, Regrouped>([
    ...merged.map((path) => [path, 'merge'] as const),
    ...cuts.map(({ before }) => [before, 'split'] as const),
    ...alone.map((path) => [path, 'never'] as const),
  ]);
}

/** The best frame of each group that has one; known before the first cull, since no setting of a recipe changes it. */
function bestPaths(
  photos: readonly Photo[],
  groups: readonly Group[],
  decisions: ReadonlyMap<string, Decision>,
): ReadonlyMap<Group, string | null> {
  const byPath = new Map(photos.map((photo) => [photo.path, photo]));
  return new Map(groups.map((group) => [group, bestPathOf(group)]));

  function bestPathOf(group: Group): string | null {
    if (isKeptWhole(group)) return null;
    if (group.kind === 'exact-duplicate') return representativeOf(group.members);
    const members = group.members.flatMap((member) => byPath.get(member) ?? []);
    return bestOf(rankGroup(members, decisions))?.path ?? null;
  }
}
