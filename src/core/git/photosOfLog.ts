import type { DecisionEntry, LogEntry, PhotoRef } from '../index/entries';
import { type FoldedPhoto, photoFinder } from '../index/fold';

/** The photos that a line names. */
export function refsOf(entry: LogEntry): readonly PhotoRef[] {
  if (entry.kind === 'decision') return [entry];
  if (entry.kind === 'choice') return [entry.a, entry.b];
  return entry.kind === 'group' ? entry.photos : [];
}

/**
 * `photos`, and stand-ins for those that the lines name and that are not here: deleted, not indexed yet, or a clone that holds the
 * decisions without the pictures. One stand-in for each content, where the last line about it saw it; one for each path.
 */
export function photosOfLog(entries: readonly LogEntry[], photos: readonly FoldedPhoto[]): readonly FoldedPhoto[] {
  const find = photoFinder(photos);
  const missing = entries.flatMap(refsOf).filter((ref) => find(ref).length === 0);
  const byHash = new Map(missing.map(({ hash, path }) => [hash, path]));
  const byPath = new Map([...byHash].map(([hash, path]) => [path, { path, hash }]));
  return [...photos, ...byPath.values()];
}

/** The decisions about each photo, in the order of `entries`; by path, photos without any are absent. The rule of `foldDecisions`. */
export function decisionsByPath(
  entries: readonly LogEntry[],
  photos: readonly FoldedPhoto[],
): ReadonlyMap<string, readonly DecisionEntry[]> {
  const find = photoFinder(photos);
  const byPath = new Map<string, DecisionEntry[]>();
  for (const entry of entries) {
    if (entry.kind !== 'decision') continue;
    for (const { path } of find(entry)) {
      const lines = byPath.get(path);
      if (lines === undefined) byPath.set(path, [entry]);
      else lines.push(entry);
    }
  }
  return byPath;
}
