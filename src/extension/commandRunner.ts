import path from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS, type CommandId } from './commands';
import type { Call, CommandHost } from './commandTypes';
import { Disposable } from './dispose';
import { isAbort, logError, showError } from './errors';
import { isDisagreementNode } from './history/disagreementNodes';
import { isRehearsal } from './keyRehearsal';
import type { TreeNode } from './views/treeNodes';

/** Registers the table of commands and runs them the same way: arguments sorted out, errors logged and said. */
export class CommandRunner extends Disposable {
  readonly #host: CommandHost;

  constructor(host: CommandHost) {
    super();
    this.#host = host;
    for (const id of Object.keys(COMMANDS) as CommandId[]) {
      this._register(vscode.commands.registerCommand(id, (...args: unknown[]) => this.#run(id, args)));
    }
  }

  /** A person reads what went wrong; a caller that handed in options gets the error itself. Cancelling answers `undefined`. */
  async #run(id: CommandId, args: readonly unknown[]): Promise<unknown> {
    if (isRehearsal(args[0])) return undefined;
    const call = parseCall(args, this.#host);
    try {
      const command = await COMMANDS[id]();
      return await command(this.#host, call);
    } catch (error) {
      if (isAbort(error)) {
        this.#host.log.info(`${id}: cancelled`);
        return undefined;
      }
      if (call.options === null) {
        showError(this.#host.log, id, error);
        return undefined;
      }
      logError(this.#host.log, id, error);
      throw error;
    }
  }
}

const isNode = (value: unknown): value is TreeNode =>
  typeof value === 'object' && value !== null && 'kind' in value && 'root' in value && 'parent' in value;

const isUri = (value: unknown): value is vscode.Uri => value instanceof vscode.Uri;

/** Menus hand in (clicked, all selected); `all` counts only where it was made of the same things. */
function selected<T>(first: T, all: unknown, guard: (value: unknown) => value is T): readonly T[] {
  const list = Array.isArray(all) ? all.filter(guard) : [];
  return list.length > 0 ? list : [first];
}

const NOTHING: Call<unknown> = { options: null, uris: [], nodes: [], disagreements: [] };

/** Palette: nothing. Explorer: URIs. Trees: nodes. A key of a tree: `{ selection: true }`, with the view's id. Programs: an options object. */
function parseCall([first, all]: readonly unknown[], host: CommandHost): Call<unknown> {
  if (isUri(first)) return { ...NOTHING, uris: selected(first, all, isUri) };
  if (isDisagreementNode(first)) {
    const disagreements = selected(first, all, isDisagreementNode);
    return { ...NOTHING, disagreements, uris: disagreements.map(({ root, path: photo }) => vscode.Uri.file(path.join(root, photo))) };
  }
  if (isNode(first)) return { ...NOTHING, nodes: selected(first, all, isNode) };
  if (first === undefined || first === null) return NOTHING;
  if (typeof first === 'object' && 'selection' in first && first.selection === true) {
    const tree = 'view' in first && first.view === 'qrate.selection' ? host.selection : host.bursts;
    return { ...NOTHING, nodes: tree.selection.filter((node) => node.kind === 'frame') };
  }
  return { ...NOTHING, options: first };
}
