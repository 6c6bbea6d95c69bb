import * as vscode from 'vscode';
import { type LanguageModel, LanguageModelError } from '../../core/intent/languageModel';
import { endpointModel, hostOf } from '../../core/intent/model/endpoint';
import { setting } from '../settings';
import { vscodeModel } from './vscodeModel';

const KEY = 'qrate.intent.endpoint.key';

/** Where the sentence goes, for the person to read before it does. */
export interface ModelChoice {
  readonly model: LanguageModel;
  readonly goesTo: string;
}

/** Which language model the person allows: none, one of VS Code's, or a server. The key of a server is kept by VS Code's secrets. */
export class Models {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  isOn(scope: vscode.Uri): boolean {
    return setting('qrate.intent.languageModel', scope) !== 'off';
  }

  /** Where a sentence would go. Throws LanguageModelError('settings') for an address that is none. */
  goesTo(scope: vscode.Uri): string {
    const isServer = setting('qrate.intent.languageModel', scope) === 'endpoint';
    return isServer ? hostOf({ url: setting('qrate.intent.endpoint.url', scope) }) : vscode.l10n.t('one of VS Code’s');
  }

  sendsNames(scope: vscode.Uri): boolean {
    return setting('qrate.intent.sendNames', scope);
  }

  /** Whether explanations may be said in a model's words. */
  polishes(scope: vscode.Uri): boolean {
    return this.isOn(scope) && setting('qrate.intent.polishExplanations', scope);
  }

  /** Throws LanguageModelError('none' | 'settings'); `undefined` = the person backed out. */
  async choose(scope: vscode.Uri): Promise<ModelChoice | undefined> {
    const which = setting('qrate.intent.languageModel', scope);
    if (which === 'endpoint') return this.#endpoint(scope);
    if (which === 'vscode') return this.#ofVscode();
    throw new LanguageModelError(
      'settings',
      vscode.l10n.t('No language model is switched on. See the setting “qrate.intent.languageModel”.'),
    );
  }

  async storeKey(key: string): Promise<void> {
    if (key === '') await this.#secrets.delete(KEY);
    else await this.#secrets.store(KEY, key);
  }

  async #endpoint(scope: vscode.Uri): Promise<ModelChoice> {
    const [url, model] = [setting('qrate.intent.endpoint.url', scope), setting('qrate.intent.endpoint.model', scope)];
    const endpoint = { url, model, key: (await this.#secrets.get(KEY)) ?? null };
    return { model: endpointModel(endpoint), goesTo: hostOf(endpoint) };
  }

  async #ofVscode(): Promise<ModelChoice | undefined> {
    const models = await vscode.lm.selectChatModels();
    const [only] = models;
    if (only === undefined)
      throw new LanguageModelError('none', vscode.l10n.t('VS Code has no language model. Extensions such as GitHub Copilot bring some.'));
    const chosen = models.length === 1 ? only : await pickModel(models);
    return chosen === undefined ? undefined : { model: vscodeModel(chosen), goesTo: `${chosen.name} (${chosen.vendor})` };
  }
}

async function pickModel(models: readonly vscode.LanguageModelChat[]): Promise<vscode.LanguageModelChat | undefined> {
  const items = models.map((model) => ({ label: model.name, description: model.vendor, model }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Which language model is to read your sentence?') }))
    ?.model;
}
