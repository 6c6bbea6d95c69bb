import type { ClockOffsets } from '../group/clocks';
import type { Decision, Photo } from '../model';
import type { DecisionEntry, LogEntry, PhotoRef } from './entries';

export interface FoldedDecisions {
  /** By path. Photos without any decision, or with all of it cleared, are absent. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Entries about photos that are not in the shoot now. They count again when the photo comes back. */
  readonly unmatched: readonly DecisionEntry[];
}

export type FoldedPhoto = Pick<Photo, 'path' | 'hash'>;

const UNDECIDED: Decision = { verdict: null, rating: null, label: null };

/**
 * What the person decided about each photo: the entries in order (`readDecisions` sorts them), the last one wins per field.
 *
 * An entry belongs to the photo with its hash at its path (or at its path while the hash there is not known yet). If there is
 * none, to every photo with its hash: it was renamed or moved. An identical copy is not affected while the decided one is
 * there. If the hash is nowhere any more but the path is, to the photo there: its bytes changed when metadata was embedded.
 */
export function foldDecisions(entries: readonly LogEntry[], photos: readonly FoldedPhoto[]): FoldedDecisions {
  const fold = new DecisionFold(photos);
  for (const entry of entries) if (entry.kind === 'decision') fold.hear(entry);
  return { decisions: fold.decisions, unmatched: fold.unmatched };
}

/** What one entry did to one photo. */
export interface FoldedChange {
  readonly photo: FoldedPhoto;
  readonly before: Decision;
  readonly after: Decision;
}

/** The fold of `foldDecisions` entry by entry: what comes later is heard later, without hearing everything again. */
export class DecisionFold {
  readonly decisions = new Map<string, Decision>();
  readonly unmatched: DecisionEntry[] = [];
  readonly #find: PhotoFinder;

  constructor(photos: readonly FoldedPhoto[]) {
    this.#find = photoFinder(photos);
  }

  /** The photos that a line is about. */
  readonly find: PhotoFinder = (ref) => this.#find(ref);

  of(path: string): Decision {
    return this.decisions.get(path) ?? UNDECIDED;
  }

  /** The next entry in order. */
  hear(entry: DecisionEntry): readonly FoldedChange[] {
    const photos = this.#find(entry);
    if (photos.length === 0) this.unmatched.push(entry);
    return photos.map((photo) => {
      const before = this.of(photo.path);
      const after = patch(before, entry);
      if (isDecided(after)) this.decisions.set(photo.path, after);
      else this.decisions.delete(photo.path);
      return { photo, before, after };
    });
  }
}

/** The photos that a line is about. */
export type PhotoFinder = (ref: PhotoRef) => readonly FoldedPhoto[];

/** The photos that a line is about, by the rule of `foldDecisions`. */
export function photoFinder<T extends FoldedPhoto>(photos: readonly T[]): (ref: PhotoRef) => readonly T[] {
  const byPath = new Map(photos.map((photo) => [photo.path, photo]));
  // Most lines are about a photo at its path; hashes are looked at for the others alone.
  let byHash: ReadonlyMap<string, readonly T[]> | null = null;
  return (ref) => {
    const there = byPath.get(ref.path);
    if (there !== undefined && (there.hash === ref.hash || there.hash === null)) return [there];
    byHash ??= photosByHash(photos);
    return byHash.get(ref.hash) ?? (there === undefined ? [] : [there]);
  };
}

function photosByHash<T extends FoldedPhoto>(photos: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const photo of photos) {
    if (photo.hash === null) continue;
    const same = found.get(photo.hash);
    if (same === undefined) found.set(photo.hash, [photo]);
    else same.push(photo);
  }
  return found;
}

function patch(decision: Decision, { verdict, rating, label }: DecisionEntry): Decision {
  return {
    verdict: verdict === undefined ? decision.verdict : verdict,
    rating: rating === undefined ? decision.rating : rating,
    label: label === undefined ? decision.label : label,
  };
}

const isDecided = ({ verdict, rating, label }: Decision): boolean => verdict !== null || rating !== null || label !== null;

/** By how much each body's clock is corrected: the entries in order, the last one of a body wins, and 0 takes the correction back. */
export function foldClocks(entries: readonly LogEntry[]): ClockOffsets {
  const offsets = new Map<string, number>();
  for (const entry of entries) if (entry.kind === 'clock') offsets.set(entry.camera, entry.seconds);
  return new Map([...offsets].filter(([, seconds]) => seconds !== 0));
}
