import type { Decision, PhotoView } from '../model';
import { hash32 } from './deterministic';
import type { SubjectGroup } from './subjects';

/** A preference that the person did not speak of but showed, by deciding about photos of one group. */
export interface SilentPair {
  /** Paths. */
  readonly winner: string;
  readonly loser: string;
  /** Beside the 1 of an answer. */
  readonly weight: number;
}

/** One was picked, the other rejected; or one got more stars. */
const SPOKEN = 0.5;
/** One was picked and nothing was said of the other: it may not have been looked at. */
const UNSPOKEN = 0.2;
/** Of one group at most; a burst of fifty must not outvote the shoot. */
const PER_GROUP = 6;
/** Of a shoot at most. */
const AT_MOST = 300;

/**
 * The pairs that normal culling shows, inside bursts and near duplicates alone, since a verdict there is a comparison. They count less
 * than an answer, because a verdict follows the machine's suggestion more readily than a choice between two pictures does.
 */
export function silentPairs(groups: readonly SubjectGroup[]): readonly SilentPair[] {
  const pairs = groups.flatMap(({ members }) => pairsOf(members));
  return pairs.length <= AT_MOST ? pairs : byLot(pairs).slice(0, AT_MOST);
}

function pairsOf(members: readonly PhotoView[]): readonly SilentPair[] {
  if (members.every(({ decision }) => decision === null)) return [];
  const pairs: SilentPair[] = [];
  for (const a of members)
    for (const b of members) {
      const weight = a === b ? 0 : shown(a.decision, b.decision);
      if (weight > 0) pairs.push({ winner: a.path, loser: b.path, weight });
    }
  return byLot(pairs)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, PER_GROUP);
}

/** How clearly the first was preferred; 0 = not at all. A verdict speaks before stars. */
function shown(a: Decision | null, b: Decision | null): number {
  const [one, other] = [a?.verdict ?? null, b?.verdict ?? null];
  if (one === 'pick' && other === 'reject') return SPOKEN;
  if (one !== other) return one === 'pick' ? UNSPOKEN : 0;
  return (a?.rating ?? 0) > (b?.rating ?? 0) && b?.rating != null ? SPOKEN : 0;
}

const byLot = (pairs: readonly SilentPair[]): readonly SilentPair[] =>
  pairs
    .map((pair) => ({ pair, lot: hash32(`${pair.winner}\n${pair.loser}`) }))
    .sort((a, b) => a.lot - b.lot || (a.pair.winner < b.pair.winner ? -1 : 1))
    .map(({ pair }) => pair);
