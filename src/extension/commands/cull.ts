import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { Recipe, Verdict } from '../../core/model';
import type { CullReport, StatusReport } from '../../core/reports';
import { type CommandHost, defineCommand } from '../commandTypes';
import { withProgress } from '../progress';
import { CULL_WEIGHTS } from '../progressMeter';
import { recipeSettings } from '../settings';
import { shootFor } from '../targets';
import { verdictWord } from '../words';
import { askRecipe } from './askRecipe';
import { folder, signal } from './optionSchemas';

const options = z.strictObject({
  folder,
  signal,
  keepPerBurst: z.int().min(1).optional(),
  minSharpness: z.number().min(0).optional(),
  burstSeconds: z.number().positive().optional(),
  nearDistance: z.int().min(0).max(16).optional(),
});

/** Suggests a verdict for every photo by the settings, or by the numbers that are handed in. Decisions stay as they are. */
export const cullCommand = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const api = await host.shoots.api(root);
  const before = await api.status();
  const fromSettings = recipeSettings(root);
  const recipe = call.options === null ? await askRecipe(fromSettings) : withOptions(fromSettings, call.options);
  if (recipe === undefined) return undefined;
  const title = vscode.l10n.t('Culling {0}', path.basename(root));
  const progress = { title, weights: CULL_WEIGHTS, signal: call.options?.signal };
  const report = await host.shoots.exclusive(root, title, () => withProgress(progress, (run) => api.cull(recipe, run)));
  await host.shoots.changed(root);
  host.log.info(`cull ${root}: ${JSON.stringify(report)}`);
  if (call.options === null) void showSummary(host, { root, before, report });
  return report;
});

const withOptions = (recipe: Recipe, given: z.infer<typeof options>): Recipe => ({
  keepPerBurst: given.keepPerBurst ?? recipe.keepPerBurst,
  minSharpness: given.minSharpness ?? recipe.minSharpness,
  burstSeconds: given.burstSeconds ?? recipe.burstSeconds,
  nearDistance: given.nearDistance ?? recipe.nearDistance,
});

const VERDICTS: readonly Verdict[] = ['pick', 'alternate', 'review', 'reject'];

/** `pick 34 (was 30), alternate 82, review 3, reject 1`. */
function counts(before: StatusReport['suggestions'], after: CullReport['suggestions']): string {
  const firstTime = VERDICTS.every((verdict) => before[verdict] === 0);
  const text = (verdict: Verdict) => {
    const word = verdictWord[verdict]();
    const same = firstTime || before[verdict] === after[verdict];
    return same ? `${word} ${after[verdict]}` : vscode.l10n.t('{0} {1} (was {2})', word, after[verdict], before[verdict]);
  };
  return VERDICTS.map(text).join(', ');
}

interface Culled {
  readonly root: string;
  readonly before: StatusReport;
  readonly report: CullReport;
}

async function showSummary(host: CommandHost, { root, before, report }: Culled): Promise<void> {
  const show = vscode.l10n.t('Show Bursts');
  const exportThem = vscode.l10n.t('Export…');
  const message = vscode.l10n.t('Suggested: {0}. Your own decisions stay.', counts(before.suggestions, report.suggestions));
  const choice = await vscode.window.showInformationMessage(message, show, exportThem);
  if (choice === show) await vscode.commands.executeCommand('qrate.bursts.focus');
  if (choice === exportThem) await vscode.commands.executeCommand('qrate.export', vscode.Uri.file(root));
  host.log.debug(`cull summary: ${choice ?? 'closed'}`);
}
