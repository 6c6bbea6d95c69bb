import assert from 'node:assert/strict';
import { LanguageModelError, type ModelFailure } from '../../../src/core/intent/languageModel';
import { askModel } from '../../../src/core/intent/model/askModel';
import { extractObject } from '../../../src/core/intent/model/extractJson';
import type { Plan } from '../../../src/core/intent/plan';
import { endlessModel, fakeModel, hangingModel } from './fakeModel';

const NOW = '2026-05-12T12:00';
const parts = (sentence: string) => ({ sentence, now: NOW, vocabulary: null });
const failsWith = (reason: ModelFailure) => (error: unknown) => error instanceof LanguageModelError && error.reason === reason;

describe('A language model that reads a sentence', () => {
  it('answers with a plan, alone, in a fence, or among words', async () => {
    const plan: Plan = { version: 1, recipe: { top: 5 } };
    for (const answer of [plan, `\`\`\`json\n${JSON.stringify(plan)}\n\`\`\``, `Here {you} are: ${JSON.stringify(plan)} {"version":2}`]) {
      const asked = await askModel(fakeModel(answer), parts('die besten 5'));
      assert.deepEqual(asked, { plan, by: 'Fake', wasRepaired: false, dropped: [] });
    }
  });

  it('hears once what was wrong, and may answer again', async () => {
    const model = fakeModel({ version: 1, recipe: { top: 'five' } }, { version: 1, recipe: { top: 5 } });
    const asked = await askModel(model, parts('die besten 5'));
    assert.deepEqual([asked.plan, asked.wasRepaired], [{ version: 1, recipe: { top: 5 } }, true]);
    assert.match(model.asked[1]?.at(-1)?.text ?? '', /recipe\.top/);
  });

  it('is refused after a second answer that is no plan, and never asked a third time', async () => {
    for (const bad of [
      '{"version":1',
      'I am sorry.',
      '{"version":1,"steps":["rm"]}',
      '[]',
      '{"version":1,"export":{"format":"exec"}}',
      '',
    ]) {
      const model = fakeModel(bad, bad);
      await assert.rejects(askModel(model, parts('die besten 5')), failsWith('not-a-plan'), bad);
      assert.equal(model.asked.length, 2);
    }
  });

  it('may say that it will not', async () => {
    await assert.rejects(askModel(fakeModel({ refused: 'deleting\u0007 is no step' }), parts('lösche alles')), (error: unknown) => {
      assert.ok(failsWith('refused')(error) && error instanceof Error);
      return /deleting is no step/.test(error.message.replace(/ {2,}/g, ' '));
    });
  });

  it('is neither waited for nor read without end, and stops at once when the person does', async () => {
    await assert.rejects(askModel(hangingModel, parts('x'), { timeoutMs: 20 }), failsWith('timeout'));
    await assert.rejects(askModel(endlessModel, parts('x')), failsWith('too-long'));
    const cancel = new AbortController();
    const asked = askModel(hangingModel, parts('x'), { signal: cancel.signal });
    cancel.abort();
    await assert.rejects(asked, { name: 'AbortError' });
    await assert.rejects(askModel(fakeModel('{}'), parts('x'), { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });

  it('gets the sentence, the date and the schema, and the names of cameras and lenses only where they are allowed', async () => {
    const vocabulary = {
      cameras: ['NIKON D750\u0000'],
      lenses: Array.from({ length: 99 }, (_, i) => `Lens ${i}`),
      folders: ['secret'],
      days: null,
    };
    for (const sent of [null, vocabulary]) {
      const model = fakeModel({ version: 1 });
      await askModel(model, { sentence: 'meine besten', now: NOW, vocabulary: sent });
      const [system, user] = model.asked[0] ?? [];
      assert.match(system?.text ?? '', /"strictObject"|"additionalProperties":false/);
      const data = JSON.parse(user?.text ?? '') as { cameras?: readonly string[]; lenses?: readonly string[] };
      assert.deepEqual(Object.keys(data), ['sentence', 'today', ...(sent === null ? [] : ['cameras', 'lenses'])]);
      if (sent !== null) assert.deepEqual([data.cameras, data.lenses?.length], [['NIKON D750 '], 50]);
    }
  });

  it('cannot say that files are written, or where, unless the sentence does', async () => {
    const exporting = (destination?: string): Plan => ({
      version: 1,
      recipe: { top: 5 },
      export: { format: 'copy', ...(destination === undefined ? {} : { destination }) },
    });
    const kept = async (sentence: string, plan: Plan) => (await askModel(fakeModel(plan), parts(sentence))).plan.export;
    assert.equal(await kept('die besten 5', exporting('/etc')), undefined);
    assert.equal(await kept('die besten 5', exporting()), undefined);
    assert.deepEqual(await kept('die besten 5 als copy', exporting('/etc')), { format: 'copy' });
    assert.deepEqual(await kept('die besten 5 nach ./out.', exporting('./out')), { format: 'copy', destination: './out' });
    assert.deepEqual(await kept('die besten 5 als copy nach ./outside', exporting('./out')), { format: 'copy' });
    assert.deepEqual(await kept('die besten 5 als copy nach a/etc', exporting('/etc')), { format: 'copy' });
    const { dropped } = await askModel(fakeModel(exporting('/etc')), parts('die besten 5'));
    assert.match(dropped[0] ?? '', /does not ask for/);
  });

  it('cannot keep the reader busy by braces', () => {
    const started = performance.now();
    assert.equal(extractObject('{'.repeat(16_000) + '}'.repeat(16_000)), null);
    assert.ok(performance.now() - started < 2000);
    assert.equal(extractObject('{'.repeat(30_000)), null);
  });
});
