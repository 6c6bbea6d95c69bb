import assert from 'node:assert/strict';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type DriveMode, type Photo } from '../../../src/core/model';
import { at, flip, photo, randomPhash, seeded, shuffled, someBits } from './photoBuilder';
import { type Body, kindsOf, take, takes } from './takes';

const BASE = 'a5c3960f5a3cf069';
const moved = (bits: number) => flip(BASE, ...someBits(bits, seeded(bits)));

describe('brackets by the camera’s word', () => {
  /** One AEB set as Canon writes it: numbered, with its offset and a counter. */
  const canonSet = (start: number, first: number, numbers: readonly number[] = [1, 2, 3]) =>
    takes(
      numbers.length,
      (i) => ({
        t: start + i * 0.2,
        n: first + i,
        mode: 'bracket',
        drive: { sequenceNumber: numbers[i] ?? null, bracketValue: [0, -1, 1][(numbers[i] ?? 1) - 1] ?? 0, shotCount: 1000000 + first + i },
        patch: { shutter: 1 / ([100, 200, 50][(numbers[i] ?? 1) - 1] ?? 1) },
      }),
      'canon',
    );

  it('are two where two AEB sets follow each other at once', () => {
    assert.deepEqual(kindsOf(canonSet(0, 1), canonSet(0.6, 4)), ['bracket 3', 'bracket 3']);
  });

  it('are cut where a set was interrupted; a lone frame of it is left alone, and kept', () => {
    assert.deepEqual(kindsOf(canonSet(0, 1, [1, 2]), canonSet(0.5, 3)), ['bracket 2', 'bracket 3']);
    assert.deepEqual(kindsOf(canonSet(0, 1, [1]), canonSet(0.5, 2), canonSet(9, 90, [2])), ['bracket 3']);
  });

  it('go by the offset where the camera numbers nothing', () => {
    const values = [0, -0.7, 0.7, 0, -0.7, 0.7];
    const frames = takes(
      6,
      (i) => ({
        t: i * 0.2,
        n: i,
        mode: 'bracket',
        drive: { bracketValue: values[i] ?? 0, shotCount: 500 + i },
        patch: { shutter: 1 / 8000 },
      }),
      'nikon',
    );
    assert.deepEqual(kindsOf(frames), ['bracket 3', 'bracket 3']);
  });

  it('go by the number where ISO and shutter met their limits and a rung comes back', () => {
    const shutters = [1 / 50, 1 / 30, 1 / 30, 1 / 30, 1 / 30];
    const frames = takes(
      10,
      (i) => ({
        t: Math.floor(i / 5),
        n: 8196 + i,
        mode: 'bracket',
        drive: { sequenceNumber: (i % 5) + 1 },
        patch: { shutter: (shutters[i % 5] ?? 1) * (i % 2 === 0 ? 1 : 2), exposureMode: 2, iso: 6400 },
      }),
      'compact',
    );
    assert.deepEqual(kindsOf(frames), ['bracket 5', 'bracket 5']);
  });

  it('may wait for the button between frames that are numbered on', () => {
    const frames = (gap: number) => takes(3, (i) => ({ t: i * gap, n: i, mode: 'bracket', drive: { sequenceNumber: i + 1 } }), 'panasonic');
    assert.deepEqual(kindsOf(frames(20)), ['bracket 3']);
    assert.deepEqual(kindsOf(frames(40)), []);
  });

  it('are kept whole though all are exposed alike: white balance is bracketed too', () => {
    const oneRelease = takes(3, (i) => ({ t: 0, n: i, mode: 'bracket', drive: { shotCount: 77 } }), 'nikon');
    assert.deepEqual(kindsOf(oneRelease), ['bracket 3']);
    const canon = takes(6, (i) => ({ t: i * 0.3, n: i, mode: 'bracket', drive: { sequenceNumber: (i % 3) + 1 } }), 'canon');
    assert.deepEqual(kindsOf(canon), ['bracket 3', 'bracket 3']);
    const fuji = takes(3, (i) => ({ t: 0.2 * i, n: i, mode: 'bracket', patch: { shutter: i === 2 ? 1 / 210 : 1 / 200 } }), 'fujifilm');
    assert.deepEqual(kindsOf(fuji), ['bracket 3']);
  });

  it('are the sources of an HDR picture as well', () => {
    assert.deepEqual(kindsOf(takes(3, (i) => ({ t: i * 0.2, n: i, mode: 'hdr', patch: { shutter: 4 ** -i } }), 'pentax')), ['bracket 3']);
  });

  it('end where the bracket is switched off: what follows is a burst', () => {
    const burst = takes(7, (i) => ({ t: 1 + i * 0.1, n: 4 + i, mode: 'continuous', drive: { shotCount: 1000004 + i } }), 'canon');
    assert.deepEqual(kindsOf(canonSet(0, 1), burst), ['bracket 3', 'burst 7']);
  });
});

describe('what a hand-made ladder leaves over', () => {
  const shots = (shutters: readonly number[]) =>
    takes(shutters.length, (i) => ({ t: i * 0.6, n: 50 + i, patch: { shutter: 1 / (shutters[i] ?? 1), exposureMode: 1 } }), 'nikon');
  /** The same view half an hour later. */
  const later = takes(1, () => ({ t: 1800.1, n: 900 }), 'nikon');

  it('is no near duplicate and no burst: the uneven fifth frame, a second ladder broken off', () => {
    assert.deepEqual(kindsOf(shots([100, 200, 50, 400, 35]), later), ['bracket 4']);
    assert.deepEqual(kindsOf(shots([100, 400, 25, 100, 400]), later), ['bracket 3']);
    assert.deepEqual(kindsOf(shots([100, 400, 100, 400, 25]), later), ['bracket 3'], 'before the ladder');
  });

  it('is not the burst that follows', () => {
    assert.deepEqual(kindsOf(shots([100, 400, 25, 100, 100, 100])), ['bracket 3', 'burst 3']);
  });
});

describe('what a series by its rhythm leaves over', () => {
  it('is no near duplicate', () => {
    const times = [0, 5, 10, 15, 20, 140, 145];
    assert.deepEqual(kindsOf(takes(7, (i) => ({ t: times[i] ?? 0, n: i, patch: { exposureMode: 1 } }), 'nikon')), ['series 5']);
  });

  it('may be the first frame of a burst', () => {
    const times = [0, 5, 10, 15, 20, 140, 140.2, 140.4];
    assert.deepEqual(kindsOf(takes(8, (i) => ({ t: times[i] ?? 0, n: i }), 'nikon')), ['series 5', 'burst 3']);
  });
});

describe('the drive mode of a burst', () => {
  const pair = (body: Body, mode: DriveMode, gap: number, bits = 0) => [
    take(body, { t: 0.1, n: 1, mode }),
    take(body, { t: 0.1 + gap, n: 2, mode, phash: moved(bits) }),
  ];

  it('tells singles of the makers that can be believed: alike, they are near duplicates', () => {
    for (const body of ['canon', 'nikon', 'sony', 'compact'] as const) {
      for (const mode of ['single', 'self-timer'] as const)
        assert.deepEqual(kindsOf(pair(body, mode, 0.8)), ['near-duplicate 2'], `${body} ${mode}`);
      assert.deepEqual(kindsOf(pair(body, 'continuous', 0.8)), ['burst 2'], body);
    }
  });

  it('is not believed of others, nor faster than a finger', () => {
    for (const body of ['fujifilm', 'panasonic', 'pentax'] as const)
      assert.deepEqual(kindsOf(pair(body, 'single', 0.8)), ['burst 2'], body);
    assert.deepEqual(kindsOf(pair('nikon', 'single', 0.1)), ['burst 2']);
  });

  it('needs both neighbours to say so', () => {
    const [first, second] = [take('canon', { t: 0, n: 1, mode: 'single' }), take('canon', { t: 0.8, n: 2, mode: 'continuous' })];
    assert.deepEqual(kindsOf(first, second), ['burst 2']);
  });

  it('lets the picture change more where it is continuous', () => {
    assert.deepEqual(kindsOf(pair('canon', 'continuous', 0.3, 28)), ['burst 2']);
    assert.deepEqual(kindsOf(pair('canon', 'continuous', 0.3, 29)), []);
    assert.deepEqual(kindsOf(pair('panasonic', 'single', 0.3, 23)), []);
    assert.deepEqual(kindsOf(pair('compact', 'continuous', 1, 22)), ['burst 2']);
    assert.deepEqual(kindsOf(pair('compact', 'continuous', 1, 23)), []);
  });
});

describe('the camera’s numbers in a burst', () => {
  const sequence = (numbers: readonly number[], body: Body = 'compact', gap = 0.3) =>
    takes(numbers.length, (i) => ({ t: i * gap, n: 10 + i, mode: 'continuous', drive: { sequenceNumber: numbers[i] ?? null } }), body);

  it('split it where they start again', () => {
    assert.deepEqual(kindsOf(sequence([1, 2, 3, 1, 2])), ['burst 3', 'burst 2']);
    assert.deepEqual(kindsOf(sequence([4, 5, 2, 3], 'panasonic')), ['burst 2', 'burst 2']);
    assert.deepEqual(kindsOf(sequence([1, 2, 3, 4, 5])), ['burst 5']);
  });

  it('are proof where they go on, whatever the pictures show', () => {
    const random = seeded(9);
    const panned = sequence([1, 2, 3, 4]).map((it) => ({ ...it, scores: it.scores && { ...it.scores, phash: randomPhash(random) } }));
    assert.deepEqual(kindsOf(panned), ['burst 4']);
  });

  const counted = (counts: readonly number[], gap: number, body: Body = 'nikon') =>
    takes(counts.length, (i) => ({ t: i * gap, n: 10 + i, mode: 'continuous', drive: { shotCount: counts[i] ?? null } }), body);

  it('split it where others were taken between, but not where frames of it were deleted', () => {
    assert.deepEqual(kindsOf(counted([70, 71, 90, 91], 0.5)), ['burst 4'], '20 frames in half a second may be deleted ones');
    assert.deepEqual(kindsOf(counted([70, 71, 190, 191], 0.5)), ['burst 2', 'burst 2'], 'no camera takes 119 in half a second');
    assert.deepEqual(kindsOf(counted([70, 71, 73, 74], 0.9)), ['burst 2', 'burst 2'], 'one between, but not at the pace of a burst');
    assert.deepEqual(kindsOf(counted([70, 71, 73, 74], 1, 'compact')), ['burst 2', 'burst 2'], 'whole seconds tell no pace');
    assert.deepEqual(kindsOf(counted([70, 71, 60, 61], 0.1)), ['burst 2', 'burst 2'], 'counting back');
    assert.deepEqual(kindsOf(counted([1009998, 1009999, 1010001, 1010002], 0.9, 'canon')), ['burst 4'], 'the next folder');
  });

  it('prove nothing on a clock of minutes', () => {
    const frames = sequence([1, 2, 3], 'olympus').map((it) => ({
      ...it,
      metadata: it.metadata && { ...it.metadata, timestamp: '2026-05-01T12:07:00' },
    }));
    assert.deepEqual(kindsOf(frames), []);
  });
});

describe('two bodies of one model at once, without serials', () => {
  const body = (first: number, start: number, folder?: string): Photo[] =>
    takes(6, (i) => ({ t: start + i * 0.15, n: first + i, mode: 'continuous', ...(folder === undefined ? {} : { folder }) }), 'sony');

  it('are two bursts, in one folder or in two', () => {
    assert.deepEqual(kindsOf(body(100, 0), body(4000, 0.07)), ['burst 6', 'burst 6']);
    assert.deepEqual(kindsOf(body(100, 0, 'anna'), body(100, 0.07, 'ben')), ['burst 6', 'burst 6']);
  });

  it('are two brackets', () => {
    const set = (first: number, start: number) =>
      takes(3, (i) => ({ t: start + i * 0.2, n: first + i, mode: 'bracket', patch: { shutter: 4 ** -i, exposureMode: 2 } }), 'sony');
    assert.deepEqual(kindsOf(set(100, 0), set(4000, 0.07)), ['bracket 3', 'bracket 3']);
  });

  it('are not seen in a phone that numbers two pictures out of turn', () => {
    const numbers = [100, 101, 103, 102, 104];
    assert.deepEqual(kindsOf(takes(5, (i) => ({ t: i * 0.15, n: numbers[i] ?? 0 }), 'sony')), ['burst 5']);
  });

  it('are told apart by the pattern of their names', () => {
    const renamed = body(100, 0.07).map((it) => ({ ...it, path: it.path.replace('DSC', 'B7R') }));
    assert.deepEqual(kindsOf(body(100, 0), renamed), ['burst 6', 'burst 6']);
  });
});

describe('126 bursts', () => {
  const random = seeded(126);
  const bodies = ['canon', 'nikon', 'sony', 'compact', 'fujifilm', 'panasonic', 'pentax'] as const;
  const photos = Array.from({ length: 126 }, (_, burst) => {
    const view = randomPhash(random);
    return takes(
      5 + (burst % 7),
      (i) => ({
        t: burst * 30 + i * 0.125,
        n: burst * 12 + i,
        mode: 'continuous',
        drive: { sequenceNumber: i + 1 },
        phash: flip(view, ...someBits(i, random)),
      }),
      bodies[burst % bodies.length] ?? 'canon',
    );
  }).flat();

  it('are the same groups in whatever order the photos come', () => {
    const groups = groupPhotos(photos, DEFAULT_RECIPE);
    assert.equal(groups.length, 126);
    for (const { kind } of groups) assert.equal(kind, 'burst');
    for (let run = 0; run < 10; run++) assert.deepEqual(groupPhotos(shuffled(photos, random), DEFAULT_RECIPE), groups);
  });
});

describe('the camera’s burst id', () => {
  it('is stronger than a ladder of exposures', () => {
    const frames = [100, 200, 400].map((shutter, i) =>
      photo(`IMG_${i}.JPG`, { timestamp: at(0.1 + i / 10), make: 'Apple', serial: null, burstId: 'A', shutter: 1 / shutter }),
    );
    assert.deepEqual(kindsOf(frames), ['burst 3']);
  });
});
