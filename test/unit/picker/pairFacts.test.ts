import assert from 'node:assert/strict';
import { NO_METADATA } from '../../../src/core/model';
import { pairFacts } from '../../../src/picker/pairFacts';
import { photoView } from '../../support/photoViews';

const photo = (timestamp: string | null, rest: Partial<typeof NO_METADATA> = {}) =>
  photoView('a.jpg', timestamp, { metadata: { ...NO_METADATA, timestamp, ...rest } });

describe('what tells two photos apart', () => {
  it('is the time, and those settings alone that differ', () => {
    const a = photo('2026-05-09T14:03:12', { iso: 200, shutter: 1 / 250, aperture: 4, make: 'Canon', model: 'Canon EOS R5' });
    const b = photo('2026-05-09T14:03:15', { iso: 200, shutter: 2.5, aperture: 2.8, make: 'Canon', model: 'Canon EOS R5' });
    assert.deepEqual(pairFacts(a, b), ['14:03:12 · f/4 · 1/250 s', '14:03:15 · f/2.8 · 2.5 s']);
  });

  it('names hundredths only within a second, rounded down and true to the file', () => {
    assert.deepEqual(pairFacts(photo('2026-05-09T14:03:12.10'), photo('2026-05-09T14:03:12.29')), ['14:03:12.10', '14:03:12.29']);
    assert.deepEqual(pairFacts(photo('2026-05-09T14:03:12'), photo('2026-05-09T14:03:12')), ['14:03:12', '14:03:12']);
  });

  it('names the day where the days differ, and the corrected time of a clock that was wrong', () => {
    const corrected = { ...photo('2026-05-09T23:59:59'), clockOffset: 2 };
    assert.deepEqual(pairFacts(corrected, photo('2026-05-09T10:00:00')), ['2026-05-10 00:00:01', '2026-05-09 10:00:00']);
  });

  it('leaves out what a file does not say', () => {
    assert.deepEqual(pairFacts(photo(null), photo('2026-05-09T10:00:00', { iso: 100 })), ['', '2026-05-09 10:00:00 · ISO 100']);
    assert.deepEqual(pairFacts(photoView('a.jpg', null, { metadata: null }), photo(null)), ['', '']);
  });

  it('signs an exposure compensation', () => {
    assert.deepEqual(pairFacts(photo(null, { exposureBias: -0.7 }), photo(null, { exposureBias: 0 })), ['−0.7 EV', '±0 EV']);
  });
});
