// A language model for tests: `qrateTests.model` says how it behaves, and answers what it was asked since.
const vscode = require('vscode');

let answers = [];
let asked = [];
let exists = true;

/** `{ answers: [text | 'endless' | 'hang' | {error: code}], exists?: boolean }`; without it nothing changes. */
function behave(wanted) {
  const before = asked;
  if (wanted !== undefined) {
    asked = [];
    answers = [...(wanted.answers ?? [])];
    exists = wanted.exists ?? true;
    changed.fire();
  }
  return before;
}

const changed = new vscode.EventEmitter();

const model = {
  id: 'fake',
  name: 'Fake Model',
  family: 'fake',
  version: '1',
  maxInputTokens: 100_000,
  maxOutputTokens: 100_000,
  capabilities: { toolCalling: true },
  isUserSelectable: true,
  isDefault: true,
};

const provider = {
  onDidChangeLanguageModelChatInformation: changed.event,
  provideLanguageModelChatInformation: () => (exists ? [model] : []),
  provideTokenCount: (_model, text) => String(text).length,
  async provideLanguageModelChatResponse(_model, messages, _options, progress, token) {
    asked.push(messages.map(({ content }) => content.map((part) => part.value ?? '').join('')));
    const answer = answers.shift() ?? 'I have nothing to say.';
    if (answer.error !== undefined) throw vscode.LanguageModelError[answer.error]('as told');
    const cancelled = new Promise((resolve) => token.onCancellationRequested(resolve));
    if (answer === 'hang') return cancelled;
    if (answer !== 'endless') return progress.report(new vscode.LanguageModelTextPart(answer));
    for (let i = 0; i < 100_000 && !token.isCancellationRequested; i++) {
      progress.report(new vscode.LanguageModelTextPart('and so on '.repeat(50)));
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
};

/** What `@caller NAME` calls the tool NAME with. */
const INPUTS = {
  qrate_cull: { keepPerBurst: 2 },
  qrate_export: { sentence: 'best 5 from Saturday, as a list to picks.txt' },
};

/** Calls a tool as a model would: VS Code asks the person before one that writes. */
async function call({ prompt, toolInvocationToken }, _context, stream, token) {
  const name = prompt.trim();
  try {
    const { content } = await vscode.lm.invokeTool(name, { input: INPUTS[name] ?? {}, toolInvocationToken }, token);
    stream.markdown(`The tool answered ${content.map((part) => part.value).join('').length} characters.`);
  } catch (error) {
    stream.markdown(`The tool did not answer: ${error.message}`);
  }
}

exports.activate = (context) => {
  context.subscriptions.push(vscode.chat.createChatParticipant('qrate-tests.caller', call));
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider('qrate-tests', provider));
  context.subscriptions.push(vscode.commands.registerCommand('qrateTests.model', behave));
  // Chat knows a model only once somebody has asked for it.
  void vscode.lm.selectChatModels({ vendor: 'qrate-tests' });
};
