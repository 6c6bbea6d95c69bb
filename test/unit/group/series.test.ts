import assert from 'node:assert/strict';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Metadata, type Photo } from '../../../src/core/model';
import { at, flip, photo, seeded, someBits } from './photoBuilder';

const BASE = 'a5c3960f5a3cf069';

interface Stack {
  readonly whole?: boolean;
  /** Bits by which each frame differs from the one before. */
  readonly bits?: number;
  readonly patch?: Partial<Metadata>;
}

function stack(gaps: readonly number[], { whole = true, bits = 2, patch = {} }: Stack = {}): Photo[] {
  const random = seeded(11);
  let [second, phash] = [0.04, BASE];
  return [0, ...gaps].map((gap, i) => {
    second += gap;
    if (i > 0) phash = flip(phash, ...someBits(bits, random));
    return photo(`DSC_${100 + i}.NEF`, { timestamp: at(second, whole), phash, ...patch });
  });
}

const kinds = (photos: readonly Photo[], burstSeconds = 1) =>
  groupPhotos(photos, { ...DEFAULT_RECIPE, burstSeconds }).map(({ kind, members }) => `${kind} ${members.length}`);

describe('series', () => {
  it('are focus stacks: the same settings and picture at a steady pace', () => {
    assert.deepEqual(kinds(stack([5, 6, 6, 5, 6, 4])), ['series 7']);
    assert.deepEqual(kinds(stack([2, 2, 2], { whole: false })), ['series 4']);
  });

  it('are intervals of seconds to an hour', () => {
    assert.deepEqual(kinds(stack([30, 30, 30, 30], { whole: false })), ['series 5']);
    assert.deepEqual(kinds(stack([3600, 3600, 3600], { bits: 0 })), ['series 4']);
  });

  it('forgive one missing frame and end at a long pause', () => {
    assert.deepEqual(kinds(stack([30, 30, 60, 30, 30], { bits: 1 })), ['series 6']);
    assert.deepEqual(kinds(stack([5, 5, 5, 120, 5, 5, 5], { bits: 1 })), ['series 4', 'series 4']);
  });

  it('need four frames, a rhythm, and a tripod', () => {
    const three = kinds(stack([5, 5]));
    assert.deepEqual(three, ['near-duplicate 3']);
    assert.ok(!kinds(stack([3, 9, 2, 14, 6])).some((kind) => kind.startsWith('series')));
    assert.ok(!kinds(stack([5, 5, 5, 5], { bits: 9 })).some((kind) => kind.startsWith('series')));
  });

  it('keep their settings', () => {
    const frames = stack([5, 5, 5, 5]).map((it, i) => ({ ...it, metadata: it.metadata && { ...it.metadata, iso: 100 + i } }));
    assert.ok(!kinds(frames).some((kind) => kind.startsWith('series')));
  });

  it('are slower than what the recipe calls a burst', () => {
    assert.deepEqual(kinds(stack([2, 2, 2], { whole: false }), 3), ['burst 4']);
    assert.deepEqual(kinds(stack([0.5, 0.5, 0.5], { whole: false })), ['burst 4']);
  });
});
