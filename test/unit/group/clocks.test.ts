import assert from 'node:assert/strict';
import { bodyName } from '../../../src/core/camera';
import { cameraClocks, findCamera } from '../../../src/core/cameraClocks';
import { captureDay, captureTimeOf } from '../../../src/core/group/captureTime';
import { formatOffset, MAX_CLOCK_OFFSET, parseOffset, withClocks } from '../../../src/core/group/clocks';
import { groupPhotos } from '../../../src/core/group/group';
import { inCaptureOrder } from '../../../src/core/group/order';
import { DEFAULT_RECIPE, type Photo } from '../../../src/core/model';
import { findScenes } from '../../../src/core/select/scenes';
import { at, photo, randomPhash, seeded, shuffled } from './photoBuilder';
import { randomShoot } from './randomShoot';

describe('clock offsets, as a person writes them', () => {
  const TABLE: readonly (readonly [text: string, seconds: number | null])[] = [
    ['+01:02:03', 3723],
    ['1:02:03', 3723],
    ['-1:30', -5400],
    ['-90', -90],
    ['−90', -90],
    ['+2.5', 2.5],
    ['0:00:00.125', 0.125],
    ['+1h', 3600],
    ['-2m30s', -150],
    ['1d1s', 86_401],
    [' +1H ', 3600],
    ['0', 0],
    ['-0', 0],
    ['26:00:00', 93_600],
    ['', null],
    ['+', null],
    ['h', null],
    ['1:2:3', null],
    ['1:60', null],
    ['1h 2m', null],
    ['--1', null],
    ['1e3', null],
    ['0x10', null],
    ['NaN', null],
    [String(MAX_CLOCK_OFFSET), MAX_CLOCK_OFFSET],
    [String(MAX_CLOCK_OFFSET + 1), null],
  ];
  for (const [text, seconds] of TABLE) {
    it(`${JSON.stringify(text)} is ${seconds === null ? 'no offset' : `${seconds} s`}`, () =>
      assert.ok(Object.is(parseOffset(text), seconds)));
  }

  it('are shown so that they can be typed again', () => {
    for (const [text, seconds] of [
      ['+1:02:03', 3723],
      ['-0:01:30.5', -90.5],
      ['+0:00:00', 0],
      ['+26:00:00', 93_600],
    ] as const) {
      assert.equal(formatOffset(seconds), text);
      assert.equal(parseOffset(text), seconds);
    }
  });
});

describe('corrected clocks', () => {
  const offsets = new Map([['NIKON Z 8 #3001', 3600]]);
  const second = { make: 'Canon', model: 'EOS R5', serial: '77' };

  it('move every photo of the body and no other, and leave the file’s own time', () => {
    const photos = [
      photo('a.NEF', { timestamp: at(0) }),
      photo('b.CR3', { ...second, timestamp: at(0) }),
      photo('c.NEF', { serial: '3002', timestamp: at(0) }),
    ];
    const moved = withClocks(photos, offsets);
    assert.deepEqual(
      moved.map((it) => (captureTimeOf(it)?.seconds ?? 0) - (captureTimeOf(photo('', { timestamp: at(0) }))?.seconds ?? 0)),
      [3600, 0, 0],
    );
    assert.deepEqual(
      moved.map((it) => it.metadata),
      photos.map((it) => it.metadata),
    );
  });

  it('leave what is unknown unknown', () => {
    const [timeless, nameless] = withClocks([photo('a.NEF'), photo('b.jpg', { make: null, model: null, timestamp: at(0) })], offsets);
    assert.equal(timeless && captureTimeOf(timeless), null);
    assert.equal(nameless?.clockOffset, undefined);
  });

  it('put two bodies in one order', () => {
    const photos = [
      photo('n1.NEF', { timestamp: at(0) }),
      photo('n2.NEF', { timestamp: at(20) }),
      photo('c1.CR3', { ...second, timestamp: at(3610) }),
    ];
    const order = (from: readonly Photo[]) => inCaptureOrder(from).map(({ path }) => path);
    assert.deepEqual(order(photos), ['n1.NEF', 'n2.NEF', 'c1.CR3']);
    assert.deepEqual(order(withClocks(photos, offsets)), ['n1.NEF', 'c1.CR3', 'n2.NEF']);
  });

  it('can move a photo to another day, and one scene of two bodies together', () => {
    const late = photo('a.NEF', { timestamp: '2026-05-01T23:30:00' });
    const [moved] = withClocks([late], offsets);
    assert.deepEqual([captureDay(late), moved && captureDay(moved)], ['2026-05-01', '2026-05-02']);
    const pair = [photo('a.NEF', { timestamp: at(0) }), photo('b.CR3', { ...second, timestamp: at(3600) })];
    const scenes = (from: readonly Photo[]) => new Set(findScenes(from).values()).size;
    assert.deepEqual([scenes(pair), scenes(withClocks(pair, offsets))], [2, 1]);
  });

  it('do not make a camera that counts minutes look as if it counted seconds', () => {
    const trap = { make: 'TRAP', model: 'M1', serial: null, phash: 'a5c3960f5a3cf069' };
    const photos = [0, 1, 2].map((minute) => photo(`T_${minute}.JPG`, { ...trap, timestamp: `2026-05-01T12:0${minute}:00` }));
    assert.deepEqual(groupPhotos(photos, DEFAULT_RECIPE), []);
    assert.deepEqual(groupPhotos(withClocks(photos, new Map([['TRAP M1', 62]])), DEFAULT_RECIPE), []);
  });

  it('leave the groups of one body as they are, whatever the offset', () => {
    const photos = randomShoot(7, 200).map((it) => ({
      ...it,
      metadata: it.metadata && { ...it.metadata, make: 'NIKON', model: 'Z 8', serial: '3001' },
    }));
    for (const seconds of [-3_000_000, 62, 3600]) {
      const moved = withClocks(photos, new Map([['NIKON Z 8 #3001', seconds]]));
      assert.deepEqual(groupPhotos(moved, DEFAULT_RECIPE), groupPhotos(photos, DEFAULT_RECIPE), `${seconds} s`);
    }
  });
});

describe('capture order, where times are equal', () => {
  const frame = (path: string, sequenceNumber: number | null) => {
    const made = photo(path, { timestamp: at(0, true) });
    const drive = { mode: 'continuous', sequenceNumber, shotCount: null, bracketValue: null } as const;
    return { ...made, metadata: made.metadata && { ...made.metadata, drive } };
  };

  it('follows the camera’s sequence, over the end of its file numbers', () => {
    const order = inCaptureOrder([frame('DSC_0001.NEF', 3), frame('DSC_9998.NEF', 1), frame('DSC_9999.NEF', 2)]);
    assert.deepEqual(
      order.map(({ path }) => path),
      ['DSC_9998.NEF', 'DSC_9999.NEF', 'DSC_0001.NEF'],
    );
  });

  it('does not mix two sequences of one second: the camera’s numbers say which was first', () => {
    const order = inCaptureOrder([frame('DSC_0014.NEF', 1), frame('DSC_0012.NEF', 2), frame('DSC_0015.NEF', 2), frame('DSC_0011.NEF', 1)]);
    assert.deepEqual(
      order.map(({ path }) => path),
      ['DSC_0011.NEF', 'DSC_0012.NEF', 'DSC_0014.NEF', 'DSC_0015.NEF'],
    );
  });

  it('follows the sequence where the names were made by somebody, then natural file names; the order is total', () => {
    const random = seeded(3);
    const photos = ['f81d', 'wedding 2', '07aa', 'wedding 10', 'DSC_0003'].map((name, i) =>
      frame(`${name}.NEF`, [3, null, 2, null, 3][i] ?? null),
    );
    const expected = ['DSC_0003.NEF', 'wedding 2.NEF', 'wedding 10.NEF', '07aa.NEF', 'f81d.NEF'];
    for (let i = 0; i < 20; i++) {
      assert.deepEqual(
        inCaptureOrder(shuffled(photos, random)).map(({ path }) => path),
        expected,
      );
    }
  });

  it('takes file names where no time is known: a sequence is none then', () => {
    const untimed = [frame('b.NEF', 1), frame('a.NEF', 2)].map((it) => ({
      ...it,
      metadata: it.metadata && { ...it.metadata, timestamp: null },
    }));
    assert.deepEqual(
      inCaptureOrder(untimed).map(({ path }) => path),
      ['a.NEF', 'b.NEF'],
    );
  });
});

describe('the cameras of a shoot', () => {
  const photos = withClocks(
    [
      photo('a.NEF', { timestamp: at(0), phash: randomPhash(seeded(1)) }),
      photo('b.NEF', { timestamp: at(60) }),
      photo('c.NEF', { serial: '3002' }),
      photo('d.jpg', { make: null, model: null }),
    ],
    new Map([['NIKON Z 8 #3001', 53]]),
  );

  it('are told apart by their serial number, with their times as corrected', () => {
    assert.deepEqual(cameraClocks(photos, new Map([['NIKON Z 8 #3001', 53]])), [
      { camera: 'NIKON Z 8 #3001', photos: 2, first: '2026-05-01T12:01:00', last: '2026-05-01T12:02:00', seconds: 53 },
      { camera: 'NIKON Z 8 #3002', photos: 1, first: null, last: null, seconds: 0 },
    ]);
  });

  it('stay listed while their clock is corrected, photos or not', () => {
    assert.deepEqual(cameraClocks([], new Map([['Leica M3', 5]])), [
      { camera: 'Leica M3', photos: 0, first: null, last: null, seconds: 5 },
    ]);
  });

  it('are found by a part of the name that is unique, or by all of it', () => {
    const list = cameraClocks([...photos, photo('e.NEF', { serial: null })], new Map());
    assert.equal(findCamera(list, '3002').camera, 'NIKON Z 8 #3002');
    assert.equal(findCamera(list, 'nikon z 8').camera, 'NIKON Z 8');
    assert.throws(() => findCamera(list, 'Nikon'), { code: 'usage', message: /"NIKON Z 8", "NIKON Z 8 #3001", "NIKON Z 8 #3002"/ });
    assert.throws(() => findCamera(list, 'Sony'), { code: 'usage', message: /No camera .* "Sony".*"NIKON Z 8 #3001"/ });
    assert.throws(() => findCamera(list.slice(0, 1), ' '), { code: 'usage' });
  });

  it('have no name where neither make nor model is known', () => {
    assert.equal(bodyName(photo('x', { make: null, model: ' ', serial: '5' }).metadata), null);
    assert.equal(bodyName(null), null);
  });
});
