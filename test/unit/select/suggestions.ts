import type { Decision, Group, Photo, Recipe, Suggestion } from '../../../src/core/model';
import { buildView } from '../../../src/core/select/view';

/** What a cull with `recipe` suggests, by path, sorted by path. */
export function suggest(
  photos: readonly Photo[],
  groups: readonly Group[],
  decisions: ReadonlyMap<string, Decision>,
  recipe: Recipe,
): ReadonlyMap<string, Suggestion> {
  const view = buildView({ root: '/shoot', cacheDir: '/cache', photos, groups, decisions, recipe });
  return new Map(view.photos.flatMap(({ path, suggestion }) => (suggestion === null ? [] : [[path, suggestion] as const])));
}
