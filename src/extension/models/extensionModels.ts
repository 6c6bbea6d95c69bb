import path from 'node:path';
import * as vscode from 'vscode';
import type { AddReport } from '../../core/models/addModels';
import type { ModelStore } from '../../core/models/modelStore';
import type { ModelSpec } from '../../core/models/registry';
import { userDataDir } from '../../core/userDataDir';
import { Disposable } from '../dispose';
import { showError } from '../errors';

/** Models that the person does not want to be asked about again; and that he was told once that there are any. */
const NEVER_KEY = 'qrate.models.never';
const TOLD_KEY = 'qrate.models.told';

/** How a question about a model ended. */
export type Offered = 'installed' | 'not-now' | 'never';

/**
 * The models as the window has them. Nothing is read before somebody asks, and nothing is downloaded but by a button that says so,
 * under a text that says what, how large, under which licence and from where.
 */
export class ExtensionModels extends Disposable {
  readonly #memory: vscode.Memento;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  /** Models came or went. */
  readonly onDidChange = this.#changed.event;
  #store: Promise<ModelStore> | null = null;
  /** Models that this window asked for. */
  readonly #offered = new Set<string>();

  constructor(memory: vscode.Memento, log: vscode.LogOutputChannel) {
    super();
    this.#memory = memory;
    this.#log = log;
  }

  store(): Promise<ModelStore> {
    this.#store ??= import('../../core/models/modelStore').then(({ ModelStore }) => new ModelStore(path.join(userDataDir(), 'models')));
    return this.#store;
  }

  /** Models as they are now, by id. */
  async isInstalled(id: string): Promise<boolean> {
    return (await (await this.store()).status(id)).state === 'installed';
  }

  /** Asks once per window for a model that something could use now, unless it is there or the person wants no question. `why` = what for. */
  async offer(id: string, why: string): Promise<Offered> {
    const store = await this.store();
    if (await this.isInstalled(id)) return 'installed';
    if (this.#never().includes(id)) return 'never';
    if (this.#offered.has(id)) return 'not-now';
    this.#offered.add(id);
    const { askForModel } = await import('./askForModel');
    const answer = await askForModel(await store.spec(id), why);
    if (answer === 'never') await this.#memory.update(NEVER_KEY, [...this.#never(), id]);
    if (answer === 'download') await this.download(await store.spec(id));
    if (answer === 'folder') await this.installFromFolder();
    if (answer === 'never') return 'never';
    return (await this.isInstalled(id)) ? 'installed' : 'not-now';
  }

  /** Says once, after an index, that there are models; never again, whatever the answer. */
  async tellOnce(): Promise<void> {
    if (this.#memory.get(TOLD_KEY, false)) return;
    const store = await this.store();
    const states = await store.list();
    if (states.some(({ state }) => state !== 'missing')) return;
    await this.#memory.update(TOLD_KEY, true);
    const choose = vscode.l10n.t('Choose Models…');
    const said = vscode.l10n.t(
      'qrate can find faces and learn what you like by models that run on this machine. None is downloaded unless you say so.',
    );
    if ((await vscode.window.showInformationMessage(said, choose, vscode.l10n.t('Not Now'))) === choose)
      await vscode.commands.executeCommand('qrate.models.manage');
  }

  /** Only to be called when the person said yes. Rejects when it was cancelled or failed. */
  async download(spec: ModelSpec): Promise<void> {
    const { downloadModel } = await import('./downloadModel');
    this.#log.info(`model ${spec.id}: download begins`);
    await downloadModel(await this.store(), spec);
    this.#log.info(`model ${spec.id}: installed`);
    this.#changed.fire();
    vscode.window.setStatusBarMessage(vscode.l10n.t('{0} is installed', spec.title), 4000);
  }

  /** Asks for a folder and takes from it what fits. `undefined` = the person backed out. */
  async installFromFolder(): Promise<AddReport | undefined> {
    const openLabel = vscode.l10n.t('Install Models');
    const chosen = await vscode.window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel });
    const [folder] = chosen ?? [];
    if (folder === undefined) return undefined;
    const report = await this.addFrom(folder.fsPath);
    const { addSentence } = await import('./modelWords');
    void vscode.window.showInformationMessage(addSentence(report));
    return report;
  }

  async addFrom(folder: string): Promise<AddReport> {
    const { addModels } = await import('../../core/models/addModels');
    const title = vscode.l10n.t('Installing models from {0}', path.basename(folder));
    const location = vscode.ProgressLocation.Notification;
    const store = await this.store();
    const report = await vscode.window.withProgress({ location, title, cancellable: true }, (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return addModels(store, folder, controller.signal);
    });
    for (const { id, name, from } of report.added) this.#log.info(`model ${id}: ${name} taken from ${from}`);
    if (report.added.length > 0) this.#changed.fire();
    return report;
  }

  async remove(id: string): Promise<boolean> {
    const removed = await (await this.store()).remove(id);
    await this.#memory.update(
      NEVER_KEY,
      this.#never().filter((it) => it !== id),
    );
    if (removed) this.#changed.fire();
    return removed;
  }

  /** For what nobody waits for. */
  report(error: unknown): void {
    showError(this.#log, 'models', error);
  }

  #never(): readonly string[] {
    return this.#memory.get<readonly string[]>(NEVER_KEY, []);
  }
}
