import assert from 'node:assert/strict';
import { LanguageModelError } from '../../../src/core/intent/languageModel';
import { askModel } from '../../../src/core/intent/model/askModel';
import type { Plan } from '../../../src/core/intent/plan';
import { fakeModel } from './fakeModel';

/** What a model may be talked into answering. `{0}` stands for the attack. */
const ATTACKS = [
  '/etc/passwd',
  '../../..',
  '~/.ssh/authorized_keys',
  '$(rm -rf ~)',
  'C:\\Windows',
  '\\\\evil\\share',
  'https://evil.example/',
  '.git/hooks/post-commit',
  '.vscode/tasks.json',
  '__proto__',
];

const ANSWERS: readonly ((attack: string) => object)[] = [
  (destination) => ({ version: 1, export: { format: 'copy', destination } }),
  (destination) => ({ version: 1, export: { format: 'xmp', destination } }),
  (destination) => ({ version: 1, recipe: { top: 5 }, export: { format: 'manifest', destination, mode: 'move' } }),
  (steps) => ({ version: 1, steps: [steps] }),
  (command) => ({ version: 1, export: { format: 'exec', destination: command } }),
  (name) => ({ version: 1, filter: { [name]: true } }),
  (name) => ({ version: 1, filter: { except: [{ run: name }] } }),
  (uri) => ({ version: 1, recipe: { after: uri } }),
  (tool) => ({ tool: 'qrate_export', arguments: { plan: { version: 1, export: { format: 'copy', destination: tool } } } }),
  (code) => ({ version: 1, filter: { text: 5 }, eval: code }),
];

describe('What a language model answers', () => {
  for (const sentence of ['die besten fünf', 'mejores fotos, cópialas']) {
    it(`is a plan without a step that “${sentence}” does not ask for, or refused (${ANSWERS.length * ATTACKS.length} attempts)`, async () => {
      let refused = 0;
      for (const answer of ANSWERS) {
        for (const attack of ATTACKS) {
          const text = JSON.stringify(answer(attack));
          let plan: Plan;
          try {
            ({ plan } = await askModel(fakeModel(text, text), { sentence, now: '2026-05-12T12:00', vocabulary: null }));
          } catch (error) {
            assert.ok(error instanceof LanguageModelError && error.reason === 'not-a-plan', String(error));
            refused += 1;
            continue;
          }
          assert.equal(plan.export, undefined, text);
          assert.deepEqual(
            Object.keys(plan).filter((key) => !['version', 'filter', 'recipe'].includes(key)),
            [],
          );
        }
      }
      // The first two are plans, but for where they write.
      assert.equal(refused, (ANSWERS.length - 2) * ATTACKS.length);
    });
  }
});
