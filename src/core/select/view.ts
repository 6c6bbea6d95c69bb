import { representativeOf } from '../group/duplicates';
import { NO_REGROUPINGS, type Regroupings } from '../group/manual';
import { compareText } from '../group/naturalName';
import type { TasteStanding } from '../learn/appliedTaste';
import type { Decision, Group, Photo, PhotoView, Recipe, Regrouped, Suggestion } from '../model';
import { drained, mapFrom, mapped, type Steps } from '../pace';
import type { ShootView } from '../reports';
import { isKeptWhole, primaryGroups } from './primaryGroup';
import { bestOf, rankGroup } from './rank';
import { type Suggestions, suggestInGroup, suggestionFor } from './suggest';

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
  /** What became of the taste that the recipe asks for; the photos carry it already. */
  readonly taste?: TasteStanding | undefined;
}

/** Everything a view needs, from what the index and the decisions log hold. The order of photos and groups does not matter. */
export const buildView = (parts: ViewParts): ShootView => drained(viewSteps(parts));

/** The same in steps, so that a large shoot does not hold up the editor. */
export function* viewSteps({ root, photos, groups, decisions, recipe, cacheDir, regroupings, taste }: ViewParts): Steps<ShootView> {
  const sorted = photos.toSorted(byPath);
  yield;
  const found = yield* judgeAll({ photos: sorted, groups, decisions, recipe });
  const regrouped = regroupedPaths(regroupings ?? NO_REGROUPINGS, found.primary);
  const views = yield* mapped(sorted, (photo): PhotoView => {
    const group = found.primary.get(photo.path) ?? null;
    return {
      ...photo,
      group,
      bestPath: group === null ? null : (found.best.get(group) ?? null),
      suggestion: recipe === null ? null : suggestionFor(photo, found.suggestions.get(photo.path), recipe),
      decision: decisions.get(photo.path) ?? null,
      regrouped: regrouped.get(photo.path),
    };
  });
  return { root, photos: views, groups: groups.toSorted(byFirstMember), recipe, cacheDir, ...(taste === undefined ? {} : { taste }) };
}

const byPath = (a: Photo, b: Photo): number => compareText(a.path, b.path);

const byFirstMember = (a: Group, b: Group): number => compareText(a.members[0] ?? '', b.members[0] ?? '') || compareText(a.id, b.id);

interface Judged {
  readonly primary: ReadonlyMap<string, Group>;
  readonly best: ReadonlyMap<Group, string | null>;
  /** What the deciding group says, by path. */
  readonly suggestions: ReadonlyMap<string, Suggestion>;
}

function* judgeAll({ photos, groups, decisions, recipe }: Pick<ViewParts, 'photos' | 'groups' | 'decisions' | 'recipe'>): Steps<Judged> {
  const known = yield* mapFrom(photos, (photo) => [photo.path, photo]);
  const primary = primaryGroups(groups);
  yield;
  const best = new Map<Group, string | null>();
  const suggestions = new Map<string, Suggestion>();
  for (const group of groups) {
    const judged = judgeGroup(group, { members: group.members.flatMap((it) => known.get(it) ?? []), decisions, recipe });
    best.set(group, judged.best);
    for (const [path, suggestion] of judged.suggestions) if (primary.get(path) === group) suggestions.set(path, suggestion);
    yield;
  }
  return { primary, best, suggestions };
}

export interface GroupToJudge extends Pick<ViewParts, 'decisions' | 'recipe'> {
  /** The members that are there. */
  readonly members: readonly Photo[];
}

/** The best frame of a group, known before the first cull since no setting of a recipe changes it, and what the group suggests. */
export function judgeGroup(
  group: Group,
  { members, decisions, recipe }: GroupToJudge,
): { readonly best: string | null; readonly suggestions: Suggestions } {
  const suggestions = recipe === null ? [] : suggestInGroup(group, members, { decisions, recipe });
  return { best: bestPathOf(group, members, decisions), suggestions };
}

function bestPathOf(group: Group, members: readonly Photo[], decisions: ReadonlyMap<string, Decision>): string | null {
  if (isKeptWhole(group)) return null;
  if (group.kind === 'exact-duplicate') return representativeOf(group.members);
  return bestOf(rankGroup(members, decisions))?.path ?? null;
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
