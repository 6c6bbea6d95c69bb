import type { Decision, PhotoView, Recipe, Suggestion } from '../model';
import type { ShootView } from '../reports';
import { isKeptWhole } from './primaryGroup';
import { suggestionFor } from './suggest';
import { verdictAt } from './threshold';
import { judgeGroup } from './view';

/** What would have to be otherwise for a photo to be picked, or what follows when it is not. Each is found by judging the group again. */
export interface WhatIf {
  /**
   * `picked-if-rejected`: it becomes a pick when `others` are rejected. `replaced-by`: when it is rejected, `others` become picks.
   * `picked-if-softer`: it becomes a pick when `sharpness` is enough. `without-your-word`: what the machine alone would suggest.
   */
  readonly code: 'picked-if-rejected' | 'replaced-by' | 'picked-if-softer' | 'without-your-word';
  /** Paths. */
  readonly others: readonly string[];
  /** Variance of the Laplacian, rounded down to a whole number; `picked-if-softer` alone. */
  readonly sharpness?: number | undefined;
  readonly sentence: string;
}

/** What if: for one photo of a culled shoot; none where nothing that a person could decide changes anything. */
export function whatIf(photo: PhotoView, { photos, recipe }: Pick<ShootView, 'photos' | 'recipe'>): readonly WhatIf[] {
  if (recipe === null || photo.suggestion === null) return [];
  const members = membersOf(photo, photos);
  const judge = new Judge(photo, members, recipe);
  return [
    withoutYourWord(photo, judge),
    softer(photo, recipe),
    photo.suggestion.verdict === 'pick' ? replacedBy(photo, judge) : pickedIfRejected(photo, judge),
  ].filter((it) => it !== null);
}

/** In the order of the group's suggestions, best first, itself included; empty for a photo that stands alone or whose group is kept whole. */
function membersOf({ group }: PhotoView, photos: readonly PhotoView[]): readonly PhotoView[] {
  if (group === null || isKeptWhole(group) || group.kind === 'exact-duplicate') return [];
  const paths = new Set(group.members);
  return photos.filter(({ path }) => paths.has(path)).sort((a, b) => (a.suggestion?.rank ?? 0) - (b.suggestion?.rank ?? 0));
}

/** Judges the group of one photo with hypothetical decisions laid over the real ones. */
class Judge {
  constructor(
    readonly photo: PhotoView,
    readonly members: readonly PhotoView[],
    readonly recipe: Recipe,
  ) {}

  suggestions(hypothetical: ReadonlyMap<string, Decision | null>): ReadonlyMap<string, Suggestion> {
    const { group } = this.photo;
    const decisions = new Map<string, Decision>();
    for (const { path, decision } of this.members) {
      const held = hypothetical.has(path) ? hypothetical.get(path) : decision;
      if (held != null) decisions.set(path, held);
    }
    const judged = group === null ? [] : judgeGroup(group, { members: this.members, decisions, recipe: this.recipe }).suggestions;
    const found = new Map(judged);
    return new Map(this.members.map((it) => [it.path, suggestionFor(it, found.get(it.path), this.recipe)]));
  }
}

const REJECTED: Decision = { verdict: 'reject', rating: null, label: null };
const rejecting = (paths: readonly string[]): ReadonlyMap<string, Decision> => new Map(paths.map((path) => [path, REJECTED]));

/** The fewest frames ahead of it, best first, that make it a pick when they are rejected. */
function pickedIfRejected(photo: PhotoView, judge: Judge): WhatIf | null {
  if (photo.decision?.verdict != null) return null;
  const ahead = judge.members.slice(
    0,
    judge.members.findIndex(({ path }) => path === photo.path),
  );
  const inTheWay = ahead.filter(({ decision }) => decision?.verdict !== 'reject').map(({ path }) => path);
  for (let count = 1; count <= inTheWay.length; count += 1) {
    const others = inTheWay.slice(0, count);
    if (judge.suggestions(rejecting(others)).get(photo.path)?.verdict !== 'pick') continue;
    return {
      code: 'picked-if-rejected',
      others,
      sentence: `Becomes ${pick(judge)} if ${listed(others)} ${count === 1 ? 'is' : 'are'} rejected.`,
    };
  }
  return null;
}

const pick = ({ recipe }: Judge): string => (recipe.keepPerBurst > 1 ? 'a pick' : 'the pick');

function replacedBy(photo: PhotoView, judge: Judge): WhatIf | null {
  if (photo.decision?.verdict === 'reject') return null;
  const [before, after] = [judge.suggestions(new Map()), judge.suggestions(rejecting([photo.path]))];
  const others = judge.members.flatMap(({ path }) =>
    path !== photo.path && before.get(path)?.verdict !== 'pick' && after.get(path)?.verdict === 'pick' ? [path] : [],
  );
  return others.length === 0
    ? null
    : { code: 'replaced-by', others, sentence: `If it is rejected, ${listed(others)} becomes ${pick(judge)}.` };
}

function softer(photo: PhotoView, { minSharpness }: Recipe): WhatIf | null {
  const sharpness = Math.floor(photo.scores?.sharpness ?? 0);
  if (photo.suggestion?.reason.code !== 'below-min-sharpness' || photo.decision?.verdict != null || sharpness >= minSharpness) return null;
  if (verdictAt(photo, sharpness) !== 'pick') return null;
  return { code: 'picked-if-softer', others: [], sharpness, sentence: `Becomes a pick if a sharpness of ${sharpness} is enough.` };
}

function withoutYourWord(photo: PhotoView, judge: Judge): WhatIf | null {
  if (photo.decision?.verdict == null || judge.members.length === 0) return null;
  const alone = judge.suggestions(new Map([[photo.path, { ...photo.decision, verdict: null }]])).get(photo.path);
  if (alone === undefined || alone.verdict === photo.decision.verdict) return null;
  return {
    code: 'without-your-word',
    others: [],
    sentence: `Without your word it would be suggested as ${alone.verdict === 'alternate' ? 'an' : 'a'} ${alone.verdict}.`,
  };
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** At most three names. */
function listed(paths: readonly string[]): string {
  const names = paths.slice(0, 3).map(nameOf);
  const rest = paths.length - names.length;
  if (rest > 0) return `${names.join(', ')} and ${rest} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
