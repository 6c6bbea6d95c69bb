import assert from 'node:assert/strict';
import type { Reason, ReasonCode } from '../../../src/core/model';
import { reasonSentence } from '../../../src/core/select/reasons';

const sentence = (code: ReasonCode, numbers: Reason['numbers'] = {}, other: string | null = null) =>
  reasonSentence({ reason: { code, numbers, other } }, { failure: null });

const OTHER = 'day 1/DSC_0421.NEF';

describe('reasons in words', () => {
  it('say why the best of a burst is best', () => {
    const best = { groupSize: 6, rank: 1, sharperPercent: 18.2, clippedHighlights: 0 };
    assert.equal(sentence('best-of-burst', best, OTHER), 'Best of a burst of 6: 18 % sharper than DSC_0421.NEF, highlights not clipped.');
    assert.equal(
      sentence('best-of-burst', { ...best, sharperPercent: 0.2, clippedHighlights: 0.0312 }, OTHER),
      'Best of a burst of 6: as sharp as DSC_0421.NEF, 3.1 % of the picture clipped to white.',
    );
    assert.equal(
      sentence('best-of-burst', { ...best, sharperPercent: 320 }, OTHER),
      'Best of a burst of 6: 4.2 times as sharp as DSC_0421.NEF, highlights not clipped.',
    );
    assert.equal(sentence('best-of-burst', { groupSize: 1, clippedHighlights: 0 }), 'Best of a burst of 1: highlights not clipped.');
  });

  it('say what made up for less sharpness', () => {
    const softer = { groupSize: 2, rank: 1, sharperPercent: -3, clippedHighlights: 0 };
    const start = 'Best of a burst of 2: ';
    assert.equal(
      sentence('best-of-burst', softer, OTHER),
      `${start}3 % softer than DSC_0421.NEF but better exposed, highlights not clipped.`,
    );
    assert.equal(
      sentence('best-of-burst', { ...softer, picked: 1 }, OTHER),
      `${start}picked by you, 3 % softer than DSC_0421.NEF, highlights not clipped.`,
    );
    assert.equal(
      sentence('best-of-burst', { ...softer, otherRejected: 1 }, OTHER),
      `${start}3 % softer than DSC_0421.NEF, which you rejected, highlights not clipped.`,
    );
    assert.equal(
      sentence('best-of-burst', { ...softer, rating: 4 }, OTHER),
      `${start}3 % softer than DSC_0421.NEF but rated higher by you, highlights not clipped.`,
    );
  });

  it('say how an alternate compares', () => {
    const numbers = { groupSize: 4, rank: 3, sharperPercent: -25, secondsApart: 0.1 };
    const start = 'Alternate, number 3 of a burst of 4, ';
    assert.equal(sentence('alternate', numbers, OTHER), `${start}25 % softer than DSC_0421.NEF, taken 0.1 s apart.`);
    const sharper = { ...numbers, sharperPercent: 7 };
    assert.equal(sentence('alternate', sharper, OTHER), `${start}7 % sharper than DSC_0421.NEF but less well exposed, taken 0.1 s apart.`);
    assert.equal(
      sentence('alternate', { ...sharper, otherPicked: 1 }, OTHER),
      `${start}7 % sharper than DSC_0421.NEF, which you picked, taken 0.1 s apart.`,
    );
    assert.equal(
      sentence('alternate', { ...sharper, rejected: 1 }, OTHER),
      `${start}7 % sharper than DSC_0421.NEF but rejected by you, taken 0.1 s apart.`,
    );
    assert.equal(sentence('alternate', { groupSize: 4, rank: 3 }), 'Alternate, number 3 of a burst of 4.');
    assert.equal(
      sentence('kept-in-burst', { ...numbers, rank: 2, keepPerBurst: 2 }, OTHER),
      'Kept as number 2 of a burst of 4 (2 are kept), 25 % softer than DSC_0421.NEF.',
    );
  });

  it('tell duplicates', () => {
    assert.equal(sentence('exact-duplicate', { groupSize: 3 }, OTHER), 'The same file as DSC_0421.NEF, byte for byte (3 copies).');
    assert.equal(
      sentence('near-duplicate', { bits: 3, sharperPercent: -12, secondsApart: 3 }, OTHER),
      'Nearly the same picture as DSC_0421.NEF (3 of 64 bits differ), 12 % softer than it, taken 3 s apart.',
    );
    const apart = (secondsApart: number) => sentence('near-duplicate', { sharperPercent: -12, secondsApart }, OTHER).split('taken ')[1];
    assert.deepEqual([119.5, 180, 7300, 37_498_379.96].map(apart), [
      '119.5 s apart.',
      '3 minutes apart.',
      '2 hours apart.',
      '434 days apart.',
    ]);
    assert.equal(
      sentence('best-of-duplicates', { groupSize: 2, sharperPercent: 12, clippedHighlights: 0 }, OTHER),
      'Best of 2 near duplicates: 12 % sharper than DSC_0421.NEF, highlights not clipped.',
    );
    assert.equal(
      sentence('best-of-duplicates', { groupSize: 3, identical: 1 }, OTHER),
      'Stands for 3 identical files; DSC_0421.NEF is a copy.',
    );
  });

  it('tell thresholds, and never round a miss up to a hit', () => {
    assert.equal(
      sentence('below-min-sharpness', { sharpness: 99.97, minSharpness: 100 }),
      'It is below the wanted sharpness (sharpness 99, wanted 100): worth a look.',
    );
    assert.equal(
      sentence('below-min-sharpness', { sharpness: 4.26, minSharpness: 100, groupSize: 5, rank: 1 }),
      'The best of 5 frames, but below the wanted sharpness (sharpness 4.2, wanted 100): worth a look.',
    );
    assert.equal(
      sentence('unique', { sharpness: 412.7, minSharpness: 100, clippedHighlights: 0 }),
      'The only frame of its scene, sharp enough (sharpness 412, wanted 100), highlights not clipped.',
    );
  });

  it('tell what is kept whole', () => {
    assert.equal(
      sentence('bracket-member', { groupSize: 5, ev: -1.3, evSpan: 2.6 }),
      'One of an exposure bracket of 5 (−1.3 EV, 2.6 EV in all): kept whole.',
    );
    assert.equal(sentence('bracket-member', { groupSize: 5 }), 'One of an exposure bracket of 5: kept whole.');
    assert.equal(
      sentence('series-member', { groupSize: 7, position: 2, intervalSeconds: 16 / 3 }),
      'Frame 2 of a series of 7, one every 5.33 s, a focus stack or interval: kept whole.',
    );
  });

  it('tell defects and failures', () => {
    assert.equal(sentence('black-frame', { clippedShadows: 0.9996 }), 'Black: 99.9 % of the picture is black and nothing shows.');
    assert.equal(sentence('white-frame', { clippedHighlights: 1 }), 'White: 100.0 % of the picture is white and nothing shows.');
    assert.match(sentence('unreadable'), /^Not analyzed yet/);
    const failure = { stage: 'ingest', code: 'empty-file', detail: '' } as const;
    const reason = { code: 'unreadable', numbers: {}, other: null } as const;
    assert.match(reasonSentence({ reason }, { failure }), /empty \(0 bytes\)/);
  });
});
