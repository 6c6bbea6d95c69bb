import path from 'node:path';
import * as vscode from 'vscode';
import { paced } from '../../core/pace';
import type { ShootView } from '../../core/reports';
import {
  type ChartsHostMethods,
  type ChartsPageMethods,
  type ChartsSnapshot,
  chartsHostRequests,
  chartsPageReplies,
} from '../../protocol/charts';
import { type Handlers, Messenger } from '../../protocol/messages';
import { verdictCommand } from '../commandTypes';
import { Disposable } from '../dispose';
import { errorSentence, isAbort, logError } from '../errors';
import { recipeSettings } from '../settings';
import type { Shoots } from '../shoots';
import { loadPage } from '../webviewHtml';
import { panelClosed, webviewTransport } from '../webviewTransport';
import { snapshotSteps } from './chartsSnapshot';

export interface ChartsPanelDeps {
  readonly extensionUri: vscode.Uri;
  readonly shoots: Shoots;
  readonly log: vscode.LogOutputChannel;
  /** Absolute path of the shoot. */
  readonly root: string;
}

/** The score charts of one shoot: answers the page's questions and sends a snapshot whenever the shoot changed. */
export class ChartsPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #deps: ChartsPanelDeps;
  readonly #messenger: Messenger<ChartsPageMethods, ChartsHostMethods>;
  #cacheDir: string | null = null;
  #generation = 0;
  #ready = false;

  constructor(panel: vscode.WebviewPanel, deps: ChartsPanelDeps) {
    super();
    this.#panel = panel;
    this.#deps = deps;
    panel.iconPath = vscode.Uri.joinPath(deps.extensionUri, 'media', 'icon.png');
    panel.title = vscode.l10n.t('Scores: {0}', path.basename(deps.root));
    this.#messenger = new Messenger({
      transport: webviewTransport(panel.webview),
      replies: chartsPageReplies,
      requests: chartsHostRequests,
      handlers: this.#handlers(),
      onProtocolError: (error) => logError(deps.log, 'Score charts', error),
    });
    this._register({ dispose: () => this.#messenger.close(panelClosed()) });
    this._register(deps.shoots.onDidChange((root) => (root === null || root === deps.root) && void this.#refresh()));
    this._register(panel.onDidDispose(() => this.dispose()));
  }

  reveal(): void {
    this.#panel.reveal(undefined, false);
  }

  /** Loads the page. Rejects where the shoot is not in an index. */
  async load(): Promise<void> {
    this.#loadFor(await this.#deps.shoots.view(this.#deps.root));
  }

  override dispose(): void {
    super.dispose();
    this.#panel.dispose();
  }

  /** The page may read its own files and this shoot's cache, nothing else. */
  #loadFor({ cacheDir }: ShootView): void {
    if (cacheDir === this.#cacheDir) return;
    this.#cacheDir = cacheDir;
    this.#ready = false;
    const { extensionUri } = this.#deps;
    const page = { webview: this.#panel.webview, extensionUri, name: 'charts', title: vscode.l10n.t('Score Charts') };
    loadPage(page, [vscode.Uri.file(cacheDir)]);
  }

  #handlers(): Handlers<ChartsHostMethods> {
    const { root } = this.#deps;
    return {
      ready: async () => {
        const snapshot = await this.#said(() => this.#snapshot());
        this.#ready = true;
        return snapshot;
      },
      decide: ({ paths, verdict }) => this.#run(verdictCommand(verdict), { folder: root, files: paths }),
      openGrid: ({ paths }) => this.#openGrid(paths),
      explain: ({ path: file }) => this.#run('qrate.explain', { folder: root, file }),
      cull: async ({ minSharpness }) => {
        const view = await this.#deps.shoots.view(root);
        return this.#run('qrate.cull', { folder: root, confirm: true, ...(view.recipe ?? recipeSettings(root)), minSharpness });
      },
    };
  }

  /** Before the first cull, the settings speak; what they would say is worked out without writing it. */
  async #snapshot(): Promise<ChartsSnapshot> {
    const { root, shoots } = this.#deps;
    const view = await shoots.view(root);
    const recipe = view.recipe ?? recipeSettings(root);
    const judged = view.recipe === null ? await (await shoots.api(root)).viewAs(recipe) : view;
    return paced(snapshotSteps({ view, judged, recipe, webview: this.#panel.webview }));
  }

  /** The grid where there is one, else the photos one by one in the tree. */
  async #openGrid(paths: readonly string[]): Promise<null> {
    const { root } = this.#deps;
    const commands = await vscode.commands.getCommands(true);
    if (commands.includes('qrate.openGrid')) return this.#run('qrate.openGrid', { folder: root, files: paths });
    const [file] = paths;
    return file === undefined ? null : this.#run('qrate.explain', { folder: root, file });
  }

  #run(command: string, options: object): Promise<null> {
    return this.#said(async () => {
      await vscode.commands.executeCommand(command, options);
      return null;
    });
  }

  /** The page shows a sentence; what the runner of commands has not logged is logged here. */
  async #said<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      logError(this.#deps.log, 'Score charts', error);
      throw new Error(errorSentence(error), { cause: error });
    }
  }

  /** A later change overtakes an earlier one. A page that is hidden asks for the snapshot itself when it is back. */
  async #refresh(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    if (!this.#panel.visible) this.#ready = false;
    if (!this.#ready) return;
    try {
      const snapshot = await this.#snapshot();
      if (generation !== this.#generation || this.isDisposed) return;
      await this.#messenger.request('update', snapshot);
    } catch (error) {
      if (!isAbort(error)) logError(this.#deps.log, 'refresh the score charts', error);
    }
  }
}
