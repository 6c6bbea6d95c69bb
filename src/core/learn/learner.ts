import { QrateError } from '../errors';
import type { StoreLocation } from '../index/location';
import { paced, type Steps } from '../pace';
import type { SessionState } from '../session/session';
import { type Choice, type Choices, foldChoices, pairKey } from './choices';
import type { FeatureSource } from './features';
import { train } from './model/train';
import { type Asking, nextPair, pairsLeft, USUAL_GROUPS } from './nextPair';
import { type Subjects, subjectsOf } from './subjects';
import type { AskOptions, LearnStep, PairQuestion, TasteModelReport } from './tasteApi';
import type { TasteModel } from './tasteFile';
import { Looks, shootStandard, trainingPairs } from './trainingPairs';
import { bestFeatures, vectorsStamp } from './vectorFeatures';

/** Answers after which a model is usually useful (`npm run bench:taste`). */
export const GOAL = 100;
/** Fewer than these teach nothing that could be tested. */
export const FEWEST = 10;

/** What a shoot looks like to a learner; kept while the photos and their vectors are the same. */
interface Sight {
  readonly subjects: Subjects;
  readonly features: FeatureSource;
  readonly looks: Looks;
}

export interface StepRequest extends AskOptions {
  readonly model: string;
  readonly report: TasteModelReport | null;
}

/** Chooses questions and trains models, from a state of the shoot; writes nothing. */
export class Learner {
  #sight: { readonly of: unknown; readonly vectors: string; readonly sight: Promise<Sight> } | null = null;

  constructor(private readonly location: StoreLocation) {}

  choices({ log, fold }: SessionState, model: string): Choices {
    return foldChoices(log.entries, model, fold.find);
  }

  /**
   * The question that is next, and the one after it: each is chosen by the answers without the very last one, so that what comes after a
   * question is known before it is answered.
   */
  async step(state: SessionState, { model, report, bursts = USUAL_GROUPS }: StepRequest): Promise<LearnStep> {
    const { subjects, looks } = await this.#see(state);
    const { standing, reopened } = this.choices(state, model);
    const asked = new Set(standing.map(({ a, b }) => pairKey(a, b)));
    const asking = { subjects, looks, groups: bursts };
    const reopen = reopened !== null && isAskable(reopened, subjects) ? placed(reopened) : null;
    const question = reopen ?? (await ask({ ...asking, learned: standing.slice(0, -1), asked }));
    const next =
      question === null ? null : await ask({ ...asking, learned: standing, asked: new Set([...asked, pairKey(question.a, question.b)]) });
    const answered = standing.filter(({ outcome }) => outcome !== 'skip').length;
    const left = question === null ? 0 : Math.max(1, pairsLeft({ subjects, asked }));
    return { progress: { model, answered, goal: GOAL, left, report }, question, next };
  }

  /** In steps. Throws QrateError('usage') where there is too little to learn from. */
  async train(state: SessionState, model: string, now: Date): Promise<Steps<TasteModel>> {
    const sight = await this.#see(state);
    const { standing } = this.choices(state, model);
    const clear = standing.filter(({ outcome }) => outcome === 'a' || outcome === 'b');
    if (clear.length < FEWEST) {
      throw new QrateError(
        'usage',
        `The taste “${model}” needs ${FEWEST} choices to learn from, and has ${clear.length}. Go on with: qrate learn`,
      );
    }
    return modelOf(model, standing, sight, now);
  }

  /** The photos and groups of a view stay the same objects until something about them changes; decisions do not matter to most of it. */
  async #see({ live }: SessionState): Promise<Sight> {
    const { photos } = live.culled;
    const vectors = await vectorsStamp(this.location);
    if (this.#sight?.of !== photos || this.#sight.vectors !== vectors)
      this.#sight = { of: photos, vectors, sight: see(this.location, live.culled) };
    const seen = this.#sight;
    try {
      return await seen.sight;
    } catch (error) {
      if (this.#sight === seen) this.#sight = null;
      throw error;
    }
  }
}

async function see(location: StoreLocation, view: SessionState['live']['culled']): Promise<Sight> {
  const subjects = await paced(subjectsOf(view));
  const features = await bestFeatures(location, [...subjects.photos.values()]);
  const standard = await paced(shootStandard(subjects.photos, features));
  return { subjects, features, looks: new Looks(subjects.photos, features, standard) };
}

const ask = (asking: Asking): Promise<PairQuestion | null> => paced(nextPair(asking));

const isAskable = ({ a, b }: Choice, { photos }: Subjects): boolean => photos.has(a) && photos.has(b);

/** As it stood when it was asked. */
const placed = ({ a, b, source }: Choice): PairQuestion => ({ a, b, source });

function* modelOf(name: string, choices: readonly Choice[], { subjects, features, looks }: Sight, now: Date): Steps<TasteModel> {
  const pairs = trainingPairs(subjects, choices, looks);
  yield;
  const { weights, applies: _, ...rest } = yield* train(pairs, features.length);
  const { lambda, calibration, heldOut, technical, byChance } = rest;
  return {
    name,
    origin: 'learned',
    features: { id: features.id, length: features.length },
    trainedAt: now.toISOString(),
    choices: choices.filter(({ outcome }) => outcome === 'a' || outcome === 'b').length,
    ties: choices.filter(({ outcome }) => outcome === 'tie').length,
    silent: subjects.silent.length,
    ...{ lambda, calibration, heldOut, technical, byChance },
    mean: looks.standard.mean,
    deviation: looks.standard.deviation,
    weights: Float32Array.from(weights),
  };
}
