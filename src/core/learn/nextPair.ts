import type { PhotoView } from '../model';
import type { Steps } from '../pace';
import { type Choice, pairKey } from './choices';
import { hash32, seededRandom } from './deterministic';
import { FOLDS, foldOf } from './model/folds';
import { information, Posterior } from './model/posterior';
import type { SubjectGroup, Subjects } from './subjects';
import type { PairQuestion, PairSource } from './tasteApi';
import { technicalOrder } from './technical';
import { type Looks, trainingPairs } from './trainingPairs';

/** What is known when a question is chosen. */
export interface Asking {
  readonly subjects: Subjects;
  readonly looks: Looks;
  /** Answers to learn from; the last one may be left out, so that the next question is known before the answer. */
  readonly learned: readonly Choice[];
  /** `pairKey` of every pair that was asked, skipped ones too. */
  readonly asked: ReadonlySet<string>;
  /** Bursts and near duplicates that are asked about, at most. */
  readonly groups: number;
}

/** Bursts and near duplicates that come first, where nobody says how many. */
export const USUAL_GROUPS = 12;
/** Of a group, the technically best frames are worth a question. */
const FRAMES_OF_GROUP = 4;
/** Pairs that are looked at for one question. */
const DRAWS = 300;
/** Strength of the regularisation while asking: a margin of two average photos then has a deviation of about 2.6 before any answer. */
const ASKING_LAMBDA = 0.3;
/** What a pair of photos that were asked about is worth beside one of fresh photos: answers about few photos cannot be tested. */
const STALE = 0.85;
/** Share of what was unknown of a margin at first that still has to be, for a pair to count as unlike the ones before. */
const UNLIKE = 0.5;
type Pair = readonly [string, string];

/**
 * The pair that teaches most now: one of each burst first, then the pair of whose answer most is unknown and can be learned
 * (`information`). Both photos are of one fold while there are such pairs, so that the answer can be tested. Never a pair twice. The same
 * log gives the same question. `null` = nothing is left.
 */
export function* nextPair(asking: Asking): Steps<PairQuestion | null> {
  const rows = trainingPairs(asking.subjects, asking.learned, asking.looks);
  yield;
  const posterior = yield* Posterior.of(rows, asking.looks.standard.mean.length, ASKING_LAMBDA);
  const groups = groupsToAsk(asking);
  for (const group of groups) {
    const pairs = pairsOfGroup(group, asking);
    if (pairs.length < pairsIn(group)) continue;
    const best = yield* mostInformative(pairs, posterior, asking);
    if (best !== null) return question(best.pair, group.kind);
  }
  const pairs = [...groups.flatMap((group) => pairsOfGroup(group, asking)), ...(yield* drawn(asking))];
  const best = yield* mostInformative(pairs, posterior, asking);
  return best === null ? null : question(best.pair, best.isUnlike ? 'diverse' : 'uncertain');
}

/** In an order that no name and no time favours. */
const groupsToAsk = ({ subjects, groups }: Asking): readonly SubjectGroup[] =>
  subjects.groups
    .map((group) => ({ group, lot: hash32(group.id) }))
    .sort((a, b) => a.lot - b.lot || (a.group.id < b.group.id ? -1 : 1))
    .slice(0, groups)
    .map(({ group }) => group);

/** The pairs of its best frames that were not asked. */
function pairsOfGroup({ members }: SubjectGroup, { asked }: Asking): readonly Pair[] {
  return pairsAmong(bestFrames(members)).filter(([a, b]) => !asked.has(pairKey(a, b)));
}

const pairsIn = ({ members }: SubjectGroup): number => {
  const frames = Math.min(FRAMES_OF_GROUP, members.length);
  return (frames * (frames - 1)) / 2;
};

const bestFrames = (members: readonly PhotoView[]): readonly string[] => technicalOrder(members).slice(0, FRAMES_OF_GROUP);

const pairsAmong = (paths: readonly string[]): readonly Pair[] => paths.flatMap((a, at) => paths.slice(at + 1).map((b): Pair => [a, b]));

/**
 * Pairs over the whole shoot in an order by lot, most of them of photos that nobody was asked about: inside folds while there are such,
 * then across them.
 */
function* drawn({ subjects, asked }: Asking): Steps<readonly Pair[]> {
  const used = usedUnits(asked, subjects);
  const unitOf = (path: string): string => subjects.units.get(path) ?? path;
  const folds = Array.from({ length: FOLDS }, (): string[] => []);
  for (const [at, path] of [...subjects.photos.keys()].entries()) {
    folds[foldOf(unitOf(path))]?.push(path);
    if (at % 512 === 511) yield;
  }
  const random = seededRandom(hash32(`${asked.size} ${subjects.photos.size}`));
  const isOpen = ([a, b]: Pair): boolean => a !== b && !asked.has(pairKey(a, b));
  const inside = folds.flatMap((paths) => drawnFrom(paths, { random, used: (path) => used.has(unitOf(path)) }).filter(isOpen));
  yield;
  if (inside.length > 0) return shuffled(inside, random);
  const all = folds.flat();
  return shuffled([...folds, all].map((paths) => openPairs(paths, isOpen)).find((pairs) => pairs.length > 0) ?? [], random);
}

interface Drawing {
  readonly random: () => number;
  readonly used: (path: string) => boolean;
}

/** Of few photos all pairs; of many some, two thirds of them of unused photos. */
function drawnFrom(paths: readonly string[], { random, used }: Drawing): readonly Pair[] {
  const wanted = Math.ceil(DRAWS / FOLDS);
  if (paths.length * (paths.length - 1) <= 2 * wanted) return pairsAmong(paths);
  const fresh = paths.filter((path) => !used(path));
  const one = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  return Array.from({ length: wanted }, (_, at): Pair => {
    const from = fresh.length > 1 && at % 3 > 0 ? fresh : paths;
    return [one(from), one(from)];
  });
}

/** Where nearly everything was asked, lots find nothing: the first pairs that are open, at most as many as are looked at. */
function openPairs(paths: readonly string[], isOpen: (pair: Pair) => boolean): readonly Pair[] {
  const open: Pair[] = [];
  for (const [at, a] of paths.entries())
    for (let other = at + 1; other < paths.length && open.length < DRAWS; other++) {
      const pair: Pair = [a, paths[other] ?? a];
      if (isOpen(pair)) open.push(pair);
    }
  return open;
}

/** Fisher and Yates. */
function shuffled(pairs: readonly Pair[], random: () => number): readonly Pair[] {
  const result = [...pairs];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [one, other] = [result[i], result[j]];
    if (one !== undefined && other !== undefined) [result[i], result[j]] = [other, one];
  }
  return result;
}

const usedUnits = (asked: ReadonlySet<string>, { units }: Subjects): ReadonlySet<string> =>
  new Set([...asked].flatMap((key) => key.split('\0').map((path) => units.get(path) ?? path)));

interface Best {
  readonly pair: Pair;
  /** Whether most of what was unknown of it before any answer still is. */
  readonly isUnlike: boolean;
}

function* mostInformative(pairs: readonly Pair[], posterior: Posterior, { subjects, looks, asked }: Asking): Steps<Best | null> {
  const used = usedUnits(asked, subjects);
  let [best, most]: [Best | null, number] = [null, Number.NEGATIVE_INFINITY];
  for (const [at, pair] of pairs.entries()) {
    if (at % 8 === 7) yield;
    const [a, b] = [looks.of(pair[0]), looks.of(pair[1])];
    if (a === null || b === null) continue;
    const { mean, variance, prior } = posterior.expect(a, b);
    const isStale = pair.some((path) => used.has(subjects.units.get(path) ?? path));
    const worth = information({ mean, variance }) * (isStale ? STALE : 1);
    if (worth > most) [best, most] = [{ pair, isUnlike: variance > UNLIKE * prior }, worth];
  }
  return best;
}

/** Left and right by lot, so that no side wins by being on it. */
function question([one, other]: Pair, source: PairSource): PairQuestion {
  const key = pairKey(one, other);
  const [first = one, second = other] = key.split('\0');
  return hash32(key) % 2 === 0 ? { a: first, b: second, source } : { a: second, b: first, source };
}

/** Pairs that were never asked, `most` at most; those of photos that nothing can be compared by count too. */
export function pairsLeft({ subjects, asked }: Pick<Asking, 'subjects' | 'asked'>, most = 1000): number {
  const photos = subjects.photos.size;
  const here = [...asked].filter((key) => key.split('\0').every((path) => subjects.photos.has(path))).length;
  return Math.max(0, Math.min(most, (photos * (photos - 1)) / 2 - here));
}
