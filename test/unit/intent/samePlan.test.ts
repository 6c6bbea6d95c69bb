import assert from 'node:assert/strict';
import { parseSentence } from '../../../src/core/intent/grammar/parse';
import type { Plan } from '../../../src/core/intent/plan';
import { NOW, SENTENCES, VOCABULARY } from './sentences';
import { TYPED } from './typedSentences';

/** Sentences that ask for the same in other words, and for one thing more. Nobody wrote down what they mean: the other sentence says it. */

const parse = (sentence: string) => parseSentence(sentence, { now: NOW, vocabulary: VOCABULARY });

const planOf = (sentence: string): Plan | string => {
  const parsed = parse(sentence);
  return parsed.ok ? parsed.plan : parsed.reason;
};

const UNDERSTOOD = [...Object.values(SENTENCES), ...TYPED.map(([, rows]) => rows)]
  .flat()
  .map(([sentence]) => sentence)
  .filter((sentence) => typeof planOf(sentence) === 'object');
/** Names and places are as they are written. */
const HAS_NAMES = /[/"]|\.\w|\b(?:to|folder|into)\b/;
/** “I want 2 people” is a number of photos, “2 people” one of faces. */
const IS_NUMBER_OF_FACES = /^2 people$/;

const SAME: Readonly<Record<string, (sentence: string) => string>> = {
  'a full stop': (it) => `${it}.`,
  'a question mark': (it) => `${it}?`,
  thanks: (it) => `${it}, thanks!`,
  'a please behind': (it) => `${it} please`,
  'a please in front': (it) => `Please ${it}`,
  brackets: (it) => (/[()]/.test(it) ? it : `(${it})`),
  'a wish': (it) => (/^(?:I|do|can|could|please)\b|^$/i.test(it) || IS_NUMBER_OF_FACES.test(it) ? it : `I want ${it}`),
  'capitals alone': (it) => (HAS_NAMES.test(it) ? it : it.toUpperCase()),
};

interface More {
  readonly words: string;
  /** Whether a plan says something of this kind already. */
  readonly isSaid: (plan: Plan) => boolean;
  readonly add: (plan: Plan) => Plan;
}

const filtering = (words: string, facts: NonNullable<Plan['filter']>): More => ({
  words,
  isSaid: ({ filter = {} }) => Object.keys(facts).some((field) => field in filter),
  add: (plan) => ({ ...plan, filter: { ...plan.filter, ...facts } }),
});

const MORE: readonly More[] = [
  filtering('ISO 200', { iso: { min: 200, max: 200 } }),
  filtering('rated 3', { minRating: 3, maxRating: 3 }),
  filtering('in March 2026', { from: '2026-03', to: '2026-03' }),
  filtering('not blurry', { sharpness: { min: 100 } }),
  {
    words: 'as XMP for darktable',
    isSaid: ({ export: to }) => to !== undefined,
    add: (plan) => ({ ...plan, export: { format: 'xmp', profile: 'darktable' } }),
  },
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const JOINED: Readonly<Record<string, (sentence: string, more: string) => string>> = {
  'behind a comma': (it, more) => `${it}, ${more}`,
  'in a sentence of its own': (it, more) => `${it}. ${capital(more)}.`,
  'in front': (it, more) => `${more}, ${it}`,
};
/** “Rated 3. May 2025” may be a day, and so may a comma before “may”. */
const isOfMay = (sentence: string): boolean => /^may\b/i.test(sentence);

describe('A sentence means the same', function () {
  this.timeout(60_000);
  for (const [name, change] of Object.entries(SAME))
    it(`with ${name}`, () => {
      for (const sentence of UNDERSTOOD) assert.deepEqual(planOf(change(sentence)), planOf(sentence), change(sentence));
    });
});

describe('A sentence and one thing more', function () {
  this.timeout(60_000);
  for (const [name, join] of Object.entries(JOINED))
    it(`is both, ${name}`, () => {
      let tried = 0;
      for (const [at, sentence] of UNDERSTOOD.entries()) {
        const plan = planOf(sentence);
        const more = MORE[at % MORE.length];
        if (more === undefined || typeof plan === 'string' || more.isSaid(plan) || isOfMay(sentence)) continue;
        assert.deepEqual(planOf(join(sentence, more.words)), more.add(plan), join(sentence, more.words));
        tried += 1;
      }
      assert.ok(tried > UNDERSTOOD.length / 2, `${tried} tried`);
    });
});
