import assert from 'node:assert/strict';
import { parseCaptureTime } from '../../../src/core/group/captureTime';
import { compareNames, isNextInSequence } from '../../../src/core/group/naturalName';
import { inCaptureOrder } from '../../../src/core/group/order';
import { photo, seeded, shuffled } from './photoBuilder';

describe('capture time', () => {
  it('reads whole seconds, fractions and ignores the offset', () => {
    assert.deepEqual(parseCaptureTime('1970-01-02T00:00:01'), { seconds: 86401, resolution: 'second' });
    assert.deepEqual(parseCaptureTime('1970-01-01T00:00:01.54'), { seconds: 1.54, resolution: 'fraction' });
    assert.deepEqual(parseCaptureTime('1970-01-01T00:00:01.5+09:00'), { seconds: 1.5, resolution: 'fraction' });
    assert.deepEqual(parseCaptureTime('1970-01-01T00:00:01Z'), { seconds: 1, resolution: 'second' });
  });

  it('does not depend on the time zone of the machine', () => {
    const before = process.env.TZ;
    const read = (zone: string) => {
      process.env.TZ = zone;
      return parseCaptureTime('2026-03-29T02:30:00')?.seconds;
    };
    try {
      assert.equal(read('Europe/Berlin'), read('UTC'));
      assert.equal(read('Pacific/Apia'), read('UTC'));
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('takes impossible and malformed times for unknown', () => {
    for (const bad of [null, '', '    -  -  T  :  :  ', '0000-00-00T00:00:00', '2025-02-29T10:00:00', '2026-13-01T00:00:00']) {
      assert.equal(parseCaptureTime(bad), null, String(bad));
    }
    for (const bad of ['2026-05-01', '2026:05:01 10:00:00', '2026-05-01T24:00:00', '2026-05-01T10:60:00', '2026-05-01T10:00:00.']) {
      assert.equal(parseCaptureTime(bad), null, bad);
    }
    assert.notEqual(parseCaptureTime('2024-02-29T10:00:00'), null);
  });
});

describe('natural file names', () => {
  it('compares runs of digits as numbers and text without case', () => {
    assert.deepEqual(['IMG_10.JPG', 'img_9.jpg', 'IMG_2.JPG'].sort(compareNames), ['IMG_2.JPG', 'img_9.jpg', 'IMG_10.JPG']);
    assert.ok(compareNames('a99999999999999999998', 'a99999999999999999999') < 0);
  });

  it('is a total order: names that read alike are still ordered', () => {
    assert.notEqual(compareNames('IMG_01.JPG', 'IMG_1.JPG'), 0);
    assert.equal(Math.sign(compareNames('IMG_01.JPG', 'IMG_1.JPG')), -Math.sign(compareNames('IMG_1.JPG', 'IMG_01.JPG')));
    assert.notEqual(compareNames('a.jpg', 'A.jpg'), 0);
  });

  it('orders any names the same way round, and transitively', () => {
    const random = seeded(4);
    const letters = ['a', 'B', '-', '_', ' ', '0', '1', '9', '10', '007', '.', '🎞', 'é'];
    const names = Array.from({ length: 120 }, () =>
      Array.from({ length: 1 + Math.floor(random() * 5) }, () => letters[Math.floor(random() * letters.length)]).join(''),
    );
    const sorted = [...new Set(names)].sort(compareNames);
    for (const [i, a] of sorted.entries())
      for (const b of sorted.slice(i + 1)) assert.ok(compareNames(a, b) < 0 && compareNames(b, a) > 0, `${a} ${b}`);
  });

  it('finds the next frame by its number', () => {
    assert.ok(isNextInSequence('DSC_0421.NEF', 'DSC_0422.NEF'));
    assert.ok(isNextInSequence('DSC_9999.NEF', 'DSC_0001.NEF'));
    assert.ok(isNextInSequence('img_099.jpg', 'IMG_100.JPG'));
    assert.ok(!isNextInSequence('DSC_0421.NEF', 'DSC_0423.NEF'));
    assert.ok(!isNextInSequence('DSC_0421.NEF', 'DSC_0421.NEF'));
    assert.ok(!isNextInSequence('DSC_0421.NEF', 'IMG_0422.NEF'));
    assert.ok(!isNextInSequence('sunset.jpg', 'sunrise.jpg'));
  });
});

describe('capture order', () => {
  const ordered = [
    photo('b/9.jpg', { timestamp: '2026-05-01T10:00:00' }),
    photo('a/10.jpg', { timestamp: '2026-05-01T10:00:00' }),
    photo('b/10.jpg', { timestamp: '2026-05-01T10:00:00' }),
    photo('z/1.jpg', { timestamp: '2026-05-01T10:00:00.07' }),
    photo('a/1.jpg', { timestamp: '2026-05-01T10:00:00.5' }),
    photo('a/2.jpg', { timestamp: null }),
    photo('a/11.jpg', { timestamp: 'rubbish' }),
  ];

  it('is time, sub-second, natural name, path; unknown times come last', () => {
    const random = seeded(1);
    for (let run = 0; run < 20; run++) assert.deepEqual(inCaptureOrder(shuffled(ordered, random)), ordered);
  });
});
