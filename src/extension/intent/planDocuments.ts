import * as vscode from 'vscode';
import { QrateError } from '../../core/errors';
import type { Plan } from '../../core/intent/plan';
import type { PlanPreview } from '../../core/intent/preview';
import type { Understanding } from '../../core/intent/understand';
import { Disposable } from '../dispose';
import { errorSentence, logError } from '../errors';
import type { Shoots } from '../shoots';
import { PLAN_ENDING, PLAN_SCHEME, type PlanStore } from './planStore';

/** A document that holds a plan, as it is understood now. */
export interface PlanState {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** `null` where the file is in no shoot. */
  readonly root: string | null;
  /** What the sentence became; `null` once the person changed the plan, or where there was no sentence. */
  readonly reading: Understanding | null;
  /** `null` while the text is no plan. */
  readonly plan: Plan | null;
  readonly preview: PlanPreview | null;
  /** Why there is no plan or no preview: a sentence, and where in the plan. */
  readonly problem: { readonly sentence: string; readonly at: string } | null;
}

/** Typing is over after this many milliseconds. */
const REST_MS = 200;

export const isPlanUri = ({ path }: vscode.Uri): boolean => path.endsWith(PLAN_ENDING);

/** Follows every open plan: what it says, and how many photos pass each step in the shoot as it is now. Writes nothing. */
export class PlanDocuments extends Disposable {
  readonly #store: PlanStore;
  readonly #shoots: Shoots;
  readonly #log: vscode.LogOutputChannel;
  readonly #states = new Map<string, PlanState>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** The last time that each was begun to be read, while nothing has changed since. */
  readonly #readings = new Map<string, object>();
  readonly #changed = this._register(new vscode.EventEmitter<PlanState>());
  readonly #closed = this._register(new vscode.EventEmitter<vscode.Uri>());

  /** Fires whenever a plan or its counts are new. */
  readonly onDidChange = this.#changed.event;
  readonly onDidClose = this.#closed.event;

  constructor(store: PlanStore, shoots: Shoots, log: vscode.LogOutputChannel) {
    super();
    this.#store = store;
    this.#shoots = shoots;
    this.#log = log;
    this._register(vscode.workspace.onDidOpenTextDocument((it) => this.#later(it, 0)));
    this._register(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#later(document, REST_MS)));
    this._register(vscode.workspace.onDidCloseTextDocument((it) => this.#forget(it.uri)));
    this._register(shoots.onDidChange(() => this.#all()));
    this._register({ dispose: () => this.#timers.forEach(clearTimeout) });
    this.#all();
  }

  get(uri: vscode.Uri): PlanState | null {
    return this.#states.get(uri.toString()) ?? null;
  }

  /** The plan in front of the person, or `null`. */
  get active(): vscode.TextDocument | null {
    const document = vscode.window.activeTextEditor?.document;
    return document !== undefined && isPlanUri(document.uri) ? document : null;
  }

  /** The plan as its text stands now. Never rejects: what is wrong is part of the state. */
  async read(document: vscode.TextDocument): Promise<PlanState> {
    const text = document.getText();
    const stored = this.#store.get(document.uri);
    let empty: PlanState = { uri: document.uri, text, root: null, reading: null, plan: null, preview: null, problem: null };
    try {
      const root = await this.#rootOf(document.uri);
      empty = { ...empty, root };
      const { planFrom } = await import('./readPlan');
      const found = planFrom(text);
      if ('problem' in found) return { ...empty, problem: found.problem };
      const isUntouched = stored?.reading != null && JSON.stringify(stored.reading.plan) === JSON.stringify(found.plan);
      const known = { ...empty, plan: found.plan, reading: isUntouched ? stored.reading : null };
      return { ...known, ...(await this.#preview(root, found.plan)) };
    } catch (error) {
      logError(this.#log, 'read a plan', error);
      return { ...empty, problem: { sentence: errorSentence(error), at: '' } };
    }
  }

  async #preview(root: string | null, plan: Plan): Promise<Pick<PlanState, 'preview' | 'problem'>> {
    if (root === null) return { preview: null, problem: { sentence: vscode.l10n.t('This file is in no indexed shoot.'), at: '' } };
    const [{ previewPlan }, { destinationFrom }] = await Promise.all([
      import('../../core/intent/preview'),
      import('../../core/intent/destination'),
    ]);
    try {
      return { preview: await previewPlan(await this.#shoots.api(root), plan, { resolve: destinationFrom(root) }), problem: null };
    } catch (error) {
      if (!(error instanceof QrateError)) throw error;
      return {
        preview: null,
        problem: { sentence: error.message, at: error.code === 'bad-destination' ? 'export.destination' : 'filter' },
      };
    }
  }

  async #rootOf(uri: vscode.Uri): Promise<string | null> {
    if (uri.scheme === PLAN_SCHEME) return this.#store.get(uri)?.root ?? null;
    return uri.scheme === 'file' ? this.#shoots.around(uri.fsPath) : null;
  }

  #all(): void {
    for (const document of vscode.workspace.textDocuments) this.#later(document, 0);
  }

  #later(document: vscode.TextDocument, ms: number): void {
    if (!isPlanUri(document.uri)) return;
    const key = document.uri.toString();
    this.#readings.delete(key);
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.#update(document), ms),
    );
  }

  /** What was read of a text, or a shoot, that has changed meanwhile is not shown. */
  async #update(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    const reading = {};
    this.#readings.set(key, reading);
    const state = await this.read(document);
    if (this.#readings.get(key) !== reading || this.isDisposed) return;
    this.#states.set(key, state);
    this.#changed.fire(state);
  }

  #forget(uri: vscode.Uri): void {
    if (!isPlanUri(uri)) return;
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    this.#readings.delete(uri.toString());
    this.#states.delete(uri.toString());
    this.#closed.fire(uri);
  }
}
