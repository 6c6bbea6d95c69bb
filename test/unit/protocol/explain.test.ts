import assert from 'node:assert/strict';
import { explainHostRequests, parseShown } from '../../../src/protocol/explain';

describe('the protocol of the Explain panel', () => {
  it('takes a decision only for a verdict that exists', () => {
    assert.deepEqual(explainHostRequests.decide({ path: 'a.jpg', verdict: null }), { path: 'a.jpg', verdict: null });
    assert.throws(() => explainHostRequests.decide({ path: 'a.jpg', verdict: 'alternate' }));
    assert.throws(() => explainHostRequests.decide({ path: '', verdict: 'pick' }));
  });

  it('restores only a state that names a photo', () => {
    assert.deepEqual(parseShown({ root: '/shoot', path: 'a.jpg', more: 1 }), { root: '/shoot', path: 'a.jpg' });
    assert.equal(parseShown(undefined), null);
    assert.equal(parseShown({ root: '/shoot' }), null);
  });
});
