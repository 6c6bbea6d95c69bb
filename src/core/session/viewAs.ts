import { withClocks } from '../group/clocks';
import { groupAll, groupKey, hear } from '../grouping';
import type { StoreLocation } from '../index/location';
import { tasteOf, withTaste } from '../learn/appliedTaste';
import { DEFAULT_RECIPE, type Recipe } from '../model';
import { paced } from '../pace';
import type { ShootView } from '../reports';
import { sameRecipe } from '../select/compareCulls';
import { viewSteps } from '../select/view';
import type { SessionState } from './session';

/** The shoot as a cull with this recipe would show it. Groups are made anew only where the recipe asks for others. */
export async function viewAs(location: StoreLocation, { photos, log, live, fold }: SessionState, recipe: Recipe): Promise<ShootView> {
  const { shown } = live;
  if (shown.recipe !== null && sameRecipe(shown.recipe, recipe)) return shown;
  const said = hear(log.entries, () => photos);
  const isSame = groupKey(recipe, said) === groupKey(shown.recipe ?? DEFAULT_RECIPE, said);
  const groups = isSame ? shown.groups : groupAll(photos, recipe, said);
  const { root, cacheDir } = shown;
  const decisions = new Map(fold.decisions);
  const { regroupings } = said;
  const tasted = await paced(withTaste(withClocks(photos, said.clocks), await tasteOf(location, recipe)));
  return paced(viewSteps({ root, ...tasted, groups, decisions, recipe, cacheDir, regroupings }));
}
