import assert from 'node:assert/strict';
import { hash32, seededRandom } from '../../../src/core/learn/deterministic';
import type { FeatureSource } from '../../../src/core/learn/features';
import { dot, standardised } from '../../../src/core/learn/model/standardise';
import { type Trained, train } from '../../../src/core/learn/model/train';
import { Looks, trainingPairs } from '../../../src/core/learn/trainingPairs';
import { drained } from '../../../src/core/pace';
import {
  answers,
  crookedTaste,
  foretold,
  type Gallery,
  galleryOf,
  type HiddenTaste,
  type Learning,
  linearTaste,
  normal,
  Photographer,
  standardOfGallery,
  technically,
} from '../../support/photographers';
import { photoView } from '../../support/photoViews';

/** The bench in small, on pictures that are numbers alone: `npm run bench:taste` does it on real ones. */

const LENGTH = 14;
const NOISE = 0.1;

/** Pictures of twelve kinds, each a little different, as scenes of a shoot are. */
function gallery(name: string, count: number): Gallery {
  const features: FeatureSource = { id: 'made-up', length: LENGTH, of: ({ path }) => vectorOf(path) };
  const photos = Array.from({ length: count }, (_, at) => {
    const sharpness = 50 + 400 * (hash32(`sharp ${name}${at}`) / 2 ** 32);
    const scores = { sharpness, exposure: 0.7, clippedHighlights: 0, clippedShadows: 0, noise: 0.1, phash: '0'.repeat(16) };
    return photoView(`${name}${at}`, null, { scores });
  });
  return galleryOf(photos, features);
}

const vectors = new Map<string, Float32Array>();
function vectorOf(path: string): Float32Array {
  const known = vectors.get(path);
  if (known !== undefined) return known;
  const [scene, own] = [seededRandom(hash32(path) % 12), seededRandom(hash32(path))];
  const vector = Float32Array.from({ length: LENGTH }, () => normal(scene) + 0.7 * normal(own));
  vectors.set(path, vector);
  return vector;
}

const learning = gallery('l', 250);
const testing = gallery('t', 120);

function learned(choices: ReturnType<typeof answers>): Trained {
  const looks = new Looks(learning.subjects.photos, learning.features, standardOfGallery(learning));
  return drained(train(trainingPairs(learning.subjects, choices, looks), LENGTH));
}

function prefers({ weights }: Trained): (a: string, b: string) => boolean {
  const standard = standardOfGallery(learning);
  const margin = (path: string): number => dot(weights, standardised(vectorOf(path), standard));
  return (a, b) => margin(a) > margin(b);
}

function person(kind: typeof linearTaste, seed: number) {
  const taste: HiddenTaste = kind(LENGTH, seededRandom(seed));
  const [self, judge] = [new Photographer(learning, taste, NOISE, seed), new Photographer(testing, taste, NOISE, seed + 1000)];
  const test = answers({ gallery: testing, answer: (a, b) => judge.prefersFirst(a, b), how: 'random', seed }, 400);
  const ask = (how: Learning['how'], count: number) =>
    answers({ gallery: learning, answer: (a, b) => self.prefersFirst(a, b), how, seed }, count);
  return { ask, test };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const SEEDS = [1, 2, 3, 4, 5];

describe('photographers who are made up', () => {
  for (const [name, kind, least] of [
    ['linear', linearTaste, 0.76],
    ['nonlinear', crookedTaste, 0.66],
  ] as const) {
    it(`with a ${name} taste are foretold on photos that no answer was about, and better than technical ranking does`, () => {
      const found = SEEDS.slice(0, 2).map((seed) => {
        const { ask, test } = person(kind, seed);
        const model = learned(ask('active', 90));
        return { accuracy: foretold(test, prefers(model)), technical: foretold(test, technically(testing)), applies: model.applies };
      });
      const accuracy = mean(found.map((it) => it.accuracy));
      assert.ok(accuracy > least, `${accuracy}`);
      assert.ok(accuracy > mean(found.map(({ technical }) => technical)) + 0.1);
      assert.ok(name === 'nonlinear' || found.some(({ applies }) => applies), JSON.stringify(found));
    }).timeout(60_000);
  }

  it('are learned from fewer choices where these are asked for what they teach than where they come by lot', () => {
    const curves = SEEDS.map((seed) => {
      const { ask, test } = person(linearTaste, seed);
      const [active, random] = [ask('active', 50), ask('random', 50)];
      return [foretold(test, prefers(learned(active))), foretold(test, prefers(learned(random)))] as const;
    });
    const [active, random] = [mean(curves.map(([it]) => it)), mean(curves.map(([, it]) => it))];
    assert.ok(active > random + 0.01, `${active} by choice, ${random} by lot`);
  }).timeout(60_000);

  it('who answer by coin are told so: the model is not applied, but for one in very many', () => {
    const applied = Array.from({ length: 40 }, (_, seed) => {
      const coin = seededRandom(seed * 7919 + 1);
      return learned(answers({ gallery: learning, answer: () => coin() < 0.5, how: 'random', seed }, 40)).applies;
    }).filter(Boolean).length;
    assert.ok(applied <= 2, `${applied} of 40`);
  }).timeout(60_000);
});
