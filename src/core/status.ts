import { failureSentence } from './failures';
import type { CacheSize } from './index/cache';
import type { IndexedPhoto } from './index/rows';
import type { GroupKind, Photo, PhotoView, Regrouped, Verdict } from './model';
import type { FailedPhoto, ShootView, StatusReport } from './reports';

export interface StatusInput {
  readonly view: ShootView;
  readonly photos: readonly IndexedPhoto[];
  readonly index: StatusReport['index'];
  readonly cache: CacheSize & { readonly path: string };
  readonly unreadableDecisions: readonly number[];
  readonly disagreements: StatusReport['disagreements'];
  readonly clocks: StatusReport['clocks'];
}

/** Counts over what the index, the log and the cache hold. Pure. */
export function statusOf({ view, photos, index, cache, unreadableDecisions, disagreements, clocks }: StatusInput): StatusReport {
  return {
    root: view.root,
    photos: photos.length,
    files: fileCount(photos),
    stages: {
      ingest: count(photos, ({ metadata }) => metadata !== null),
      analyze: count(photos, ({ scores }) => scores !== null),
      hash: count(photos, ({ hash }) => hash !== null),
      failed: count(photos, ({ failure }) => failure !== null),
    },
    groups: groupCounts(view),
    regrouped: regroupedCounts(view.photos),
    clocks,
    suggestions: suggestionCounts(view.photos),
    decisions: decisionCounts(view.photos),
    index,
    cache: { path: cache.path, bytes: cache.bytes, files: cache.files },
    failed: failedPhotos(photos),
    unreadableDecisions,
    disagreements,
    recipe: view.recipe,
  };
}

/** Photos and their companions. */
export const fileCount = (photos: readonly Photo[]): number => photos.reduce((sum, { companions }) => sum + 1 + companions.length, 0);

/** The photos that a stage could not use, with the sentence for the person, sorted by path. */
export const failedPhotos = (photos: readonly Pick<Photo, 'path' | 'failure'>[]): readonly FailedPhoto[] =>
  photos.flatMap(({ path, failure }) => (failure === null ? [] : [{ path, stage: failure.stage, reason: failureSentence(failure) }]));

function groupCounts(view: ShootView): Record<GroupKind, number> {
  const counts: Record<GroupKind, number> = {
    'exact-duplicate': 0,
    'near-duplicate': 0,
    burst: 0,
    bracket: 0,
    'focus-stack': 0,
    panorama: 0,
    interval: 0,
    'pixel-shift': 0,
    'multiple-exposure': 0,
    series: 0,
  };
  for (const { kind } of view.groups) counts[kind] += 1;
  return counts;
}

function regroupedCounts(photos: readonly PhotoView[]): Record<Regrouped, number> {
  const counts: Record<Regrouped, number> = { merge: 0, split: 0, never: 0 };
  for (const { regrouped } of photos) if (regrouped !== undefined) counts[regrouped] += 1;
  return counts;
}

export function suggestionCounts(photos: readonly PhotoView[]): Record<Verdict | 'none', number> {
  const counts: Record<Verdict | 'none', number> = { pick: 0, alternate: 0, review: 0, reject: 0, none: 0 };
  for (const { suggestion } of photos) counts[suggestion?.verdict ?? 'none'] += 1;
  return counts;
}

const decisionCounts = (photos: readonly PhotoView[]): StatusReport['decisions'] => ({
  pick: count(photos, ({ decision }) => decision?.verdict === 'pick'),
  reject: count(photos, ({ decision }) => decision?.verdict === 'reject'),
  rated: count(photos, ({ decision }) => (decision?.rating ?? null) !== null),
  labelled: count(photos, ({ decision }) => (decision?.label ?? null) !== null),
});

const count = <T>(items: readonly T[], test: (item: T) => boolean): number => items.reduce((n, item) => n + (test(item) ? 1 : 0), 0);
