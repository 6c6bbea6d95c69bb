import assert from 'node:assert/strict';
import { gridHostReplies, gridHostRequests, gridPageRequests } from '../../../src/protocol/grid';

describe('the protocol of the burst grid', () => {
  it('takes decisions about one or more photos, of fields that exist', () => {
    const decision = { paths: ['a.jpg'], patch: { verdict: null, rating: 5 } };
    assert.deepEqual(gridHostRequests.decide(decision), decision);
    assert.throws(() => gridHostRequests.decide({ paths: [], patch: {} }));
    assert.throws(() => gridHostRequests.decide({ paths: ['a.jpg'], patch: { verdict: 'alternate' } }));
    assert.throws(() => gridHostRequests.decide({ paths: ['a.jpg'], patch: { rating: 6 } }));
    assert.throws(() => gridHostRequests.decideMany({ changes: [] }));
  });

  it('forwards only commands that exist', () => {
    assert.deepEqual(gridPageRequests.command({ name: 'keepOnly' }), { name: 'keepOnly' });
    assert.throws(() => gridPageRequests.command({ name: 'explode' }));
  });

  it('answers a full-size picture with its pixels, or with a reason', () => {
    assert.deepEqual(gridHostReplies.fullSize({ reason: 'gone' }), { reason: 'gone' });
    assert.throws(() => gridHostReplies.fullSize({ uri: 'x' }));
  });
});
