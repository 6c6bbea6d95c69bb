import assert from 'node:assert/strict';
import { ProgressMeter } from '../../../src/extension/progressMeter';

describe('the progress meter', () => {
  it('adds up to 100 over all stages', () => {
    const meter = new ProgressMeter({ scan: 1, ingest: 3 });
    const gains = [
      meter.advance({ stage: 'scan', done: 5, total: 5 }),
      meter.advance({ stage: 'ingest', done: 1, total: 2 }),
      meter.advance({ stage: 'ingest', done: 2, total: 2 }),
    ];
    assert.deepEqual(gains, [25, 37.5, 37.5]);
  });

  it('never runs backwards when a stage learns of more work', () => {
    const meter = new ProgressMeter({ ingest: 1 });
    assert.equal(meter.advance({ stage: 'ingest', done: 5, total: 10 }), 50);
    assert.equal(meter.advance({ stage: 'ingest', done: 6, total: 20 }), 0);
    assert.equal(meter.advance({ stage: 'ingest', done: 20, total: 20 }), 50);
  });

  it('gains nothing from a total that is not known yet, or from a stage it was not told of', () => {
    const meter = new ProgressMeter({ ingest: 1 });
    assert.equal(meter.advance({ stage: 'ingest', done: 7, total: 0 }), 0);
    assert.equal(meter.advance({ stage: 'export', done: 1, total: 2 }), 0);
  });
});
