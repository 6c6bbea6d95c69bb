import { QrateError } from '../errors';
import type { StoreLocation } from '../index/location';
import type { Photo, PhotoTaste, Recipe, TasteWish } from '../model';
import type { Steps } from '../pace';
import type { FeatureSource } from './features';
import { dot, logistic, standardised } from './model/standardise';
import { appliesOf, verdictOf } from './modelReport';
import { findModel, readTaste, type TasteModel, tasteFile } from './tasteFile';
import { featuresOf, stampsOf, vectorsStamp } from './vectorFeatures';
import { wishOf } from './wish';

type Place = Pick<StoreLocation, 'dir'>;

/** What became of the taste that a recipe asks for. */
export interface TasteStanding {
  readonly model: string;
  /** 0–1. */
  readonly weight: number;
  /** Whether it takes part in the ranking. */
  readonly applied: boolean;
  /** Photos that it could judge. */
  readonly photos: number;
  /** How good it is, or why it is left out. */
  readonly sentence: string;
}

/** Photos between two chances for other work. */
const CHUNK = 32;
/** Never quite sure: odds stay finite. */
const SURE = 1e-6;

/** The taste that a recipe asks for, read from disk once; then a pure function of the photos. */
export class AppliedTaste {
  private constructor(
    private readonly wish: TasteWish,
    private readonly usable: { readonly model: TasteModel; readonly features: FeatureSource } | null,
    private readonly sentence: string,
  ) {}

  /** Never fails for what is wrong with a taste: then it is left out, and the sentence says why. */
  static async load(location: Place, wish: TasteWish): Promise<AppliedTaste> {
    try {
      return await AppliedTaste.#read(location, wish);
    } catch (error) {
      if (!(error instanceof QrateError)) throw error;
      return new AppliedTaste(wish, null, error.message);
    }
  }

  static async #read(location: Place, wish: TasteWish): Promise<AppliedTaste> {
    const model = findModel(await readTaste(location), wish.model);
    if (model === undefined) return new AppliedTaste(wish, null, `There is no taste “${wish.model}” here yet. Teach it: qrate learn`);
    if (!appliesOf(model)) return new AppliedTaste(wish, null, verdictOf(model));
    const features = await featuresOf(location, model.features);
    if (features === null)
      return new AppliedTaste(wish, null, `It compares photos by ${model.features.id}, which was not computed for this shoot.`);
    return new AppliedTaste(wish, { model, features }, verdictOf(model));
  }

  /** The photos, each with what the taste says of it; those that it cannot see stay as they are. In steps. */
  *on<T extends Photo>(photos: readonly T[]): Steps<{ readonly photos: readonly T[]; readonly standing: TasteStanding }> {
    const { wish, usable, sentence } = this;
    const scores = usable === null ? new Map<string, number>() : yield* scoresOf(photos, usable);
    const standing = {
      ...wish,
      applied: scores.size > 0,
      photos: scores.size,
      sentence: usable !== null && scores.size === 0 ? NOTHING : sentence,
    };
    const tasted = (photo: T): T => {
      const score = scores.get(photo.path);
      return score === undefined ? photo : { ...photo, taste: { score, weight: wish.weight } satisfies PhotoTaste };
    };
    return { photos: scores.size === 0 ? photos : photos.map(tasted), standing };
  }
}

const NOTHING = 'It can judge none of the photos: index the shoot first.';

/**
 * How likely each photo is preferred to an ordinary one of this shoot, 0–1: the logistic function of its calibrated margin over the
 * shoot's median. The odds of two photos give how likely one is preferred to the other.
 */
function* scoresOf(
  photos: readonly Photo[],
  { model, features }: { model: TasteModel; features: FeatureSource },
): Steps<ReadonlyMap<string, number>> {
  const weights = Float64Array.from(model.weights);
  const margins = new Map<string, number>();
  for (const [at, photo] of photos.entries()) {
    if (at % CHUNK === CHUNK - 1) yield;
    const vector = features.of(photo);
    if (vector !== null) margins.set(photo.path, model.calibration * dot(weights, standardised(vector, model)));
  }
  const sorted = Float64Array.from(margins.values()).sort();
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return new Map([...margins].map(([path, margin]) => [path, Math.min(1 - SURE, Math.max(SURE, logistic(margin - median)))]));
}

/** The taste that a recipe asks for; `null` where it asks for none. */
export async function tasteOf(location: Place, recipe: Recipe | null): Promise<AppliedTaste | null> {
  const wish = recipe === null ? undefined : wishOf(recipe);
  return wish === undefined ? null : AppliedTaste.load(location, wish);
}

export interface Tasted<T> {
  readonly photos: readonly T[];
  readonly taste?: TasteStanding | undefined;
}

/** Photos as the recipe's taste sees them, as parts of a view. */
export function* withTaste<T extends Photo>(photos: readonly T[], taste: AppliedTaste | null): Steps<Tasted<T>> {
  if (taste === null) return { photos };
  const { photos: tasted, standing } = yield* taste.on(photos);
  return { photos: tasted, taste: standing };
}

/** Changes with everything on disk that the taste of a recipe is made of; empty where it asks for none. */
export async function tasteStamp(location: Place, recipe: Recipe | null): Promise<string> {
  if (recipe === null || wishOf(recipe) === undefined) return '';
  return `${await stampsOf([tasteFile(location)])} ${await vectorsStamp(location)}`;
}
