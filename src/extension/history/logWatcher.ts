import { stat } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import type { Shoots } from '../shoots';

/** Notices decisions that come from elsewhere: a pull, a merge, a checkout, the command line. What this window wrote is known already. */
export class LogWatcher extends Disposable {
  readonly #shoots: Shoots;
  /** How the log of each shoot was when it was last read. */
  readonly #known = new Map<string, string>();

  constructor(shoots: Shoots) {
    super();
    this.#shoots = shoots;
    const watcher = this._register(vscode.workspace.createFileSystemWatcher('**/.qrate/decisions.jsonl'));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
      this._register(event((uri) => void this.#look(uri.fsPath)));
    }
    this._register(shoots.onDidChange((root) => void this.#remember(root)));
  }

  async #look(file: string): Promise<void> {
    const root = path.dirname(path.dirname(file));
    const mark = await markOf(file);
    if (this.isDisposed || this.#known.get(root) === mark) return;
    this.#known.set(root, mark);
    await this.#shoots.changed(root);
  }

  async #remember(root: string | null): Promise<void> {
    if (root === null) this.#known.clear();
    else this.#known.set(root, await markOf(path.join(root, '.qrate', 'decisions.jsonl')));
  }
}

/** Size and time of a file; the same text for every missing one. */
const markOf = (file: string): Promise<string> =>
  stat(file).then(
    ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
    () => 'missing',
  );
