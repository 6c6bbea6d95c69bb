import assert from 'node:assert/strict';
import { Settling } from '../../../src/extension/watch/settling';

const file = (size: number, mtimeMs = 1) => ({ size, mtimeMs });

describe('files that are being written', () => {
  const fresh = () => new Settling({ quietMs: 300, patientMs: 10_000 });

  it('count as complete when they have stayed the same for long enough, and not before', () => {
    const settling = fresh();
    settling.observe('a.nef', file(10), 0);
    settling.observe('a.nef', file(20), 200);
    settling.observe('a.nef', file(20), 450);
    assert.deepEqual(settling.settled(499), []);
    assert.deepEqual(settling.settled(500), ['a.nef']);
  });

  it('are not complete for whoever sees them otherwise than they were seen', () => {
    const settling = fresh();
    settling.observe('a.nef', file(20), 0);
    assert.equal(settling.isSettled('a.nef', file(20), 400), true);
    assert.equal(settling.isSettled('a.nef', file(21), 400), false);
    assert.equal(settling.isSettled('a.nef', file(20, 2), 400), false);
    assert.equal(settling.isSettled('b.nef', file(20), 400), false);
  });

  it('get more time while they are empty: a name is made before anything is in it', () => {
    const settling = fresh();
    settling.observe('a.nef', file(0), 0);
    assert.deepEqual(settling.settled(5000), []);
    assert.deepEqual(settling.settled(10_000), ['a.nef']);
  });

  it('get more time once when they cannot be read to their end, and then are what they are', () => {
    const settling = fresh();
    settling.observe('a.nef', file(20), 0);
    assert.equal(settling.doubt('a.nef', 400), true);
    assert.deepEqual(settling.settled(5000), []);
    assert.deepEqual(settling.settled(10_000), ['a.nef']);
    assert.equal(settling.doubt('a.nef', 10_000), false);
  });

  it('begin anew with every byte, after a doubt too', () => {
    const settling = fresh();
    settling.observe('a.nef', file(20), 0);
    settling.doubt('a.nef', 400);
    settling.observe('a.nef', file(30), 1000);
    assert.deepEqual(settling.settled(1300), ['a.nef']);
    settling.forget('a.nef');
    assert.deepEqual(settling.paths, []);
  });
});
