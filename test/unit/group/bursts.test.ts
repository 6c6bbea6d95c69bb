import assert from 'node:assert/strict';
import { findBursts } from '../../../src/core/group/bursts';
import { toFrames } from '../../../src/core/group/frames';
import { groupPhotos } from '../../../src/core/group/group';
import { DEFAULT_RECIPE, type Photo } from '../../../src/core/model';
import { at, flip, photo, seeded, someBits, unscored } from './photoBuilder';

const BASE = 'a5c3960f5a3cf069';
const moved = (bits: number) => flip(BASE, ...someBits(bits, seeded(bits)));

const bursts = (photos: readonly Photo[], burstSeconds = 1) =>
  findBursts(toFrames(photos), { burstSeconds }).map((frames) => frames.map(({ path }) => path));

/** A frame elsewhere in time, so that a camera's clock is seen to tick in seconds. */
const tick = photo('tick.jpg', { timestamp: at(4000, true), phash: moved(32) });

describe('bursts with sub-second times', () => {
  it('join frames within the gap, and end where a gap is longer', () => {
    const photos = [0, 0.1, 0.2, 1.2, 2.3, 2.4].map((second, i) => photo(`DSC_${i}.NEF`, { timestamp: at(second) }));
    assert.deepEqual(bursts(photos), [
      ['DSC_0.NEF', 'DSC_1.NEF', 'DSC_2.NEF', 'DSC_3.NEF'],
      ['DSC_4.NEF', 'DSC_5.NEF'],
    ]);
    assert.equal(bursts(photos, 2).length, 1);
  });

  it('follow a moving subject, but not to another picture', () => {
    const pair = (bits: number) => [photo('1.NEF', { timestamp: at(0.1) }), photo('2.NEF', { timestamp: at(0.3), phash: moved(bits) })];
    assert.equal(bursts(pair(22)).length, 1);
    assert.equal(bursts(pair(23)).length, 0);
  });

  it('keep two cameras apart that shoot at once', () => {
    const frame = (i: number, serial: string) => photo(`${serial}/DSC_${i}.NEF`, { timestamp: at(i / 10), serial });
    const photos = [1, 2, 3, 4].map((i) => frame(i, i % 2 === 0 ? '3001' : '3002'));
    assert.deepEqual(bursts(photos), [
      ['3002/DSC_1.NEF', '3002/DSC_3.NEF'],
      ['3001/DSC_2.NEF', '3001/DSC_4.NEF'],
    ]);
  });

  it('keep two phones of one model apart although they have no serial', () => {
    const phone = (folder: string, i: number) => photo(`${folder}/IMG_${i}.JPG`, { timestamp: at(i / 10), serial: null, make: 'Apple' });
    assert.deepEqual(bursts([phone('anna', 1), phone('ben', 2), phone('anna', 3), phone('ben', 4)]), [
      ['anna/IMG_1.JPG', 'anna/IMG_3.JPG'],
      ['ben/IMG_2.JPG', 'ben/IMG_4.JPG'],
    ]);
  });

  it('go on in the next folder of the card', () => {
    const photos = [photo('100/DSC_9999.NEF', { timestamp: at(0.1) }), photo('101/DSC_0001.NEF', { timestamp: at(0.2) })];
    assert.equal(bursts(photos).length, 1);
    assert.equal(bursts(photos.map((it) => ({ ...it, metadata: it.metadata && { ...it.metadata, serial: null } }))).length, 1);
  });

  it('do not take an edited copy for a second frame', () => {
    const photos = [
      photo('DSC_1.NEF', { timestamp: at(0.1) }),
      photo('DSC_2.NEF', { timestamp: at(0.2) }),
      photo('edited/DSC_1.jpg', { timestamp: at(0.1) }),
      photo('edited/DSC_2.jpg', { timestamp: at(0.2) }),
    ];
    assert.deepEqual(bursts(photos.slice(0, 1).concat(photos.slice(2, 3))), []);
    assert.deepEqual(bursts(photos), [
      ['edited/DSC_1.jpg', 'edited/DSC_2.jpg'],
      ['DSC_1.NEF', 'DSC_2.NEF'],
    ]);
  });
});

describe('bursts with whole-second times', () => {
  const frame = (name: string, second: number, bits = 0) => photo(name, { timestamp: at(second, true), phash: moved(bits) });

  it('need consecutive names and a similar picture as well', () => {
    assert.equal(bursts([frame('DSC_1.JPG', 0), frame('DSC_2.JPG', 0), tick]).length, 1);
    assert.equal(bursts([frame('DSC_1.JPG', 0), frame('DSC_3.JPG', 0), tick]).length, 0);
    assert.equal(bursts([frame('DSC_1.JPG', 0), frame('DSC_2.JPG', 0, 16), tick]).length, 1);
    assert.equal(bursts([frame('DSC_1.JPG', 0), frame('DSC_2.JPG', 0, 17), tick]).length, 0);
    assert.equal(bursts([frame('DSC_1.JPG', 0), frame('DSC_2.JPG', 2), tick]).length, 0);
  });

  it('do not see evidence in equal names of two folders', () => {
    assert.equal(bursts([frame('a/DSC_1.JPG', 0), frame('b/DSC_1.JPG', 0), tick]).length, 0);
  });

  it('count a fraction that is always zero as no fraction', () => {
    const zero = (name: string) => photo(name, { timestamp: `${at(0, true)}.00` });
    assert.equal(bursts([zero('DSC_1.JPG'), zero('DSC_5.JPG')]).length, 0);
  });
});

describe('what is never a burst', () => {
  it('frames of a clock that shows minutes only', () => {
    const frames = [1, 2, 3].map((i) => photo(`DSC_${i}.JPG`, { timestamp: '2026-05-01T10:00:00' }));
    assert.deepEqual(bursts(frames), []);
  });

  it('frames of unknown cameras or times, without scores, or of an auto bracket', () => {
    const two = (patch: Parameters<typeof photo>[1]) => [1, 2].map((i) => photo(`DSC_${i}.JPG`, { timestamp: at(i / 10), ...patch }));
    assert.equal(bursts(two({})).length, 1);
    assert.deepEqual(bursts(two({ make: null, model: null })), []);
    assert.deepEqual(bursts(two({ timestamp: null })), []);
    assert.deepEqual(bursts(two({ exposureMode: 2 })), []);
    assert.deepEqual(bursts([1, 2].map((i) => unscored(`DSC_${i}.JPG`, { timestamp: at(i / 10) }))), []);
  });
});

describe('the camera’s own burst id', () => {
  const frame = (i: number, burstId: string | null, patch = {}) =>
    photo(`IMG_${i}.JPG`, { timestamp: at(i / 10), burstId, make: 'Apple', ...patch });

  it('is proof, whatever the clock and the picture say', () => {
    const photos = [frame(1, 'A'), frame(2, 'A', { timestamp: null, phash: moved(40) }), frame(3, 'A', { timestamp: at(300) })];
    assert.deepEqual(bursts(photos), [['IMG_1.JPG', 'IMG_3.JPG', 'IMG_2.JPG']]);
  });

  it('separates: other ids and frames without one stay outside', () => {
    const photos = [frame(1, null), frame(2, 'A'), frame(3, 'A'), frame(4, 'B'), frame(5, 'B'), frame(6, null)];
    assert.deepEqual(bursts(photos), [
      ['IMG_2.JPG', 'IMG_3.JPG'],
      ['IMG_4.JPG', 'IMG_5.JPG'],
      ['IMG_1.JPG', 'IMG_6.JPG'],
    ]);
    assert.deepEqual(bursts([frame(1, null), frame(2, 'A')]), []);
  });
});

describe('a burst and near duplicates', () => {
  it('never share a frame: the burst comes first', () => {
    const photos = [
      photo('1.NEF', { timestamp: at(0.1) }),
      photo('2.NEF', { timestamp: at(0.2) }),
      photo('3.NEF', { timestamp: at(900.5) }),
    ];
    assert.deepEqual(
      groupPhotos(photos, DEFAULT_RECIPE).map(({ kind, members }) => [kind, ...members]),
      [['burst', '1.NEF', '2.NEF']],
    );
  });
});
