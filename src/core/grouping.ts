import { createHash } from 'node:crypto';
import { type ClockOffsets, withClocks } from './group/clocks';
import { groupPhotos } from './group/group';
import { applyManual, NO_REGROUPINGS, type Regroupings } from './group/manual';
import { compareText } from './group/naturalName';
import type { LogEntry } from './index/entries';
import { foldClocks } from './index/fold';
import { foldRegroupings } from './index/foldRegroupings';
import type { Group, Photo, Recipe } from './model';
import { GROUP_VERSION } from './stageVersions';

export type GroupRecipe = Pick<Recipe, 'burstSeconds' | 'nearDistance'>;

/** What grouping follows besides the photos: the recipe, and the log of what the person said. */
export interface Grouping {
  readonly recipe: GroupRecipe;
  readonly entries: readonly LogEntry[];
}

/** What the person said about groups and clocks, for the photos that are there. */
export interface Said {
  readonly regroupings: Regroupings;
  readonly clocks: ClockOffsets;
}

/** Asks for the photos only where somebody said something about groups. */
export function hear(entries: readonly LogEntry[], photos: () => readonly Photo[]): Said {
  const isAsked = entries.some(({ kind }) => kind === 'group');
  return { regroupings: isAsked ? foldRegroupings(entries, photos()) : NO_REGROUPINGS, clocks: foldClocks(entries) };
}

/** The groups of the rules on corrected clocks, with the person's word applied. Pure. */
export function groupAll(photos: readonly Photo[], recipe: GroupRecipe, { regroupings, clocks }: Said): readonly Group[] {
  const onTime = withClocks(photos, clocks);
  return applyManual(groupPhotos(onTime, recipe), onTime, regroupings);
}

/** What stored groups depend on besides the photos. */
export function groupKey({ burstSeconds, nearDistance }: GroupRecipe, said: Said): string {
  return JSON.stringify({ version: GROUP_VERSION, burstSeconds, nearDistance, ...digestOf(said) });
}

/** Nothing where nothing was said. */
function digestOf({ regroupings, clocks }: Said): { readonly said?: string } {
  const { together, alone, cuts } = regroupings;
  if (together.length + alone.length + cuts.length + clocks.size === 0) return {};
  const offsets = [...clocks].sort(([a], [b]) => compareText(a, b));
  return {
    said: createHash('sha256')
      .update(JSON.stringify([together, alone, cuts, offsets]))
      .digest('hex'),
  };
}
