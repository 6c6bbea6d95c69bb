import * as vscode from 'vscode';
import { type LanguageModel, LanguageModelError, type ModelCall, type ModelTurn } from '../../core/intent/languageModel';

/** A model of VS Code's own as the port that reads sentences. VS Code asks for consent itself, with our reason. */
export const vscodeModel = (chat: vscode.LanguageModelChat): LanguageModel => ({
  name: chat.name,
  ask: (turns, call) => answerOf(chat, turns, call),
});

async function* answerOf(chat: vscode.LanguageModelChat, turns: readonly ModelTurn[], { signal }: ModelCall): AsyncGenerator<string> {
  const cancel = new vscode.CancellationTokenSource();
  const stop = () => cancel.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const justification = vscode.l10n.t('To read your sentence as a plan. Photos and their names stay on this machine.');
    const { text } = await chat.sendRequest(turns.map(message), { justification }, cancel.token);
    yield* text;
  } catch (error) {
    signal.throwIfAborted();
    throw asModelError(chat.name, error);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    cancel.dispose();
  }
}

/** There is no system turn here: what the model is for comes as the person's first words. */
const message = ({ role, text }: ModelTurn): vscode.LanguageModelChatMessage =>
  role === 'assistant' ? vscode.LanguageModelChatMessage.Assistant(text) : vscode.LanguageModelChatMessage.User(text);

function asModelError(name: string, error: unknown): unknown {
  if (error instanceof LanguageModelError || (error instanceof Error && error.name === 'AbortError')) return error;
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  const { NoPermissions, Blocked, NotFound } = vscode.LanguageModelError;
  if (code === NoPermissions().code)
    return new LanguageModelError('access', vscode.l10n.t('You have not allowed qrate to use {0}.', name), { cause: error });
  if (code === Blocked().code)
    return new LanguageModelError('quota', vscode.l10n.t('{0} takes no more questions for now. Try again later.', name), { cause: error });
  if (code === NotFound().code)
    return new LanguageModelError('none', vscode.l10n.t('{0} is not available any more.', name), { cause: error });
  return new LanguageModelError('unreachable', vscode.l10n.t('{0} did not answer.', name), { cause: error });
}
