import * as vscode from 'vscode';
import { placeOf, placesIn, type TextRange } from '../../core/intent/planText';
import type { PlanStep } from '../../core/intent/preview';
import { Disposable } from '../dispose';
import { photoCount } from '../words';
import type { PlanDocuments, PlanState } from './planDocuments';
import { PLAN_ENDING } from './planStore';

/** Over each step of a plan: how many photos pass it. Over the whole: what can be done with it. */
export class PlanLenses extends Disposable implements vscode.CodeLensProvider {
  readonly #documents: PlanDocuments;
  readonly #changed = this._register(new vscode.EventEmitter<void>());

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(documents: PlanDocuments) {
    super();
    this.#documents = documents;
    this._register(documents.onDidChange(() => this.#changed.fire()));
    this._register(vscode.languages.registerCodeLensProvider({ pattern: `**/*${PLAN_ENDING}` }, this));
  }

  /** While the person types, the counts of the text before stay where they are. */
  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const state = this.#documents.get(document.uri);
    if (state === null) return [];
    return [...headLenses(state), ...stepLenses(document, state)];
  }
}

const TOP = new vscode.Range(0, 0, 0, 0);

const lens = (range: vscode.Range, title: string, command = '', uri?: vscode.Uri): vscode.CodeLens =>
  new vscode.CodeLens(range, { title, command, ...(uri === undefined ? {} : { arguments: [uri] }) });

function headLenses({ uri, plan, preview, problem }: PlanState): readonly vscode.CodeLens[] {
  const change = lens(TOP, vscode.l10n.t('$(comment) Ask Again…'), 'qrate.changePlan', uri);
  if (plan === null || preview === null) {
    const wrong = lens(TOP, vscode.l10n.t('$(warning) Cannot run: {0}', problem?.sentence ?? ''), 'workbench.actions.view.problems');
    return plan === null ? [wrong, change] : [wrong, lens(TOP, vscode.l10n.t('$(save) Save as Preset…'), 'qrate.savePlan', uri), change];
  }
  return [
    lens(TOP, vscode.l10n.t('$(play) Run…'), 'qrate.runPlan', uri),
    lens(TOP, vscode.l10n.t('$(save) Save as Preset…'), 'qrate.savePlan', uri),
    change,
    lens(TOP, vscode.l10n.t('{0} of {1} selected', preview.selected.length, photoCount(preview.photos)), 'qrate.plan.focus'),
  ];
}

function stepLenses(document: vscode.TextDocument, { text, preview }: PlanState): readonly vscode.CodeLens[] {
  if (preview === null) return [];
  const places = placesIn(text);
  const at = (path: string): vscode.Range => {
    const place = placeOf(places, path);
    return place === null ? TOP : rangeOf(document, place);
  };
  return [
    ...preview.steps.map((step, i) =>
      lens(at(placeForStep(places, preview.steps, i)), vscode.l10n.t('$(filter) {0} left: {1}', step.photos, step.what)),
    ),
    ...(preview.cull === null ? [] : [lens(at('recipe'), vscode.l10n.t('$(checklist) Culls the shoot first'))]),
    ...(preview.export === null ? [] : [lens(at('export'), exportTitle(preview.export))]),
  ];
}

/** A step that nobody wrote down (only picks count) stands at the next one that somebody did, so that the counts fall from line to line. */
const placeForStep = (places: ReadonlyMap<string, TextRange>, steps: readonly PlanStep[], from: number): string =>
  (steps.slice(from).find((step) => places.has(step.at)) ?? steps[from])?.at ?? '';

function exportTitle({ what, files, unchanged, impossible, refused }: NonNullable<NonNullable<PlanState['preview']>['export']>): string {
  if (impossible !== null) return vscode.l10n.t('$(error) Not possible: {0}', impossible);
  const more = [
    ...(unchanged > 0 ? [vscode.l10n.t('{0} there already', unchanged)] : []),
    ...(refused.length > 0 ? [vscode.l10n.t('{0} refused', refused.length)] : []),
  ];
  return [vscode.l10n.t('$(export) {0}: {1} to write', what, files), ...more].join(', ');
}

export const rangeOf = (document: vscode.TextDocument, { start, end }: TextRange): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));
