import { withClocks } from './group/clocks';
import { groupAll, hear } from './grouping';
import { lastRecipe } from './index/culls';
import type { DecisionLog } from './index/decisions';
import { foldDecisions } from './index/fold';
import type { StoreLocation } from './index/location';
import type { IndexedPhoto } from './index/rows';
import type { IndexStore } from './index/store';
import { type AppliedTaste, tasteOf, withTaste } from './learn/appliedTaste';
import { DEFAULT_RECIPE, type Group, type Recipe } from './model';
import { drained } from './pace';
import { isGrouped } from './pipeline';
import type { ShootView } from './reports';
import { buildView } from './select/view';
import { readIndex } from './session/readIndex';
import type { Services } from './shootApi';

/** What a view is made by. */
interface Asked {
  readonly groups: readonly Group[];
  readonly recipe: Recipe | null;
  readonly taste: AppliedTaste | null;
}

/** What stands in an index, as a log and a recipe make it: for those who write the index, and for logs of other times. */
export class StoredViews {
  constructor(
    private readonly location: StoreLocation,
    private readonly services: Services,
  ) {}

  /** What the Group stage needs; before the first cull, by the default recipe and without suggestions. */
  async grouping(store: IndexStore, log: DecisionLog, recipe: Recipe | null) {
    const taste = await tasteOf(this.location, recipe);
    const keepGroups = (groups: readonly Group[]) => this.#keep(store, log, { groups, recipe, taste });
    return { store, grouping: { recipe: recipe ?? DEFAULT_RECIPE, entries: log.entries }, keepGroups };
  }

  /** Puts groups and, after a cull, suggestions into the index: the copy for readers of `index.sqlite` other than qrate. */
  #keep(store: IndexStore, log: DecisionLog, asked: Asked): void {
    const { groups } = asked;
    const view = this.#combine(store.photos(), log, asked);
    store.replaceGroups(groups, new Map(view.photos.flatMap(({ group, bestPath }) => (group && bestPath ? [[group.id, bestPath]] : []))));
    store.replaceSelection(new Map(view.photos.flatMap(({ path, suggestion }) => (suggestion ? [[path, suggestion]] : []))));
  }

  /** The stored groups, unless a recipe that came in by git asks for others. */
  async view(store: IndexStore, log: DecisionLog, recipe: Recipe | null): Promise<ShootView> {
    const photos = store.photos();
    const asked = recipe ?? DEFAULT_RECIPE;
    const isCurrent = isGrouped(store, { recipe: asked, entries: log.entries });
    const groups = isCurrent
      ? store.groups()
      : groupAll(
          photos,
          asked,
          hear(log.entries, () => photos),
        );
    return this.#combine(photos, log, { groups, recipe, taste: await tasteOf(this.location, recipe) });
  }

  /** The shoot as each of these logs makes it; before the first cull the default recipe speaks. `null` where nothing is indexed. */
  async viewsBy(logs: readonly DecisionLog[]): Promise<readonly ShootView[] | null> {
    const views: ShootView[] = [];
    for (const log of logs) {
      const { generation, photos, groups } = await readIndex(this.location, log, this.services);
      if (generation === null) return null;
      const recipe = lastRecipe(log) ?? DEFAULT_RECIPE;
      views.push(this.#combine(photos, log, { groups, recipe, taste: await tasteOf(this.location, recipe) }));
    }
    return views;
  }

  #combine(photos: readonly IndexedPhoto[], log: DecisionLog, { groups, recipe, taste }: Asked): ShootView {
    const { decisions } = foldDecisions(log.entries, photos);
    const { regroupings, clocks } = hear(log.entries, () => photos);
    const { root, cacheDir } = this.location;
    const tasted = drained(withTaste(withClocks(photos, clocks), taste));
    return buildView({ root, ...tasted, groups, decisions, recipe, cacheDir, regroupings });
  }
}
