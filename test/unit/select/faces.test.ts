import assert from 'node:assert/strict';
import { DEFAULT_RECIPE, type Face, type Photo } from '../../../src/core/model';
import { faceFacts } from '../../../src/core/select/faceFacts';
import { filterPhotos } from '../../../src/core/select/filter';
import { rankGroup } from '../../../src/core/select/rank';
import { reasonSentence } from '../../../src/core/select/reasons';
import { mainFaces, subjectOf } from '../../../src/core/select/subject';
import { photoView } from '../../support/photoViews';
import { at, photo } from '../group/photoBuilder';
import { suggest } from './suggestions';

const face = (sharpness: number, rest: Partial<Face> & { readonly size?: number } = {}): Face => {
  const { size = 0.3, ...more } = rest;
  return { box: { x: 0.1, y: 0.1, w: size / 1.5, h: size }, landmarks: [], score: 0.9, sharpness, eyes: sharpness, open: null, ...more };
};

const preview = { source: 'embedded', width: 1500, height: 1000, contentId: '0'.repeat(32) } as const;

/** A frame of a burst: how sharp it is as a whole, and its faces. `null` = nobody looked. */
function frame(n: number, sharpness: number, faces: readonly Face[] | null): Photo {
  const found = faces === null ? {} : { faces: { model: 'yunet-test', faces } };
  return { ...photo(`${n}.nef`, { sharpness, timestamp: at(n / 10) }), preview, ...found };
}

const order = (frames: readonly Photo[]): readonly string[] => rankGroup(frames, new Map()).map((it) => it.photo.path);

function sentences(frames: readonly Photo[]): Readonly<Record<string, string>> {
  const group = { id: 'b', kind: 'burst', members: frames.map(({ path }) => path) } as const;
  const found = suggest(frames, [group], new Map(), DEFAULT_RECIPE);
  return Object.fromEntries([...found].map(([path, it]) => [path, reasonSentence(it, { failure: null, group })]));
}

describe('a burst of people', () => {
  it('is led by the sharpest eyes, though another frame has a sharper background', () => {
    const frames = [frame(1, 400, [face(100)]), frame(2, 300, [face(200)]), frame(3, 350, [face(150)])];
    assert.deepEqual(order(frames), ['2.nef', '3.nef', '1.nef']);
    const said = sentences(frames);
    assert.match(said['2.nef'] ?? '', /^Best of a burst of 3: sharper eyes than 3\.nef \(\+33 %\), highlights not clipped\.$/);
    assert.match(said['1.nef'] ?? '', /softer eyes than 2\.nef \(−50 %\)/);
  });

  it('is told by whole faces where eyes cannot be measured in one of them', () => {
    const frames = [frame(1, 300, [face(100)]), frame(2, 300, [face(200, { eyes: null })])];
    assert.deepEqual(order(frames), ['2.nef', '1.nef']);
    assert.match(sentences(frames)['2.nef'] ?? '', /sharper face than 1\.nef \(\+100 %\)/);
  });

  it('puts a frame in which no face was found behind, and rejects it never', () => {
    const frames = [frame(1, 300, [face(100)]), frame(2, 310, []), frame(3, 290, [face(90)]), frame(4, 300, [face(95)])];
    assert.equal(order(frames).at(-1), '2.nef');
    const suggested = suggest(frames, [{ id: 'b', kind: 'burst', members: frames.map(({ path }) => path) }], new Map(), DEFAULT_RECIPE);
    assert.equal(suggested.get('2.nef')?.verdict, 'alternate');
  });

  it('weighs all main faces of a group picture, and no bystander', () => {
    const crowd = [face(200), face(100, { size: 0.28 }), face(9, { size: 0.1 })];
    assert.deepEqual(
      mainFaces(frame(1, 1, crowd)).map(({ sharpness }) => sharpness),
      [200, 100],
    );
    assert.deepEqual(order([frame(1, 300, crowd), frame(2, 300, [face(160), face(155, { size: 0.28 })])]), ['2.nef', '1.nef']);
  });

  it('says so when the sharpest eyes lose', () => {
    const frames = [frame(1, 1000, [face(95)]), frame(2, 300, [face(100)])];
    assert.match(sentences(frames)['1.nef'] ?? '', /softer eyes than 2\.nef \(−5 %\) but sharper as a whole/);
    assert.match(sentences(frames)['2.nef'] ?? '', /sharper eyes than 1\.nef \(\+5 %\) but softer as a whole/);
  });
});

describe('eyes that are shut', () => {
  /** Four frames with sharper and sharper eyes, the sharpest of them in the middle of a blink. */
  const blink = (open: number | null, sharp = 120) => [
    frame(1, 300, [face(100, { open: 0.3 })]),
    frame(2, 300, [face(105, { open: 0.27 })]),
    frame(3, 300, [face(sharp, { open })]),
  ];

  it('lose against open ones that are a little softer, and sentences say so', () => {
    assert.deepEqual(order(blink(0.12)), ['2.nef', '1.nef', '3.nef']);
    const said = sentences(blink(0.12));
    assert.match(said['2.nef'] ?? '', /sharper eyes than 1\.nef \(\+5 %\), highlights/);
    assert.match(said['3.nef'] ?? '', /sharper eyes than 2\.nef \(\+14 %\) but eyes less open/);
    assert.match(
      sentences([blink(0.12)[0], blink(0.12)[2]] as Photo[])['1.nef'] ?? '',
      /softer eyes than 3\.nef \(−17 %\) but eyes more open,/,
    );
  });

  it('are only a guess: much softer eyes do not win for being open, and nobody is rejected', () => {
    assert.equal(order(blink(0.12, 300))[0], '3.nef');
    const frames = blink(0.05);
    const group = { id: 'b', kind: 'burst', members: frames.map(({ path }) => path) } as const;
    assert.equal(suggest(frames, [group], new Map(), DEFAULT_RECIPE).get('3.nef')?.verdict, 'alternate');
  });

  it('are not told from a little less open, from unknown, from blurred, or from another person’s', () => {
    for (const frames of [blink(0.25), blink(null)]) assert.equal(order(frames)[0], '3.nef');
    const elsewhere = { box: { x: 0.7, y: 0.6, w: 0.2, h: 0.3 } };
    const [first, second] = blink(0.3);
    const other = frame(3, 300, [face(120, { open: 0.1, ...elsewhere })]);
    assert.equal(subjectOf([first, second, other] as Photo[])?.shut(other), null);
    const blurred = frame(4, 300, [face(20, { open: 0.1 })]);
    assert.equal(subjectOf([first, second, blurred] as Photo[])?.shut(blurred), null);
  });

  it('count in a group picture though all others look', () => {
    const two = (open: number) => [face(100, { open: 0.3 }), face(100, { open, box: { x: 0.6, y: 0.1, w: 0.2, h: 0.3 } })];
    const frames = [frame(1, 300, two(0.3)), frame(2, 310, two(0.1))];
    assert.equal(subjectOf(frames)?.shut(frames[1] as Photo), 1);
    assert.equal(order(frames)[0], '1.nef');
  });
});

describe('what is told of the faces of a photo', () => {
  const frames = [frame(1, 300, [face(100), face(80)]), frame(2, 300, [face(200)]), frame(3, 300, [face(50)]), frame(4, 300, [])];
  const of = (n: number) => faceFacts(frames[n - 1] as Photo, frames);

  it('counts and measures them, and compares the main ones with the sharpest frame beside', () => {
    assert.deepEqual(of(2), {
      count: 1,
      largest: 0.3,
      sharpness: 200,
      eyes: 200,
      compared: { part: 'eyes', frames: 3, place: 1, other: '1.nef', percent: (200 / 90 - 1) * 100, shut: null },
    });
    assert.deepEqual(of(3)?.compared, { part: 'eyes', frames: 3, place: 3, other: '2.nef', percent: -75, shut: null });
  });

  it('compares nothing where no face was found, or nothing is beside it; knows nothing where nobody looked', () => {
    assert.deepEqual(of(4), { count: 0, largest: null, sharpness: null, eyes: null, compared: null });
    assert.equal(faceFacts(frame(1, 300, [face(100)]), [])?.compared, null);
    assert.equal(faceFacts(frame(1, 300, null), frames), null);
  });
});

describe('a burst that is not about people', () => {
  const byWhole = ['1.nef', '2.nef'];

  it('is ranked as before where nobody looked, or only small faces pass by', () => {
    assert.deepEqual(order([frame(1, 400, null), frame(2, 300, null)]), byWhole);
    assert.deepEqual(order([frame(1, 400, [face(10, { size: 0.05 })]), frame(2, 300, [face(900, { size: 0.05 })])]), byWhole);
  });

  it('is ranked as before where too few frames show a face', () => {
    const frames = [frame(1, 400, [face(10)]), frame(2, 300, [face(900)]), frame(3, 200, []), frame(4, 100, [])];
    assert.deepEqual(order(frames), ['1.nef', '2.nef', '3.nef', '4.nef']);
    assert.match(sentences(frames)['1.nef'] ?? '', /33 % sharper than 2\.nef/);
  });
});

describe('the filters of faces', () => {
  const view = (path: string, faces: readonly Face[] | null) =>
    photoView(path, null, { preview, ...(faces === null ? {} : { faces: { model: 'yunet-test', faces } }) });
  const photos = [
    view('none', []),
    view('near', [face(1)]),
    view('far', [face(1, { size: 0.1 }), face(1, { size: 0.1 })]),
    view('unknown', null),
  ];
  const found = (filter: Parameters<typeof filterPhotos>[1]) => filterPhotos(photos, { verdicts: [], ...filter }).map(({ path }) => path);

  it('count faces, and take photos that nobody looked at for nothing', () => {
    assert.deepEqual(found({ faces: { min: 1 } }), ['near', 'far']);
    assert.deepEqual(found({ faces: { max: 0 } }), ['none']);
    assert.deepEqual(found({ faces: { min: 2, max: 2 } }), ['far']);
  });

  it('tell portraits by how much of the picture the largest face takes', () => {
    assert.deepEqual(found({ portraits: true }), ['near']);
    assert.deepEqual(found({ portraits: false }), ['none', 'far']);
  });
});
