import path from 'node:path';
import * as vscode from 'vscode';
import { QrateError } from '../../core/errors';
import { type Handlers, Messenger } from '../../protocol/messages';
import {
  type PhotoCommand,
  type PhotoDecision,
  type PhotoFullSize,
  type PhotoHostMethods,
  type PhotoPageMethods,
  type PhotoSnapshot,
  photoHostRequests,
  photoPageReplies,
} from '../../protocol/photo';
import { Disposable } from '../dispose';
import { errorSentence, isAbort, logError } from '../errors';
import type { Shoots } from '../shoots';
import { loadPage } from '../webviewHtml';
import { panelClosed, webviewTransport } from '../webviewTransport';
import { folderOfFile, fullPicture } from './fullPicture';
import type { LoosePhotos } from './loosePhotos';
import { gatherFacts, type PhotoFacts } from './photoFacts';
import { photoSnapshot } from './photoSnapshot';

export interface PhotoEditorDeps {
  readonly extensionUri: vscode.Uri;
  readonly shoots: Shoots;
  readonly loose: LoosePhotos;
  readonly log: vscode.LogOutputChannel;
  /** Told when the editor shows another photo than before. */
  readonly onDidShow: (editor: PhotoEditor) => void;
}

/** One editor tab: gathers what is known of its file, again whenever its shoot or the file changes, and answers the page. */
export class PhotoEditor extends Disposable {
  /** Absolute path of the file. */
  readonly file: string;
  readonly #uri: vscode.Uri;
  readonly #panel: vscode.WebviewPanel;
  readonly #deps: PhotoEditorDeps;
  readonly #messenger: Messenger<PhotoPageMethods, PhotoHostMethods>;
  readonly #life = new AbortController();
  #facts: Promise<PhotoFacts>;
  #shown: PhotoSnapshot | null = null;
  /** Folders of pictures that the page may read; `null` before the first page. */
  #allowed: ReadonlySet<string> | null = null;
  #isReady = false;

  constructor(uri: vscode.Uri, panel: vscode.WebviewPanel, deps: PhotoEditorDeps) {
    super();
    this.file = uri.fsPath;
    this.#uri = uri;
    this.#panel = panel;
    this.#deps = deps;
    this.#facts = this.#gather();
    this.#messenger = new Messenger({
      transport: webviewTransport(panel.webview),
      replies: photoPageReplies,
      requests: photoHostRequests,
      handlers: this.#handlers(),
      onProtocolError: (error) => logError(deps.log, 'photo editor', error),
    });
    this._register({ dispose: () => this.#messenger.close(panelClosed()) });
    this._register({ dispose: () => this.#life.abort(panelClosed()) });
    this._register(deps.shoots.onDidChange((root) => void this.#refreshAfter(root)));
    this._register(this.#watchFile());
    this._register(panel.onDidDispose(() => this.dispose()));
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  /** What the page shows, or `null` before its first answer. */
  get shown(): PhotoSnapshot | null {
    return this.#shown;
  }

  /**
   * Loads the page while the photo is being read, for which VS Code shows that something goes on. Never rejects: an editor that cannot
   * show its file says why.
   */
  async open(): Promise<void> {
    try {
      this.#allow(await this.#likelyFolders());
      this.#allow(foldersOf(await this.#facts));
    } catch (error) {
      this.#report(error);
    }
  }

  /** Hands a command to the page; one that is still loading has nothing to do it with. */
  command(name: PhotoCommand): void {
    if (!this.#isReady) return;
    this.#messenger.request('command', { name }).catch((error: unknown) => this.#report(error));
  }

  /** The page may read its own files and these folders; what it may not read yet asks for a new page. */
  #allow(folders: readonly string[]): void {
    if (this.isDisposed || (this.#allowed !== null && folders.every((it) => this.#allowed?.has(it)))) return;
    this.#allowed = new Set([...(this.#allowed ?? []), ...folders]);
    this.#isReady = false;
    const { extensionUri } = this.#deps;
    const page = { webview: this.#panel.webview, extensionUri, name: 'photo', title: path.basename(this.file) };
    loadPage(
      page,
      [...this.#allowed].map((it) => vscode.Uri.file(it)),
    );
  }

  /** Where the preview will be, unless the shoot keeps its cache elsewhere. */
  async #likelyFolders(): Promise<readonly string[]> {
    const root = await this.#deps.shoots.around(this.file);
    const { cacheDir } = this.#deps.loose;
    return root === null ? [cacheDir] : [cacheDir, path.join(root, '.qrate', 'cache')];
  }

  /** Only the disk has photos: a version that git keeps, for example, is no file that could be read. */
  async #gather(): Promise<PhotoFacts> {
    if (this.#uri.scheme !== 'file') throw new QrateError('no-such-photo', vscode.l10n.t('qrate shows photos from the disk alone.'));
    return gatherFacts(this.file, this.#deps, this.#life.signal);
  }

  #handlers(): Handlers<PhotoHostMethods> {
    return {
      ready: async () => {
        this.#isReady = true;
        return this.#said(() => this.#snapshot());
      },
      decide: (decision) => this.#said(() => this.decide(decision)),
      open: ({ path: file }) => this.#said(() => this.#openOther(file)),
      explain: () => this.#said(() => run('qrate.explain', this.file)),
      index: () => this.#said(() => run('qrate.index', path.dirname(this.file))),
      fullSize: (_, { signal }) => this.#said(() => this.#fullSize(signal)),
    };
  }

  async #snapshot(): Promise<PhotoSnapshot> {
    const before = this.#shown?.picture.key;
    const shown = photoSnapshot(await this.#facts, this.#panel.webview);
    this.#shown = shown;
    if (shown.picture.key !== before) this.#deps.onDidShow(this);
    return shown;
  }

  /** Throws QrateError('no-index') for a photo in no shoot: there is nowhere to write a decision. */
  async decide(decision: PhotoDecision): Promise<null> {
    const { shoot } = await this.#facts;
    if (shoot === null)
      throw new QrateError('no-index', vscode.l10n.t('{0} is not in an indexed shoot. Index its folder first.', this.file));
    await (await this.#deps.shoots.api(shoot.root)).decide([this.file], decision);
    await this.#deps.shoots.changed(shoot.root);
    return null;
  }

  async #fullSize(signal: AbortSignal): Promise<PhotoFullSize> {
    const report = await fullPicture(await this.#facts, this.#deps, AbortSignal.any([signal, this.#life.signal]));
    if ('reason' in report) return report;
    const { file, ...size } = report;
    return { ...size, uri: this.#panel.webview.asWebviewUri(vscode.Uri.file(file)).toString() };
  }

  /** In the place of this one, where this tab is only a preview itself. */
  async #openOther(file: string): Promise<null> {
    const { shoot } = await this.#facts;
    if (shoot === null) return null;
    const { viewType, viewColumn } = this.#panel;
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(path.join(shoot.root, file)), viewType, {
      viewColumn: viewColumn ?? vscode.ViewColumn.Active,
      preview: true,
    });
    return null;
  }

  /** What fails is logged, and the page gets the sentence that a person reads. */
  async #said<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isAbort(error)) throw error;
      logError(this.#deps.log, 'photo editor', error);
      throw new Error(errorSentence(error), { cause: error });
    }
  }

  async #refreshAfter(root: string | null): Promise<void> {
    const around = root === null ? null : await this.#deps.shoots.around(this.file);
    if (root === around) await this.#refresh();
  }

  async #refresh(): Promise<void> {
    const facts = this.#gather();
    this.#facts = facts;
    try {
      const known = await facts;
      if (this.isDisposed || this.#facts !== facts) return;
      this.#allow(foldersOf(known));
      // A page that is hidden is gone: it asks by itself when it is back.
      if (!this.#panel.visible) this.#isReady = false;
      if (this.#isReady) await this.#messenger.request('update', await this.#snapshot());
    } catch (error) {
      this.#report(error);
    }
  }

  /** A file that is copied again, or written anew, shows at once. */
  #watchFile(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(path.dirname(this.file)), path.basename(this.file)),
    );
    watcher.onDidChange(() => void this.#refresh());
    watcher.onDidCreate(() => void this.#refresh());
    return watcher;
  }

  #report(error: unknown): void {
    if (!isAbort(error)) logError(this.#deps.log, `photo editor on ${this.file}`, error);
  }
}

/** Where the previews are and, where the file itself is the picture, its folder. */
const foldersOf = (facts: PhotoFacts): readonly string[] =>
  [facts.cacheDir, facts.shoot?.indexed?.view.cacheDir, folderOfFile(facts)].filter((it) => it != null);

async function run(command: string, file: string): Promise<null> {
  await vscode.commands.executeCommand(command, vscode.Uri.file(file));
  return null;
}
