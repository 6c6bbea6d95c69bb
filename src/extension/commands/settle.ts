import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../../core/errors';
import type { Disagreement } from '../../core/git/reports';
import type { Take } from '../../core/git/settle';
import { type DecisionReport, mergeReports } from '../../core/reports';
import { type Call, type Command, type CommandHost, defineCommand } from '../commandTypes';
import type { VoiceNode } from '../history/disagreementNodes';
import { disputedPhotos } from '../history/disagreementNodes';
import { decidedText, fieldText, personText, timeText } from '../history/historyWords';
import { photosFor, shootFor } from '../targets';
import { photoCount } from '../words';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder, files: z.array(z.string().min(1)).min(1) });

/** Settles all that people disagree on about photos by one's own word, or by the other one's. */
const takeCommand = (side: 'mine' | 'theirs'): Command<DecisionReport> =>
  defineCommand(options, async (host, call) => {
    const reports: DecisionReport[] = [];
    for (const { root, files } of await photosFor(host, call)) reports.push(await settle(host, root, { files, take: { side } }));
    return told(call, mergeReports(reports));
  });

export const keepMineCommand = takeCommand('mine');
export const keepTheirsCommand = takeCommand('theirs');

const settleOptions = z.strictObject({ folder, file: z.string().min(1), author: z.string().min(1) });

/** Settles one disagreement by what somebody said: the line that was clicked, or the one that is chosen. */
export const settleCommand = defineCommand(settleOptions, async (host, call): Promise<DecisionReport | undefined> => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  if (call.options !== null) return settle(host, root, { files: [call.options.file], take: { author: call.options.author } });
  const voice = call.disagreements.find((node) => node.kind === 'voice') ?? (await ask(host, root, call));
  if (voice === undefined) return undefined;
  const take: Take = { line: voice.voice.id, field: voice.field };
  return told(call, await settle(host, voice.root, { files: [voice.path], take }));
});

async function settle(
  host: CommandHost,
  root: string,
  { files, take }: { readonly files: readonly string[]; readonly take: Take },
): Promise<DecisionReport> {
  const report = await (await host.shoots.api(root)).git.settle(files, take);
  await host.shoots.changed(root);
  return report;
}

/** In the status bar for a moment, as for decisions. */
function told({ options: asked }: Call<unknown>, report: DecisionReport): DecisionReport {
  const [only] = report.changed;
  if (asked !== null) return report;
  const what = report.changed.length === 1 && only !== undefined ? path.basename(only) : photoCount(report.changed.length);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Settled: {0}', what), 4000);
  return report;
}

/** `undefined` = the person backed out. */
async function ask(host: CommandHost, root: string, { disagreements: nodes }: Call<unknown>): Promise<VoiceNode | undefined> {
  const all = disputedPhotos(root, await (await host.shoots.api(root)).git.disagreements());
  const meant = nodes.length === 0 ? all : all.filter((photo) => nodes.some(({ path: named }) => named === photo.path));
  if (meant.length === 0) throw new QrateError('no-such-photo', vscode.l10n.t('Nobody disagrees here.'));
  const items = meant.flatMap((photo) => photo.disagreements.flatMap((disagreement) => choices(photo.children, disagreement)));
  const choice = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Whose word counts?'), matchOnDescription: true });
  return choice?.voice ?? undefined;
}

interface Choice extends vscode.QuickPickItem {
  readonly voice: VoiceNode | null;
}

/** A heading, and what everybody said below it. */
function choices(voices: readonly VoiceNode[], { path: photo, field }: Disagreement): readonly Choice[] {
  const heading = { label: `${path.posix.basename(photo)}: ${fieldText[field]()}`, kind: vscode.QuickPickItemKind.Separator, voice: null };
  const own = voices.filter((node) => node.field === field);
  return [heading, ...own.map((voice) => ({ label: decidedText(field, voice.voice.value), description: described(voice), voice }))];
}

const described = ({ voice, counts }: VoiceNode): string =>
  [personText(voice.author), timeText(voice.time), ...(counts ? [vscode.l10n.t('counts now')] : [])].join(' · ');
