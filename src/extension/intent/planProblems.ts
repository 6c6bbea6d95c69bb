import * as vscode from 'vscode';
import { placeOf, placesIn } from '../../core/intent/planText';
import { Disposable } from '../dispose';
import type { PlanDocuments, PlanState } from './planDocuments';
import { rangeOf } from './planLenses';

/** What is wrong with a plan, or not understood of its sentence, stands under its words and in Problems. */
export class PlanProblems extends Disposable {
  readonly #problems = this._register(vscode.languages.createDiagnosticCollection('qrate plan'));

  constructor(documents: PlanDocuments) {
    super();
    this._register(documents.onDidChange((state) => this.#show(state)));
    this._register(documents.onDidClose((uri) => this.#problems.delete(uri)));
  }

  #show(state: PlanState): void {
    const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === state.uri.toString());
    if (document !== undefined) this.#problems.set(state.uri, problemsOf(document, state));
  }
}

function problemsOf(document: vscode.TextDocument, { text, plan, problem, preview, reading }: PlanState): readonly vscode.Diagnostic[] {
  const places = plan === null && !isJson(text) ? new Map() : placesIn(text);
  const make = (at: string, message: string, severity: vscode.DiagnosticSeverity) => {
    const place = placeOf(places, at);
    const diagnostic = new vscode.Diagnostic(place === null ? document.lineAt(0).range : rangeOf(document, place), message, severity);
    diagnostic.source = 'qrate';
    return diagnostic;
  };
  const { Error: wrong, Warning: warning, Information: info } = vscode.DiagnosticSeverity;
  const unused = reading?.unused ?? [];
  return [
    ...(problem === null ? [] : [make(problem.at, problem.sentence, wrong)]),
    ...(preview?.export?.impossible == null ? [] : [make('export.destination', preview.export.impossible, wrong)]),
    ...(unused.length === 0 ? [] : [make('', vscode.l10n.t('Words that were not used: {0}', unused.join(', ')), warning)]),
    ...(reading?.contradictions ?? []).map((sentence) => make('', sentence, warning)),
    ...(preview?.missing ?? []).map((sentence) => make('filter', sentence, warning)),
    ...(preview?.export?.refused ?? []).slice(0, 20).map((sentence) => make('export', sentence, info)),
  ];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
