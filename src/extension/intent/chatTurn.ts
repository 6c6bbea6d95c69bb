import path from 'node:path';
import * as vscode from 'vscode';
import { QrateError } from '../../core/errors';
import { destinationFrom } from '../../core/intent/destination';
import { LanguageModelError } from '../../core/intent/languageModel';
import { polish, polishingOf } from '../../core/intent/model/polish';
import { localNow } from '../../core/intent/moment';
import { previewPlan } from '../../core/intent/preview';
import { NotUnderstood, type Understanding, understand } from '../../core/intent/understand';
import type { Explanation } from '../../core/reports';
import { escapeMarkdown } from '../markdown';
import type { ChatCommand, ChatDeps, ChatOutcome } from './chat';
import { photoIn, shootOf } from './chatTargets';
import { planAnswer } from './chatWords';
import { vscodeModel } from './vscodeModel';

export interface Turn {
  readonly request: vscode.ChatRequest;
  readonly command: ChatCommand;
  readonly stream: vscode.ChatResponseStream;
  readonly token: vscode.CancellationToken;
}

export async function answerTurn(deps: ChatDeps, turn: Turn): Promise<ChatOutcome> {
  return turn.command === 'explain' ? explain(deps, turn) : plan(deps, turn);
}

async function explain(deps: ChatDeps, turn: Turn): Promise<ChatOutcome> {
  const { shoots } = deps;
  const { request, command, stream } = turn;
  const { root, file } = await photoIn(shoots, request);
  const explanation = await (await shoots.api(root)).explain(file);
  const photo = explanation.path;
  stream.anchor(vscode.Uri.file(path.join(root, photo)), path.posix.basename(photo));
  stream.markdown(`\n\n${(await explanationWords(deps, turn, { root, explanation })).map(escapeMarkdown).join('\n\n')}\n`);
  stream.button({ command: 'qrate.explain', title: vscode.l10n.t('Show the Numbers'), arguments: [{ folder: root, file: photo }] });
  return { metadata: { command, hasPlan: false } };
}

/** qrate's own sentences; where the person switched that on, a model's words for them, and a button to qrate's. */
async function explanationWords(
  { shoots, models, log }: ChatDeps,
  { request, token }: Turn,
  { root, explanation }: { readonly root: string; readonly explanation: Explanation },
): Promise<readonly string[]> {
  const asked = polishingOf(explanation, (await shoots.view(root)).photos);
  const { setting } = await import('../settings');
  const scope = vscode.Uri.file(root);
  if (!(await models()).polishes(scope) || setting('qrate.intent.languageModel', scope) !== 'vscode') return asked.sentences;
  try {
    return [
      await polish(vscodeModel(request.model), asked, { signal: signalOf(token) }),
      vscode.l10n.t('Said by {0}; every number is qrate’s.', request.model.name),
    ];
  } catch (error) {
    if (!(error instanceof LanguageModelError)) throw error;
    log.warn(`@qrate /explain: ${error.reason}: ${error.message}`);
    return asked.sentences;
  }
}

function signalOf(token: vscode.CancellationToken): AbortSignal {
  const cancel = new AbortController();
  if (token.isCancellationRequested) cancel.abort();
  token.onCancellationRequested(() => cancel.abort());
  return cancel.signal;
}

async function plan(deps: ChatDeps, turn: Turn): Promise<ChatOutcome> {
  const { request, command, stream } = turn;
  const root = await shootOf(deps.shoots, request);
  if (request.prompt.trim() === '') {
    stream.markdown(vscode.l10n.t('Say what you want, for example: *best 20 from last weekend, not blurry*.'));
    return { metadata: { command, hasPlan: false } };
  }
  const api = await deps.shoots.api(root);
  const reading = await read(deps, turn, root);
  if (command === 'export' && reading.plan.export === undefined)
    throw new QrateError(
      'usage',
      vscode.l10n.t('Say how to export it, for example: {0} as XMP for Lightroom, or: {0} copy to ./selected', request.prompt),
    );
  const preview = await previewPlan(api, reading.plan, { resolve: destinationFrom(root) });
  if (command === 'cull' && preview.cull === null) stream.markdown(`${vscode.l10n.t('The shoot is culled like this already.')}\n\n`);
  planAnswer(stream, { root, reading, preview });
  return { metadata: { command, hasPlan: true } };
}

/** The grammar first. The model that the person chose for this chat reads what is left over, where the setting allows VS Code's models. */
async function read({ shoots, models }: ChatDeps, { request, stream, token }: Turn, root: string): Promise<Understanding> {
  const api = await shoots.api(root);
  const now = localNow();
  const scope = vscode.Uri.file(root);
  const { setting } = await import('../settings');
  if (setting('qrate.intent.languageModel', scope) !== 'vscode') return withHint(stream, () => understand(api, request.prompt, { now }));
  const cancel = new AbortController();
  token.onCancellationRequested(() => cancel.abort());
  return understand(api, request.prompt, {
    now,
    model: vscodeModel(request.model),
    sendsVocabulary: (await models()).sendsNames(scope),
    signal: cancel.signal,
  });
}

/** Where a model might have helped, the way to one is a button away. */
async function withHint(stream: vscode.ChatResponseStream, work: () => Promise<Understanding>): Promise<Understanding> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotUnderstood && error.canAskModel)
      stream.button({
        command: 'workbench.action.openSettings',
        title: vscode.l10n.t('Let a Language Model Help…'),
        arguments: ['qrate.intent'],
      });
    throw error;
  }
}
