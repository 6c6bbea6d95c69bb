import assert from 'node:assert/strict';
import type { DecisionEntry } from '../../../src/core/index/entries';
import { foldDecisions } from '../../../src/core/index/fold';

describe('folding decisions', () => {
  it('lets the last one win, field by field; absent leaves, null clears', () => {
    const entries = [
      at('h1', 'a', { rating: 3, label: 'red' }),
      at('h1', 'a', { rating: 5 }),
      at('h1', 'a', { label: null, verdict: 'pick' }),
    ];
    assert.deepEqual(fold(entries, { a: 'h1' }), { a: { verdict: 'pick', rating: 5, label: null } });
  });

  it('knows nothing of a photo whose decisions were all cleared', () => {
    assert.deepEqual(fold([at('h1', 'a', { rating: 3 }), at('h1', 'a', { rating: null })], { a: 'h1' }), {});
  });

  it('keeps a rating of zero stars: it is a decision', () => {
    assert.deepEqual(fold([at('h1', 'a', { rating: 0 })], { a: 'h1' }), { a: { verdict: null, rating: 0, label: null } });
  });

  it('follows a photo that was renamed, and goes on there', () => {
    const entries = [at('h1', 'a', { verdict: 'pick' }), at('h1', 'moved/b', { rating: 4 })];
    assert.deepEqual(fold(entries, { 'moved/b': 'h1' }), { 'moved/b': { verdict: 'pick', rating: 4, label: null } });
  });

  it('leaves an identical copy alone while the decided photo is there', () => {
    assert.deepEqual(Object.keys(fold([at('h1', 'a', { verdict: 'reject' })], { a: 'h1', copy: 'h1' })), ['a']);
  });

  it('goes to all copies when the decided one is gone', () => {
    assert.deepEqual(Object.keys(fold([at('h1', 'a', { verdict: 'pick' })], { b: 'h1', c: 'h1' })), ['b', 'c']);
  });

  it('stays with a photo whose bytes changed', () => {
    assert.deepEqual(Object.keys(fold([at('h1', 'a', { verdict: 'pick' })], { a: 'h2' })), ['a']);
  });

  it('follows a renamed photo rather than the other one that took its name', () => {
    assert.deepEqual(Object.keys(fold([at('h1', 'a', { verdict: 'pick' })], { a: 'h2', b: 'h1' })), ['b']);
  });

  it('takes the path while the hash there is not known yet, copies or not', () => {
    assert.deepEqual(Object.keys(fold([at('h1', 'a', { verdict: 'pick' })], { a: null, copy: 'h1' })), ['a']);
  });

  it('hands back what belongs to no photo now', () => {
    const lost = at('h1', 'a', { verdict: 'pick' });
    assert.deepEqual(foldDecisions([lost], [{ path: 'b', hash: null }]), { decisions: new Map(), unmatched: [lost] });
  });

  it('skips the recipes of culls', () => {
    const recipe = { keepPerBurst: 1, minSharpness: 0, burstSeconds: 1, nearDistance: 8 };
    const cull = { kind: 'cull', id: 'x', time: '2026-05-17T12:00:00Z', author: null, recipe } as const;
    assert.equal(foldDecisions([cull], [{ path: 'a', hash: 'h1' }]).decisions.size, 0);
  });
});

const at = (hash: string, path: string, fields: Partial<DecisionEntry>): DecisionEntry => ({
  kind: 'decision',
  id: 'id',
  hash,
  path,
  time: '2026-05-17T12:00:00Z',
  author: null,
  ...fields,
});

const fold = (entries: readonly DecisionEntry[], photos: Readonly<Record<string, string | null>>) =>
  Object.fromEntries(
    foldDecisions(
      entries,
      Object.entries(photos).map(([path, hash]) => ({ path, hash })),
    ).decisions,
  );
