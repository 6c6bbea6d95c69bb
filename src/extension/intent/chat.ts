import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { errorSentence, isAbort, logError } from '../errors';
import type { Shoots } from '../shoots';
import type { Models } from './models';

export const CHAT_COMMANDS = ['find', 'cull', 'explain', 'export'] as const;
export type ChatCommand = (typeof CHAT_COMMANDS)[number];

export interface ChatDeps {
  readonly shoots: Shoots;
  readonly log: vscode.LogOutputChannel;
  readonly iconUri: vscode.Uri;
  readonly models: () => Promise<Models>;
}

/** What a turn leaves for the next one. */
export interface ChatOutcome extends vscode.ChatResult {
  readonly metadata: { readonly command: ChatCommand; readonly hasPlan: boolean };
}

/** `@qrate` in the chat: sentences become plans and explanations without any model; buttons run them, after a question. */
export class Chat extends Disposable {
  readonly #deps: ChatDeps;

  constructor(deps: ChatDeps) {
    super();
    this.#deps = deps;
    const participant = this._register(vscode.chat.createChatParticipant('qrate.chat', (...turn) => this.answer(...turn)));
    participant.iconPath = vscode.Uri.joinPath(deps.iconUri, 'media', 'icon.png');
    participant.followupProvider = { provideFollowups: (result) => followups(result as Partial<ChatOutcome>) };
  }

  /** One turn. What goes wrong is said in the chat; nothing is written here. */
  async answer(
    request: vscode.ChatRequest,
    _context: vscode.ChatContext,
    stream: vscode.ChatResponseStream,
    token: vscode.CancellationToken,
  ): Promise<ChatOutcome> {
    const command = CHAT_COMMANDS.find((it) => it === request.command) ?? 'find';
    try {
      const { answerTurn } = await import('./chatTurn');
      return await answerTurn(this.#deps, { request, command, stream, token });
    } catch (error) {
      const metadata = { command, hasPlan: false };
      if (isAbort(error)) return { metadata };
      logError(this.#deps.log, `@qrate /${command}`, error);
      return { errorDetails: { message: errorSentence(error) }, metadata };
    }
  }
}

function followups({ metadata }: Partial<ChatOutcome>): vscode.ChatFollowup[] {
  const all: readonly (vscode.ChatFollowup & { readonly command: ChatCommand })[] = [
    { command: 'find', prompt: 'best 10, not blurry', label: vscode.l10n.t('Find the best 10') },
    { command: 'cull', prompt: 'keep 2 of each burst', label: vscode.l10n.t('Keep two of each burst') },
    { command: 'export', prompt: 'picks as a list to picks.txt', label: vscode.l10n.t('List the picks') },
    { command: 'explain', prompt: '', label: vscode.l10n.t('Explain the photo in front') },
  ];
  return all.filter(({ command }) => command !== metadata?.command || metadata.hasPlan).slice(0, 3);
}
