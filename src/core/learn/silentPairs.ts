import type { Decision, PhotoView } from '../model';
import { type Steps, sortedSteps } from '../pace';
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
 * than an answer, because a verdict follows the machine's suggestion more readily than a choice between two pictures does. In steps.
 */
export function* silentPairs(groups: readonly SubjectGroup[]): Steps<readonly SilentPair[]> {
  const pairs: Lot[] = [];
  for (const { members } of groups) if (members.some(({ decision }) => decision !== null)) pairs.push(...(yield* pairsOf(members)));
  const kept = pairs.length <= AT_MOST ? pairs : (yield* sortedSteps(pairs, byLot)).slice(0, AT_MOST);
  return kept.map(({ pair }) => pair);
}

interface Lot {
  readonly pair: SilentPair;
  readonly lot: number;
}

function* pairsOf(members: readonly PhotoView[]): Steps<readonly Lot[]> {
  const pairs: Lot[] = [];
  for (const { path: winner, decision } of members) {
    for (const { path: loser, decision: its } of members) {
      const weight = winner === loser ? 0 : shown(decision, its);
      if (weight > 0) pairs.push({ pair: { winner, loser, weight }, lot: hash32(`${winner}\n${loser}`) });
    }
    yield;
  }
  return pairs.sort((a, b) => b.pair.weight - a.pair.weight || byLot(a, b)).slice(0, PER_GROUP);
}

const byLot = (a: Lot, b: Lot): number => a.lot - b.lot || (a.pair.winner < b.pair.winner ? -1 : 1);

/** How clearly the first was preferred; 0 = not at all. A verdict speaks before stars. */
function shown(a: Decision | null, b: Decision | null): number {
  const [one, other] = [a?.verdict ?? null, b?.verdict ?? null];
  if (one === 'pick' && other === 'reject') return SPOKEN;
  if (one !== other) return one === 'pick' ? UNSPOKEN : 0;
  return (a?.rating ?? 0) > (b?.rating ?? 0) && b?.rating != null ? SPOKEN : 0;
}
