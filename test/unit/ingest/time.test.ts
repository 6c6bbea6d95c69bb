import assert from 'node:assert/strict';
import { toTimestamp } from '../../../src/core/ingest/metadata/time';

const at = (time: string | null, subSec: string | null = null, offset: string | null = null) => toTimestamp({ time, subSec, offset });

describe('the capture time', () => {
  it('is naive local time', () => {
    assert.equal(at('2013:09:03 09:45:16'), '2013-09-03T09:45:16');
  });

  it('takes sub-seconds as a decimal fraction, keeping its zeros', () => {
    assert.equal(at('2013:09:03 09:45:16', '54'), '2013-09-03T09:45:16.54');
    assert.equal(at('2013:09:03 09:45:16', '007 '), '2013-09-03T09:45:16.007');
    assert.equal(at('2013:09:03 09:45:16', '   '), '2013-09-03T09:45:16');
  });

  it('keeps the offset, if it is one', () => {
    assert.equal(at('2013:09:03 09:45:16', '5', '-08:00'), '2013-09-03T09:45:16.5-08:00');
    assert.equal(at('2013:09:03 09:45:16', null, '   :  '), '2013-09-03T09:45:16');
    assert.equal(at('2013:09:03 09:45:16', null, '+99:00'), '2013-09-03T09:45:16');
  });

  it('is unknown where blank, zero, malformed or no day of the calendar', () => {
    const bad = [
      null,
      '',
      '    :  :     :  :  ',
      '0000:00:00 00:00:00',
      '2013:02:30 10:00:00',
      '2013:13:01 10:00:00',
      '2013:01:01 24:00:00',
      'yesterday',
    ];
    for (const time of bad) assert.equal(at(time), null);
  });

  it('knows leap days', () => {
    assert.equal(at('2024:02:29 00:00:00'), '2024-02-29T00:00:00');
    assert.equal(at('2023:02:29 00:00:00'), null);
    assert.equal(at('1900:02:29 00:00:00'), null);
  });
});
