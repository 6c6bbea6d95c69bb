import type * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { Polisher } from '../explain/polisher';
import type { Shoots } from '../shoots';
import { Chat } from './chat';
import type { Models } from './models';
import { PlanDocuments } from './planDocuments';
import { PlanLenses } from './planLenses';
import { PlanProblems } from './planProblems';
import { PlanStore } from './planStore';
import { PlanView } from './planView';
import { Tools } from './tools';

export interface IntentDeps {
  readonly context: vscode.ExtensionContext;
  readonly shoots: Shoots;
  readonly log: vscode.LogOutputChannel;
}

/** Everything about sentences and plans in the window. The grammar, the schema and the models load on first use. */
export class Intent extends Disposable {
  readonly store: PlanStore;
  readonly documents: PlanDocuments;
  readonly view: PlanView;
  readonly chat: Chat;
  readonly polisher: Polisher;
  readonly #secrets: vscode.SecretStorage;
  #models: Promise<Models> | null = null;

  constructor({ context, shoots, log }: IntentDeps) {
    super();
    this.#secrets = context.secrets;
    this.store = this._register(new PlanStore(context.workspaceState));
    this.documents = this._register(new PlanDocuments(this.store, shoots, log));
    this._register(new PlanLenses(this.documents));
    this._register(new PlanProblems(this.documents));
    this.view = this._register(new PlanView(this.documents));
    this.chat = this._register(new Chat({ shoots, log, iconUri: context.extensionUri, models: () => this.models() }));
    this.polisher = new Polisher(shoots, log, () => this.models());
    this._register(new Tools(shoots, log));
  }

  /** Which language models the person allows. */
  models(): Promise<Models> {
    this.#models ??= import('./models').then(({ Models }) => new Models(this.#secrets));
    return this.#models;
  }
}
