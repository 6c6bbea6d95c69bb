import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { ColorLabel, Decision } from '../../core/model';
import { type DecisionReport, mergeReports } from '../../core/reports';
import { labelWord } from '../actionWords';
import type { CommandHost } from '../commandTypes';
import { type Command, defineCommand } from '../commandTypes';
import { type PhotoTargets, photosFor } from '../targets';
import { photoCount } from '../words';
import { folder } from './optionSchemas';

const files = z.array(z.string().min(1)).min(1);
const COLORS = ['red', 'yellow', 'green', 'blue', 'purple'] as const satisfies readonly ColorLabel[];

const rateOptions = z.strictObject({ folder, files, rating: z.int().min(0).max(5).nullable() });
const labelOptions = z.strictObject({ folder, files, label: z.enum(COLORS).nullable() });

interface Choice extends vscode.QuickPickItem {
  readonly patch: Partial<Decision>;
}

const starsText = (stars: number): string => '★'.repeat(stars) + '☆'.repeat(5 - stars);

const ratings = (): readonly Choice[] => [
  ...[5, 4, 3, 2, 1, 0].map((rating) => ({ label: starsText(rating), description: String(rating), patch: { rating } })),
  { label: vscode.l10n.t('Clear the rating'), patch: { rating: null } },
];

const labels = (): readonly Choice[] => [
  ...COLORS.map((label) => ({ label: labelWord[label](), patch: { label } })),
  { label: vscode.l10n.t('Clear the label'), patch: { label: null } },
];

/** Stars for photos: 0–5, `null` takes them off. Asks a person how many. */
export const rateCommand: Command<DecisionReport> = defineCommand(rateOptions, async (host, call) => {
  const targets = await photosFor(host, call);
  const patch = call.options === null ? await ask(ratings(), vscode.l10n.t('How many stars?'), targets) : { rating: call.options.rating };
  return patch === undefined ? undefined : decide(host, targets, patch);
});

/** A colour label for photos; `null` takes it off. Asks a person which. */
export const labelCommand: Command<DecisionReport> = defineCommand(labelOptions, async (host, call) => {
  const targets = await photosFor(host, call);
  const patch = call.options === null ? await ask(labels(), vscode.l10n.t('Which label?'), targets) : { label: call.options.label };
  return patch === undefined ? undefined : decide(host, targets, patch);
});

/** `undefined` = the person backed out. The title says which photos are meant. */
async function ask(
  items: readonly Choice[],
  placeHolder: string,
  targets: readonly PhotoTargets[],
): Promise<Partial<Decision> | undefined> {
  const all = targets.flatMap((it) => it.files);
  const title = all.length === 1 ? path.basename(all[0] ?? '') : photoCount(all.length);
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.patch;
}

async function decide(host: CommandHost, targets: readonly PhotoTargets[], patch: Partial<Decision>): Promise<DecisionReport> {
  const reports: DecisionReport[] = [];
  for (const { root, files: named } of targets) {
    reports.push(await (await host.shoots.api(root)).decide(named, patch));
    await host.shoots.changed(root);
  }
  return mergeReports(reports);
}
