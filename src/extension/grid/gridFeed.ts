import path from 'node:path';
import * as vscode from 'vscode';
import type { ShootView } from '../../core/reports';
import type { GridHistory, GridPageMethods, GridSnapshot } from '../../protocol/grid';
import { actionWords } from '../actionWords';
import { logError } from '../errors';
import type { GridPanelDeps } from './gridPanel';
import { gridPatch, isSameTable } from './gridPatch';
import { gridSettings } from './gridSettings';
import { gridStrings } from './gridStrings';
import { type GridOrder, gridTables } from './gridTable';

export interface GridFeedDeps extends Pick<GridPanelDeps, 'root' | 'state' | 'shoots' | 'log'> {
  readonly webview: Pick<vscode.Webview, 'asWebviewUri'>;
  readonly send: <K extends keyof GridPageMethods & string>(method: K, body: GridPageMethods[K]['request']) => Promise<void>;
}

/** What the page has: patches are made against it. */
interface Sent {
  readonly revision: number;
  readonly view: ShootView;
  readonly order: GridOrder;
  readonly history: GridHistory;
}

/** Where a page finds the pictures: `GridSnapshot.cacheBase`. */
export const cacheBase = (webview: Pick<vscode.Webview, 'asWebviewUri'>, { cacheDir }: ShootView): string =>
  webview.asWebviewUri(vscode.Uri.file(cacheDir)).toString().replace(/\/$/, '');

/**
 * What the page gets to see of its shoot: the whole as a snapshot when it asks, patches after decisions, a new snapshot after everything
 * else. One thing after the other, so that a patch always follows the snapshot that it is about.
 */
export class GridFeed {
  readonly #deps: GridFeedDeps;
  #sent: Sent | null = null;
  /** Whether a snapshot is on its way to a page that has not asked yet. */
  #isAhead = false;
  #revision = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: GridFeedDeps) {
    this.#deps = deps;
  }

  /** Whether a page is there and has its snapshot. */
  get isReady(): boolean {
    return this.#sent !== null;
  }

  /** Sends the snapshot to a page that is still loading, so that it need not wait for it afterwards. */
  sendAhead(): void {
    const send = async () => {
      const snapshot = await this.#snapshot();
      this.#isAhead = true;
      void this.#deps.send('update', snapshot);
    };
    // What goes wrong here goes wrong again for the page's own question, and is told there.
    this.#next(send).catch(() => undefined);
  }

  /** What a page gets that asks; `null` where a snapshot was sent ahead, once: to a page that was thrown away meanwhile it is lost. */
  answer(): Promise<GridSnapshot | null> {
    return this.#next(async () => {
      const isAhead = this.#isAhead;
      this.#isAhead = false;
      return isAhead ? null : this.#snapshot();
    });
  }

  /** Sends what changed since the last time. Never rejects: what goes wrong is in the log, and the page shows what it has. */
  refresh(): Promise<void> {
    return this.#next(() => this.#refresh()).catch((error: unknown) => logError(this.#deps.log, 'refresh the burst grid', error));
  }

  /** The page is gone. */
  stop(): void {
    this.#sent = null;
    this.#isAhead = false;
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #refresh(): Promise<void> {
    const { shoots, root, send } = this.#deps;
    const sent = this.#sent;
    if (sent === null) return;
    const view = await shoots.view(root);
    if (!isSameTable(sent.view, view)) return send('update', await this.#snapshot());
    const history = await this.#history();
    const isSame = view === sent.view && history.undo === sent.history.undo && history.redo === sent.history.redo;
    if (isSame || this.#sent !== sent) return;
    this.#sent = { ...sent, view, history };
    await send('patch', { revision: sent.revision, ...gridPatch(sent.view, view, sent.order), history });
  }

  async #snapshot(): Promise<GridSnapshot> {
    const { shoots, root, state, webview } = this.#deps;
    const view = await shoots.view(root);
    const history = await this.#history();
    const { order, tables } = await gridTables(view);
    this.#revision += 1;
    const revision = this.#revision;
    this.#sent = { revision, view, order, history };
    return {
      root,
      name: path.basename(root),
      revision,
      ...tables,
      cacheBase: cacheBase(webview, view),
      culled: view.recipe !== null,
      minSharpness: view.recipe?.minSharpness ?? null,
      settings: gridSettings(root),
      history,
      strings: gridStrings(),
      state,
    };
  }

  async #history(): Promise<GridHistory> {
    const { shoots, root } = this.#deps;
    const { undo, redo } = await (await shoots.api(root)).history();
    return { undo: undo === null ? null : actionWords(undo), redo: redo === null ? null : actionWords(redo) };
  }
}
