import { createHash } from 'node:crypto';
import { currentHash, type DecidablePhoto } from './decide';
import { QrateError } from './errors';
import type { Regroupings } from './group/manual';
import { appendRegrouping, type Stamp } from './index/decisions';
import type { GroupEntry, LogEntry, PhotoRef } from './index/entries';
import { foldRegroupings, picturesOf } from './index/foldRegroupings';
import type { StoreLocation } from './index/location';
import type { GroupOp } from './model';
import type { DecisionReport } from './reports';

export interface RegroupRequest {
  readonly location: StoreLocation;
  readonly op: GroupOp;
  readonly photos: readonly DecidablePhoto[];
  /** All photos of the shoot. */
  readonly known: readonly DecidablePhoto[];
  /** The log as it is. */
  readonly entries: readonly LogEntry[];
  readonly stamp: Stamp;
}

/**
 * Appends one line with the photos for which it changes anything, or none. Throws QrateError('usage') for a group of fewer than two
 * photos, QrateError('storage' | 'no-such-photo').
 */
export async function writeRegrouping({ location, op, photos, known, entries, stamp }: RegroupRequest): Promise<DecisionReport> {
  const named = new Map(photos.map((photo) => [photo.path, photo]));
  if (op === 'merge' && named.size < 2) throw new QrateError('usage', 'A group needs two photos or more: name all that belong together.');
  const refs: PhotoRef[] = [];
  for (const photo of named.values()) refs.push({ hash: await currentHash(location.root, photo), path: photo.path });
  const changed = changedBy({
    op,
    refs,
    entries,
    photos: [...new Map([...known, ...photos].map((photo) => [photo.path, photo])).values()],
  });
  // A group is said as a whole; every other word stands for each photo by itself.
  const said = op === 'merge' && changed.size > 0 ? refs : refs.filter(({ path }) => changed.has(path));
  if (said.length > 0) await appendRegrouping(location, { op, photos: said }, stamp);
  return { changed: said.map(({ path }) => path), unchanged: [...named.keys()].filter((path) => !said.some((ref) => ref.path === path)) };
}

interface Change {
  readonly op: GroupOp;
  readonly refs: readonly PhotoRef[];
  readonly entries: readonly LogEntry[];
  readonly photos: readonly DecidablePhoto[];
}

/** Paths of the photos about which something else holds after the word than before. */
function changedBy({ op, refs, entries, photos }: Change): ReadonlySet<string> {
  const word: GroupEntry = { kind: 'group', id: '', op, photos: refs, time: '', author: null };
  const pictures = picturesOf(photos);
  const [before, after] = [entries, [...entries, word]].map((it) => standings(foldRegroupings(it, photos)));
  const standing = (of: typeof before, path: string) => of?.get(pictures.get(path) ?? path);
  return new Set(refs.flatMap(({ path }) => (standing(before, path) === standing(after, path) ? [] : [path])));
}

/** All that was said about each photo, as one short text to compare. */
function standings({ together, alone, cuts }: Regroupings): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  const note = (path: string, what: unknown) => found.set(path, [...(found.get(path) ?? []), JSON.stringify(what)]);
  for (const set of together) {
    const digest = createHash('sha256').update(JSON.stringify(set)).digest('hex');
    for (const path of set) note(path, digest);
  }
  for (const path of alone) note(path, 'never');
  for (const { before, joinedSince } of cuts) note(before, { joinedSince });
  return new Map([...found].map(([path, notes]) => [path, notes.join('\n')]));
}
