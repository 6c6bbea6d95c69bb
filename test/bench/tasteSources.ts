import { seededRandom } from '../../src/core/learn/deterministic';
import { type FeatureSource, scoreFeatures, withScores } from '../../src/core/learn/features';
import { standardised } from '../../src/core/learn/model/standardise';
import { answers, foretold, type HiddenTaste, Photographer, standardOfGallery } from '../support/photographers';
import type { Seen } from './tastePictures';
import { difference, estimate, type Galleries, galleries, learned, percent, prefers } from './tasteWorld';

/** What photos are best compared by where there is no network: statistics of the picture, scores with settings, or both. */

const COUNTS = [25, 100] as const;

type Kind = (length: number, random: () => number) => HiddenTaste;

export interface SourcesOptions {
  readonly seen: readonly Seen[];
  /** `classic-1`. */
  readonly classic: FeatureSource;
  readonly kinds: readonly (readonly [name: string, kind: Kind])[];
  readonly photographers: number;
  readonly noise: number;
  readonly testPairs: number;
}

export function compareSources(options: SourcesOptions): void {
  const { seen, classic, kinds, photographers } = options;
  const sources = [classic, scoreFeatures, withScores(classic)].map((features) => ({ features, parts: galleries(seen, features) }));
  const [pictures, settings, both] = sources.map(({ parts }) => parts);
  if (pictures === undefined || settings === undefined || both === undefined) return;
  console.log(`\nasked by lot, ${photographers} photographers of each kind: pairs foretold by what photos are compared by`);
  console.log('(gain in points beside classic-1, with its standard error)');
  for (const [name, kind] of kinds)
    for (const [about, world, taste] of [
      ['statistics of the picture', pictures, kind],
      ['scores and settings', settings, kind],
      ['both alike', both, halves(kind, { classic, both })],
    ] as const) {
      const found = sources.map(({ parts }) => photographersOf(taste, { world, parts, options }));
      console.log(`${name} taste for ${about}`);
      for (const [at, { features }] of sources.entries()) console.log(`  ${features.id.padEnd(20)}${cells(found, at)}`);
    }
}

const cells = (found: readonly (readonly (readonly number[])[])[], at: number): string =>
  COUNTS.map((count, i) => {
    const own = found[at]?.map((it) => it[i] ?? 0) ?? [];
    const gain = own.map((value, photographer) => value - (found[0]?.[photographer]?.[i] ?? 0));
    return `${count} choices: ${percent(estimate(own).mean)} (${difference(estimate(gain))})`.padEnd(42);
  }).join('');

interface Asked {
  /** The features in which the taste lives. */
  readonly world: Galleries;
  /** Those that the model learns by. */
  readonly parts: Galleries;
  readonly options: SourcesOptions;
}

/** For each photographer the share of test pairs that a model foretells, for each of `COUNTS`. The same answers whatever it learns by. */
function photographersOf(kind: Kind, { world, parts, options }: Asked): readonly (readonly number[])[] {
  return Array.from({ length: options.photographers }, (_, at) => {
    const seed = at + 1;
    const taste = kind(world.learning.features.length, seededRandom(seed));
    const ask = (of: keyof Galleries, count: number, lot: number) => {
      const person = new Photographer(world[of], taste, options.noise, lot);
      return answers({ gallery: world[of], answer: (a, b) => person.prefersFirst(a, b), how: 'random', seed }, count);
    };
    const test = ask('testing', options.testPairs, seed + 1000);
    const asked = ask('learning', Math.max(...COUNTS), seed);
    return COUNTS.map((count) => foretold(test, prefers(learned(parts.learning, asked.slice(0, count)), parts)));
  });
}

/** A taste of which the picture's statistics and the scores with settings make up one half each. */
function halves(kind: Kind, { classic, both }: { readonly classic: FeatureSource; readonly both: Galleries }): Kind {
  const standard = standardOfGallery(both.learning);
  const looks = [...both.learning.subjects.photos.values()].flatMap((photo) => {
    const vector = both.learning.features.of(photo);
    return vector === null ? [] : [standardised(vector, standard)];
  });
  return (length, random) => {
    const [one, other] = [kind(classic.length, random), kind(length - classic.length, random)];
    const first: HiddenTaste = (look) => one(rescaled(look.subarray(0, classic.length), length));
    const second: HiddenTaste = (look) => other(rescaled(look.subarray(classic.length), length));
    const [a, b] = [spread(looks.map(first)), spread(looks.map(second))];
    return (look) => first(look) / a + second(look) / b;
  };
}

/** Standardised features are by the root of their number; a part of them has another number. */
const rescaled = (part: Float64Array, length: number): Float64Array => part.map((value) => value * Math.sqrt(length / part.length));

/** Standard deviation. */
const spread = (values: readonly number[]): number => estimate(values).error * Math.sqrt(values.length) || 1;
