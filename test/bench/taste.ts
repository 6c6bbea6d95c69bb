import { CLASSIC } from '../../src/core/analyze/vectors/classic/classic';
import { seededRandom } from '../../src/core/learn/deterministic';
import type { FeatureSource } from '../../src/core/learn/features';
import {
  answers,
  crookedTaste,
  foretold,
  type Gallery,
  type HiddenTaste,
  linearTaste,
  Photographer,
  technically,
} from '../support/photographers';
import { benchPictures } from './tastePictures';
import { compareSources } from './tasteSources';
import { difference, type Estimate, estimate, type Galleries, galleries, learned, percent, prefers } from './tasteWorld';

/**
 * `npm run bench:taste`: how fast a taste is learned, on real photos with made-up photographers. Their hidden taste answers pairs, one in
 * ten against itself, so that nobody can foretell more than nine in ten. Tested on photos that no answer was about. Photographers differ
 * more than ways of asking do: of six the gain is uncertain by four points, of 48 by one. `npm run bench:taste -- sources` does one part
 * alone: linear, nonlinear, coin or sources.
 */

const COUNTS = [10, 25, 50, 100, 200] as const;
const PHOTOGRAPHERS = Number(process.env.QRATE_BENCH_PHOTOGRAPHERS ?? 48);
const NOISE = 0.1;
const TEST_PAIRS = 600;
const RANDOM_SEEDS = Number(process.env.QRATE_BENCH_SEEDS ?? 200);

const KINDS = [
  ['linear', linearTaste],
  ['nonlinear', crookedTaste],
] as const;

const [wanted] = process.argv.slice(2);
const isWanted = (part: string): boolean => wanted === undefined || wanted === part;

async function main(): Promise<void> {
  const seen = await benchPictures();
  const vectors = new Map(seen.map(({ view, vector }) => [view.path, vector]));
  const classic: FeatureSource = { id: CLASSIC.id, length: CLASSIC.length, of: ({ path }) => vectors.get(path) ?? null };
  const parts = galleries(seen, classic);
  const of = (it: Gallery): number => it.subjects.photos.size;
  console.log(
    `${seen.length} pictures (${of(parts.learning)} to learn from, ${of(parts.testing)} of other subjects to test on), features ${CLASSIC.id} (${CLASSIC.length})`,
  );
  console.log(
    `${PHOTOGRAPHERS} photographers of each kind, ${NOISE * 100} % of answers against their own taste; ${TEST_PAIRS} test pairs each\n`,
  );
  for (const [name, kind] of KINDS) if (isWanted(name)) report(name, curves(kind, parts));
  if (isWanted('coin')) randomAnswers(parts.learning);
  if (!isWanted('sources')) return;
  compareSources({ seen, classic, kinds: KINDS, photographers: Math.ceil(PHOTOGRAPHERS / 2), noise: NOISE, testPairs: TEST_PAIRS });
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

type Curve = ReadonlyMap<number, readonly Point[]>;

/** What each photographer comes to, for each number of answers. */
function curves(kind: (length: number, random: () => number) => HiddenTaste, parts: Galleries): Curve {
  const points = new Map<number, Point[]>(COUNTS.map((count) => [count, []]));
  for (let seed = 1; seed <= PHOTOGRAPHERS; seed++) {
    const taste = kind(CLASSIC.length, seededRandom(seed));
    for (const [count, point] of photographer(taste, seed, parts)) points.get(count)?.push(point);
  }
  return points;
}

function photographer(taste: HiddenTaste, seed: number, parts: Galleries): ReadonlyMap<number, Point> {
  const { learning, testing } = parts;
  const judge = new Photographer(testing, taste, NOISE, seed + 1000);
  const test = answers({ gallery: testing, answer: (a, b) => judge.prefersFirst(a, b), how: 'random', seed }, TEST_PAIRS);
  const ask = (how: 'active' | 'random') => {
    const person = new Photographer(learning, taste, NOISE, seed);
    return answers({ gallery: learning, answer: (a, b) => person.prefersFirst(a, b), how, seed }, Math.max(...COUNTS));
  };
  const [active, random] = [ask('active'), ask('random')];
  const order = seededRandom(seed + 2000);
  const lots = new Map([...testing.subjects.photos.keys()].map((it) => [it, order()]));
  const byOrder = foretold(test, (a, b) => (lots.get(a) ?? 0) > (lots.get(b) ?? 0));
  return new Map(
    COUNTS.map((count) => {
      const [mine, other] = [learned(learning, active.slice(0, count)), learned(learning, random.slice(0, count))];
      const point = {
        active: foretold(test, prefers(mine, parts)),
        random: foretold(test, prefers(other, parts)),
        technical: foretold(test, technically(testing)),
        order: byOrder,
      };
      return [count, { ...point, told: mine.heldOut?.value ?? null, applied: mine.applies ? 1 : 0 }];
    }),
  );
}

function report(name: string, curve: Curve): void {
  console.log(
    `${name} taste: pairs foretold, of photos that no answer was about (chance 50 %, the photographer himself ${percent(1 - NOISE)})`,
  );
  console.log('choices  asked actively  by lot   gain in points  technical  random order  told by the model  applied');
  for (const [count, points] of curve) {
    const of = (value: (point: Point) => number | null): Estimate => estimate(points.flatMap((point) => value(point) ?? []));
    const cells = [
      [String(count), 7],
      [percent(of(({ active }) => active).mean), 14],
      [percent(of(({ random }) => random).mean), 7],
      [difference(of(({ active, random }) => active - random)), 15],
      [percent(of(({ technical }) => technical).mean), 9],
      [percent(of(({ order }) => order).mean), 12],
      [percent(of(({ told }) => told).mean), 17],
      [percent(of(({ applied }) => applied).mean), 8],
    ] as const;
    console.log(cells.map(([text, width]) => text.padStart(width)).join('  '));
  }
  for (const count of COUNTS.slice(1)) sayNeeded(count, curve);
  console.log('');
}

function sayNeeded(count: number, curve: Curve): void {
  const means = (of: (point: Point) => number) => new Map([...curve].map(([at, points]) => [at, estimate(points.map(of)).mean]));
  const goal = means(({ random }) => random).get(count) ?? 1;
  const needed = neededFor(
    goal,
    means(({ active }) => active),
  );
  const told = needed === null ? `more than ${COUNTS.at(-1)}` : `about ${Math.round(needed)}`;
  console.log(`  what ${count} choices by lot give (${percent(goal)}) takes ${told} asked actively`);
}

/** Choices for an accuracy, between two points by a straight line over the logarithm of the number; `null` = more than there are. */
function neededFor(goal: number, reached: ReadonlyMap<number, number>): number | null {
  let before: readonly [number, number] = [1, 0.5];
  for (const [count, active] of reached) {
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
      `answers by coin, ${count} of them: applied for ${applied} of ${RANDOM_SEEDS} photographers (${percent(applied / RANDOM_SEEDS)})`,
    );
  }
}

void main();
