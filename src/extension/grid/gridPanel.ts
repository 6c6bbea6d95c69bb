import path from 'node:path';
import * as vscode from 'vscode';
import { nextTurn } from '../../core/pace';
import type { ShootView } from '../../core/reports';
import { thumbUri } from '../../protocol/frameTable';
import {
  type GridCommand,
  type GridContext,
  type GridHostMethods,
  type GridPageMethods,
  gridHostRequests,
  gridPageReplies,
} from '../../protocol/grid';
import type { GridPageState } from '../../protocol/gridPageState';
import { Messenger } from '../../protocol/messages';
import { Disposable } from '../dispose';
import { isAbort, logError } from '../errors';
import type { Shoots } from '../shoots';
import type { PhotoTargets } from '../targets';
import { loadPage, loadWaiting } from '../webviewHtml';
import { panelClosed, webviewTransport } from '../webviewTransport';
import { cacheBase, GridFeed } from './gridFeed';
import { gridHandlers } from './gridHandlers';
import type { GridPlace } from './gridPanels';
import { gridSettings } from './gridSettings';
import { gridTables } from './gridTable';

export interface GridPanelDeps {
  readonly extensionUri: vscode.Uri;
  /** Absolute path of the shoot. */
  readonly root: string;
  /** What the page kept before a reload. */
  readonly state: GridPageState | null;
  readonly shoots: Shoots;
  readonly log: vscode.LogOutputChannel;
  /** Told when another frame became the active one. */
  readonly onDidMove: (place: GridPlace) => void;
}

/** Pictures that a browser shows as they are: for them the page may read the shoot, besides its own files and the cache. */
const SHOWN_AS_IT_IS = /\.(jpe?g|jpe|jfif|png|webp|avif)$/i;

/** One webview panel with the grid of one shoot: answers the page, forwards keys, and keeps the page up to date. */
export class GridPanel extends Disposable {
  readonly root: string;
  readonly #panel: vscode.WebviewPanel;
  readonly #deps: GridPanelDeps;
  readonly #messenger: Messenger<GridPageMethods, GridHostMethods>;
  readonly #feed: GridFeed;
  #context: GridContext;
  /** Ends with the page, which the editor throws away when it is hidden. */
  #page = new AbortController();
  /** A photo to show as soon as the page is there. */
  #wanted: string | null = null;

  constructor(panel: vscode.WebviewPanel, deps: GridPanelDeps) {
    super();
    this.root = deps.root;
    this.#panel = panel;
    this.#deps = deps;
    this.#context = { mode: deps.state?.mode ?? 'grid', active: deps.state?.active ?? null, selection: [] };
    panel.iconPath = vscode.Uri.joinPath(deps.extensionUri, 'media', 'icon.png');
    this.#feed = new GridFeed({ ...deps, webview: panel.webview, send: this.#send.bind(this) });
    this.#messenger = new Messenger<GridPageMethods, GridHostMethods>({
      transport: webviewTransport(panel.webview),
      replies: gridPageReplies,
      requests: gridHostRequests,
      handlers: gridHandlers({
        ...deps,
        feed: this.#feed,
        webview: panel.webview,
        onContext: (it) => this.#follow(it),
        onReady: () => this.#ready(),
      }),
      onProtocolError: (error) => logError(deps.log, 'burst grid', error),
    });
    this._register({ dispose: () => this.#messenger.close(panelClosed()) });
    this._register(deps.shoots.onDidChange((root) => (root === null || root === this.root) && void this.#feed.refresh()));
    this._register(vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('qrate.grid') && this.#resetSettings()));
    this._register(panel.onDidChangeViewState(() => this.#viewStateChanged()));
    this._register(panel.onDidDispose(() => this.dispose()));
  }

  get isActive(): boolean {
    return this.#panel.active;
  }

  /** What a command is about: the selection, else the active frame; `null` where there is neither. */
  get targets(): PhotoTargets | null {
    const { selection, active } = this.#context;
    const files = selection.length > 0 ? selection : active === null ? [] : [active];
    return files.length === 0 ? null : { root: this.root, files };
  }

  show(): void {
    this.#panel.reveal(undefined, false);
  }

  /** Fills the panel; the page asks for the shoot itself. Rejects where the shoot cannot be read. */
  async load(): Promise<void> {
    const { extensionUri } = this.#deps;
    const waiting = vscode.l10n.t('Reading the photos of {0} …', path.basename(this.root));
    const page = { webview: this.#panel.webview, extensionUri, name: 'grid', title: vscode.l10n.t('Burst Grid'), waiting };
    const reading = this.#deps.shoots.view(this.root);
    if (!(await isThere(reading))) loadWaiting(page);
    const view = await reading;
    const pictures = await this.#firstPictures(view);
    if (this.isDisposed) return;
    loadPage({ ...page, pictures }, this.#pictureRoots(view));
    this.#feed.sendAhead();
  }

  async reveal(photo: string): Promise<void> {
    if (!this.#feed.isReady) this.#wanted = photo;
    else await this.#send('reveal', { path: photo });
  }

  async press(name: GridCommand): Promise<void> {
    await this.#send('command', { name });
  }

  override dispose(): void {
    super.dispose();
    this.#panel.dispose();
  }

  #pictureRoots({ cacheDir, photos }: ShootView): readonly vscode.Uri[] {
    const needsShoot = photos.some(({ path, companions }) => [{ path }, ...companions].some((it) => SHOWN_AS_IT_IS.test(it.path)));
    return [vscode.Uri.file(cacheDir), ...(needsShoot ? [vscode.Uri.file(this.root)] : [])];
  }

  /** What a new page begins with; where the tables have to be made first, its script is there before them. */
  async #firstPictures(view: ShootView): Promise<readonly string[]> {
    const tables = gridTables(view);
    if (this.#deps.state !== null || !(await isThere(tables))) return [];
    const { order } = await tables;
    const base = cacheBase(this.#panel.webview, view);
    return order.photos.slice(0, FIRST_PICTURES).flatMap(({ preview }) => (preview === null ? [] : thumbUri(base, preview.contentId)));
  }

  #ready(): void {
    const photo = this.#wanted;
    this.#wanted = null;
    if (photo !== null) void this.#send('reveal', { path: photo });
  }

  #follow(context: GridContext): void {
    const moved = context.active !== this.#context.active;
    this.#context = context;
    if (!this.isActive) return;
    this.#tellContext();
    if (moved && context.active !== null) this.#deps.onDidMove({ root: this.root, path: context.active });
  }

  /** For `when` clauses of menus and keys. */
  #tellContext(): void {
    void vscode.commands.executeCommand('setContext', 'qrate.grid.mode', this.#context.mode);
    void vscode.commands.executeCommand('setContext', 'qrate.grid.selected', this.#context.selection.length);
  }

  #viewStateChanged(): void {
    // A hidden page is thrown away; it asks for everything when it is back.
    if (!this.#panel.visible) this.#leavePage();
    if (this.#panel.active) this.#tellContext();
  }

  /** Nobody waits for the answers of a page that is gone. */
  #leavePage(): void {
    this.#feed.stop();
    this.#page.abort();
    this.#page = new AbortController();
  }

  #resetSettings(): void {
    void this.#send('settings', gridSettings(this.root));
  }

  /** A page that is hidden or gone cannot answer, and need not. */
  async #send<K extends keyof GridPageMethods & string>(method: K, body: GridPageMethods[K]['request']): Promise<void> {
    if (!this.#panel.visible) return;
    await this.#messenger.request(method, body, { signal: this.#page.signal }).catch((error: unknown) => {
      if (!isAbort(error)) logError(this.#deps.log, `burst grid, ${method}`, error);
    });
  }
}

/** Frames of a first screen, by far and large. */
const FIRST_PICTURES = 20;

/** Whether a promise is kept already, rather than some time later. A broken one is not kept. */
function isThere(promise: Promise<unknown>): Promise<boolean> {
  const kept = promise.then(
    () => true,
    () => false,
  );
  return Promise.race([kept, nextTurn().then(() => false)]);
}
