import assert from 'node:assert/strict';
import path from 'node:path';
import fc from 'fast-check';
import type { ColorLabel, DecisionVerdict, GroupKind, ReasonCode, Verdict } from '../../../src/core/model';
import { previewPath, thumbPath } from '../../../src/core/previewCache';
import {
  DECISIONS,
  decodeFrames,
  decodeGroups,
  encodeFrames,
  encodeGroups,
  type FrameDecision,
  type FrameGroupKind,
  type FrameLabel,
  type FrameReason,
  type FrameRow,
  type FrameVerdict,
  faceBoxesText,
  frameTable,
  GROUP_KINDS,
  LABELS,
  PEOPLE,
  previewUri,
  REASONS,
  readFaceBoxes,
  thumbUri,
  timeText,
  VERDICTS,
} from '../../../src/protocol/frameTable';

/** Both ways, so that neither side can have a word the other lacks. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
const SAME_WORDS: readonly true[] = [
  true satisfies Same<FrameVerdict, Verdict>,
  true satisfies Same<FrameDecision, DecisionVerdict>,
  true satisfies Same<FrameLabel, ColorLabel>,
  true satisfies Same<FrameGroupKind, GroupKind>,
  true satisfies Same<FrameReason, ReasonCode>,
];

const maybe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: null });
/** −0 comes back as 0. */
const number = maybe(fc.double({ noNaN: true }).map((it) => it + 0));
const text = fc.string({ unit: 'grapheme', minLength: 1 });
const word = maybe(fc.string({ unit: 'grapheme' }));

const frames: fc.Arbitrary<FrameRow> = fc.record(
  {
    path: text,
    contentId: maybe(fc.stringMatching(/^[0-9a-f]{32}$/)),
    previewWidth: number,
    previewHeight: number,
    width: number,
    height: number,
    time: number,
    day: word,
    camera: word,
    lens: word,
    iso: number,
    shutter: number,
    aperture: number,
    focalLength: number,
    sharpness: number,
    exposure: number,
    noise: number,
    clippedShadows: number,
    clippedHighlights: number,
    group: maybe(fc.nat(4)),
    suggested: maybe(fc.constantFrom(...VERDICTS)),
    rank: maybe(fc.integer({ min: 1, max: 1000 })),
    reason: maybe(fc.constantFrom(...REASONS)),
    decided: maybe(fc.constantFrom(...DECISIONS)),
    rating: maybe(fc.nat(5)),
    label: maybe(fc.constantFrom(...LABELS)),
    failure: word,
    companions: word,
    copies: fc.nat(20),
    faces: fc.option(fc.nat(40)),
    people: fc.option(fc.constantFrom(...PEOPLE)),
    faceBoxes: fc.constantFrom('', '0.1,0.2,0.3,0.4', '0,0,1,1;0.5,0.5,0.25,0.25'),
  },
  { noNullPrototype: true },
);

const example: FrameRow = {
  path: 'a.jpg',
  contentId: null,
  previewWidth: null,
  previewHeight: null,
  width: null,
  height: null,
  time: null,
  day: null,
  camera: null,
  lens: null,
  iso: null,
  shutter: null,
  aperture: null,
  focalLength: null,
  sharpness: null,
  exposure: null,
  noise: null,
  clippedShadows: null,
  clippedHighlights: null,
  group: null,
  suggested: 'pick',
  rank: null,
  reason: null,
  decided: null,
  rating: 5,
  label: null,
  failure: null,
  companions: null,
  copies: 0,
  faces: null,
  people: null,
  faceBoxes: '',
};

describe('the frame table', () => {
  it('carries boxes of faces, and takes nothing for one that is none', () => {
    const boxes = [
      { x: 0.1234, y: 0, w: 0.25, h: 1 },
      { x: 0.5, y: 0.5, w: 0.1, h: 0.1 },
    ];
    assert.deepEqual(readFaceBoxes(faceBoxesText(boxes)), boxes);
    assert.deepEqual(readFaceBoxes(''), []);
    assert.deepEqual(readFaceBoxes('0.1,0.2,0.3;2,0,0,0;a,b,c,d;0,0,0.5,0.5'), [{ x: 0, y: 0, w: 0.5, h: 0.5 }]);
  });

  it('gives every row back as it was, through the copy that a message makes', () => {
    fc.assert(
      fc.property(fc.array(frames, { maxLength: 40 }), (rows) => {
        const table = frameTable.parse(structuredClone(encodeFrames(rows)));
        assert.deepEqual(decodeFrames(table, 5), rows);
      }),
    );
  });

  it('gives columns of many and of few different numbers back, each as narrow as it can be', () => {
    const rows = Array.from({ length: 3000 }, (_, at) => ({
      ...example,
      sharpness: at % 7 === 0 ? null : at / 3,
      aperture: at % 5 === 0 ? null : 1.4 + (at % 11) / 10,
      rank: (at % 200) + 1,
      copies: at * 20,
    }));
    const table = encodeFrames(rows);
    assert.deepEqual(decodeFrames(frameTable.parse(structuredClone(table)), 0), rows);
    const { sharpness, aperture } = table.numbers;
    assert.ok(sharpness instanceof Float64Array);
    assert.ok(!(aperture instanceof Float64Array) && aperture.at instanceof Int8Array && aperture.values.length === 11);
    assert.ok(table.indexes.rank instanceof Int16Array && table.indexes.copies instanceof Int32Array);
  });

  it('has the words of the core', () => assert.equal(SAME_WORDS.length, 5));

  it('refuses a column that is too short, an index out of range and a word that is none', () => {
    const table = encodeFrames([example, example]);
    const broken = (change: Partial<typeof table>) => () => decodeFrames({ ...table, ...change }, 0);
    assert.throws(broken({ length: 3 }), /rows instead of 3/);
    assert.throws(broken({ indexes: { ...table.indexes, rating: Int32Array.of(1, 6) } }), /rating names 6/);
    assert.throws(broken({ indexes: { ...table.indexes, group: Int32Array.of(0, -1) } }), /group names 0/);
    assert.throws(broken({ numbers: { ...table.numbers, iso: { values: Float64Array.of(100), at: Int8Array.of(0, 1) } } }), /iso names 1/);
    assert.throws(broken({ words: { ...table.words, suggested: { words: ['maybe'], at: Int32Array.of(0, 0) } } }));
    assert.throws(broken({ texts: { ...table.texts, path: { ...table.texts.path, ends: Uint32Array.of(5, 11) } } }), /cut off/);
    assert.throws(broken({ texts: { ...table.texts, path: { ...table.texts.path, ends: Uint32Array.of(11, 10) } } }), /overlap/);
  });

  it('gives groups back with their rows, and refuses one that leaves the table', () => {
    const groups = [
      { id: 'b-000000000001', kind: 'burst', best: 1, members: [0, 1, 2] },
      { id: 's-000000000002', kind: 'series', best: null, members: [3, 4] },
    ] as const;
    assert.deepEqual(decodeGroups(structuredClone(encodeGroups(groups)), 5), groups);
    assert.throws(() => decodeGroups(encodeGroups(groups), 4), /group 1 is not in the table/);
    assert.throws(() => decodeGroups({ ...encodeGroups(groups), kinds: { words: GROUP_KINDS.slice(), at: Int32Array.of(-1, 0) } }, 5));
  });

  it('names the pictures as the cache does', () => {
    const id = 'abcdef0123456789abcdef0123456789';
    const uri = (file: string) => file.split(path.sep).join('/');
    assert.equal(thumbUri('/cache', id), uri(thumbPath('/cache', id)));
    assert.equal(previewUri('/cache', id), uri(previewPath('/cache', id)));
  });

  it('writes a time with milliseconds only where there are any', () => {
    assert.equal(timeText(Date.UTC(2024, 1, 29, 23, 59, 59) / 1000), '2024-02-29T23:59:59');
    assert.equal(timeText(Date.UTC(2024, 1, 29, 23, 59, 59, 50) / 1000), '2024-02-29T23:59:59.050');
  });
});
