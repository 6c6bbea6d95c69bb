import { representativeOf } from '../group/duplicates';
import { inCaptureOrder } from '../group/order';
import { phashDistance } from '../group/phash';
import type { Decision, Group, Photo, PhotoView, ReasonCode, Recipe, Suggestion, Verdict } from '../model';
import { defectOf } from './defects';
import { comparison, decided, duration, exposureOffset, interval, measured, type Numbers } from './numbers';
import { isKeptWhole } from './primaryGroup';
import { bestOf, rankGroup } from './rank';
import { type Subject, subjectOf } from './subject';

type Decisions = ReadonlyMap<string, Decision>;

/**
 * The Select stage: the suggestion for one photo, given what the group that decides about it says (`suggestInGroup`). The machine only
 * suggests: losers become alternates, doubts become review, and `reject` is left to frames that show nothing at all. The person's
 * decisions steer who is best and who takes a keep slot; a decided photo still gets a suggestion, for information.
 */
export const suggestionFor = (photo: Photo, inGroup: Suggestion | undefined, recipe: Recipe): Suggestion =>
  unreadable(photo) ?? inGroup ?? suggestAlone(photo, recipe);

/** What counts: the person's verdict where there is one, else the machine's; `null` before the first cull. */
export const effectiveVerdict = ({ decision, suggestion }: Pick<PhotoView, 'decision' | 'suggestion'>): Verdict | null =>
  decision?.verdict ?? suggestion?.verdict ?? null;

export interface Judging {
  readonly decisions: Decisions;
  readonly recipe: Recipe;
}

export type Suggestions = readonly (readonly [string, Suggestion])[];

/** What one group says about its members, in whatever order they come. */
export function suggestInGroup(group: Group, photos: readonly Photo[], judging: Judging): Suggestions {
  const members = inCaptureOrder(photos);
  if (isKeptWhole(group)) return suggestWhole(group, members);
  if (group.kind === 'exact-duplicate') return suggestCopies(group, members, judging.recipe);
  return suggestBest(group, members, judging);
}

/** A photo without siblings. */
function suggestAlone(photo: Photo, { minSharpness }: Recipe): Suggestion {
  const defect = defective(photo, 1);
  if (defect !== null) return defect;
  const numbers = { ...measured(photo), minSharpness };
  return isSoft(photo, minSharpness) ? say('review', 1, 'below-min-sharpness', numbers) : say('pick', 1, 'unique', numbers);
}

/** Brackets, stacks and other sequences: all of it, dark and blurred frames included, for they were made that way. */
function suggestWhole({ kind }: Group, members: readonly Photo[]): Suggestions {
  const shared = { groupSize: members.length, ...duration(members), ...(kind === 'bracket' ? {} : interval(members)) };
  return members.map((photo, i) => {
    const numbers = { ...measured(photo), ...shared, position: i + 1 };
    if (kind !== 'bracket') return [photo.path, say('pick', 1, 'series-member', numbers)];
    return [photo.path, say('pick', 1, 'bracket-member', { ...numbers, ...exposureOffset(photo, members) })];
  });
}

/** The representative stands for its copies, judged like a photo of its own. */
function suggestCopies(group: Group, members: readonly Photo[], recipe: Recipe): Suggestions {
  const representative = representativeOf(group.members);
  const copies = members.filter(({ path }) => path !== representative);
  const groupSize = members.length;
  return members.map((photo) => {
    if (photo.path === representative) return [photo.path, standingForCopies(photo, copies, recipe)];
    return [photo.path, say('alternate', copies.indexOf(photo) + 2, 'exact-duplicate', { ...measured(photo), groupSize }, representative)];
  });
}

function standingForCopies(photo: Photo, copies: readonly Photo[], recipe: Recipe): Suggestion {
  const alone = suggestAlone(photo, recipe);
  if (alone.verdict !== 'pick') return alone;
  return say('pick', 1, 'best-of-duplicates', { ...alone.reason.numbers, groupSize: copies.length + 1, identical: 1 }, copies[0]?.path);
}

/** Bursts and near duplicates: the best is picked, the next fill the keep slots, and the rest are alternates. */
function suggestBest({ kind }: Group, members: readonly Photo[], { decisions, recipe }: Judging): Suggestions {
  const ranked = rankGroup(members, decisions);
  const best = bestOf(ranked);
  const slots = kind === 'burst' ? Math.max(1, recipe.keepPerBurst) : 1;
  const kept = new Set(ranked.filter(({ eligible }) => eligible).slice(0, slots));
  const subject = subjectOf(members);
  const shared = { groupSize: members.length, minSharpness: recipe.minSharpness, ...duration(members) };
  return ranked.map((entry) => {
    const { photo, rank } = entry;
    const other = photo === best ? (ranked[1]?.photo ?? null) : best;
    const verdicts = decided(decisions.get(photo.path), other === null ? undefined : decisions.get(other.path));
    const place = { kind, photo, best, other, subject, rank, numbers: { ...measured(photo), ...shared, rank, ...verdicts } };
    return [photo.path, defective(photo, rank) ?? (kept.has(entry) ? suggestKept(place, recipe) : suggestLoser(place))];
  });
}

interface Place {
  readonly kind: Group['kind'];
  readonly photo: Photo;
  readonly best: Photo | null;
  /** What it is compared with: the best, or for the best itself the runner-up. */
  readonly other: Photo | null;
  /** What the group is compared by besides sharpness as a whole. */
  readonly subject: Subject | null;
  readonly rank: number;
  readonly numbers: Numbers;
}

function suggestKept({ kind, photo, best, other, subject, rank, numbers }: Place, { minSharpness, keepPerBurst }: Recipe): Suggestion {
  if (isSoft(photo, minSharpness)) return say('review', rank, 'below-min-sharpness', numbers);
  const compared = { ...numbers, ...comparison(photo, other, subject) };
  if (photo !== best) return say('pick', rank, 'kept-in-burst', { ...compared, keepPerBurst }, other?.path);
  return say('pick', rank, kind === 'burst' ? 'best-of-burst' : 'best-of-duplicates', compared, other?.path);
}

function suggestLoser({ kind, photo, other, subject, rank, numbers }: Place): Suggestion {
  const compared = { ...numbers, ...comparison(photo, other, subject) };
  if (kind === 'burst') return say('alternate', rank, 'alternate', compared, other?.path);
  const bits = other === null ? null : phashDistance(photo.scores, other.scores);
  return say('alternate', rank, 'near-duplicate', bits === null ? compared : { ...compared, bits }, other?.path);
}

function defective({ scores, ...photo }: Photo, rank: number): Suggestion | null {
  const defect = scores === null ? null : defectOf(scores);
  return defect === null ? null : say('reject', rank, defect, measured({ ...photo, scores }));
}

const unreadable = ({ scores }: Photo): Suggestion | null => (scores === null ? say('review', 1, 'unreadable', {}) : null);

const isSoft = ({ scores }: Photo, minSharpness: number): boolean => (scores?.sharpness ?? 0) < minSharpness;

function say(verdict: Verdict, rank: number, code: ReasonCode, numbers: Numbers, other: string | null = null): Suggestion {
  return { verdict, rank, reason: { code, numbers, other } };
}
