import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/core/learn/deterministic';
import { fitPreferences, type Row } from '../../../src/core/learn/model/bradleyTerry';
import { calibration } from '../../../src/core/learn/model/calibrate';
import { evaluate, type TrainingPair } from '../../../src/core/learn/model/evaluate';
import { FOLDS, foldOf } from '../../../src/core/learn/model/folds';
import { information, Posterior } from '../../../src/core/learn/model/posterior';
import { logistic, standardised, standardOf } from '../../../src/core/learn/model/standardise';
import { byChance, shareOf } from '../../../src/core/learn/model/statistics';
import { train } from '../../../src/core/learn/model/train';
import { drained } from '../../../src/core/pace';
import { normal } from '../../support/photographers';

const row = (weight: number, ...values: number[]) => ({ difference: Float64Array.from(values), weight });
const fitted = (rows: readonly Row[], length: number, lambda: number) => drained(fitPreferences(rows, length, lambda));
const near = (actual: number, expected: number, within = 1e-4) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, not ${expected}`);

/** `count` names of one fold each, in turns. */
const mates = Array.from({ length: 4000 }, (_, at) => `u${at}`).reduce<string[][]>(
  (folds, name) => {
    folds[foldOf(name)]?.push(name);
    return folds;
  },
  Array.from({ length: FOLDS }, () => []),
);
const mate = (at: number, side: 0 | 1): string => mates[at % FOLDS]?.[2 * Math.floor(at / FOLDS) + side] ?? '';

/** Pairs of photos of one fold, with features of which the first one decides. */
function pairs(
  count: number,
  random: () => number,
  change: (pair: TrainingPair, at: number) => Partial<TrainingPair> = () => ({}),
): TrainingPair[] {
  return Array.from({ length: count }, (_, at) => {
    const values = Float64Array.from({ length: 4 }, () => normal(random) / 2);
    values[0] = Math.abs(values[0] ?? 0);
    const pair = { a: mate(at, 0), b: mate(at, 1), difference: values, weight: 1, tested: true, technical: random() < 0.5 };
    return { ...pair, ...change(pair, at) };
  });
}

describe('the preference model', () => {
  it('finds the least of the regularised likelihood, known in one dimension by bisection', () => {
    // Three wins and one loss of the same difference: 3·σ(−w) − σ(w) = λ·w.
    const lambda = 0.5;
    let [low, high] = [0, 10];
    for (let i = 0; i < 80; i++) {
      const w = (low + high) / 2;
      if (3 * logistic(-w) - logistic(w) > lambda * w) low = w;
      else high = w;
    }
    const [found = 0] = fitted([row(3, 1), row(1, -1)], 1, lambda);
    near(found, low);
  });

  it('has no slope left where it ends, with more features than pairs and with fewer', () => {
    for (const [count, length] of [
      [6, 40],
      [300, 5],
    ] as const) {
      const random = seededRandom(count);
      const rows = Array.from({ length: count }, () => row(random(), ...Array.from({ length }, () => normal(random))));
      const weights = fitted(rows, length, 0.3);
      for (let j = 0; j < length; j++) {
        const pulls = rows.map(({ difference, weight }) => {
          const margin = difference.reduce((sum, value, k) => sum + value * (weights[k] ?? 0), 0);
          return weight * logistic(-margin) * (difference[j] ?? 0);
        });
        near(
          0.3 * (weights[j] ?? 0),
          pulls.reduce((sum, pull) => sum + pull, 0),
          1e-3,
        );
      }
    }
  });

  it('says nothing without answers, and of a win and a loss of one pair', () => {
    assert.deepEqual([...fitted([], 3, 1)], [0, 0, 0]);
    near(Math.hypot(...fitted([row(1, 1, 2), row(1, -1, -2)], 2, 0.1)), 0);
  });

  it('learns from a tie as half a win of each: better than leaving it out', () => {
    const accuracies = Array.from({ length: 25 }, (_, seed) => {
      const random = seededRandom(seed * 31);
      const taste = Float64Array.from({ length: 8 }, () => normal(random) / 3);
      const pair = () => Float64Array.from({ length: 8 }, () => normal(random) / 2);
      const liking = (it: Float64Array, of: Float64Array) => it.reduce((sum, value, j) => sum + value * (of[j] ?? 0), 0);
      const asked = Array.from({ length: 50 }, pair);
      const clear = asked.filter((it) => Math.abs(liking(it, taste)) >= 0.15);
      const won = clear.map((it) => row(1, ...(liking(it, taste) > 0 === random() < 0.9 ? it : it.map((value) => -value))));
      const tied = asked.filter((it) => !clear.includes(it)).flatMap((it) => [row(0.5, ...it), row(0.5, ...it.map((value) => -value))]);
      const test = Array.from({ length: 500 }, pair);
      const right = (model: Float64Array) => test.filter((it) => liking(it, taste) * liking(it, model) > 0).length;
      return { halves: right(fitted([...won, ...tied], 8, 0.3)), without: right(fitted(won, 8, 0.3)) };
    });
    const sum = (of: 'halves' | 'without') => accuracies.reduce((total, it) => total + it[of], 0);
    assert.ok(sum('halves') > sum('without') * 1.005, `${sum('halves')} with ties, ${sum('without')} without`);
  });

  it('puts features on one scale; what is the same everywhere says nothing, and one odd picture does not decide', () => {
    const vectors = [1, 2, 3, 4].map((value) => Float32Array.from([value * 1000, 7]));
    const standard = standardOf(vectors, 2);
    near(standard.deviation[0] ?? 0, Math.sqrt(1.25) * 1000, 1e-2);
    assert.deepEqual([standard.deviation[1], standardised(Float32Array.from([2500, 99]), standard)[1]], [0, 0]);
    near(standardised(Float32Array.from([1e9, 7]), standard)[0] ?? 0, 5 / Math.SQRT2);
  });

  it('is as sure as Wilson and McNemar say', () => {
    // Wilson (1927) for 8 of 10 as in Newcombe (1998); binomial tails by hand.
    const share = shareOf(8, 10);
    near(share?.low ?? 0, 0.4902, 5e-5);
    near(share?.high ?? 0, 0.9433, 5e-5);
    near(byChance(10, 2), 79 / 4096, 1e-12);
    assert.deepEqual([byChance(0, 0), byChance(5, 0), shareOf(0, 0)], [1, 1 / 32, null]);
    near(shareOf(0, 12)?.low ?? 1, 0, 1e-9);
  });

  it('makes probabilities that come true of margins that are too sure, and keeps to 1 without pairs', () => {
    const random = seededRandom(5);
    const margins = Array.from({ length: 4000 }, () => {
      const margin = normal(random) * 3;
      return random() < logistic(0.4 * margin) ? margin : -margin;
    });
    near(calibration(margins), 0.4, 0.04);
    assert.equal(calibration([]), 1);
    assert.ok(calibration([3, -3, 3, -3]) > 0);
  });
});

describe('how good a model is', () => {
  it('is told on pairs it has not seen: a photo that is learned by heart foretells nothing of others', () => {
    // Every pair has a feature of its own: anything can be learned by heart, nothing can be foretold.
    const own = Array.from({ length: 40 }, (_, at): TrainingPair => {
      const difference = new Float64Array(40);
      difference[at] = 1;
      return { a: mate(at, 0), b: mate(at, 1), difference, weight: 1, tested: true, technical: at % 2 === 0 };
    });
    const { heldOut, technical, applies } = drained(train(own, 40));
    assert.deepEqual([heldOut?.value, technical?.value, applies], [technical?.value, 0.5, false]);
  });

  it('beats technical ranking where there is something to learn, and says how likely that is chance', () => {
    const { heldOut, byChance: p, applies } = drained(train(pairs(60, seededRandom(2)), 4));
    assert.ok((heldOut?.value ?? 0) > 0.85 && heldOut?.pairs === 60, JSON.stringify(heldOut));
    assert.ok(p < 0.001 && applies);
  });

  it('is not applied where technical ranking is as good', () => {
    const same = pairs(60, seededRandom(2), () => ({ technical: true }));
    assert.equal(drained(train(same, 4)).applies, false);
  });

  it('is nothing to speak of for none, one or two pairs, ties alone, one unit or constant features', () => {
    const random = seededRandom(9);
    for (const few of [
      [],
      pairs(1, random),
      pairs(2, random),
      pairs(12, random, () => ({ tested: false })),
      pairs(12, random, () => ({ a: 'one', b: 'one' })),
      pairs(12, random, () => ({ difference: new Float64Array(4) })),
    ]) {
      const { applies, weights, calibration: slope, heldOut } = drained(train(few, 4));
      assert.equal(applies, false);
      assert.ok([...weights, slope].every(Number.isFinite));
      assert.ok(heldOut === null || heldOut.low <= heldOut.value);
    }
  });

  it('is the same in every run', () => {
    const run = () => drained(train(pairs(50, seededRandom(4)), 4));
    assert.deepEqual(run(), run());
  });

  it('never tests a pair on a model that saw one of its photos', () => {
    // All pairs of a fold share a photo, and what is learned of them by heart holds for them alone.
    const hubs = pairs(50, seededRandom(6), (_, at) => {
      const difference = new Float64Array(4);
      difference[at % FOLDS === 4 ? 0 : at % FOLDS] = at % FOLDS === 4 ? -1 : 1;
      return { a: mate(at % FOLDS, 0), difference, technical: true };
    });
    const { heldOut } = drained(evaluate(hubs, 4));
    assert.deepEqual(
      [heldOut?.pairs, heldOut?.value],
      [50, 0.6],
      'of two folds that say the opposite of each other each is foretold wrongly',
    );
  });

  it('is not told on pairs across folds, since nobody could be tested on them fairly', () => {
    const across = pairs(30, seededRandom(6), (_, at) => ({ b: mate(at + 1, 1) }));
    assert.equal(drained(evaluate(across, 4)).heldOut, null);
  });

  it('of 300 answers about 512 features takes less than a second of one core', () => {
    const random = seededRandom(8);
    const many = Array.from({ length: 300 }, (_, at): TrainingPair => {
      const difference = Float64Array.from({ length: 512 }, () => normal(random) / Math.sqrt(256));
      const isMine = (difference[0] ?? 0) > 0;
      return {
        a: `a${at}`,
        b: `b${at}`,
        difference: isMine ? difference : difference.map((it) => -it),
        weight: 1,
        tested: true,
        technical: false,
      };
    });
    const before = process.cpuUsage();
    const training = train(many, 512);
    let steps = 0;
    while (training.next().done !== true) steps += 1;
    const { user } = process.cpuUsage(before);
    assert.ok(user < 4e6, `${user / 1e6} s`);
    assert.ok(steps > 400, `in ${steps} steps: other work waits for a whole model in between`);
  });
});

describe('what a model expects of a pair', () => {
  it('is the mean and variance of Laplace’s approximation, checked against a solved 2×2 system', () => {
    const rows = [row(1, 1, 0), row(1, 1, 1), row(0.5, 0, -1)];
    const lambda = 0.7;
    const posterior = drained(Posterior.of(rows, 2, lambda));
    const weights = fitted(rows, 2, lambda);
    const h = [lambda, 0, 0, lambda];
    for (const { difference: d, weight } of rows) {
      const [x = 0, y = 0] = d;
      const p = logistic(x * (weights[0] ?? 0) + y * (weights[1] ?? 0));
      const c = weight * p * (1 - p);
      [x * x, x * y, y * x, y * y].forEach((value, at) => {
        h[at] = (h[at] ?? 0) + c * value;
      });
    }
    const [a = 0, b = 0, c = 0, d = 0] = h;
    const determinant = a * d - b * c;
    const { mean, variance } = posterior.expect(Float64Array.from([2, 1]), Float64Array.from([0, 0]));
    near(mean, 2 * (weights[0] ?? 0) + (weights[1] ?? 0), 1e-9);
    near(variance, (4 * d - 2 * (b + c) + a) / determinant, 1e-6);
  });

  it('is worth an answer where little is known and nothing is foretold', () => {
    assert.ok(information({ mean: 0, variance: 4 }) > information({ mean: 0, variance: 0.1 }));
    assert.ok(information({ mean: 0, variance: 1 }) > information({ mean: 3, variance: 1 }));
    near(information({ mean: 0, variance: 0 }), 0, 1e-9);
  });
});
