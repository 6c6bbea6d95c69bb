import * as vscode from 'vscode';
import type { ExplainShown } from '../../protocol/explain';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import type { Shoots } from '../shoots';
import type { ExplainPanel, ExplainPanelDeps } from './explainPanel';
import type { Polisher } from './polisher';

const VIEW_TYPE = 'qrate.explain';

/** The one Explain panel of a window: shown, moved along its group, restored after a reload. Its code loads on first use. */
export class ExplainPanels extends Disposable implements vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #shoots: Shoots;
  readonly #log: vscode.LogOutputChannel;
  readonly #polisher: Polisher;
  readonly #shown = this._register(new vscode.EventEmitter<ExplainShown>());
  #panel: ExplainPanel | null = null;

  /** Fires the photo the panel moved to. */
  readonly onDidShow = this.#shown.event;

  constructor({ extensionUri, shoots, log, polisher }: Omit<ExplainPanelDeps, 'onDidShow'>) {
    super();
    this.#extensionUri = extensionUri;
    this.#shoots = shoots;
    this.#log = log;
    this.#polisher = polisher;
    this._register(vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this));
    this._register({ dispose: () => this.#panel?.dispose() });
  }

  /** The photo the panel shows, or `null` without a panel. */
  get current(): ExplainShown | null {
    return this.#panel?.shown ?? null;
  }

  /** The photo of the panel while the panel has the focus. */
  get active(): ExplainShown | null {
    return this.#panel?.isActive === true ? this.#panel.shown : null;
  }

  /** Opens the panel beside the editor, or moves the open one to another photo. */
  async show(photo: ExplainShown): Promise<void> {
    if (this.#panel === null) {
      const viewColumn = vscode.window.tabGroups.activeTabGroup.tabs.length > 0 ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
      const panel = vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t('Explain'), { viewColumn, preserveFocus: false });
      await this.#adopt(panel);
    }
    this.#panel?.reveal();
    await this.#panel?.show(photo);
  }

  /** Moves along the group; answers the path shown then, or `undefined` without a panel. Stops at both ends. */
  async step(by: 1 | -1): Promise<string | undefined> {
    await this.#panel?.step(by);
    return this.#panel?.shown?.path;
  }

  /** After a reload of the window. A panel whose state or shoot is gone closes. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    try {
      const { parseShown } = await import('../../protocol/explain');
      const photo = parseShown(state);
      if (photo === null) return panel.dispose();
      await this.#adopt(panel);
      await this.#panel?.show(photo);
    } catch (error) {
      logError(this.#log, 'restore the Explain panel', error);
      panel.dispose();
    }
  }

  async #adopt(webviewPanel: vscode.WebviewPanel): Promise<void> {
    const { ExplainPanel } = await import('./explainPanel');
    this.#panel?.dispose();
    const panel = new ExplainPanel(webviewPanel, {
      extensionUri: this.#extensionUri,
      shoots: this.#shoots,
      log: this.#log,
      polisher: this.#polisher,
      onDidShow: (photo) => this.#shown.fire(photo),
    });
    this.#panel = panel;
    webviewPanel.onDidDispose(() => {
      if (this.#panel === panel) this.#panel = null;
    });
  }
}
