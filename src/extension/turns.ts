import * as vscode from 'vscode';
import { QrateError } from '../core/errors';

interface Turn {
  readonly what: string;
  /** Stops work that nobody asked for; `null` for a command of the person. */
  readonly giveWay: AbortController | null;
  readonly ended: Promise<unknown>;
}

/** One long piece of work at a time on each shoot. Quiet work gives way to what a person asks for. */
export class Turns {
  readonly #running = new Map<string, Turn>();

  isBusy(root: string): boolean {
    return this.#running.has(root);
  }

  /** Stops quiet work first and waits for its end. Throws QrateError('locked') while another command of the person runs. */
  async exclusive<T>(root: string, what: string, task: () => PromiseLike<T>): Promise<T> {
    for (let turn = this.#running.get(root); turn !== undefined; turn = this.#running.get(root)) {
      if (turn.giveWay === null)
        throw new QrateError('locked', vscode.l10n.t('“{0}” is still running on {1}. Wait for it, or cancel it.', turn.what, root));
      turn.giveWay.abort();
      await turn.ended;
    }
    return this.#take(root, { what, giveWay: null }, task);
  }

  /** Does nothing and answers `undefined` while anything else runs. The signal says when to give way. */
  async quietly<T>(root: string, what: string, task: (signal: AbortSignal) => PromiseLike<T>): Promise<T | undefined> {
    if (this.isBusy(root)) return undefined;
    const giveWay = new AbortController();
    return this.#take(root, { what, giveWay }, () => task(giveWay.signal));
  }

  async #take<T>(root: string, turn: Omit<Turn, 'ended'>, task: () => PromiseLike<T>): Promise<T> {
    const work = Promise.resolve().then(task);
    const ended = work.then(
      () => this.#running.delete(root),
      () => this.#running.delete(root),
    );
    this.#running.set(root, { ...turn, ended });
    try {
      return await work;
    } finally {
      await ended;
    }
  }
}
