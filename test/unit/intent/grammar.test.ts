import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { type Parsed, parseSentence } from '../../../src/core/intent/grammar/parse';
import { planSchema } from '../../../src/core/intent/plan';
import { repoRoot } from '../../support/samples';
import { NOW, type Row, SENTENCES, VOCABULARY } from './sentences';
import { TYPED } from './typedSentences';

const parse = (sentence: string): Parsed => parseSentence(sentence, { now: NOW, vocabulary: VOCABULARY });

/** As the table writes it. */
function outcome(parsed: Parsed): Row[1] {
  if (!parsed.ok) return parsed.reason as Row[1];
  const { version: _, ...plan } = parsed.plan;
  return plan;
}

const doubtsOf = (parsed: Parsed): readonly string[] =>
  parsed.ok ? [...parsed.unused.map((word) => `unused ${word}`), ...parsed.contradictions.map(() => 'contradiction')] : [];

describe('Sentences as plans', () => {
  const passed: string[] = [];
  after(() => process.stdout.write(`    pass rate by kind: ${passed.join(', ')}\n`));

  for (const [kind, rows] of [...Object.entries(SENTENCES), ...TYPED.map(([kind, rows]) => [`as typed, ${kind}`, rows] as const)]) {
    it(`${kind}: ${rows.length} sentences`, () => {
      const failed: unknown[] = [];
      for (const [sentence, expected, doubts = []] of rows) {
        const parsed = parse(sentence);
        try {
          assert.deepEqual([outcome(parsed), doubtsOf(parsed)], [expected, doubts]);
        } catch {
          failed.push([sentence, outcome(parsed), doubtsOf(parsed)]);
        }
      }
      passed.push(`${kind} ${rows.length - failed.length}/${rows.length}`);
      assert.deepEqual(failed, [], `${rows.length - failed.length} of ${rows.length} pass`);
    });
  }

  it('holds at least 150 sentences, none twice', () => {
    const all = [...Object.values(SENTENCES), ...TYPED.map(([, rows]) => rows)].flatMap((rows) => rows.map(([sentence]) => sentence));
    assert.ok(all.length >= 150, String(all.length));
    assert.equal(new Set(all).size, all.length);
  });

  it('says which words became what, in the order of the sentence, and which it did not use', () => {
    const parsed = parse('the best 12 xyzzy from Sunday with the d7100, frobnicated');
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.understood, [
      { words: 'the best 12', meaning: 'at most 12 photos, the best first' },
      { words: 'from Sunday', meaning: 'on every sunday' },
      { words: 'with the d7100', meaning: 'camera NIKON D7100' },
    ]);
    assert.deepEqual(parsed.unused, ['xyzzy', 'frobnicated']);
  });

  it('tells what it read otherwise than typed', () => {
    const parsed = parse('bset 20 from a fujfilm');
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.corrections, [{ typed: 'bset', read: 'best' }]);
    assert.match(parsed.understood.map(({ meaning }) => meaning).join(), /read “fujfilm” as “FUJIFILM”/);
  });

  it('never takes one model number for another', () => {
    const parsed = parse('best 5 with the D7010');
    assert.ok(parsed.ok);
    assert.deepEqual([parsed.plan.filter, parsed.unused], [undefined, ['D7010']]);
  });

  it('takes ISO for ISO and fruit for fruit, whatever gear the shoot has', () => {
    const vocabulary = { ...VOCABULARY, cameras: ['Apple iPhone 15'], lenses: ['100-400mm F4.5-5.6'] };
    const filterOf = (sentence: string) => {
      const parsed = parseSentence(sentence, { now: NOW, vocabulary });
      return parsed.ok ? parsed.plan.filter : parsed.reason;
    };
    assert.deepEqual(filterOf('ISO 100-400'), { iso: { min: 100, max: 400 } });
    assert.deepEqual(filterOf('with the 100-400 at ISO 800'), { lenses: ['100-400mm F4.5-5.6'], iso: { min: 800, max: 800 } });
    assert.equal(filterOf('photos of an apple'), 'not-understood');
    assert.deepEqual(filterOf('shot on the apple'), { cameras: ['Apple iPhone 15'] });
  });

  it('gives the same plans in every time zone', () => {
    const script = path.join(repoRoot, 'out', 'test', 'unit', 'intent', 'printPlans.js');
    const outputs = ['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Asia/Kathmandu', 'Europe/Berlin'].map((zone) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8', env: { ...process.env, TZ: zone } });
      assert.equal(status, 0, stderr);
      return stdout;
    });
    assert.ok((outputs[0]?.length ?? 0) > 10_000);
    assert.deepEqual(new Set(outputs).size, 1);
  });
});

describe('Any text at all', function () {
  this.timeout(60_000);
  const words = Object.values(SENTENCES).flatMap((rows) => rows.flatMap(([sentence]) => sentence.split(' ')));
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.constantFrom(...words, '"', "'", '-', 'not', 'or', '/', '../..', '1e9', '99999999', '$(x)'), { maxLength: 25 })
      .map((it) => it.join(' ')),
  );
  const names = fc.array(fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom(...words)), { maxLength: 5 });

  it('never makes it throw, and what comes out is a plan or a refusal', () => {
    fc.assert(
      fc.property(texts, names, names, (text, cameras, folders) => {
        const parsed = parseSentence(text, { now: NOW, vocabulary: { ...VOCABULARY, cameras, folders } });
        if (parsed.ok) planSchema.parse(parsed.plan);
        else assert.ok(parsed.message.length > 0);
        assert.deepEqual(parseSentence(text, { now: NOW, vocabulary: { ...VOCABULARY, cameras, folders } }), parsed);
      }),
      { numRuns: 3000 },
    );
  });

  it('is read in a moment, whatever was typed', () => {
    for (const text of [
      'not '.repeat(125),
      'best 1 '.repeat(70),
      '"'.repeat(500),
      'a/'.repeat(250),
      'between 3 and '.repeat(35),
      'twenty-'.repeat(70),
    ]) {
      const started = performance.now();
      parse(text.slice(0, 500));
      assert.ok(performance.now() - started < 1000, `${text.slice(0, 20)}: ${performance.now() - started} ms`);
    }
    const long = parse('x'.repeat(501));
    assert.equal(long.ok ? '' : long.reason, 'too-long');
  });
});
