import assert from 'node:assert/strict';
import { wishesFor } from '../../../../src/core/export/xmp/mapping';
import type { PhotoView } from '../../../../src/core/model';
import { NO_METADATA } from '../../../../src/core/model';
import { decided, PICK, photoView } from '../shoots';

const wishes = (known: Partial<PhotoView>) => {
  const { rating, label } = wishesFor(photoView('A.NEF', known));
  return [rating && `${rating.mode} ${rating.value}`, label && `${label.mode} ${label.value}`];
};

describe('What a verdict becomes in a sidecar', () => {
  it('a person’s rating and label, as they are', () => {
    assert.deepEqual(wishes({ decision: decided({ rating: 5, label: 'purple' }) }), ['set 5', 'set purple']);
    assert.deepEqual(wishes({ decision: decided({ rating: 0 }), suggestion: PICK }), ['set 0', null]);
  });

  it('a person’s reject without a rating, as the colour red; stars are left alone', () => {
    assert.deepEqual(wishes({ decision: decided({ verdict: 'reject' }), suggestion: PICK }), [null, 'set red']);
    assert.deepEqual(wishes({ decision: decided({ verdict: 'reject', label: 'blue' }) }), [null, 'set blue']);
    assert.deepEqual(wishes({ decision: decided({ verdict: 'reject', rating: 2 }) }), ['set 2', null]);
  });

  it('a person’s pick fills what they left open', () => {
    assert.deepEqual(wishes({ decision: decided({ verdict: 'pick' }) }), ['fill 3', 'fill green']);
    assert.deepEqual(wishes({ decision: decided({ verdict: 'pick', rating: 5 }) }), ['set 5', 'fill green']);
  });

  it('the machine’s pick fills only what nobody set, embedded values included', () => {
    assert.deepEqual(wishes({ suggestion: PICK }), ['fill 3', 'fill green']);
    assert.deepEqual(wishes({ suggestion: PICK, metadata: { ...NO_METADATA, rating: 1 } }), [null, 'fill green']);
    assert.deepEqual(wishes({ suggestion: PICK, metadata: { ...NO_METADATA, label: 'Second' } }), ['fill 3', null]);
    assert.deepEqual(wishes({ suggestion: PICK, metadata: { ...NO_METADATA, rating: 0 } }), ['fill 3', 'fill green']);
  });

  it('the machine says nothing else, and nothing at all where a person decided', () => {
    for (const verdict of ['alternate', 'review', 'reject'] as const)
      assert.deepEqual(wishes({ suggestion: { ...PICK, verdict } }), [null, null]);
    assert.deepEqual(wishes({ suggestion: PICK, decision: decided({ label: 'yellow' }) }), [null, 'set yellow']);
    assert.deepEqual(wishes({ suggestion: PICK, decision: decided({}) }), ['fill 3', 'fill green']);
  });
});
