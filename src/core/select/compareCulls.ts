import { sameTaste } from '../learn/wish';
import { DEFAULT_RECIPE, type PhotoView, type Recipe, type RecipeNumbers, VERDICTS, type Verdict } from '../model';
import type { CullExample, CullMove, CullPreview, CullReport, ShootView } from '../reports';
import { suggestionCounts } from '../status';
import { reasonSentence } from './reasons';

/** Of each move, this many photos are named. */
const EXAMPLES = 5;

const RECIPE_FIELDS = Object.keys(DEFAULT_RECIPE) as readonly (keyof RecipeNumbers)[];

export const sameRecipe = (a: Recipe, b: Recipe): boolean =>
  RECIPE_FIELDS.every((field) => a[field] === b[field]) && sameTaste(a.taste, b.taste);

/** What a cull did, from the shoot before and after it. */
export function cullReport(before: ShootView, after: ShootView, recipe: Recipe): CullReport {
  const { none: _, ...suggestions } = suggestionCounts(after.photos);
  return {
    recipe,
    ...(after.taste === undefined ? {} : { taste: after.taste }),
    photos: after.photos.length,
    suggestions,
    changed: changedPhotos(before, after).length,
  };
}

/** What a cull will do, from the shoot as it is and as the recipe would show it. Pure; examples come in the view's order. */
export function cullPreview(before: ShootView, after: ShootView, recipe: Recipe): CullPreview {
  const moved = changedPhotos(before, after).filter(({ from, photo }) => from !== verdictOf(photo));
  return {
    ...cullReport(before, after, recipe),
    current: before.recipe,
    before: suggestionCounts(before.photos),
    moves: movesOf(moved),
    decided: moved.filter(({ photo }) => photo.decision?.verdict != null).length,
    groups: {
      before: before.groups.length,
      after: after.groups.length,
      affected: new Set(moved.flatMap(({ photo }) => photo.group?.id ?? [])).size,
    },
  };
}

interface Changed {
  readonly from: Verdict | null;
  /** As it is afterwards. */
  readonly photo: PhotoView;
}

/** Photos whose verdict or rank differs. */
export function changedPhotos(before: ShootView, after: ShootView): readonly Changed[] {
  const old = new Map(before.photos.map(({ path, suggestion }) => [path, suggestion]));
  return after.photos.flatMap((photo) => {
    const was = old.get(photo.path) ?? null;
    const isSame = was?.verdict === photo.suggestion?.verdict && was?.rank === photo.suggestion?.rank;
    return isSame ? [] : [{ from: was?.verdict ?? null, photo }];
  });
}

const verdictOf = ({ suggestion }: PhotoView): Verdict | null => suggestion?.verdict ?? null;

/** Moves with photos, in the order of verdicts: where to, then where from. */
function movesOf(moved: readonly Changed[]): readonly CullMove[] {
  return VERDICTS.flatMap((to) => [...VERDICTS, null].flatMap((from) => moveOf(moved, from, to)));
}

function moveOf(moved: readonly Changed[], from: Verdict | null, to: Verdict): readonly CullMove[] {
  const photos = moved.filter((it) => it.from === from && verdictOf(it.photo) === to).map(({ photo }) => photo);
  return photos.length === 0 ? [] : [{ from, to, photos: photos.length, examples: photos.slice(0, EXAMPLES).flatMap(exampleOf) }];
}

function exampleOf(photo: PhotoView): readonly CullExample[] {
  const { path, suggestion } = photo;
  return suggestion === null ? [] : [{ path, sentence: reasonSentence(suggestion, photo), decided: photo.decision?.verdict ?? null }];
}
