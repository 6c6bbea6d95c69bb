import { representativeOf } from '../group/duplicates';
import type { Group, PhotoView } from '../model';
import type { Steps } from '../pace';
import type { ShootView } from '../reports';
import { defectOf } from '../select/defects';
import { isKeptWhole } from '../select/primaryGroup';
import { type SilentPair, silentPairs } from './silentPairs';

/** Photos between two chances for other work. */
const CHUNK = 256;

/** What a shoot has to ask about. */
export interface Subjects {
  /** Photos that can be judged, by path: one of each picture, and one of each series that is kept whole. */
  readonly photos: ReadonlyMap<string, PhotoView>;
  /** All photos that are one choice for the person: their group, else themselves. Two of one unit are never told apart by a test. */
  readonly units: ReadonlyMap<string, string>;
  /** Bursts and near duplicates with two judgeable frames or more, each by its members in capture order. */
  readonly groups: readonly SubjectGroup[];
  readonly groupOf: ReadonlyMap<string, SubjectGroup>;
  /** What decisions inside of these groups show. */
  readonly silent: readonly SilentPair[];
}

export interface SubjectGroup {
  readonly id: string;
  readonly kind: 'burst' | 'near-duplicate';
  readonly members: readonly PhotoView[];
}

/** In steps: a shoot may have 100,000 photos. */
export function* subjectsOf({ photos: all }: Pick<ShootView, 'photos'>): Steps<Subjects> {
  const photos = new Map<string, PhotoView>();
  const units = new Map<string, string>();
  const members = new Map<Group, PhotoView[]>();
  for (const [at, photo] of all.entries()) {
    if (at % CHUNK === CHUNK - 1) yield;
    units.set(photo.path, photo.group?.id ?? photo.path);
    if (!isJudgeable(photo)) continue;
    photos.set(photo.path, photo);
    if (photo.group !== null) push(members, photo.group, photo);
  }
  const groups: SubjectGroup[] = [];
  for (const [group, found] of members) groups.push(...subjectGroup(group, found));
  yield;
  const groupOf = new Map(groups.flatMap((group) => group.members.map(({ path }) => [path, group] as const)));
  return { photos, units, groups, groupOf, silent: yield* silentPairs(groups) };
}

function subjectGroup({ id, kind, members }: Group, found: readonly PhotoView[]): readonly SubjectGroup[] {
  if ((kind !== 'burst' && kind !== 'near-duplicate') || found.length < 2) return [];
  const places = new Map(members.map((path, place) => [path, place]));
  const place = ({ path }: PhotoView): number => places.get(path) ?? 0;
  return [{ id, kind, members: found.toSorted((a, b) => place(a) - place(b)) }];
}

/** What cannot be looked at, shows nothing, or is shown by another photo already, is never asked about. */
function isJudgeable({ scores, failure, preview, group, path }: PhotoView): boolean {
  if (scores === null || failure !== null || preview === null || defectOf(scores) !== null) return false;
  if (group === null) return true;
  if (group.kind === 'exact-duplicate') return representativeOf(group.members) === path;
  return !isKeptWhole(group) || group.members[0] === path;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
