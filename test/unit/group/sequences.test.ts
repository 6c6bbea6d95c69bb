import assert from 'node:assert/strict';
import type { DriveMode } from '../../../src/core/model';
import { flip, randomPhash, seeded, someBits } from './photoBuilder';
import { type Body, kindsOf, type Take, takes } from './takes';

/** Frames of a sequence that the camera numbers from 1. */
const numbered =
  (mode: DriveMode, gap: number, first = 100, start = 0) =>
  (i: number): Take => ({
    t: start + i * gap,
    n: first + i,
    mode,
    drive: { sequenceNumber: i + 1 },
  });

/** Frames of a mode that the camera does not number. */
const plain =
  (mode: DriveMode, gap: number, first = 100, start = 0) =>
  (i: number): Take => ({ t: start + i * gap, n: first + i, mode });

describe('focus stacks by the camera’s word', () => {
  it('are kept whole at ten frames a second, as a burst would be shot', () => {
    assert.deepEqual(kindsOf(takes(12, numbered('focus-stack', 0.1), 'olympus')), ['focus-stack 12']);
    assert.deepEqual(kindsOf(takes(30, plain('focus-stack', 0.1), 'panasonic')), ['focus-stack 30']);
    assert.deepEqual(kindsOf(takes(30, plain('focus-stack', 0.1), 'canon')), ['focus-stack 30']);
  });

  it('end where the number starts again, or after the time that a flash may take', () => {
    const [one, two] = [takes(5, numbered('focus-stack', 0.1), 'olympus'), takes(5, numbered('focus-stack', 0.1, 105, 0.6), 'olympus')];
    assert.deepEqual(kindsOf(one, two), ['focus-stack 5', 'focus-stack 5']);
    assert.deepEqual(kindsOf(takes(4, plain('focus-stack', 30), 'canon')), ['focus-stack 4']);
    assert.deepEqual(kindsOf(takes(3, plain('focus-stack', 0.1), 'canon'), takes(3, plain('focus-stack', 0.1, 103, 40), 'canon')), [
      'focus-stack 3',
      'focus-stack 3',
    ]);
  });

  it('do not take the frames before and after', () => {
    const before = takes(3, (i) => ({ t: i * 0.2, n: 90 + i, mode: 'continuous' }), 'canon');
    const stack = takes(8, (i) => ({ t: 1 + i * 0.1, n: 93 + i, mode: 'focus-stack' }), 'canon');
    assert.deepEqual(kindsOf(before, stack), ['burst 3', 'focus-stack 8']);
  });
});

describe('pixel shift by the camera’s word', () => {
  it('is four or sixteen frames, set by set', () => {
    assert.deepEqual(kindsOf(takes(4, numbered('pixel-shift', 1), 'sony')), ['pixel-shift 4']);
    assert.deepEqual(kindsOf(takes(16, numbered('pixel-shift', 0.5), 'sony')), ['pixel-shift 16']);
    const sets = [0, 1, 2].map((set) => takes(4, numbered('pixel-shift', 0.5, 100 + set * 4, set * 2.1), 'sony'));
    assert.deepEqual(kindsOf(...sets), ['pixel-shift 4', 'pixel-shift 4', 'pixel-shift 4']);
  });

  it('does not need numbers', () => {
    assert.deepEqual(kindsOf(takes(20, plain('pixel-shift', 0.3), 'fujifilm')), ['pixel-shift 20']);
  });
});

describe('panoramas by the camera’s word', () => {
  it('are kept whole at burst speed, though every frame shows another view', () => {
    const random = seeded(3);
    const frames = takes(9, (i) => ({ ...numbered('panorama', 0.15)(i), phash: randomPhash(random) }), 'olympus');
    assert.deepEqual(kindsOf(frames), ['panorama 9']);
    assert.deepEqual(kindsOf(takes(9, numbered('panorama', 0.15), 'olympus')), ['panorama 9']);
  });
});

describe('interval shooting by the camera’s word', () => {
  it('is kept whole although the camera meters anew and the light changes', () => {
    const random = seeded(4);
    const frames = takes(
      40,
      (i) => ({
        ...plain('interval', 60)(i),
        patch: { shutter: 1 / (2000 - i * 40), iso: 100 + 20 * i },
        phash: flip('a5c3960f5a3cf069', ...someBits(i % 30, random)),
      }),
      'pentax',
    );
    assert.deepEqual(kindsOf(frames), ['interval 40']);
  });

  it('is two where the timer was stopped for several of its intervals', () => {
    const frames = [takes(5, plain('interval', 10), 'minolta'), takes(5, plain('interval', 10, 105, 300), 'minolta')];
    assert.deepEqual(kindsOf(...frames), ['interval 5', 'interval 5']);
    assert.deepEqual(kindsOf(takes(9, plain('interval', 0.4), 'minolta')), ['interval 9'], 'faster than its clock ticks');
  });
});

describe('multiple exposures by the camera’s word', () => {
  it('are kept whole', () => {
    const frames = takes(3, (i) => ({ t: i * 4, n: 10 + i, mode: 'multiple-exposure', drive: { shotCount: 9000 + i } }), 'nikon');
    assert.deepEqual(kindsOf(frames), ['multiple-exposure 3']);
    assert.deepEqual(kindsOf(takes(2, plain('multiple-exposure', 8), 'panasonic')), ['multiple-exposure 2']);
  });
});

describe('a sequence that the camera told', () => {
  const modes = ['focus-stack', 'pixel-shift', 'panorama', 'interval', 'multiple-exposure', 'hdr', 'bracket'] as const;

  for (const mode of modes) {
    it(`keeps a lone frame of it out of bursts and near duplicates (${mode})`, () => {
      const lone = takes(1, () => ({ t: 0.1, n: 101, mode }), 'panasonic');
      const others = takes(2, (i) => ({ t: i === 0 ? 0 : 500, n: i === 0 ? 100 : 140 }), 'panasonic');
      assert.deepEqual(kindsOf(lone, others), ['near-duplicate 2']);
    });
  }

  it('ends where frames of another mode are between', () => {
    const frames = takes(5, (i) => ({ ...plain('focus-stack', 0.4)(i), mode: i === 2 ? 'single' : 'focus-stack' }), 'canon');
    assert.deepEqual(kindsOf(frames), ['focus-stack 2', 'focus-stack 2']);
  });

  it('forgives a few deleted frames, but not the pictures of another hour', () => {
    const counted = (counts: readonly number[]) =>
      takes(counts.length, (i) => ({ t: i * 0.2, n: i, mode: 'focus-stack', drive: { shotCount: counts[i] ?? null } }), 'nikon');
    assert.deepEqual(kindsOf(counted([50, 51, 54, 55])), ['focus-stack 4']);
    assert.deepEqual(kindsOf(counted([50, 51, 64, 65])), ['focus-stack 2', 'focus-stack 2']);
    assert.deepEqual(kindsOf(counted([50, 51, 20, 21])), ['focus-stack 2', 'focus-stack 2']);
  });

  it('goes on where times are unknown but the names count on', () => {
    const frames = takes(3, (i) => ({ ...plain('focus-stack', 1)(i), patch: { timestamp: null } }), 'panasonic');
    assert.deepEqual(kindsOf(frames), ['focus-stack 3']);
  });

  const twoBodies = (body: Body, firsts: readonly [number, number], patches: readonly [object, object]) =>
    [0, 1].map((who) => takes(6, (i) => ({ ...plain('focus-stack', 0.2, firsts[who], who * 0.05)(i), patch: patches[who] ?? {} }), body));

  it('is two where two bodies shoot at once: by serial, else by the run of their names', () => {
    const kinds = ['focus-stack 6', 'focus-stack 6'];
    assert.deepEqual(kindsOf(...twoBodies('canon', [100, 110], [{}, { serial: 'other' }])), kinds);
    assert.deepEqual(kindsOf(...twoBodies('sony', [100, 4000], [{}, {}])), kinds);
  });
});
