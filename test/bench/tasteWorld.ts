import type { Choice } from '../../src/core/learn/choices';
import { hash32 } from '../../src/core/learn/deterministic';
import type { FeatureSource } from '../../src/core/learn/features';
import { dot, standardised } from '../../src/core/learn/model/standardise';
import { type Trained, train } from '../../src/core/learn/model/train';
import { Looks, trainingPairs } from '../../src/core/learn/trainingPairs';
import { drained } from '../../src/core/pace';
import { type Gallery, galleryOf, standardOfGallery } from '../support/photographers';
import type { Seen } from './tastePictures';

/** What the parts of `npm run bench:taste` share: pictures to learn from, pictures of other subjects to test on, and models. */
export interface Galleries {
  readonly learning: Gallery;
  readonly testing: Gallery;
}

/** Share of the subjects that are kept for tests. */
const TESTED = 0.35;

/** By subject: no picture of a subject that is tested was learned from. */
export function galleries(seen: readonly Seen[], features: FeatureSource): Galleries {
  const part = (isTested: boolean): Gallery => {
    const some = seen.filter(({ source }) => hash32(source) / 2 ** 32 < TESTED === isTested);
    return galleryOf(
      some.map(({ view }) => view),
      features,
      new Map(some.map(({ view, source }) => [view.path, source])),
    );
  };
  return { learning: part(false), testing: part(true) };
}

export function learned({ subjects, features }: Gallery, choices: readonly Choice[]): Trained {
  const looks = new Looks(subjects.photos, features, standardOfGallery({ subjects, features }));
  return drained(train(trainingPairs(subjects, choices, looks), features.length));
}

/** With the scale of the shoot that it was learned on, as a model is applied elsewhere. */
export function prefers({ weights }: Trained, { learning, testing }: Galleries): (a: string, b: string) => boolean {
  const standard = standardOfGallery(learning);
  const margins = new Map<string, number>();
  for (const [path, photo] of testing.subjects.photos) {
    const vector = testing.features.of(photo);
    if (vector !== null) margins.set(path, dot(weights, standardised(vector, standard)));
  }
  return (a, b) => (margins.get(a) ?? 0) > (margins.get(b) ?? 0);
}

export interface Estimate {
  readonly mean: number;
  /** Standard error of the mean. */
  readonly error: number;
}

export function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / Math.max(1, values.length - 1) / Math.max(1, values.length)) };
}

/** `65.3 %`. */
export const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;

/** `+1.6 ± 0.8`, in points. */
export const difference = ({ mean, error }: Estimate): string =>
  `${mean < 0 ? '−' : '+'}${Math.abs(mean * 100).toFixed(1)} ± ${(error * 100).toFixed(1)}`;
