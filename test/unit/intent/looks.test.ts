import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseSentence } from '../../../src/core/intent/grammar/parse';
import type { Plan } from '../../../src/core/intent/plan';
import { NOW, SENTENCES, VOCABULARY } from './sentences';
import { TYPED } from './typedSentences';

const parse = (sentence: string, canSearchWords = true) => parseSentence(sentence, { now: NOW, vocabulary: VOCABULARY, canSearchWords });

type Row = readonly [sentence: string, filter: Plan['filter'] | string, unused?: readonly string[]];

/** What a sentence asks of pictures; a text = why it is refused. */
const ROWS: readonly Row[] = [
  ['photos of a red car', { text: 'a red car' }],
  ['with a dog', { text: 'a dog' }],
  ['dog photos', { text: 'dog' }],
  ['find dogs', { text: 'dogs' }],
  ['show me mountains in fog', { text: 'mountains in fog' }],
  ['photos of "two men in a boat"', { text: 'two men in a boat' }],
  ['pictures of Anna', { text: 'Anna' }],
  ['photos of stairs', { text: 'stairs' }],
  ['best 5 photos of a dog on the beach from last weekend', { from: '2026-05-09', to: '2026-05-10', text: 'a dog on the beach' }],
  ['best 20 red cars from Saturday, not blurry', { weekdays: ['saturday'], sharpness: { min: 100 }, text: 'red cars' }],
  ['shots that show a lake and a boat taken with the NIKON', { cameras: ['NIKON D7100'], text: 'a lake and a boat' }],
  ['portraits of a woman with a hat', { portraits: true, text: 'a woman with a hat' }],
  ['top 10 per day of horses', { text: 'horses' }],
  ['photos of a dog, with a ball', { text: 'a dog, a ball' }],
  ['no cars', { except: [{ text: 'cars' }] }],
  ['not of dogs', { except: [{ text: 'dogs' }] }],
  ['without a dog, without a cat', { except: [{ text: 'a dog' }, { text: 'a cat' }] }],
  ['photos of a beach without dogs and cats', { text: 'a beach', except: [{ text: 'dogs' }, { text: 'cats' }] }],
  ['best 50 for grandma', undefined, ['grandma']],
  ['the best 12 xyzzy from Sunday, frobnicated', { weekdays: ['sunday'], text: 'xyzzy' }, ['frobnicated']],
  ['best 5 with the D7010', undefined, ['D7010']],
  ['with flash', 'not-understood'],
  ['photos of the best quality', undefined],
  ['20 sunsets', { text: 'sunsets' }],
  ['20 sunsets from Saturday', { weekdays: ['saturday'], text: 'sunsets' }],
  ['no blurry dog photos', { except: [{ sharpness: { below: 100 }, text: 'dog' }] }],
  ['photos of two dogs', { text: 'two dogs' }],
  ['no black and white photos', { except: [{ text: 'black and white' }] }],
  ['no black and white dogs or cats', { except: [{ text: 'black and white dogs' }, { text: 'cats' }] }],
  ['delete photos of dogs', 'impossible'],
];

describe('Sentences that describe a picture', () => {
  for (const [sentence, expected, unused = []] of ROWS) {
    it(sentence, () => {
      const parsed = parse(sentence);
      if (!parsed.ok) assert.equal(parsed.reason, expected);
      else assert.deepEqual([parsed.plan.filter, parsed.unused, parsed.contradictions], [expected, unused, []]);
    });
  }

  it('are not used where words cannot be searched', () => {
    const parsed = parse('best 5 photos of a red car', false);
    assert.ok(parsed.ok);
    assert.deepEqual([parsed.plan.filter, parsed.unused, parsed.unsearched], [undefined, ['red', 'car'], ['a red car']]);
  });

  it('keep a “not” that is meant for them, also where words cannot be searched', () => {
    for (const [sentence, filter, unused] of [
      ['best 5, no dogs and blurry photos', { sharpness: { min: 100 } }, ['no', 'dogs']],
      ['best 5, no dog photos ISO 400', undefined, ['no', 'dog', 'ISO', '400']],
      ['best 5, no blurry dog photos', undefined, ['no', 'blurry', 'dog']],
      ['best 5 without a dog, blurry', { sharpness: { below: 100 } }, ['without', 'dog']],
    ] as const) {
      const parsed = parse(sentence, false);
      assert.ok(parsed.ok, sentence);
      const { verdicts: _, ...rest } = parsed.plan.filter ?? {};
      assert.deepEqual([rest, parsed.unused], [filter ?? {}, unused], sentence);
    }
    const refused = parse('no dog photos ISO 400', false);
    assert.ok(!refused.ok);
    assert.deepEqual([refused.reason, refused.unsearched], ['not-understood', ['dog']]);
  });

  it('take no word from a sentence that is understood without them', () => {
    for (const [sentence, expected, doubts = []] of [...Object.values(SENTENCES), ...TYPED.map(([, rows]) => rows)].flat())
      if (doubts.length === 0 && typeof expected === 'object') assert.deepEqual(parse(sentence), parse(sentence, false), sentence);
  });

  it('show the words as they were typed, and mend none of them', () => {
    const parsed = parse('best 3 photos of stairs');
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.corrections, []);
    assert.ok(parsed.understood.some(({ words }) => words === 'photos of stairs'));
  });

  it('never throw, and only ever add words to look for', () => {
    const word = fc.constantFrom(
      'photos',
      'of',
      'with',
      'a',
      'dog',
      'without',
      'and',
      'red',
      '5',
      'best',
      '"',
      ',',
      'no',
      'pictures',
      'ß',
      'ISO 400',
      'blurry',
      'portraits',
      'Saturday',
      'morning',
      'not',
      'everything',
      'but',
      'or',
      'at',
      '3 stars',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), (words) => {
        const [seeing, blind] = [parse(words.join(' ')), parse(words.join(' '), false)];
        if (!seeing.ok || !blind.ok) return;
        const { text: _, except, ...rest } = seeing.plan.filter ?? {};
        const { except: before = [], ...known } = blind.plan.filter ?? {};
        assert.deepEqual([rest, seeing.plan.recipe, seeing.plan.export], [known, blind.plan.recipe, blind.plan.export]);
        assert.deepEqual(except?.filter((it) => it.text === undefined) ?? [], before);
      }),
    );
  });
});
