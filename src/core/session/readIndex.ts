import { groupAll, groupKey, hear } from '../grouping';
import { type DecisionLog, lastRecipe } from '../index/decisions';
import type { StoreLocation } from '../index/location';
import type { IndexedPhoto } from '../index/rows';
import { IndexStore } from '../index/store';
import { DEFAULT_RECIPE, type Group } from '../model';
import { isGrouped } from '../pipeline';

/** What the index holds, with groups that follow the recipe and the words of the log. */
export interface IndexContent {
  /** `null` where nothing was ever saved. */
  readonly generation: number | null;
  /** Sorted by path. */
  readonly photos: readonly IndexedPhoto[];
  readonly groups: readonly Group[];
  /** What the groups were made from, besides the photos (`groupKey`). */
  readonly key: string;
}

/** How an index is read: here and now, or by another thread. */
export type IndexReader = (location: StoreLocation, log: DecisionLog) => Promise<IndexContent>;

export interface ReadOptions {
  /** Absolute path of `sql-wasm.wasm`. */
  readonly sqlWasm: string;
  readonly log: (message: string) => void;
}

/** Reads the whole index. The stored groups are taken, unless a recipe or a word that came in by git asks for others. */
export async function readIndex(location: StoreLocation, log: DecisionLog, options: ReadOptions): Promise<IndexContent> {
  const store = await IndexStore.open(location, { ...options, readOnly: true });
  try {
    const photos = store.photos();
    const recipe = lastRecipe(log) ?? DEFAULT_RECIPE;
    const said = hear(log.entries, () => photos);
    const groups = isGrouped(store, { recipe, entries: log.entries }) ? store.groups() : groupAll(photos, recipe, said);
    return { generation: store.generation, photos, groups, key: groupKey(recipe, said) };
  } finally {
    await store.close();
  }
}
