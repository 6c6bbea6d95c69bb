import path from 'node:path';
import * as vscode from 'vscode';
import type { ShootView } from '../../core/reports';
import {
  type ExplainHostMethods,
  type ExplainPanelMethods,
  type ExplainShown,
  type ExplainSnapshot,
  explainHostRequests,
  explainPanelReplies,
} from '../../protocol/explain';
import { type Handlers, Messenger } from '../../protocol/messages';
import { verdictCommand } from '../commandTypes';
import { Disposable } from '../dispose';
import { errorSentence, isAbort, logError } from '../errors';
import type { Shoots } from '../shoots';
import { loadPage } from '../webviewHtml';
import { panelClosed, webviewTransport } from '../webviewTransport';
import { explainSnapshot } from './explainSnapshot';
import type { Polisher } from './polisher';

export interface ExplainPanelDeps {
  readonly extensionUri: vscode.Uri;
  readonly shoots: Shoots;
  readonly log: vscode.LogOutputChannel;
  readonly polisher: Polisher;
  /** Told when the panel moved to another photo. */
  readonly onDidShow: (photo: ExplainShown) => void;
}

/** One webview panel: keeps what it shows, answers its questions, and sends a snapshot whenever the shoot changed. */
export class ExplainPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #deps: ExplainPanelDeps;
  readonly #messenger: Messenger<ExplainPanelMethods, ExplainHostMethods>;
  #shown: ExplainShown | null = null;
  #snapshot: ExplainSnapshot | null = null;
  #cacheDir: string | null = null;
  #generation = 0;
  #ready = false;

  constructor(panel: vscode.WebviewPanel, deps: ExplainPanelDeps) {
    super();
    this.#panel = panel;
    this.#deps = deps;
    panel.iconPath = vscode.Uri.joinPath(deps.extensionUri, 'media', 'icon.png');
    this.#messenger = new Messenger({
      transport: webviewTransport(panel.webview),
      replies: explainPanelReplies,
      requests: explainHostRequests,
      handlers: this.#handlers(),
      onProtocolError: (error) => logError(deps.log, 'Explain panel', error),
    });
    this._register({ dispose: () => this.#messenger.close(panelClosed()) });
    this._register(deps.shoots.onDidChange((root) => (root === null || root === this.#shown?.root) && void this.#refresh()));
    this._register(panel.onDidDispose(() => this.dispose()));
  }

  get shown(): ExplainShown | null {
    return this.#shown;
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  reveal(): void {
    this.#panel.reveal(undefined, false);
  }

  /** Shows another photo. Rejects where the shoot or the photo is not in the index. A later call overtakes an earlier one. */
  async show(photo: ExplainShown): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    const { shoots } = this.#deps;
    const explanation = await (await shoots.api(photo.root)).explain(photo.path);
    const [view, canPolish] = await Promise.all([shoots.view(photo.root), this.#deps.polisher.isOn(photo.root)]);
    if (generation !== this.#generation || this.isDisposed) return;
    this.#load(view);
    const moved = this.#shown?.root !== photo.root || this.#shown.path !== explanation.path;
    this.#shown = { root: photo.root, path: explanation.path };
    this.#snapshot = explainSnapshot({
      explanation,
      view,
      webview: this.#panel.webview,
      canPolish,
    });
    this.#panel.title = path.posix.basename(explanation.path);
    if (moved) this.#deps.onDidShow(this.#shown);
    if (this.#ready) await this.#send(this.#snapshot);
  }

  /** Moves to the next (1) or previous (−1) frame of the group and stops at its ends. */
  async step(by: 1 | -1): Promise<void> {
    const snapshot = this.#snapshot;
    if (snapshot === null) return;
    const here = snapshot.siblings.findIndex((it) => it.path === snapshot.path);
    const there = here < 0 ? undefined : snapshot.siblings[here + by];
    if (there !== undefined) await this.show({ root: snapshot.root, path: there.path });
  }

  override dispose(): void {
    super.dispose();
    this.#panel.dispose();
  }

  /** The page may read the panel's own files and this shoot's cache, nothing else; another shoot means another page. */
  #load({ cacheDir }: ShootView): void {
    if (cacheDir === this.#cacheDir) return;
    this.#cacheDir = cacheDir;
    this.#ready = false;
    const { extensionUri } = this.#deps;
    const page = { webview: this.#panel.webview, extensionUri, name: 'explain', title: vscode.l10n.t('Explain') };
    loadPage(page, [vscode.Uri.file(cacheDir)]);
  }

  #handlers(): Handlers<ExplainHostMethods> {
    return {
      ready: async () => {
        this.#ready = true;
        if (this.#snapshot === null) throw new Error('the page loaded before there was anything to show');
        return this.#snapshot;
      },
      decide: async ({ path: file, verdict }) => this.#run(verdictCommand(verdict), { files: [file] }),
      show: async ({ path: file }) => {
        if (this.#shown !== null) await this.show({ root: this.#shown.root, path: file });
        return null;
      },
      open: async ({ path: file }) => this.#run('qrate.openPhoto', { file }),
      polish: async ({ path: file }) => (this.#shown === null ? null : this.#deps.polisher.say({ root: this.#shown.root, path: file })),
    };
  }

  async #run(command: string, options: { readonly file: string } | { readonly files: readonly string[] }): Promise<null> {
    if (this.#shown === null) return null;
    try {
      await vscode.commands.executeCommand(command, { folder: this.#shown.root, ...options });
      return null;
    } catch (error) {
      // The runner of commands has logged it; the page shows a sentence.
      throw new Error(errorSentence(error), { cause: error });
    }
  }

  async #refresh(): Promise<void> {
    if (this.#shown === null) return;
    try {
      await this.show(this.#shown);
    } catch (error) {
      logError(this.#deps.log, 'refresh the Explain panel', error);
    }
  }

  /** A page that is hidden or gone cannot answer: it asks for the snapshot itself when it is back. */
  async #send(snapshot: ExplainSnapshot): Promise<void> {
    if (!this.#panel.visible) {
      this.#ready = false;
      return;
    }
    await this.#messenger.request('update', snapshot).catch((error: unknown) => {
      if (!isAbort(error)) logError(this.#deps.log, 'Explain panel', error);
    });
  }
}
