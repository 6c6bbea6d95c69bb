import * as vscode from 'vscode';
import type { PickerCommand } from '../../protocol/picker';
import { Disposable } from '../dispose';
import { logError } from '../errors';
import { Openings } from '../openings';
import type { Shoots } from '../shoots';
import type { PickerPanel } from './pickerPanel';

const VIEW_TYPE = 'qrate.picker';
const REMEMBERED = 'qrate.picker.model';

export interface PickerOptions {
  /** The model that is taught; absent = the one that was taught last. */
  readonly model?: string | undefined;
  /** Bursts that are asked about at most. */
  readonly bursts?: number | undefined;
}

export interface PickerPanelsDeps {
  readonly extensionUri: vscode.Uri;
  readonly shoots: Shoots;
  readonly log: vscode.LogOutputChannel;
  /** What the window remembers: the model of each shoot. */
  readonly memory: vscode.Memento;
}

/** The pickers of a window, one per shoot: opened, given keys, restored after a reload. Their code loads on first use. */
export class PickerPanels extends Disposable implements vscode.WebviewPanelSerializer {
  readonly #deps: PickerPanelsDeps;
  readonly #panels = new Map<string, PickerPanel>();
  readonly #openings = new Openings();

  constructor(deps: PickerPanelsDeps) {
    super();
    this.#deps = deps;
    this._register(vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this));
    this._register({ dispose: () => [...this.#panels.values()].forEach((panel) => void panel.dispose()) });
  }

  /** Shoots whose pickers are open. */
  get roots(): readonly string[] {
    return [...this.#panels.keys()].sort();
  }

  /** The shoot of the picker that has the focus. */
  get activeRoot(): string | null {
    return this.#focused()?.root ?? null;
  }

  /** Which model is taught in this shoot, now or last. */
  modelOf(root: string): string {
    return this.#panels.get(root)?.model ?? this.#deps.memory.get<string>(key(root)) ?? 'default';
  }

  /** Opens the picker of a shoot, or brings the open one to the front. Rejects with QrateError('no-index'). */
  async show(root: string, { model, bursts }: PickerOptions = {}): Promise<void> {
    if (model !== undefined) await this.use(root, model);
    const open = this.#panels.get(root);
    if (open !== undefined) return open.show();
    return this.#openings.once(root, () => this.#create(root, bursts));
  }

  /** Teaches another model from now on. */
  async use(root: string, model: string): Promise<void> {
    await this.#deps.memory.update(key(root), model);
    await this.#panels.get(root)?.use(model);
  }

  /** Hands a key to the picker that has the focus. */
  async press(command: PickerCommand): Promise<void> {
    await this.#focused()?.press(command);
  }

  /** After a reload of the window. A panel whose state or shoot is gone closes. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    try {
      const { parsePickerState } = await import('../../protocol/picker');
      const state = parsePickerState(kept);
      if (state === null || this.#panels.has(state.root)) return panel.dispose();
      await this.#adopt(panel, state);
    } catch (error) {
      logError(this.#deps.log, 'restore the picker', error);
      panel.dispose();
    }
  }

  async #create(root: string, bursts: number | undefined): Promise<void> {
    await this.#deps.shoots.view(root);
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t('Taste'), vscode.ViewColumn.Active);
    try {
      await this.#adopt(panel, { root, bursts });
    } catch (error) {
      panel.dispose();
      throw error;
    }
  }

  /** `model`: absent = the one that is taught by the time the panel's code is there. */
  async #adopt(webviewPanel: vscode.WebviewPanel, { root, model, bursts }: PickerOptions & { readonly root: string }): Promise<void> {
    const { PickerPanel } = await import('./pickerPanel');
    const panel = new PickerPanel(webviewPanel, { ...this.#deps, root, model: model ?? this.modelOf(root), bursts });
    this.#panels.set(root, panel);
    webviewPanel.onDidDispose(() => {
      if (this.#panels.get(root) === panel) this.#panels.delete(root);
    });
    await panel.load();
  }

  #focused(): PickerPanel | undefined {
    return [...this.#panels.values()].find((panel) => panel.isActive);
  }
}

const key = (root: string): string => `${REMEMBERED}:${root}`;
