import * as vscode from 'vscode';
import type { Tool, ToolCall, ToolShoots } from '../../core/intent/tools/tool';
import { Disposable } from '../dispose';
import { errorSentence, logError } from '../errors';
import { escapeMarkdown } from '../markdown';
import type { Shoots } from '../shoots';

/** The same names as in the table of tools and in the manifest; a test holds the three together. */
export const TOOL_NAMES = ['qrate_status', 'qrate_find', 'qrate_explain', 'qrate_plan', 'qrate_cull', 'qrate_export'] as const;

/** Offers the tools to language models in this window. Those that write are confirmed by the person, in VS Code's own dialog. */
export class Tools extends Disposable {
  readonly #shoots: ToolShoots;
  readonly #log: vscode.LogOutputChannel;

  constructor(shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#shoots = windowShoots(shoots);
    this.#log = log;
    for (const name of TOOL_NAMES) this._register(vscode.lm.registerTool<unknown>(name, this.#tool(name)));
  }

  #tool(name: string): vscode.LanguageModelTool<unknown> {
    return {
      prepareInvocation: async ({ input }, token) => this.#prepare(await toolCalled(name), input, token),
      invoke: async ({ input }, token) => this.#invoke(await toolCalled(name), input, token),
    };
  }

  /** An input that cannot run is not worth a question: `invoke` says what is wrong. */
  async #prepare(tool: Tool, input: unknown, token: vscode.CancellationToken): Promise<vscode.PreparedToolInvocation> {
    const invocationMessage = vscode.l10n.t('qrate: {0}', tool.title);
    if (tool.question === undefined) return { invocationMessage };
    try {
      const { title, lines } = await tool.question(this.#shoots, input, await callWith(token));
      const message = new vscode.MarkdownString(lines.map((line) => `- ${escapeMarkdown(line)}`).join('\n'));
      return { invocationMessage, confirmationMessages: { title, message } };
    } catch (error) {
      logError(this.#log, tool.name, error);
      return {
        invocationMessage,
        confirmationMessages: { title: tool.title, message: new vscode.MarkdownString(escapeMarkdown(errorSentence(error))) },
      };
    }
  }

  async #invoke(tool: Tool, input: unknown, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
    try {
      const answer = await tool.run(this.#shoots, input, await callWith(token));
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answer))]);
    } catch (error) {
      logError(this.#log, tool.name, error);
      throw new Error(errorSentence(error), { cause: error });
    }
  }
}

async function toolCalled(name: string): Promise<Tool> {
  const { TOOLS } = await import('../../core/intent/tools/tools');
  const tool = TOOLS.find((it) => it.name === name);
  if (tool === undefined) throw new Error(`There is no tool ${name}.`);
  return tool;
}

async function callWith(token: vscode.CancellationToken): Promise<ToolCall> {
  const { localNow } = await import('../../core/intent/moment');
  const cancel = new AbortController();
  if (token.isCancellationRequested) cancel.abort();
  token.onCancellationRequested(() => cancel.abort());
  return { now: localNow(), signal: cancel.signal };
}

/** The shoots of the window; files are written into its folders alone. */
function windowShoots(shoots: Shoots): ToolShoots {
  return {
    roots: () => shoots.roots(),
    open: (root) => shoots.api(root),
    exclusive: async (root, work) => {
      try {
        return await shoots.exclusive(root, vscode.l10n.t('A tool of a language model'), work);
      } finally {
        await shoots.changed(root);
      }
    },
    folders: () => (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath),
  };
}
