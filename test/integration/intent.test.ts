import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Plan } from '../../src/core/intent/plan';
import type { QrateExports } from '../../src/extension/extension';
import { eventually } from './support/eventually';
import { hasCode, qrate, report, run, workspaceShoot } from './support/qrate';

const NOW = '2026-05-12T12:00';
const PLAN: Plan = { version: 1, recipe: { top: 5 } };
const GERMAN = 'bitte zeige mir die besten fünf';

type Behaviour = { readonly answers?: readonly (string | object)[]; readonly exists?: boolean };
/** Tells the fake model how to behave; answers what it was asked before. */
const model = (behaviour?: Behaviour) => vscode.commands.executeCommand<readonly (readonly string[])[]>('qrateTests.model', behaviour);

const setIntent = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration('qrate.intent').update(name, value, vscode.ConfigurationTarget.Global);

/** Files of the shoot and their times; what editors and the index keep for themselves left out. */
const everything = (): readonly string[] =>
  readdirSync(workspaceShoot(), { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('.vscode') && !/\.qrate.(?:cache|index|lock|vectors)/.test(name))
    .flatMap((name) => {
      const found = statSync(path.join(workspaceShoot(), name));
      return found.isFile() ? [`${name} ${found.size} ${found.mtimeMs}`] : [];
    })
    .sort();

describe('a sentence in the editor', function () {
  this.timeout(120_000);
  let exports: QrateExports;

  before(async () => {
    exports = await qrate();
    await report('qrate.index');
    await report('qrate.cull', { keepPerBurst: 1, minSharpness: 100 });
  });
  after(async () => {
    await setIntent('languageModel', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const state = (uri: vscode.Uri) => exports.intent.documents.get(uri);
  const front = () => {
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document, 'no editor is in front');
    return document;
  };
  const replaceAll = async (document: vscode.TextDocument, text: string) => {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
  };
  const titles = async (uri: vscode.Uri) => {
    const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    return lenses.map((it) => `${it.range.start.line}: ${it.command?.title}`);
  };

  it('becomes a plan that can be read, with what passes each step, and writes nothing', async () => {
    const before = everything();
    const asked = await report('qrate.ask', { sentence: 'best 5 from Saturday, frobnicated', now: NOW, show: true });
    assert.deepEqual(asked.unused, ['frobnicated']);
    assert.ok(asked.preview.selected.length > 0 && asked.preview.selected.length <= 5);
    const document = front();
    assert.deepEqual(JSON.parse(document.getText()), asked.plan);
    assert.equal(document.languageId, 'json');
    await eventually('counts', () => state(document.uri)?.preview?.selected.length === asked.preview.selected.length);
    const lenses = await titles(document.uri);
    assert.ok(lenses.some((it) => /^0: \$\(play\) Run/.test(it)));
    assert.ok(
      lenses.some((it) => /left: the best 5$/.test(it) && !it.startsWith('0:')),
      lenses.join('\n'),
    );
    const problems = vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
    assert.ok(
      problems.some((it) => /not used: frobnicated/.test(it)),
      problems.join('\n'),
    );
    assert.ok(exports.intent.view.getChildren().some(({ label, description }) => label === 'Not used' && description === 'frobnicated'));
    assert.deepEqual(everything(), before);
  });

  it('can be changed by hand: counts follow, mistakes stand under their words, and completion knows the schema', async () => {
    const document = front();
    await replaceAll(document, JSON.stringify({ version: 1, filter: { verdicts: [] } }, null, 2));
    await eventually('new counts', () => state(document.uri)?.preview?.selected.length === state(document.uri)?.preview?.photos);
    await replaceAll(document, JSON.stringify({ version: 1, recipe: { top: 0 }, export: { format: 'list' } }, null, 2));
    const problem = await eventually('a mistake', () => vscode.languages.getDiagnostics(document.uri).find((it) => it.source === 'qrate'));
    assert.equal(document.getText(problem.range), '"top"');
    assert.ok((await titles(document.uri)).some((it) => /Cannot run/.test(it)));
    await assert.rejects(run('qrate.runPlan', { plan: JSON.parse(document.getText()) as object }), hasCode('usage'));
    await replaceAll(document, '{\n  "version": 1,\n  "filter": {\n    \n  }\n}');
    const offered = await eventually('completion', async () => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(3, 4),
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      return labels.includes('timeOfDay') && labels;
    });
    assert.ok(offered.includes('cameras'));
    await report('qrate.changePlan', { sentence: 'best 3', now: NOW });
    assert.deepEqual(JSON.parse(document.getText()), { version: 1, recipe: { top: 3 } });
  });

  it('is carried out, saved as a preset, and run with others', async () => {
    const plan: Plan = { version: 1, recipe: { top: 3 }, export: { format: 'list', destination: 'out/three.txt' } };
    const ran = await report('qrate.runPlan', { plan });
    const file = path.join(workspaceShoot(), 'out', 'three.txt');
    assert.deepEqual(ran.export?.written, [file]);
    assert.equal(readFileSync(file, 'utf8').trimEnd().split('\n').length, 3);
    assert.equal((await report('qrate.savePlan', { plan, name: 'Three' })).name, 'Three');
    const runs = await report('qrate.runPreset', { names: ['Three', 'Duplicates only'], set: ['top=2'] });
    assert.deepEqual(
      runs.map(({ report: it }) => it.selected.length <= 2),
      [true, true],
    );
    const uri = await report('qrate.openPlan', { name: 'Three' });
    assert.deepEqual((JSON.parse((await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))).getText()) as Plan).export, plan.export);
    const presets = await exports.presets.getChildren();
    assert.ok(presets.some((it) => it.kind === 'plan' && it.plan.name === 'Exhibition'));
    await assert.rejects(
      run('qrate.runPlan', { plan: { version: 1, filter: { portraits: true }, export: { format: 'list', destination: 'no.txt' } } }),
      hasCode('usage'),
    );
    assert.equal(existsSync(path.join(workspaceShoot(), 'no.txt')), false);
    await report('qrate.deletePreset', { name: 'Three' });
  });

  describe('that needs a language model', () => {
    before(() => setIntent('languageModel', 'vscode'));
    const ask = () => run('qrate.ask', { sentence: GERMAN, now: NOW, model: true });

    it('is never sent where the grammar reads it, or the model is switched off', async () => {
      await model({ answers: [JSON.stringify(PLAN)] });
      assert.deepEqual((await report('qrate.ask', { sentence: 'best 5', model: true })).plan, PLAN);
      await setIntent('languageModel', 'off');
      await assert.rejects(ask(), hasCode('language-model'));
      await setIntent('languageModel', 'vscode');
      await assert.rejects(run('qrate.ask', { sentence: GERMAN }), hasCode('usage'));
      await assert.rejects(run('qrate.ask', { sentence: 'delete all', model: true }), hasCode('usage'));
      assert.deepEqual(await model(), []);
    });

    it('is read by it: once, or twice where the answer is no plan', async () => {
      await model({ answers: [JSON.stringify(PLAN)] });
      const good = await report('qrate.ask', { sentence: GERMAN, model: true, now: NOW });
      assert.deepEqual([good.plan, good.model], [PLAN, { name: 'Fake Model', wasRepaired: false }]);
      const [first] = await model({ answers: ['{"version":1,', `Sorry: ${JSON.stringify(PLAN)}`] });
      assert.deepEqual(JSON.parse(first?.at(-1) ?? ''), { sentence: GERMAN, today: NOW });
      assert.equal((await report('qrate.ask', { sentence: GERMAN, model: true })).model?.wasRepaired, true);
    });

    it('is refused, with a reason, where the model misbehaves, is asked too much, or does not exist', async () => {
      const before = everything();
      const smuggled = JSON.stringify({ version: 1, steps: ['rm -rf /'] });
      for (const [behaviour, reason] of [
        [{ answers: ['no json', 'no json'] }, 'not-a-plan'],
        [{ answers: [smuggled, smuggled] }, 'not-a-plan'],
        [{ answers: ['endless'] }, 'too-long'],
        [{ answers: [JSON.stringify({ refused: 'no' })] }, 'refused'],
        [{ answers: [{ error: 'Blocked' }] }, 'quota'],
        [{ answers: [{ error: 'NoPermissions' }] }, 'access'],
        [{ exists: false }, 'none'],
      ] satisfies readonly (readonly [Behaviour, string])[]) {
        await model(behaviour);
        await assert.rejects(ask(), (error: unknown) => {
          assert.equal((error as { reason?: unknown }).reason, reason, `${JSON.stringify(behaviour)}: ${String(error)}`);
          return true;
        });
      }
      assert.deepEqual(everything(), before);
    });

    it('is left when the caller cancels', async () => {
      await model({ answers: ['hang'] });
      const cancel = new AbortController();
      const asked = run('qrate.ask', { sentence: GERMAN, model: true, signal: cancel.signal });
      await eventually('the question', async () => (await model()).length === 1);
      cancel.abort();
      assert.equal(await asked, undefined);
    });
  });

  it('is explained in other words where that is switched on, and never with a number that qrate did not say', async () => {
    const photo = (await exports.shoots.view(workspaceShoot())).photos.find((it) => it.suggestion?.verdict === 'alternate');
    assert.ok(photo);
    const shown = { root: workspaceShoot(), path: photo.path };
    assert.equal(await exports.intent.polisher.isOn(shown.root), false);
    await setIntent('languageModel', 'vscode');
    await setIntent('polishExplanations', true);
    try {
      assert.equal(await exports.intent.polisher.isOn(shown.root), true);
      await model({ answers: ['There is a better frame beside it.', 'It is 99999 times worse.'] });
      assert.equal((await exports.intent.polisher.say(shown))?.text, 'There is a better frame beside it.');
      await assert.rejects(exports.intent.polisher.say(shown), /99999/);
      const [first] = await model();
      assert.ok(first?.[1] !== undefined && !first[1].includes(path.basename(photo.path)), 'the name of a file left');
    } finally {
      await setIntent('polishExplanations', undefined);
      await setIntent('languageModel', undefined);
    }
  });

  it('in the chat gets words, counts and buttons, and writes nothing', async () => {
    const before = everything();
    const { text, buttons, outcome } = await chat('best 3 from Saturday, frobnicated');
    assert.match(text, /Not used\\: frobnicated/);
    assert.match(text, /\| the best 3 \| 3 \|/);
    assert.deepEqual(buttons, ['qrate.openPlan']);
    assert.equal(outcome.errorDetails, undefined);
    assert.match((await chat('', 'explain')).outcome.errorDetails?.message ?? '', /Which photo/);
    const photo = (await exports.shoots.view(workspaceShoot())).photos.find((it) => it.suggestion?.verdict === 'pick');
    assert.ok(photo);
    assert.match((await chat(`why ${path.basename(photo.path)}`, 'explain')).text, /[Pp]ick|best|only/);
    const exported = await chat('best 2 as a list to chat.txt', 'export');
    assert.deepEqual(exported.buttons, ['qrate.runPlan', 'qrate.openPlan']);
    assert.deepEqual(everything(), before);
  });

  async function chat(prompt: string, command?: string) {
    const [parts, buttons]: [string[], string[]] = [[], []];
    const stream = {
      markdown: (value: string | vscode.MarkdownString) => parts.push(typeof value === 'string' ? value : value.value),
      anchor: (_: vscode.Uri, title?: string) => parts.push(title ?? ''),
      button: (button: vscode.Command) => buttons.push(button.command),
    } as unknown as vscode.ChatResponseStream;
    const request = { prompt, command, references: [], toolReferences: [] } as unknown as vscode.ChatRequest;
    const token = new vscode.CancellationTokenSource().token;
    const outcome = await exports.intent.chat.answer(request, { history: [] } as unknown as vscode.ChatContext, stream, token);
    return { text: parts.join(''), buttons, outcome };
  }

  it('as a tool answers a little JSON about the shoot, and tools that write stay inside it', async () => {
    const token = new vscode.CancellationTokenSource().token;
    const call = async (name: string, input: object) => {
      const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
      return JSON.parse(content.map((it) => (it instanceof vscode.LanguageModelTextPart ? it.value : '')).join('')) as Record<
        string,
        unknown
      >;
    };
    assert.ok(vscode.lm.tools.filter(({ name }) => name.startsWith('qrate_')).length === 6);
    assert.equal((await call('qrate_status', {})).shoot, path.basename(workspaceShoot()));
    assert.deepEqual((await call('qrate_plan', { sentence: 'best 3' })).plan, { version: 1, recipe: { top: 3 } });
    const found = await call('qrate_find', { sentence: 'best 3', limit: 2 });
    assert.equal((found.photosFound as readonly unknown[]).length, 2);
    await assert.rejects(call('qrate_plan', { sentence: 'best 3 copy to /tmp/elsewhere' }), /only folders of the shoots/);
    await assert.rejects(call('qrate_status', { shoot: '../..' }), /There is no shoot/);
  });
});
