import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import type { Shoots } from '../shoots';
import { pickCount } from '../words';
import { countPicks } from './verdicts';

/** "12 picks" in the status bar, over all shoots of the window; a click opens the status. */
export class PicksStatusBar extends Disposable {
  readonly #shoots: Shoots;
  readonly #log: vscode.LogOutputChannel;
  readonly #item: vscode.StatusBarItem;
  #generation = 0;

  constructor(shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#shoots = shoots;
    this.#log = log;
    this.#item = this._register(vscode.window.createStatusBarItem('qrate.picks', vscode.StatusBarAlignment.Left));
    this.#item.name = vscode.l10n.t('qrate picks');
    this.#item.command = 'qrate.status';
    this._register(shoots.onDidChange(() => void this.update()));
  }

  /** Counts again. Never rejects: a shoot that cannot be read is left out, and the view says why. */
  async update(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const counts = await this.#count();
    if (generation !== this.#generation) return;
    if (counts === null) return this.#item.hide();
    const { decided, suggested } = counts;
    this.#item.text = `$(pass) ${pickCount(decided + suggested)}`;
    this.#item.tooltip = vscode.l10n.t('qrate: {0} picked by you, {1} suggested. Click for the status.', decided, suggested);
    this.#item.accessibilityInformation = { label: vscode.l10n.t('qrate: {0}', pickCount(decided + suggested)) };
    this.#item.show();
  }

  async #count(): Promise<{ readonly decided: number; readonly suggested: number } | null> {
    const results = await Promise.allSettled((await this.#shoots.roots()).map((root) => this.#shoots.view(root)));
    for (const result of results) if (result.status === 'rejected') logError(this.#log, 'count picks', result.reason);
    const views = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    return views.length === 0 ? null : countPicks(views.flatMap((view) => view.photos));
  }
}
