import { CLASSIC } from '../../src/core/analyze/vectors/classic/classic';
import type { Choice } from '../../src/core/learn/choices';
import { hash32, seededRandom } from '../../src/core/learn/deterministic';
import type { FeatureSource } from '../../src/core/learn/features';
import { dot, standardised } from '../../src/core/learn/model/standardise';
import { type Trained, train } from '../../src/core/learn/model/train';
import { Looks, trainingPairs } from '../../src/core/learn/trainingPairs';
import { drained } from '../../src/core/pace';
import {
  answers,
  crookedTaste,
  foretold,
  type Gallery,
  galleryOf,
  type HiddenTaste,
  linearTaste,
  Photographer,
  standardOfGallery,
  technically,
} from '../support/photographers';
import { benchPictures, type Seen } from './tastePictures';

/**
 * `npm run bench:taste`: how fast a taste is learned, on real photos with made-up photographers. Their hidden taste answers pairs, one in
 * ten against itself, so that nobody can foretell more than nine in ten. Tested on photos that no answer was about.
 */

const COUNTS = [10, 25, 50, 100, 200] as const;
const PHOTOGRAPHERS = Number(process.env.QRATE_BENCH_PHOTOGRAPHERS ?? 8);
const NOISE = 0.1;
const TEST_PAIRS = 600;
const RANDOM_SEEDS = Number(process.env.QRATE_BENCH_SEEDS ?? 200);

async function main(): Promise<void> {
  const seen = await benchPictures();
  const learning = split(seen, (lot) => lot >= 0.35);
  const testing = split(seen, (lot) => lot < 0.35);
  const of = (it: Gallery): number => it.subjects.photos.size;
  console.log(
    `${seen.length} pictures (${of(learning)} to learn from, ${of(testing)} of other subjects to test on), features ${CLASSIC.id} (${CLASSIC.length})`,
  );
  console.log(
    `${PHOTOGRAPHERS} photographers of each kind, ${NOISE * 100} % of answers against their own taste; ${TEST_PAIRS} test pairs each\n`,
  );
  for (const [name, kind] of [
    ['linear', linearTaste],
    ['nonlinear', crookedTaste],
  ] as const)
    report(name, curves(kind, { learning, testing }));
  randomAnswers(learning);
}

function split(seen: readonly Seen[], wanted: (lot: number) => boolean): Gallery {
  const part = seen.filter(({ source }) => wanted(hash32(source) / 2 ** 32));
  const vectors = new Map(part.map(({ view, vector }) => [view.path, vector]));
  const features: FeatureSource = { id: CLASSIC.id, length: CLASSIC.length, of: ({ path: at }) => vectors.get(at) ?? null };
  return galleryOf(
    part.map(({ view }) => view),
    features,
    new Map(part.map(({ view, source }) => [view.path, source])),
  );
}

interface Point {
  readonly active: number;
  readonly random: number;
  readonly technical: number;
  readonly order: number;
  /** What the model itself says about its accuracy, asked actively. */
  readonly told: number | null;
  readonly applied: number;
}

type Galleries = { readonly learning: Gallery; readonly testing: Gallery };

/** Means over photographers, for each number of answers. */
function curves(kind: (length: number, random: () => number) => HiddenTaste, galleries: Galleries): ReadonlyMap<number, Point> {
  const points = new Map<number, Point[]>(COUNTS.map((count) => [count, []]));
  for (let seed = 1; seed <= PHOTOGRAPHERS; seed++) {
    const taste = kind(CLASSIC.length, seededRandom(seed));
    for (const [count, point] of photographer(taste, seed, galleries)) points.get(count)?.push(point);
  }
  return new Map([...points].map(([count, all]) => [count, averaged(all)]));
}

function photographer(taste: HiddenTaste, seed: number, { learning, testing }: Galleries): ReadonlyMap<number, Point> {
  const person = new Photographer(learning, taste, NOISE, seed);
  const judge = new Photographer(testing, taste, NOISE, seed + 1000);
  const test = answers({ gallery: testing, answer: (a, b) => judge.prefersFirst(a, b), how: 'random', seed }, TEST_PAIRS);
  const ask = (how: 'active' | 'random') =>
    answers({ gallery: learning, answer: (a, b) => person.prefersFirst(a, b), how, seed }, Math.max(...COUNTS));
  const [active, random] = [ask('active'), ask('random')];
  const order = seededRandom(seed + 2000);
  const lots = new Map([...testing.subjects.photos.keys()].map((it) => [it, order()]));
  const byOrder = foretold(test, (a, b) => (lots.get(a) ?? 0) > (lots.get(b) ?? 0));
  return new Map(
    COUNTS.map((count) => {
      const [mine, other] = [learned(learning, active.slice(0, count)), learned(learning, random.slice(0, count))];
      const accuracy = (model: Trained) => foretold(test, prefers(model, learning, testing));
      const point = { active: accuracy(mine), random: accuracy(other), technical: foretold(test, technically(testing)), order: byOrder };
      return [count, { ...point, told: mine.heldOut?.value ?? null, applied: mine.applies ? 1 : 0 }];
    }),
  );
}

function learned(gallery: Gallery, choices: readonly Choice[]): Trained {
  const looks = new Looks(gallery.subjects.photos, gallery.features, standardOfGallery(gallery));
  return drained(train(trainingPairs(gallery.subjects, choices, looks), gallery.features.length));
}

/** With the scale of the shoot that it was learned on, as a model is applied elsewhere. */
function prefers({ weights }: Trained, learning: Gallery, testing: Gallery): (a: string, b: string) => boolean {
  const standard = standardOfGallery(learning);
  const margin = (at: string): number => {
    const photo = testing.subjects.photos.get(at);
    const vector = photo === undefined ? null : testing.features.of(photo);
    return vector === null ? 0 : dot(weights, standardised(vector, standard));
  };
  return (a, b) => margin(a) > margin(b);
}

function averaged(points: readonly Point[]): Point {
  const mean = (of: (point: Point) => number | null): number => {
    const values = points.flatMap((point) => of(point) ?? []);
    return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  };
  return {
    active: mean(({ active }) => active),
    random: mean(({ random }) => random),
    technical: mean(({ technical }) => technical),
    order: mean(({ order }) => order),
    told: mean(({ told }) => told),
    applied: mean(({ applied }) => applied),
  };
}

const percent = (value: number | null): string => (value === null ? '–' : `${(value * 100).toFixed(1)} %`).padStart(8);

function report(name: string, points: ReadonlyMap<number, Point>): void {
  console.log(
    `${name} taste: pairs foretold, of photos that no answer was about (chance 50 %, the photographer himself ${percent(1 - NOISE).trim()})`,
  );
  console.log('choices  asked actively  asked by lot  technical  random order  told by the model  applied');
  for (const [count, { active, random, technical, order, told, applied }] of points) {
    console.log(
      `${String(count).padStart(7)}  ${percent(active).padStart(14)}  ${percent(random).padStart(12)}  ${percent(technical).padStart(9)}  ${percent(order).padStart(12)}  ${percent(told).padStart(17)}  ${percent(applied)}`,
    );
  }
  for (const count of COUNTS.slice(1)) {
    const goal = points.get(count)?.random ?? 1;
    const needed = neededFor(goal, points);
    console.log(
      `  what ${count} choices by lot give (${percent(goal).trim()}) takes ${needed === null ? `more than ${COUNTS.at(-1)}` : `about ${Math.round(needed)}`} asked actively`,
    );
  }
  console.log('');
}

/** Choices for an accuracy, between two points by a straight line over the logarithm of the number; `null` = more than there are. */
function neededFor(goal: number, points: ReadonlyMap<number, Point>): number | null {
  let before: readonly [number, number] = [1, 0.5];
  for (const [count, { active }] of points) {
    if (active >= goal) {
      const share = (goal - before[1]) / Math.max(active - before[1], Number.MIN_VALUE);
      return Math.exp(Math.log(before[0]) + share * Math.log(count / before[0]));
    }
    before = [count, active];
  }
  return null;
}

/** Answers by coin: a model must not be applied. */
function randomAnswers(gallery: Gallery): void {
  for (const count of [25, 50, 100]) {
    let applied = 0;
    for (let seed = 1; seed <= RANDOM_SEEDS; seed++) {
      const coin = seededRandom(seed * 7919 + count);
      if (learned(gallery, answers({ gallery, answer: () => coin() < 0.5, how: 'random', seed }, count)).applies) applied += 1;
    }
    console.log(
      `answers by coin, ${count} of them: applied for ${applied} of ${RANDOM_SEEDS} photographers (${percent(applied / RANDOM_SEEDS).trim()})`,
    );
  }
}

void main();
