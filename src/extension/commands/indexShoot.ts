import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { IndexReport } from '../../core/reports';
import { type CommandHost, defineCommand } from '../commandTypes';
import { withProgress } from '../progress';
import { INDEX_WEIGHTS } from '../progressMeter';
import { folderToIndex } from '../targets';
import { photoCount } from '../words';
import { folder, signal } from './optionSchemas';

const options = z.strictObject({ folder, signal });

/** Reads a folder into its index; unchanged photos are not read again. */
export const indexCommand = defineCommand(options, async (host, call) => {
  const root = await folderToIndex(host, call);
  if (root === undefined) return undefined;
  const report = await index(host, root, call.options?.signal);
  host.log.info(`index ${root}: ${report.photos} photos, ${report.analyzed} analyzed, ${report.failed.length} failed, ${report.seconds} s`);
  for (const failed of report.failed) host.log.warn(`${failed.path}: ${failed.stage}: ${failed.reason}`);
  if (call.options === null) void showSummary(host, root, report);
  if (call.options === null && report.photos > 0) host.models.tellOnce().catch((error: unknown) => host.models.report(error));
  return report;
});

async function index(host: CommandHost, root: string, abort: AbortSignal | undefined): Promise<IndexReport> {
  const title = vscode.l10n.t('Indexing {0}', path.basename(root));
  return host.shoots.exclusive(root, title, () =>
    withProgress({ title, weights: INDEX_WEIGHTS, signal: abort }, (run) => host.indexing.run(root, run)),
  );
}

function summary({ photos, failed, unchanged }: IndexReport): string {
  if (photos === 0) return vscode.l10n.t('qrate found no photos here.');
  const parts = [photoCount(photos)];
  if (unchanged > 0) parts.push(vscode.l10n.t('{0} unchanged', unchanged));
  if (failed.length > 0) parts.push(vscode.l10n.t('{0} could not be read', failed.length));
  return `${parts.join(', ')}.`;
}

async function showSummary(host: CommandHost, root: string, report: IndexReport): Promise<void> {
  const showFailed = vscode.l10n.t('Show Failed');
  const cull = vscode.l10n.t('Cull…');
  const buttons = [...(report.failed.length > 0 ? [showFailed] : []), ...(report.photos > report.failed.length ? [cull] : [])];
  const choice = await vscode.window.showInformationMessage(summary(report), ...buttons);
  if (choice === showFailed) await host.bursts.revealFailures(root);
  if (choice === cull) await vscode.commands.executeCommand('qrate.cull', vscode.Uri.file(root));
}
