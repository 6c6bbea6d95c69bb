import { type Choice, pairKey } from '../../src/core/learn/choices';
import { seededRandom } from '../../src/core/learn/deterministic';
import type { FeatureSource } from '../../src/core/learn/features';
import { foldOf } from '../../src/core/learn/model/folds';
import { type Standard, standardised, standardOf } from '../../src/core/learn/model/standardise';
import { nextPair } from '../../src/core/learn/nextPair';
import type { Subjects } from '../../src/core/learn/subjects';
import type { PairQuestion } from '../../src/core/learn/tasteApi';
import { prefersTechnically } from '../../src/core/learn/technical';
import { Looks } from '../../src/core/learn/trainingPairs';
import type { PhotoView } from '../../src/core/model';
import { drained } from '../../src/core/pace';

/** Photographers who are made up: a hidden taste answers pairs, now and then against itself, as people do. */

/** What pictures a photographer sees. */
export interface Gallery {
  readonly subjects: Subjects;
  readonly features: FeatureSource;
}

/** `units`: pictures that are as good as one, by path; absent = each for itself. */
export function galleryOf(photos: readonly PhotoView[], features: FeatureSource, units: ReadonlyMap<string, string> = new Map()): Gallery {
  const subjects: Subjects = {
    photos: new Map(photos.map((photo) => [photo.path, photo])),
    units: new Map(photos.map(({ path }) => [path, units.get(path) ?? path])),
    groups: [],
    groupOf: new Map(),
    silent: [],
  };
  return { subjects, features };
}

export const standardOfGallery = ({ subjects, features }: Gallery): Standard =>
  standardOf(
    [...subjects.photos.values()].flatMap((photo) => features.of(photo) ?? []),
    features.length,
  );

/** How much a picture is liked, from its standardised features; the larger the better. */
export type HiddenTaste = (look: Float64Array) => number;

/** Standard normal, by Box and Muller. */
export const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Of a third of the features, some liked and some not. */
export function linearTaste(length: number, random: () => number): HiddenTaste {
  const weights = Float64Array.from({ length }, () => (random() < 1 / 3 ? normal(random) : 0));
  return (look) => weights.reduce((sum, weight, j) => sum + weight * (look[j] ?? 0), 0);
}

/** Half of it linear; the rest likes the middle of some features, and others only together. */
export function crookedTaste(length: number, random: () => number): HiddenTaste {
  const straight = linearTaste(length, random);
  const pick = (): number => Math.floor(random() * length);
  const middles = Array.from({ length: Math.ceil(length / 6) }, () => ({ at: pick(), best: normal(random) * 0.5 }));
  const pairs = Array.from({ length: Math.ceil(length / 8) }, () => ({ a: pick(), b: pick(), weight: normal(random) }));
  const scale = Math.sqrt(length);
  return (look) => {
    const of = (at: number): number => (look[at] ?? 0) * scale;
    const bent = middles.reduce((sum, { at, best }) => sum - Math.min(4, (of(at) - best) ** 2) / 3, 0);
    const joined = pairs.reduce((sum, { a, b, weight }) => sum + weight * Math.tanh(of(a) * of(b)), 0);
    return straight(look) * 2 + (bent + joined) / Math.sqrt(length / 8);
  };
}

export class Photographer {
  readonly #random: () => number;
  readonly #liking = new Map<string, number>();

  /** `noise`: share of answers against the own taste, 0–1. */
  constructor(
    gallery: Gallery,
    taste: HiddenTaste,
    private readonly noise: number,
    seed: number,
  ) {
    this.#random = seededRandom(seed);
    const standard = standardOfGallery(gallery);
    for (const photo of gallery.subjects.photos.values()) {
      const vector = gallery.features.of(photo);
      if (vector !== null) this.#liking.set(photo.path, taste(standardised(vector, standard)));
    }
  }

  prefersFirst(a: string, b: string): boolean {
    const really = (this.#liking.get(a) ?? 0) > (this.#liking.get(b) ?? 0);
    return this.#random() < this.noise ? !really : really;
  }
}

export interface Learning {
  readonly gallery: Gallery;
  readonly answer: (a: string, b: string) => boolean;
  readonly how: 'active' | 'random';
  readonly seed: number;
}

/** `count` answers, asked as the picker asks or by lot. */
export function answers({ gallery, answer, how, seed }: Learning, count: number): readonly Choice[] {
  const { subjects, features } = gallery;
  const looks = new Looks(subjects.photos, features, standardOfGallery(gallery));
  const random = seededRandom(seed);
  const asked = new Set<string>();
  const choices: Choice[] = [];
  while (choices.length < count) {
    const question =
      how === 'active'
        ? drained(nextPair({ subjects, looks, learned: choices.slice(0, -1), asked, groups: 0 }))
        : lot(subjects, asked, random);
    if (question === null) break;
    asked.add(pairKey(question.a, question.b));
    const outcome = answer(question.a, question.b) ? 'a' : 'b';
    choices.push({ ...question, id: String(choices.length), outcome, author: null });
  }
  return choices;
}

function lot({ photos, units }: Subjects, asked: ReadonlySet<string>, random: () => number): PairQuestion {
  const paths = [...photos.keys()];
  for (;;) {
    const [a = '', b = ''] = [paths[Math.floor(random() * paths.length)], paths[Math.floor(random() * paths.length)]];
    const isInside = foldOf(units.get(a) ?? a) === foldOf(units.get(b) ?? b);
    if (a !== b && isInside && !asked.has(pairKey(a, b))) return { a, b, source: 'diverse' };
  }
}

/** Of answered pairs, the share that `prefers` foretells. */
export function foretold(pairs: readonly Choice[], prefers: (a: string, b: string) => boolean): number {
  return pairs.filter(({ a, b, outcome }) => prefers(a, b) === (outcome === 'a')).length / pairs.length;
}

/** What technical ranking says of two pictures of a gallery. */
export const technically =
  ({ subjects }: Gallery) =>
  (a: string, b: string): boolean => {
    const [one, other] = [subjects.photos.get(a), subjects.photos.get(b)];
    return one !== undefined && other !== undefined && prefersTechnically({ a: one, b: other, group: null });
  };
