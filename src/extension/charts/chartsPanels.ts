import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import type { Shoots } from '../shoots';
import type { ChartsPanel } from './chartsPanel';

const VIEW_TYPE = 'qrate.charts';

/** The score charts of a window, one panel per shoot, restored after a reload. Their code loads on first use. */
export class ChartsPanels extends Disposable implements vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #shoots: Shoots;
  readonly #log: vscode.LogOutputChannel;
  readonly #panels = new Map<string, ChartsPanel>();

  constructor(extensionUri: vscode.Uri, shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#extensionUri = extensionUri;
    this.#shoots = shoots;
    this.#log = log;
    this._register(vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this));
    this._register({ dispose: () => [...this.#panels.values()].forEach((panel) => void panel.dispose()) });
  }

  /** Shoots whose charts are open. */
  get roots(): readonly string[] {
    return [...this.#panels.keys()].sort();
  }

  /** Opens the charts of a shoot, or brings the open ones to the front. Rejects with QrateError('no-index'). */
  async show(root: string): Promise<void> {
    const open = this.#panels.get(root);
    if (open !== undefined) return open.reveal();
    await this.#shoots.view(root);
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t('Scores'), vscode.ViewColumn.Active);
    await this.#adopt(panel, root);
  }

  /** After a reload of the window. A panel whose state or shoot is gone closes. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    try {
      const { parseChartsState } = await import('../../protocol/charts');
      const state = parseChartsState(kept);
      if (state === null) return panel.dispose();
      await this.#adopt(panel, state.root);
    } catch (error) {
      logError(this.#log, 'restore the score charts', error);
      panel.dispose();
    }
  }

  async #adopt(webviewPanel: vscode.WebviewPanel, root: string): Promise<void> {
    const { ChartsPanel } = await import('./chartsPanel');
    this.#panels.get(root)?.dispose();
    const panel = new ChartsPanel(webviewPanel, { extensionUri: this.#extensionUri, shoots: this.#shoots, log: this.#log, root });
    this.#panels.set(root, panel);
    webviewPanel.onDidDispose(() => {
      if (this.#panels.get(root) === panel) this.#panels.delete(root);
    });
    await panel.load();
  }
}
