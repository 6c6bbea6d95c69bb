import assert from 'node:assert/strict';
import { findBrackets } from '../../../src/core/group/brackets';
import { ev100 } from '../../../src/core/group/exposure';
import { toFrames } from '../../../src/core/group/frames';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Metadata, type Photo } from '../../../src/core/model';
import { at, photo, unscored } from './photoBuilder';

/** Frames of one camera, a fifth of a second apart but for the pauses; shutter in fractions of a second. */
function shots(shutters: readonly number[], patch: Partial<Metadata> = {}, pauses: Readonly<Record<number, number>> = {}): Photo[] {
  let second = 0.05;
  return shutters.map((shutter, i) => {
    second += pauses[i] ?? 0.2;
    return photo(`DSC_${100 + i}.NEF`, { timestamp: at(second), shutter: 1 / shutter, exposureBias: null, exposureMode: null, ...patch });
  });
}

const sizes = (photos: readonly Photo[]) => findBrackets(toFrames(photos)).brackets.map(({ length }) => length);
const kinds = (photos: readonly Photo[]) => groupPhotos(photos, DEFAULT_RECIPE).map(({ kind, members }) => [kind, members.length]);

describe('exposure value', () => {
  it('follows APEX: sunny 16 is 15 EV, and ISO takes away', () => {
    assert.ok(Math.abs((ev100({ shutter: 1 / 125, aperture: 16, iso: 100 }) ?? 0) - 14.97) < 0.01);
    assert.equal(ev100({ shutter: 1, aperture: 1, iso: 100 }), 0);
    assert.equal(ev100({ shutter: 1, aperture: 1, iso: 400 }), -2);
    assert.equal(ev100({ shutter: 1, aperture: null, iso: null }), 0);
    for (const shutter of [null, 0, Number.NaN]) assert.equal(ev100({ shutter, aperture: 4, iso: 100 }), null);
  });
});

describe('brackets by an exposure ladder', () => {
  it('are found in any order of the rungs', () => {
    assert.deepEqual(sizes(shots([100, 400, 25])), [3]);
    assert.deepEqual(sizes(shots([25, 100, 400])), [3]);
    assert.deepEqual(sizes(shots([100, 200, 50, 400, 25])), [5]);
  });

  it('take nominal shutter speeds for what they mean', () => {
    assert.deepEqual(sizes(shots([60, 90, 45])), [3], 'half stops');
    assert.deepEqual(sizes(shots([60, 125, 30])), [3], 'full stops');
    assert.deepEqual(sizes(shots([15, 60, 4])), [3], 'two stops');
  });

  it('are not third stops, two frames, or uneven exposures', () => {
    assert.deepEqual(sizes(shots([100, 125, 80])), []);
    assert.deepEqual(sizes(shots([100, 400])), []);
    assert.deepEqual(sizes(shots([100, 160, 1000])), []);
  });

  it('are two where the ladder repeats, or after a pause', () => {
    assert.deepEqual(sizes(shots([100, 400, 25, 100, 400, 25])), [3, 3]);
    assert.deepEqual(sizes(shots([100, 400, 25, 50, 200, 800], {}, { 3: 3.5 })), [3, 3]);
    assert.deepEqual(sizes(shots([100, 400, 25], {}, { 2: 3.5 })), []);
  });

  it('do not count the exposure itself as a pause', () => {
    assert.deepEqual(sizes(shots([1 / 8, 1 / 2, 1 / 32], {}, { 1: 9, 2: 33 })), [3]);
  });

  it('stay whole beside single frames', () => {
    assert.deepEqual(kinds(shots([100, 100, 400, 25])), [['bracket', 3]]);
  });

  it('are found by the bias where the exposure is not told', () => {
    const frames = [0, -1, 1].map((exposureBias, i) => photo(`${i}.NEF`, { timestamp: at(0.3 * i + 0.1), shutter: null, exposureBias }));
    assert.deepEqual(sizes(frames), [3]);
  });

  it('are kept out of bursts and near duplicates', () => {
    assert.deepEqual(kinds(shots([100, 400, 25])), [['bracket', 3]]);
  });

  it('are not autoexposure that follows the light of a burst', () => {
    const metered = { exposureMode: 0, exposureBias: 0 };
    assert.deepEqual(kinds(shots([100, 100, 100, 200, 400, 400], metered)), [['burst', 6]]);
    assert.deepEqual(kinds(shots([100, 400, 25], metered)), [['bracket', 3]], 'a ladder and nothing else is a bracket');
  });

  it('belong to one camera', () => {
    const frames = shots([100, 400, 25]).map((it, i) => ({ ...it, metadata: it.metadata && { ...it.metadata, serial: `${i}` } }));
    assert.deepEqual(sizes(frames), []);
  });
});

describe('brackets by ExposureMode 2', () => {
  const auto = { exposureMode: 2 };

  it('need two frames only, of any step', () => {
    assert.deepEqual(kinds(shots([15, 25], auto)), [['bracket', 2]]);
    assert.deepEqual(kinds(shots([100, 125, 80], auto)), [['bracket', 3]]);
  });

  it('end where the ladder begins again, or after a pause', () => {
    assert.deepEqual(sizes(shots([100, 400, 25, 100, 400, 25, 100], auto)), [3, 3]);
    assert.deepEqual(sizes(shots([100, 400, 25, 100, 400], auto, { 2: 4 })), [2, 3]);
  });

  it('go by the bias where it moves: the light may change during the set', () => {
    const biases = [0, -0.7, 0.7, 0, -0.7, 0.7];
    const frames = shots([20, 30, 13, 24, 36, 15.6], auto).map((it, i) => ({
      ...it,
      metadata: it.metadata && { ...it.metadata, exposureBias: biases[i] ?? null },
    }));
    assert.deepEqual(sizes(frames), [3, 3]);
  });

  it('keep even a lone frame out of bursts and near duplicates', () => {
    const lone = photo('DSC_2.NEF', { timestamp: at(0.2), exposureMode: 2 });
    assert.deepEqual(kinds([photo('DSC_1.NEF', { timestamp: at(0.1) }), lone]), []);
  });

  it('include frames that cannot be decoded: their settings tell enough', () => {
    const [first, second, third] = shots([100, 400, 25], auto);
    assert.ok(first && second && third);
    const damaged = unscored(second.path, { ...second.metadata });
    assert.deepEqual(kinds([first, damaged, third]), [['bracket', 3]]);
  });
});
