import path from 'node:path';
import * as vscode from 'vscode';
import { SHOWN_AS_IT_IS } from '../../core/fullSizes';
import { previewPath, thumbPath } from '../../core/previewCache';
import type { ShootView } from '../../core/reports';
import { PickerSession } from '../../picker/pickerSession';
import { type Handlers, Messenger } from '../../protocol/messages';
import {
  type PickerCommand,
  type PickerHostMethods,
  type PickerPageMethods,
  type PickerSnapshot,
  pickerHostRequests,
  pickerPageReplies,
} from '../../protocol/picker';
import { pickerTexts } from '../../protocol/texts/pickerTexts';
import { Disposable } from '../dispose';
import { errorSentence, isAbort, logError } from '../errors';
import { recipeSettings } from '../settings';
import type { Shoots } from '../shoots';
import { loadPage } from '../webviewHtml';
import { panelClosed, webviewTransport } from '../webviewTransport';

export interface PickerPanelDeps {
  readonly extensionUri: vscode.Uri;
  /** Absolute path of the shoot. */
  readonly root: string;
  readonly model: string;
  readonly bursts: number | undefined;
  readonly shoots: Shoots;
  readonly log: vscode.LogOutputChannel;
}

/** One webview panel that asks about pairs of one shoot: answers the page, forwards keys, and keeps the page up to date. */
export class PickerPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #deps: PickerPanelDeps;
  readonly #session: PickerSession;
  readonly #messenger: Messenger<PickerPageMethods, PickerHostMethods>;
  #cacheDir: string | null = null;
  #isReady = false;
  #generation = 0;

  constructor(panel: vscode.WebviewPanel, deps: PickerPanelDeps) {
    super();
    this.#panel = panel;
    this.#deps = deps;
    const { root, shoots, log } = deps;
    panel.iconPath = vscode.Uri.joinPath(deps.extensionUri, 'media', 'icon.png');
    panel.title = vscode.l10n.t('Taste: {0}', path.basename(root));
    this.#session = new PickerSession({
      shoot: () => shoots.api(root),
      view: () => shoots.view(root),
      model: deps.model,
      bursts: deps.bursts,
      uris: {
        preview: (contentId) => this.#uri(previewPath(this.#cacheDir ?? '', contentId)),
        thumb: (contentId) => this.#uri(thumbPath(this.#cacheDir ?? '', contentId)),
        full: ({ file }) => this.#uri(file),
      },
    });
    this.#messenger = new Messenger<PickerPageMethods, PickerHostMethods>({
      transport: webviewTransport(panel.webview),
      replies: pickerPageReplies,
      requests: pickerHostRequests,
      handlers: this.#handlers(),
      onProtocolError: (error) => logError(log, 'picker', error),
    });
    this._register({ dispose: () => this.#messenger.close(panelClosed()) });
    this._register(shoots.onDidChange((changed) => (changed === null || changed === root) && void this.#refresh()));
    this._register(panel.onDidDispose(() => this.dispose()));
  }

  get root(): string {
    return this.#deps.root;
  }

  get model(): string {
    return this.#session.model;
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  show(): void {
    this.#panel.reveal(undefined, false);
  }

  /** Fills the panel; the page asks for its question itself. Rejects where the shoot is not in an index. */
  async load(): Promise<void> {
    const view = await this.#deps.shoots.view(this.root);
    if (this.isDisposed) return;
    this.#cacheDir = view.cacheDir;
    const { extensionUri } = this.#deps;
    const page = { webview: this.#panel.webview, extensionUri, name: 'picker', title: vscode.l10n.t('Learn My Taste') };
    loadPage(page, this.#pictureRoots(view));
  }

  /** Asks for another model from now on. */
  async use(model: string): Promise<void> {
    if (model === this.#session.model) return;
    this.#session.use(model);
    await this.#refresh();
  }

  async press(name: PickerCommand): Promise<void> {
    if (this.#panel.visible) await this.#told(`key ${name}`, () => this.#messenger.request('command', { name }));
  }

  override dispose(): void {
    super.dispose();
    this.#panel.dispose();
  }

  #uri(file: string): string {
    return this.#panel.webview.asWebviewUri(vscode.Uri.file(file)).toString();
  }

  /** At 1:1 a JPEG is shown as it is: for that the page may read the shoot, besides its own files and the cache. */
  #pictureRoots({ cacheDir, photos }: ShootView): readonly vscode.Uri[] {
    const needsShoot = photos.some(({ format }) => format !== null && SHOWN_AS_IT_IS.has(format));
    return [vscode.Uri.file(cacheDir), ...(needsShoot ? [vscode.Uri.file(this.root)] : [])];
  }

  #handlers(): Handlers<PickerHostMethods> {
    const { root, shoots } = this.#deps;
    const { answer, undo, train, fullSize } = this.#session.handlers;
    return {
      ready: () =>
        this.#said('open', async () => {
          const snapshot = await this.#snapshot();
          this.#isReady = true;
          return snapshot;
        }),
      answer: (request, context) => this.#said('answer', () => answer(request, context)),
      undo: (request, context) => this.#said('undo', () => undo(request, context)),
      train: (request, context) =>
        this.#said('train', async () => {
          const trained = await train(request, context);
          await shoots.changed(root);
          return trained;
        }),
      fullSize: (request, context) => this.#said('take out the full size', () => fullSize(request, context)),
      cull: async () => {
        const { taste: _, ...numbers } = (await shoots.view(root)).recipe ?? recipeSettings(root);
        const asked = { folder: root, confirm: true, ...numbers, tasteModel: this.#session.model };
        await this.#said('cull', () => vscode.commands.executeCommand('qrate.cull', asked));
        return null;
      },
      chooseModel: async () => {
        // As a person's own call: it asks.
        await this.#said('choose a model', () => vscode.commands.executeCommand('qrate.tasteModels', vscode.Uri.file(root)));
        return null;
      },
      done: async () => {
        // The page hears that it is done before it goes.
        setImmediate(() => this.dispose());
        return null;
      },
    };
  }

  #snapshot(): Promise<PickerSnapshot> {
    return this.#session.snapshot({
      name: path.basename(this.root),
      language: vscode.env.language,
      keys: 'host',
      cull: 'button',
      choosesModel: true,
      strings: pickerTexts(vscode),
    });
  }

  /** A later change overtakes an earlier one. A page that is hidden is thrown away, and asks for everything when it is back. */
  async #refresh(): Promise<void> {
    this.#generation += 1;
    const generation = this.#generation;
    if (!this.#panel.visible) this.#isReady = false;
    if (!this.#isReady) return;
    await this.#told('refresh', async () => {
      const snapshot = await this.#snapshot();
      if (generation === this.#generation && !this.isDisposed) await this.#messenger.request('update', snapshot);
    });
  }

  /** The log gets the details, the page a sentence. */
  async #said<T>(what: string, work: () => PromiseLike<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isAbort(error)) throw error;
      logError(this.#deps.log, `picker, ${what}`, error);
      throw new Error(errorSentence(error), { cause: error });
    }
  }

  /** Nobody waits for it: what goes wrong is logged. */
  async #told(what: string, work: () => Promise<unknown>): Promise<void> {
    await work().catch((error: unknown) => {
      if (!isAbort(error)) logError(this.#deps.log, `picker, ${what}`, error);
    });
  }
}
