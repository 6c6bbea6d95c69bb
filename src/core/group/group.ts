import type { Group, GroupKind, Photo, Recipe } from '../model';
import { findBursts } from './bursts';
import { onCorrectedClocks } from './clocks';
import { findExactDuplicates, findNearDuplicates, representativeOf } from './duplicates';
import { type Frame, toFrames } from './frames';
import { nameSorted } from './groupId';
import { compareCaptures } from './order';
import { findKeptWhole } from './whole';

/**
 * The Group stage: which photos belong together. What must be kept whole is found before what asks to "keep the best", and
 * what one step has grouped is out of reach for the next. Of exact duplicates only the representative goes on.
 * The result depends on the set of photos alone, not on their order. Sorted by first member (code units).
 */
export function groupPhotos(photos: readonly Photo[], recipe: Pick<Recipe, 'burstSeconds' | 'nearDistance'>): readonly Group[] {
  const frames = onCorrectedClocks(toFrames, photos);
  const exact = findExactDuplicates(frames);
  const originals = without(frames, exact.map(copiesIn));
  const whole = findKeptWhole(originals, recipe);
  const free = without(originals, [...whole.groups.map(({ frames }) => frames), whole.leftovers]);
  const bursts = findBursts(free, recipe);
  const near = findNearDuplicates(without(free, [...bursts, whole.beside]), recipe.nearDistance);
  return nameSorted([
    ...ofKind('exact-duplicate', exact),
    ...whole.groups.flatMap(({ kind, frames }) => ofKind(kind, [frames])),
    ...ofKind('burst', bursts),
    ...ofKind('near-duplicate', near),
  ]);
}

const without = (frames: readonly Frame[], groups: readonly (readonly Frame[])[]): readonly Frame[] => {
  const gone = new Set(groups.flat());
  return frames.filter((frame) => !gone.has(frame));
};

function copiesIn(same: readonly Frame[]): readonly Frame[] {
  const representative = representativeOf(same.map(({ path }) => path));
  return same.filter(({ path }) => path !== representative);
}

const ofKind = (kind: GroupKind, groups: readonly (readonly Frame[])[]) =>
  groups.flatMap((frames) => {
    const [first, ...rest] = frames.toSorted(compareCaptures).map(({ photo }) => photo);
    return first === undefined ? [] : [{ kind, members: [first, ...rest] as const }];
  });
