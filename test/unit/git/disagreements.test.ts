import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DECISION_FIELDS, findDisagreements } from '../../../src/core/git/disagreements';
import type { Disagreement } from '../../../src/core/git/reports';
import { parseDecisions } from '../../../src/core/index/decisions';
import { type DecisionEntry, formatEntry, parseEntry } from '../../../src/core/index/entries';
import { foldDecisions } from '../../../src/core/index/fold';
import { inOrder, type Outcome, PHOTOS, simulate, steps, textOf } from './simulation';

const HASH = 'a'.repeat(64);
const ADA = 'Ada <ada@example.org>';
const BOB = 'Bob <bob@example.org>';

/** A line about one photo; the time is the second. */
const line = (id: string, time: number, fields: Partial<DecisionEntry>): DecisionEntry => ({
  kind: 'decision',
  id,
  hash: HASH,
  path: 'a.NEF',
  time: new Date(time * 1000).toISOString(),
  author: ADA,
  ...fields,
});

/** `rating 3 Ada, 5 Bob` for each disagreement on the one photo. */
const found = (...lines: readonly DecisionEntry[]): readonly string[] =>
  findDisagreements(inOrder(lines), [{ path: 'a.NEF', hash: HASH }]).map(
    ({ field, voices }) => `${field} ${voices.map(({ value, author }) => `${value} ${author?.split(' ')[0] ?? 'nobody'}`).join(', ')}`,
  );

describe('disagreements', () => {
  it('are two people’s different values that nobody had seen', () => {
    const lines = [line('1', 1, { verdict: 'pick', after: [] }), line('2', 2, { verdict: 'reject', author: BOB, after: [] })];
    assert.deepEqual(found(...lines), ['verdict pick Ada, reject Bob']);
  });

  const agreed: Readonly<Record<string, readonly DecisionEntry[]>> = {
    'the same value': [line('1', 1, { rating: 3, after: [] }), line('2', 2, { rating: 3, author: BOB, after: [] })],
    'other fields': [line('1', 1, { rating: 3, after: [] }), line('2', 2, { label: 'red', author: BOB, after: [] })],
    'one person on two machines': [line('1', 1, { rating: 3, after: [] }), line('2', 2, { rating: 4, after: [] })],
    'the second saw the first': [line('1', 1, { rating: 3, after: [] }), line('2', 2, { rating: 4, author: BOB, after: ['1'] })],
    'seen by way of another field': [
      line('1', 1, { rating: 3, after: [] }),
      line('2', 2, { label: 'red', author: 'Cy', after: ['1'] }),
      line('3', 3, { rating: 4, author: BOB, after: ['2'] }),
    ],
    'old lines, which count as having seen all earlier ones': [line('1', 1, { rating: 3 }), line('2', 2, { rating: 4, author: BOB })],
    'a line that names one which is not there': [
      line('1', 1, { rating: 3, after: [] }),
      line('2', 2, { rating: 4, author: BOB, after: ['gone'] }),
    ],
    'one person’s last word is the other’s': [
      line('1', 1, { rating: 3, after: [] }),
      line('2', 2, { rating: 4, author: BOB, after: [] }),
      line('3', 3, { rating: 4, after: [] }),
    ],
    'somebody who had seen both settled it': [
      line('1', 1, { rating: 3, after: [] }),
      line('2', 2, { rating: 4, author: BOB, after: [] }),
      line('3', 3, { rating: 4, author: 'Cy', after: ['1', '2'] }),
    ],
  };
  for (const [why, lines] of Object.entries(agreed)) it(`are none: ${why}`, () => assert.deepEqual(found(...lines), []));

  it('are open again where somebody else had not seen how they were settled', () => {
    const lines = [
      line('1', 1, { rating: 3, after: [] }),
      line('2', 2, { rating: 4, author: BOB, after: [] }),
      line('3', 3, { rating: 3, after: ['1', '2'] }),
      line('4', 4, { rating: 5, author: BOB, after: ['2'] }),
    ];
    assert.deepEqual(found(...lines), ['rating 3 Ada, 5 Bob']);
  });

  it('hold of an old line that came first, which the other one did not have', () => {
    assert.deepEqual(found(line('1', 1, { rating: 3 }), line('2', 2, { rating: 4, author: BOB, after: [] })), ['rating 3 Ada, 4 Bob']);
  });

  it('hold of a value that was taken back, and of people without a name', () => {
    const lines = [line('1', 1, { label: null, author: null, after: [] }), line('2', 2, { label: 'red', author: BOB, after: [] })];
    assert.deepEqual(found(...lines), ['label null nobody, red Bob']);
  });

  it('do not let lines that claim to have seen each other, or later ones, hide them', () => {
    const lines = [line('1', 1, { rating: 3, after: ['2'] }), line('2', 2, { rating: 4, author: BOB, after: ['2'] })];
    assert.deepEqual(found(...lines), ['rating 3 Ada, 4 Bob']);
  });

  it('do not cost a decision whose list makes no sense', () => {
    const text = formatEntry(line('1', 1, { rating: 3 })).replace('"rating"', '"after":[7,"x"],"rating"');
    assert.deepEqual(parseEntry(text), { ...line('1', 1, { rating: 3 }), after: undefined });
  });

  it('follow a photo that was renamed, and one that was edited', () => {
    const moved = line('1', 1, { rating: 3, path: 'old name.NEF', after: [] });
    const edited = line('2', 2, { rating: 4, hash: 'b'.repeat(64), author: BOB, after: [] });
    assert.deepEqual(found(moved, edited), ['rating 3 Ada, 4 Bob']);
  });
});

/** The definition, by what each author really had, without any `after`. */
function bruteForce({ entries, knew }: Outcome): readonly Disagreement[] {
  return PHOTOS.flatMap(({ path }) =>
    DECISION_FIELDS.flatMap((field) => {
      const lines = entries.filter((entry) => entry.path === path && entry[field] !== undefined);
      const heads = lines.filter(({ id }) => !lines.some((other) => knew.get(other.id)?.has(id)));
      const voices = heads
        .filter((head) => heads.findLast(({ author }) => author === head.author) === head)
        .map(({ id, author, time, ...rest }) => ({ value: rest[field] ?? null, author, time, id }));
      return new Set(voices.map(({ value }) => value)).size > 1 ? [{ path, field, voices }] : [];
    }),
  );
}

describe('disagreements after any history of deciding and merging', function () {
  this.timeout(120_000);
  const crews: readonly (readonly (string | null)[])[] = [
    [ADA, BOB],
    [ADA, BOB, 'Cy'],
    // Ada has two machines, and somebody has no name.
    [ADA, ADA, BOB, null],
  ];
  const fold = (entries: Outcome['entries']) => [...foldDecisions(entries, PHOTOS).decisions].sort();

  for (const crew of crews) {
    it(`are what the definition says: ${crew.join(', ')}`, () => {
      let seen = 0;
      fc.assert(
        fc.property(steps(crew.length), (script) => {
          const outcome = simulate(crew, script);
          const disagreements = findDisagreements(outcome.entries, PHOTOS);
          assert.deepEqual(disagreements, bruteForce(outcome));
          seen += disagreements.length;
        }),
        { numRuns: 400, seed: 1 },
      );
      assert.ok(seen > 100, `only ${seen} disagreements were made`);
    });
  }

  it('come out the same, as the decisions do, for every interleaving of the lines, doubled or not', () => {
    fc.assert(
      fc.property(steps(3), fc.infiniteStream(fc.nat()), (script, chance) => {
        const { entries } = simulate([ADA, BOB, 'Cy'], script);
        const doubled = [...entries, ...entries.filter((_, i) => i % 3 === 0)];
        const mixed = doubled.map((entry) => ({ entry, at: chance.next().value ?? 0 })).sort((a, b) => a.at - b.at);
        const read = parseDecisions(textOf(mixed.map(({ entry }) => entry))).entries;
        assert.deepEqual(read, entries);
        assert.deepEqual(findDisagreements(read, PHOTOS), findDisagreements(entries, PHOTOS));
        assert.deepEqual(fold(entries), [...foldDecisions(read, PHOTOS).decisions].sort());
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('are never invented where lines of an older qrate, or lines that a cherry-pick left behind, hide who saw what', () => {
    let told = 0;
    fc.assert(
      fc.property(steps(3), fc.infiniteStream(fc.nat(9)), (script, chance) => {
        const outcome = simulate([ADA, BOB, 'Cy'], script);
        const kept = outcome.entries.flatMap((entry) => {
          const fate = chance.next().value ?? 9;
          return fate === 0 ? [] : fate < 3 ? [{ ...entry, after: undefined }] : [entry];
        });
        const truth = bruteForce({ ...outcome, entries: kept });
        for (const { path, field, voices } of findDisagreements(kept, PHOTOS)) {
          const real = truth.find((it) => it.path === path && it.field === field);
          assert.ok(real, `${path} ${field}`);
          for (const { id } of voices) assert.ok(real.voices.some((voice) => voice.id === id));
          told += 1;
        }
      }),
      { numRuns: 400, seed: 3 },
    );
    assert.ok(told > 100, `only ${told} disagreements were told`);
  });

  it('are gone once somebody who has everything decides anew', () => {
    fc.assert(
      fc.property(steps(3), (script) => {
        const { entries } = simulate([ADA, BOB, 'Cy'], script);
        const everybody = [1, 2].map((from) => ({ kind: 'merge' as const, replica: 0, from }));
        const anew = findDisagreements(entries, PHOTOS).map(({ path, field }) => ({
          kind: 'decide' as const,
          replica: 0,
          photo: PHOTOS.findIndex((photo) => photo.path === path),
          field,
          value: null,
          clock: 0,
        }));
        const after = simulate([ADA, BOB, 'Cy'], [...script, ...everybody, ...anew]);
        assert.deepEqual(findDisagreements(after.entries, PHOTOS), []);
      }),
      { numRuns: 200, seed: 4 },
    );
  });
});
