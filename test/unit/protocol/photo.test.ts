import assert from 'node:assert/strict';
import { parseLook, photoHostRequests, photoPageRequests } from '../../../src/protocol/photo';

describe('the protocol of the photo editor', () => {
  it('takes a decision only for what exists', () => {
    assert.deepEqual(photoHostRequests.decide({ rating: 3 }), { rating: 3 });
    assert.deepEqual(photoHostRequests.decide({ verdict: null }), { verdict: null });
    assert.throws(() => photoHostRequests.decide({ rating: 6 }));
    assert.throws(() => photoHostRequests.decide({ verdict: 'alternate' }));
    assert.throws(() => photoPageRequests.command({ name: 'delete' }));
  });

  it('restores only a look that is one', () => {
    const look = { zoom: '1:1', center: { x: 0.2, y: 0.4 }, peaking: true, clipping: false, crops: false, details: true } as const;
    assert.deepEqual(parseLook(look), look);
    assert.equal(parseLook(undefined), null);
    assert.equal(parseLook({ ...look, zoom: 0 }), null);
  });
});
