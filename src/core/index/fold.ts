import type { Decision, Photo } from '../model';
import type { DecisionEntry, LogEntry } from './entries';

export interface FoldedDecisions {
  /** By path. Photos without any decision, or with all of it cleared, are absent. */
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Entries about photos that are not in the shoot now. They count again when the photo comes back. */
  readonly unmatched: readonly DecisionEntry[];
}

type FoldedPhoto = Pick<Photo, 'path' | 'hash'>;

const UNDECIDED: Decision = { verdict: null, rating: null, label: null };

/**
 * What the person decided about each photo: the entries in order (`readDecisions` sorts them), the last one wins per field.
 *
 * An entry belongs to the photo with its hash at its path (or at its path while the hash there is not known yet). If there is
 * none, to every photo with its hash: it was renamed or moved. An identical copy is not affected while the decided one is
 * there. If the hash is nowhere any more but the path is, to the photo there: its bytes changed when metadata was embedded.
 */
export function foldDecisions(entries: readonly LogEntry[], photos: readonly FoldedPhoto[]): FoldedDecisions {
  const find = photoFinder(photos);
  const decisions = new Map<string, Decision>();
  const unmatched: DecisionEntry[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'decision') continue;
    const targets = find(entry);
    if (targets.length === 0) unmatched.push(entry);
    for (const { path } of targets) decisions.set(path, patch(decisions.get(path) ?? UNDECIDED, entry));
  }
  return { decisions: new Map([...decisions].filter(([, decision]) => isDecided(decision))), unmatched };
}

function photoFinder(photos: readonly FoldedPhoto[]): (entry: DecisionEntry) => readonly FoldedPhoto[] {
  const byPath = new Map(photos.map((photo) => [photo.path, photo]));
  const byHash = new Map<string, FoldedPhoto[]>();
  for (const photo of photos) {
    if (photo.hash === null) continue;
    const same = byHash.get(photo.hash);
    if (same === undefined) byHash.set(photo.hash, [photo]);
    else same.push(photo);
  }
  return (entry) => {
    const there = byPath.get(entry.path);
    if (there !== undefined && (there.hash === entry.hash || there.hash === null)) return [there];
    const same = byHash.get(entry.hash);
    if (same !== undefined) return same;
    return there === undefined ? [] : [there];
  };
}

function patch(decision: Decision, { verdict, rating, label }: DecisionEntry): Decision {
  return {
    verdict: verdict === undefined ? decision.verdict : verdict,
    rating: rating === undefined ? decision.rating : rating,
    label: label === undefined ? decision.label : label,
  };
}

const isDecided = ({ verdict, rating, label }: Decision): boolean => verdict !== null || rating !== null || label !== null;
