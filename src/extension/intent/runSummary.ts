import * as vscode from 'vscode';
import type { CommandHost } from '../commandTypes';
import { refusedMarkdown } from '../export/planReport';
import { photoCount } from '../words';
import type { NamedReport } from './runCommands';

/** What a run did, in one message; its buttons take the cull back, and lead to what was written or refused. */
export async function showRuns(host: CommandHost, root: string, runs: readonly NamedReport[]): Promise<void> {
  const reports = runs.map(({ report }) => report);
  const culled = reports.some(({ cull }) => cull !== null);
  const exports = reports.flatMap(({ export: done }) => (done === null ? [] : [done]));
  const refused = exports.find((it) => it.refused.length > 0);
  const first = exports.flatMap((it) => [...it.written, ...it.unchanged])[0];
  const [undo, reveal, showRefused] = [vscode.l10n.t('Undo Cull'), vscode.l10n.t('Reveal'), vscode.l10n.t('Show Refused')];
  const buttons = [...(culled ? [undo] : []), ...(first === undefined ? [] : [reveal]), ...(refused === undefined ? [] : [showRefused])];
  const show = refused === undefined ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const choice = await show(summary(runs), ...buttons);
  if (choice === undo) await vscode.commands.executeCommand('qrate.undoCull', vscode.Uri.file(root));
  if (choice === reveal && first !== undefined) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(first));
  if (choice === showRefused && refused !== undefined) await host.reports.show(vscode.l10n.t('Not exported'), refusedMarkdown(refused));
}

function summary(runs: readonly NamedReport[]): string {
  const reports = runs.map(({ report }) => report);
  const selected = new Set(reports.flatMap((it) => it.selected)).size;
  const sum = (count: (it: NonNullable<(typeof reports)[number]['export']>) => number): number =>
    reports.reduce((total, { export: done }) => total + (done === null ? 0 : count(done)), 0);
  const [written, there, refused] = [sum((it) => it.written.length), sum((it) => it.unchanged.length), sum((it) => it.refused.length)];
  const parts = [
    ...(runs.length > 1 ? [vscode.l10n.t('{0} plans', runs.length)] : []),
    vscode.l10n.t('{0} selected', photoCount(selected)),
    ...(reports.some(({ export: done }) => done !== null) ? [vscode.l10n.t('{0} files written', written)] : []),
    ...(there > 0 ? [vscode.l10n.t('{0} already there', there)] : []),
    ...(refused > 0 ? [vscode.l10n.t('{0} refused', refused)] : []),
  ];
  return `${parts.join(', ')}.`;
}
