import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { DEFAULT_MAPPING, parseMapping } from '../../../src/core/export/xmp/mapping';
import { NO_MARKS, type SidecarMarks } from '../../../src/core/export/xmp/marks';
import type { Decision } from '../../../src/core/model';
import { FIELDS, outcomeOf, pulledPatch, pushedWishes, type Sides } from '../../../src/core/sync/threeWay';
import { decided } from '../export/shoots';

const marks = (says: Partial<SidecarMarks>): SidecarMarks => ({ ...NO_MARKS, ...says });

interface Case {
  readonly now: Partial<Decision>;
  readonly theirs: Partial<SidecarMarks> | null;
  readonly was?: Partial<Decision>;
  readonly saw?: Partial<SidecarMarks>;
  readonly wrote?: boolean;
  readonly isOlder?: boolean;
  readonly adopt?: boolean;
}

/** `saw` absent = qrate never saw the sidecar. */
const sides = ({ now, theirs, was, saw, wrote = false, isOlder = false, adopt = false }: Case): Sides => ({
  decision: decided(now),
  theirs: theirs && marks(theirs),
  base: saw === undefined ? null : { marks: marks(saw), decision: decided(was ?? {}), wrote },
  isOlder: () => isOlder,
  mapping: DEFAULT_MAPPING,
  adopt,
});

const rating = (it: Case) => outcomeOf('rating', sides(it));
const label = (it: Case) => outcomeOf('label', sides(it));
const verdict = (it: Case) => outcomeOf('verdict', sides(it));

const GREEN = { label: 'Green', color: 'green' } as const;
const RED = { label: 'Red', color: 'red' } as const;

describe('The three-way merge of a sidecar and a decision', () => {
  it('does nothing where nothing changed, or both sides came to the same', () => {
    assert.equal(rating({ was: { rating: 4 }, saw: { rating: 4 }, now: { rating: 4 }, theirs: { rating: 4 } }), 'none');
    assert.equal(rating({ was: { rating: 4 }, saw: { rating: 4 }, now: { rating: 5 }, theirs: { rating: 5 } }), 'none');
    assert.equal(rating({ now: {}, theirs: {} }), 'none');
  });

  it('pulls what only the other program changed', () => {
    assert.equal(rating({ was: { rating: 4 }, saw: { rating: 4 }, now: { rating: 4 }, theirs: { rating: 2 } }), 'pull');
    assert.equal(rating({ saw: {}, now: {}, theirs: { rating: 2 } }), 'pull');
    assert.equal(label({ saw: GREEN, now: { verdict: 'pick' }, was: { verdict: 'pick' }, theirs: RED }), 'pull');
    assert.equal(verdict({ saw: {}, now: {}, theirs: { flag: 'reject' } }), 'pull');
  });

  it('pushes what only the person changed here', () => {
    assert.equal(rating({ was: { rating: 4 }, saw: { rating: 4 }, now: { rating: 5 }, theirs: { rating: 4 } }), 'push');
    assert.equal(label({ saw: {}, now: { label: 'red' }, theirs: {} }), 'push');
    assert.equal(verdict({ saw: {}, now: { verdict: 'reject' }, theirs: {} }), 'push');
  });

  it('asks where both changed to different values', () => {
    assert.equal(rating({ was: { rating: 4 }, saw: { rating: 4 }, now: { rating: 5 }, theirs: { rating: 2 } }), 'conflict');
    assert.equal(rating({ was: { rating: 4 }, saw: { rating: 4 }, now: {}, theirs: { rating: 2 } }), 'conflict');
    assert.equal(verdict({ saw: {}, now: { verdict: 'pick' }, theirs: { flag: 'reject' } }), 'conflict');
  });

  it('lets what a pick fills in give way, and never fills twice', () => {
    assert.equal(rating({ saw: {}, now: { verdict: 'pick' }, theirs: { rating: 2 } }), 'pull');
    assert.equal(rating({ saw: { rating: 2 }, now: { verdict: 'pick' }, theirs: { rating: 2 } }), 'none');
    assert.equal(rating({ was: { verdict: 'pick' }, saw: {}, now: { verdict: 'pick' }, theirs: {} }), 'none');
    assert.equal(rating({ saw: {}, now: { verdict: 'pick' }, theirs: {} }), 'push');
  });

  it('takes back from the sidecar what a decision said that is withdrawn, and nothing else', () => {
    assert.equal(rating({ was: { rating: 4 }, saw: { rating: 4 }, now: {}, theirs: { rating: 4 } }), 'push');
    assert.equal(rating({ was: { verdict: 'pick' }, saw: { rating: 1 }, now: {}, theirs: { rating: 1 } }), 'none');
    assert.equal(label({ was: { verdict: 'pick' }, saw: GREEN, now: {}, theirs: GREEN }), 'push');
  });

  it('takes the stars of a machine’s pick back when the person rejects the photo, but only those it wrote', () => {
    const now = { verdict: 'reject' } as const;
    assert.equal(rating({ saw: { rating: 3 }, wrote: true, now, theirs: { rating: 3 } }), 'push');
    assert.equal(rating({ saw: { rating: 3 }, wrote: false, now, theirs: { rating: 3 } }), 'none');
    assert.equal(rating({ saw: { rating: 3 }, wrote: true, now, theirs: { rating: 5 } }), 'conflict');
  });

  it('sees a sidecar for the first time: its values are the starting state, and the newer side wins a contradiction', () => {
    assert.equal(rating({ now: {}, theirs: { rating: 2 } }), 'none');
    assert.equal(rating({ now: { rating: 5 }, theirs: {} }), 'push');
    assert.equal(rating({ now: { rating: 5 }, theirs: { rating: 2 }, isOlder: true }), 'push');
    assert.equal(rating({ now: { rating: 5 }, theirs: { rating: 2 }, isOlder: false }), 'conflict');
    assert.equal(rating({ now: { verdict: 'pick' }, theirs: { rating: 2 } }), 'none');
  });

  it('adopts values of other programs on request, never what qrate filled in, never against a decision', () => {
    assert.equal(rating({ now: {}, theirs: { rating: 2 }, adopt: true }), 'pull');
    assert.equal(rating({ now: {}, saw: { rating: 2 }, theirs: { rating: 2 }, adopt: true }), 'pull');
    assert.equal(rating({ now: {}, saw: { rating: 3 }, wrote: true, theirs: { rating: 3 }, adopt: true }), 'none');
    assert.equal(rating({ now: { verdict: 'pick' }, theirs: { rating: 2 }, adopt: true }), 'none');
  });

  it('makes a new sidecar where there is none, and does not take its absence for a change', () => {
    assert.equal(rating({ now: { rating: 4 }, theirs: null }), 'push');
    assert.equal(rating({ was: { rating: 4 }, saw: { rating: 4 }, now: { rating: 4 }, theirs: null }), 'push');
    assert.equal(rating({ saw: { rating: 4 }, now: {}, theirs: null }), 'none');
  });

  it('turns values into decisions: stars taken from a pick are 0, words of the person’s own are left alone', () => {
    const pulled = (field: (typeof FIELDS)[number], it: Case) => pulledPatch(field, sides(it).theirs ?? NO_MARKS, sides(it));
    assert.deepEqual(pulled('rating', { now: { verdict: 'pick' }, theirs: {} }), { rating: 0 });
    assert.deepEqual(pulled('rating', { now: { rating: 3 }, theirs: {} }), { rating: null });
    assert.equal(pulled('rating', { now: {}, theirs: { rating: -1, flag: 'reject' } }), undefined);
    assert.deepEqual(pulled('verdict', { now: {}, theirs: { rating: -1, flag: 'reject' } }), { verdict: 'reject' });
    assert.equal(pulled('label', { now: {}, theirs: { label: 'To the lab' } }), undefined);
  });

  const decision = fc.record<Decision>({
    verdict: fc.constantFrom(null, 'pick', 'reject'),
    rating: fc.constantFrom(null, 0, 1, 3, 5),
    label: fc.constantFrom(null, 'red', 'green'),
  });
  const sidecar = fc.record<SidecarMarks>({
    rating: fc.constantFrom(null, -1, 1, 3, 5),
    label: fc.constantFrom(null, 'Red', 'Grün', 'own words'),
    color: fc.constant(null),
    flag: fc.constantFrom(null, 'pick', 'reject'),
  });
  const colored = sidecar.map((it): SidecarMarks => ({ ...it, color: it.label === 'Red' ? 'red' : it.label === 'Grün' ? 'green' : null }));

  it('for any sides: what was just agreed on stays, one side’s change never makes a conflict, a merge is settled after one step', () => {
    fc.assert(
      fc.property(decision, decision, colored, colored, fc.boolean(), (before, now, saw, theirs, wrote) => {
        const base = { marks: saw, decision: before, wrote };
        const all: Sides = { decision: now, theirs, base, isOlder: () => false, mapping: DEFAULT_MAPPING, adopt: false };
        for (const field of FIELDS) {
          assert.equal(outcomeOf(field, { ...all, decision: before, theirs: saw }), 'none');
          assert.notEqual(outcomeOf(field, { ...all, theirs: saw }), 'conflict');
          assert.notEqual(outcomeOf(field, { ...all, decision: before }), 'conflict');
          assert.notEqual(outcomeOf(field, { ...all, decision: before }), 'push');
          const settled = { ...all, base: { marks: theirs, decision: now, wrote } };
          assert.equal(outcomeOf(field, settled), 'none');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('asks the sidecar only for the fields that go there', () => {
    const mapping = parseMapping('pick.keyword=qrate|pick');
    const wishes = pushedWishes(['label'], { decision: decided({ verdict: 'pick', rating: 5 }), mapping });
    assert.deepEqual([wishes.rating, wishes.flag, wishes.label], [null, null, { value: 'green', mode: 'set' }]);
    assert.deepEqual(wishes.keywords, { add: ['qrate|pick'], remove: [] });
  });
});
