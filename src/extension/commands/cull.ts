import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { DEFAULT_MODEL, tastePart } from '../../core/learn/wish';
import { type Recipe, type TasteWish, VERDICTS, type Verdict } from '../../core/model';
import type { CullReport, CullUndoReport, ShootView } from '../../core/reports';
import { sameRecipe } from '../../core/select/compareCulls';
import type { ShootApi } from '../../core/shootApi';
import { suggestionCounts } from '../../core/status';
import { type CommandHost, defineCommand } from '../commandTypes';
import { withProgress } from '../progress';
import { CULL_WEIGHTS } from '../progressMeter';
import { recipeSettings } from '../settings';
import { shootFor } from '../targets';
import { verdictWord } from '../words';
import { askRecipe } from './askRecipe';
import { confirmCull } from './confirmCull';
import { folder, signal } from './optionSchemas';

const options = z.strictObject({
  folder,
  signal,
  /** Shows what will change and asks before it culls, like a person's own call does. */
  confirm: z.boolean().optional(),
  keepPerBurst: z.int().min(1).optional(),
  minSharpness: z.number().min(0).optional(),
  burstSeconds: z.number().positive().optional(),
  nearDistance: z.int().min(0).max(16).optional(),
  /** Of a taste that was learned; the settings’ unless it is named. */
  tasteModel: z.string().min(1).max(60).optional(),
  /** 0–1; 0 = technical quality alone. */
  tasteWeight: z.number().min(0).max(1).optional(),
});

/**
 * Suggests a verdict for every photo by the settings, or by the numbers that are handed in. Decisions stay as they are. A person
 * chooses the recipe, sees what it will change, and can take it back.
 */
export const cullCommand = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const api = await host.shoots.api(root);
  const before = await host.shoots.view(root);
  const recipe = await wantedRecipe(api, before, call.options);
  if (recipe === undefined) return undefined;
  const title = vscode.l10n.t('Culling {0}', path.basename(root));
  const progress = { title, weights: CULL_WEIGHTS, signal: call.options?.signal };
  const report = await host.shoots.exclusive(root, title, () => withProgress(progress, (run) => api.cull(recipe, run)));
  await host.shoots.changed(root);
  host.log.info(`cull ${root}: ${JSON.stringify(report)}`);
  if (call.options === null || call.options.confirm === true) void showSummary(host, { root, before, report });
  return report;
});

/** Handed in, or asked for. `undefined` = the person backed out. */
async function wantedRecipe(api: ShootApi, view: ShootView, given: z.infer<typeof options> | null): Promise<Recipe | undefined> {
  const settings = recipeSettings(api.root);
  if (given === null) return askCull(api, { current: view.recipe, settings });
  const recipe = withOptions(settings, given);
  if (given.confirm !== true) return recipe;
  return (await confirmCull({ api, recipe, canGoBack: false })) === 'cull' ? recipe : undefined;
}

/** The steps of the quick pick: recipe, preview, and back again. */
async function askCull(api: ShootApi, known: Parameters<typeof askRecipe>[0]): Promise<Recipe | undefined> {
  for (;;) {
    const recipe = await askRecipe(known);
    if (recipe === undefined) return undefined;
    const answer = await confirmCull({ api, recipe, canGoBack: true });
    if (answer !== 'back') return answer === 'cull' ? recipe : undefined;
  }
}

const withOptions = (recipe: Recipe, given: z.infer<typeof options>): Recipe => ({
  keepPerBurst: given.keepPerBurst ?? recipe.keepPerBurst,
  minSharpness: given.minSharpness ?? recipe.minSharpness,
  burstSeconds: given.burstSeconds ?? recipe.burstSeconds,
  nearDistance: given.nearDistance ?? recipe.nearDistance,
  ...tastePart(tasteWish(recipe, given)),
});

/** A model without a weight counts half; a weight without a model is that of the settings’, else of the one that goes without a name. */
function tasteWish({ taste }: Recipe, { tasteModel, tasteWeight }: z.infer<typeof options>): TasteWish | undefined {
  if (tasteModel === undefined && tasteWeight === undefined) return taste;
  const weight = tasteWeight ?? taste?.weight ?? 0.5;
  return weight === 0 ? undefined : { model: tasteModel ?? taste?.model ?? DEFAULT_MODEL, weight };
}

const undoOptions = z.strictObject({ folder });

/** Takes the last cull back, as often as there are culls; decisions stay. Works after a reload too: the log knows. */
export const undoCullCommand = defineCommand(undoOptions, async (host, call) => {
  const root = await shootFor(host, call);
  return root === undefined ? undefined : undoCull(host, root, call.options === null);
});

async function undoCull(host: CommandHost, root: string, isPerson: boolean): Promise<CullUndoReport> {
  const api = await host.shoots.api(root);
  const title = vscode.l10n.t('Taking the last cull of {0} back', path.basename(root));
  const report = await host.shoots.exclusive(root, title, () => withProgress({ title, weights: CULL_WEIGHTS }, () => api.undoCull()));
  await host.shoots.changed(root);
  host.log.info(`undo cull ${root}: ${JSON.stringify(report)}`);
  if (isPerson) void vscode.window.showInformationMessage(undoneText(report));
  return report;
}

const undoneText = ({ recipe, suggestions }: CullUndoReport): string =>
  recipe === null
    ? vscode.l10n.t('The cull is taken back: there are no suggestions, as before the first one. Your own decisions stay.')
    : vscode.l10n.t('The cull is taken back. Suggested as before it: {0}. Your own decisions stay.', plainCounts(suggestions));

const plainCounts = (counts: Readonly<Record<Verdict, number>>): string =>
  VERDICTS.map((verdict) => `${verdictWord[verdict]()} ${counts[verdict]}`).join(', ');

/** `pick 34 (was 30), alternate 82, review 3, reject 1`. */
function counts(before: Readonly<Record<Verdict, number>>, after: CullReport['suggestions']): string {
  const firstTime = VERDICTS.every((verdict) => before[verdict] === 0);
  const text = (verdict: Verdict) => {
    const word = verdictWord[verdict]();
    const same = firstTime || before[verdict] === after[verdict];
    return same ? `${word} ${after[verdict]}` : vscode.l10n.t('{0} {1} (was {2})', word, after[verdict], before[verdict]);
  };
  return VERDICTS.map(text).join(', ');
}

/** A taste that was asked for and is left out: why. */
const tasteNote = (taste: CullReport['taste']): readonly string[] =>
  taste === undefined || taste.applied ? [] : [vscode.l10n.t('The taste “{0}” is left out. {1}', taste.model, taste.sentence)];

interface Culled {
  readonly root: string;
  readonly before: ShootView;
  readonly report: CullReport;
}

async function showSummary(host: CommandHost, { root, before, report }: Culled): Promise<void> {
  const show = vscode.l10n.t('Show Bursts');
  const exportThem = vscode.l10n.t('Export…');
  const undo = vscode.l10n.t('Undo');
  const isNew = before.recipe === null || !sameRecipe(before.recipe, report.recipe);
  const counted = vscode.l10n.t('Suggested: {0}. Your own decisions stay.', counts(suggestionCounts(before.photos), report.suggestions));
  const message = [counted, ...tasteNote(report.taste)].join(' ');
  const choice = await vscode.window.showInformationMessage(message, ...(isNew ? [undo] : []), show, exportThem);
  if (choice === undo) await undoFromSummary(host, root, report.recipe);
  if (choice === show) await vscode.commands.executeCommand('qrate.bursts.focus');
  if (choice === exportThem) await vscode.commands.executeCommand('qrate.export', vscode.Uri.file(root));
  host.log.debug(`cull summary: ${choice ?? 'closed'}`);
}

/** A message may stand for long: its button takes back the cull it speaks of and no later one. */
async function undoFromSummary(host: CommandHost, root: string, recipe: Recipe): Promise<void> {
  const now = (await host.shoots.view(root)).recipe;
  if (now !== null && sameRecipe(now, recipe)) await vscode.commands.executeCommand('qrate.undoCull', vscode.Uri.file(root));
  else
    void vscode.window.showWarningMessage(vscode.l10n.t('There was another cull since. “qrate: Undo Last Cull” takes the last one back.'));
}
