import path from 'node:path';
import * as vscode from 'vscode';
import type { GridCommand } from '../../protocol/grid';
import type { GridPageState } from '../../protocol/gridPageState';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import { Openings } from '../openings';
import type { Shoots } from '../shoots';
import type { PhotoTargets } from '../targets';
import type { GridPanel, GridPanelDeps } from './gridPanel';

export const GRID_VIEW_TYPE = 'qrate.grid';

/** Where a person is in a grid. */
export interface GridPlace {
  readonly root: string;
  readonly path: string;
}

/** The burst grids of a window, one per shoot: opened, given keys, restored after a reload. Their code loads on first use. */
export class GridPanels extends Disposable implements vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #shoots: Shoots;
  readonly #log: vscode.LogOutputChannel;
  readonly #moved = this._register(new vscode.EventEmitter<GridPlace>());
  readonly #panels = new Map<string, GridPanel>();
  readonly #openings = new Openings();

  /** Fires the frame that became the active one. */
  readonly onDidMove = this.#moved.event;

  constructor(extensionUri: vscode.Uri, shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#extensionUri = extensionUri;
    this.#shoots = shoots;
    this.#log = log;
    this._register(vscode.window.registerWebviewPanelSerializer(GRID_VIEW_TYPE, this));
    this._register({ dispose: () => this.#closeAll() });
  }

  /** What a command is about while a grid has the focus: its selection, else its active frame. */
  get active(): PhotoTargets | null {
    return this.#focused()?.targets ?? null;
  }

  /** The shoot of the grid that has the focus. */
  get activeRoot(): string | null {
    return this.#focused()?.root ?? null;
  }

  /** Opens the grid of a shoot, or shows the open one; at `file` where one is named. Rejects with QrateError('no-index'). */
  async open(root: string, file: string | null = null): Promise<void> {
    const known = this.#panels.get(root);
    if (known !== undefined) known.show();
    else await this.#openings.once(root, () => this.#create(root));
    if (file !== null) await this.#panels.get(root)?.reveal(file);
  }

  /**
   * Gets ready for the first command, in steps that leave the host free: the code and the tables of the window's shoot. Where there are
   * several, nobody knows which one will be looked at, and their tables would only take memory.
   */
  async warm(): Promise<void> {
    try {
      const [root, ...others] = await this.#shoots.roots();
      if (root === undefined || others.length > 0) return;
      const [{ gridTables }] = await Promise.all([import('./gridTable'), import('./gridPanel')]);
      await gridTables(await this.#shoots.view(root));
    } catch (error) {
      logError(this.#log, 'get the burst grid ready', error);
    }
  }

  /** Hands a key to the grid that has the focus. */
  async press(command: GridCommand): Promise<void> {
    await this.#focused()?.press(command);
  }

  /** After a reload of the window. A panel whose state or shoot is gone closes. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    try {
      const { parsePageState } = await import('../../protocol/gridPageState');
      const state = parsePageState(kept);
      if (state === null || this.#panels.has(state.root)) return panel.dispose();
      await this.#adopt(panel, state.root, state);
    } catch (error) {
      logError(this.#log, 'restore the burst grid', error);
      panel.dispose();
    }
  }

  async #create(root: string): Promise<void> {
    const panel = vscode.window.createWebviewPanel(GRID_VIEW_TYPE, path.basename(root), vscode.ViewColumn.Active);
    try {
      await this.#adopt(panel, root, null);
    } catch (error) {
      panel.dispose();
      throw error;
    }
  }

  #closeAll(): void {
    for (const panel of [...this.#panels.values()]) panel.dispose();
  }

  async #adopt(webviewPanel: vscode.WebviewPanel, root: string, state: GridPageState | null): Promise<void> {
    const { GridPanel } = await import('./gridPanel');
    const panel = new GridPanel(webviewPanel, { root, state, ...this.#deps() });
    this.#panels.set(root, panel);
    webviewPanel.onDidDispose(() => this.#panels.delete(root));
    await panel.load();
  }

  #deps(): Omit<GridPanelDeps, 'root' | 'state'> {
    const onDidMove = (place: GridPlace) => this.#moved.fire(place);
    return { extensionUri: this.#extensionUri, shoots: this.#shoots, log: this.#log, onDidMove };
  }

  #focused(): GridPanel | undefined {
    return [...this.#panels.values()].find((panel) => panel.isActive);
  }
}
