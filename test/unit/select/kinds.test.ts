import assert from 'node:assert/strict';
import { DEFAULT_RECIPE, type GroupKind } from '../../../src/core/model';
import { isKeptWhole } from '../../../src/core/select/primaryGroup';
import { reasonSentence } from '../../../src/core/select/reasons';
import { at, photo } from '../group/photoBuilder';
import { suggest } from './suggestions';

const members = [0, 1, 2].map((i) =>
  photo(`DSC_${i}.NEF`, { timestamp: at(i * 0.5), sharpness: i * 200, clippedShadows: i === 0 ? 1 : 0 }),
);

const suggested = (kind: GroupKind) => {
  const group = { id: 'x-0123456789ab', kind, members: members.map(({ path }) => path) };
  const suggestions = suggest(members, [group], new Map(), DEFAULT_RECIPE);
  return members.map(({ path }) => {
    const suggestion = suggestions.get(path);
    assert.ok(suggestion);
    return { verdict: suggestion.verdict, sentence: reasonSentence(suggestion, { failure: null, group }) };
  });
};

describe('kinds that are kept whole', () => {
  const sentences = {
    'focus-stack': 'Frame 1 of a focus stack of 3, one every 0.5 s: kept whole.',
    panorama: 'Frame 1 of a panorama of 3, one every 0.5 s: kept whole.',
    interval: 'Frame 1 of an interval series of 3, one every 0.5 s: kept whole.',
    'pixel-shift': 'Frame 1 of a pixel shift of 3, one every 0.5 s: kept whole.',
    'multiple-exposure': 'Frame 1 of a multiple exposure of 3, one every 0.5 s: kept whole.',
    series: 'Frame 1 of a series of 3, one every 0.5 s, a focus stack or interval: kept whole.',
    bracket: 'One of a bracket (not of the exposure) of 3: kept whole.',
  } as const satisfies Partial<Record<GroupKind, string>>;

  for (const kind of Object.keys(sentences) as (keyof typeof sentences)[]) {
    it(`pick every frame, dark and blurred ones too, and name the kind (${kind})`, () => {
      const found = suggested(kind);
      assert.ok(isKeptWhole({ kind }));
      for (const { verdict } of found) assert.equal(verdict, 'pick');
      assert.equal(found[0]?.sentence, sentences[kind]);
    });
  }

  it('are not bursts, near duplicates and copies', () => {
    for (const kind of ['burst', 'near-duplicate', 'exact-duplicate'] as const) assert.ok(!isKeptWhole({ kind }));
  });
});
