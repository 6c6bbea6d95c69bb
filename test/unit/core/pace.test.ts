import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drained, mapFrom, type Steps, sortedSteps } from '../../../src/core/pace';

interface Item {
  readonly key: number;
  /** Where it stood: tells equal ones apart. */
  readonly at: number;
}

const items = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 400 }).map((keys) => keys.map((key, at): Item => ({ key, at })));
const byKey = (a: Item, b: Item): number => a.key - b.key;

function stepsOf<T>(steps: Steps<T>): number {
  let count = 0;
  while (!steps.next().done) count++;
  return count;
}

describe('work in steps', () => {
  it('sorts as the language does, equal items in their old order', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 40 }), (list, chunk) => {
        assert.deepEqual(drained(sortedSteps(list, byKey, chunk)), list.toSorted(byKey));
      }),
    );
  });

  it('never compares for long between two turns, whatever the order was', () => {
    const list = Array.from({ length: 20_000 }, (_, at) => ({ key: (at * 7919) % 20_000, at }));
    let compared = 0;
    let longest = 0;
    const steps = sortedSteps(list, (a, b) => {
      compared++;
      return byKey(a, b);
    });
    for (let done = false; !done; compared = 0) {
      done = steps.next().done === true;
      longest = Math.max(longest, compared);
    }
    assert.ok(longest > 0 && longest < 4096, `${longest} comparisons`);
  });

  it('leaves the list that it sorts as it is', () => {
    const list = [
      { key: 2, at: 0 },
      { key: 1, at: 1 },
    ].map((it) => Object.freeze(it));
    drained(sortedSteps(Object.freeze(list), byKey));
    assert.deepEqual(
      list.map(({ key }) => key),
      [2, 1],
    );
  });

  it('makes a map in which the later entry of a key counts', () => {
    const entry = ({ key, at }: Item) => [key, at] as const;
    fc.assert(
      fc.property(items, (list) => {
        assert.deepEqual(drained(mapFrom(list, entry, 8)), new Map(list.map(entry)));
        assert.equal(stepsOf(mapFrom(list, entry, 8)), Math.floor(list.length / 8));
      }),
    );
  });
});
