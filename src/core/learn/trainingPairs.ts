import type { PhotoView } from '../model';
import { mapped, type Steps } from '../pace';
import type { Choice } from './choices';
import type { FeatureSource } from './features';
import type { TrainingPair } from './model/evaluate';
import { difference, type Standard, standardised, standardOf } from './model/standardise';
import type { Subjects } from './subjects';
import { prefersTechnically } from './technical';

/** Photos whose features set the scale: enough for any mean, few enough for any shoot. */
const REFERENCE = 2000;

/** The scale of a shoot's features, over every photo or evenly drawn ones. In steps. */
export function* shootStandard(photos: ReadonlyMap<string, PhotoView>, features: FeatureSource): Steps<Standard> {
  const step = Math.max(1, Math.ceil(photos.size / REFERENCE));
  const drawn = [...photos.values()].filter((_, at) => at % step === 0);
  const vectors = yield* mapped(drawn, (photo) => features.of(photo), 32);
  return standardOf(
    vectors.filter((vector) => vector !== null),
    features.length,
  );
}

/** Standardised features by path, worked out when first asked for. */
export class Looks {
  readonly #known = new Map<string, Float64Array | null>();

  constructor(
    private readonly photos: ReadonlyMap<string, PhotoView>,
    private readonly features: FeatureSource,
    readonly standard: Standard,
  ) {}

  of(path: string): Float64Array | null {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const photo = this.photos.get(path);
    const vector = photo === undefined ? null : this.features.of(photo);
    const look = vector === null ? null : standardised(vector, this.standard);
    this.#known.set(path, look);
    return look;
  }
}

interface Winning {
  readonly winner: string;
  readonly loser: string;
  readonly weight: number;
  readonly tested: boolean;
}

/**
 * What a model learns from: answers, ties as half a win of each, and what decisions show, which together never outweigh the answers.
 * The latest answers come last.
 */
export function trainingPairs(subjects: Subjects, choices: readonly Choice[], looks: Looks): readonly TrainingPair[] {
  const answered = choices.flatMap(winningsOf);
  const { silent } = subjects;
  const sum = (pairs: readonly { readonly weight: number }[]): number => pairs.reduce((total, { weight }) => total + weight, 0);
  const share = Math.min(1, sum(answered) / Math.max(sum(silent), Number.MIN_VALUE));
  const quiet = silent.map((pair) => ({ ...pair, weight: pair.weight * share, tested: false }));
  return [...quiet, ...answered].flatMap((pair) => trainingPair(pair, subjects, looks));
}

/** Answers and ties as what won; a skip says nothing. */
function winningsOf({ a, b, outcome }: Choice): readonly Winning[] {
  const win = (winner: string, loser: string, weight = 1): Winning => ({ winner, loser, weight, tested: weight === 1 });
  if (outcome === 'a') return [win(a, b)];
  if (outcome === 'b') return [win(b, a)];
  return outcome === 'tie' ? [win(a, b, 0.5), win(b, a, 0.5)] : [];
}

function trainingPair({ winner, loser, weight, tested }: Winning, subjects: Subjects, looks: Looks): readonly TrainingPair[] {
  const [a, b] = [subjects.photos.get(winner), subjects.photos.get(loser)];
  const [own, its] = [looks.of(winner), looks.of(loser)];
  if (a === undefined || b === undefined || own === null || its === null || weight <= 0) return [];
  const group = subjects.groupOf.get(winner);
  const common = group !== undefined && group === subjects.groupOf.get(loser) ? group.members : null;
  return [
    {
      a: subjects.units.get(winner) ?? winner,
      b: subjects.units.get(loser) ?? loser,
      difference: difference(own, its),
      weight,
      tested,
      technical: prefersTechnically({ a, b, group: common }),
    },
  ];
}
