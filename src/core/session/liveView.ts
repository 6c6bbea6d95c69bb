import type { DecisionFold } from '../index/fold';
import { DEFAULT_RECIPE, type Group, type PhotoView, type Recipe, type Suggestion } from '../model';
import { mapFrom, mapped, type Steps } from '../pace';
import type { ShootView } from '../reports';
import { suggestionFor } from '../select/suggest';
import { judgeGroup, type ViewParts, viewSteps } from '../select/view';

interface LiveParts {
  readonly culled: ShootView;
  readonly shown: ShootView;
  /** Row by path. */
  readonly rows: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, readonly Group[]>;
}

/**
 * The view of a shoot, kept up to date: after a decision only the groups of the decided photos are judged again. Views are values:
 * a change makes a new list that shares every photo that stayed the same, so that whoever shows one sees by identity what is new.
 */
export class LiveView {
  readonly #fold: DecisionFold;
  readonly #recipe: Recipe;
  readonly #isCulled: boolean;
  readonly #rows: ReadonlyMap<string, number>;
  readonly #groups: ReadonlyMap<string, readonly Group[]>;
  #culled: ShootView;
  #shown: ShootView;

  private constructor(fold: DecisionFold, parts: LiveParts, recipe: Recipe) {
    this.#fold = fold;
    this.#recipe = recipe;
    this.#culled = parts.culled;
    this.#shown = parts.shown;
    this.#rows = parts.rows;
    this.#isCulled = parts.culled === parts.shown;
    this.#groups = parts.groups;
  }

  static *build(parts: Omit<ViewParts, 'decisions'>, fold: DecisionFold): Steps<LiveView> {
    const recipe = parts.recipe ?? DEFAULT_RECIPE;
    const culled = yield* viewSteps({ ...parts, decisions: fold.decisions, recipe });
    const shown = parts.recipe === null ? { ...culled, recipe: null, photos: yield* mapped(culled.photos, unculled) } : culled;
    const rows = yield* mapFrom(culled.photos.entries(), ([row, { path }]) => [path, row]);
    const groups = yield* groupsByMember(culled.groups);
    return new LiveView(fold, { culled, shown, rows, groups }, recipe);
  }

  /** As everybody sees it: without suggestions before the first cull. */
  get shown(): ShootView {
    return this.#shown;
  }

  /** The same with suggestions; before the first cull the default recipe speaks. */
  get culled(): ShootView {
    return this.#culled;
  }

  /** The photo at `path`, as `shown` has it. */
  at(path: string): PhotoView | undefined {
    return this.#shown.photos[this.#rows.get(path) ?? -1];
  }

  /** Takes over what the fold says now about the photos at `paths`, in steps; what is shown changes with the last of them, and stays the same list where nothing did. */
  *decided(paths: Iterable<string>): Steps<void> {
    const photos = [...this.#culled.photos];
    const groups = new Set<Group>();
    const touched = new Set<number>();
    const put = (photo: PhotoView): void => {
      const row = this.#rows.get(photo.path);
      if (row === undefined) return;
      photos[row] = photo;
      touched.add(row);
    };
    const get = (path: string) => photos[this.#rows.get(path) ?? -1];
    for (const path of paths) {
      const photo = get(path);
      if (photo !== undefined) put({ ...photo, decision: this.#fold.decisions.get(path) ?? null });
      for (const group of this.#groups.get(path) ?? []) groups.add(group);
    }
    for (const group of groups) {
      const members = group.members.flatMap((it) => get(it) ?? []);
      for (const photo of this.#judge(group, members)) put(photo);
      yield;
    }
    if (touched.size > 0) this.#replace(photos, touched);
  }

  /** The members that the group decides about and that it sees otherwise than before. */
  #judge(group: Group, members: readonly PhotoView[]): readonly PhotoView[] {
    const { best, suggestions } = judgeGroup(group, { members, decisions: this.#fold.decisions, recipe: this.#recipe });
    const found = new Map(suggestions);
    return members.flatMap((photo) => {
      if (photo.group?.id !== group.id) return [];
      const suggestion = suggestionFor(photo, found.get(photo.path), this.#recipe);
      return best === photo.bestPath && isSame(photo.suggestion, suggestion) ? [] : [{ ...photo, bestPath: best, suggestion }];
    });
  }

  #replace(photos: readonly PhotoView[], touched: ReadonlySet<number>): void {
    this.#culled = { ...this.#culled, photos };
    if (this.#isCulled) {
      this.#shown = this.#culled;
      return;
    }
    const shown = [...this.#shown.photos];
    for (const row of touched) {
      const photo = photos[row];
      if (photo !== undefined) shown[row] = unculled(photo);
    }
    this.#shown = { ...this.#shown, photos: shown };
  }
}

const unculled = (photo: PhotoView): PhotoView => ({ ...photo, suggestion: null });

const isSame = (a: Suggestion | null, b: Suggestion): boolean => JSON.stringify(a) === JSON.stringify(b);

function* groupsByMember(groups: readonly Group[]): Steps<ReadonlyMap<string, readonly Group[]>> {
  const found = new Map<string, Group[]>();
  for (const [at, group] of groups.entries()) {
    for (const member of group.members) {
      const known = found.get(member);
      if (known === undefined) found.set(member, [group]);
      else known.push(group);
    }
    if (at % 64 === 63) yield;
  }
  return found;
}
