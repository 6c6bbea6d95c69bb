import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { ExportPlan, ExportRequest } from '../../core/export/plan';
import type { RunOptions } from '../../core/progress';
import type { ExportReport } from '../../core/reports';
import type { ShootApi } from '../../core/shoot';
import { type CommandHost, defineCommand } from '../commandTypes';
import { withProgress } from '../progress';
import { EXPORT_WEIGHTS } from '../progressMeter';
import { shootFor } from '../targets';
import { askExport } from './askExport';
import { confirmPlan } from './exportPlan';
import { folder, signal } from './optionSchemas';
import { askXmpSettings, xmpSettings } from './xmpSettings';

const options = z.strictObject({
  folder,
  signal,
  format: z.enum(['copy', 'xmp', 'list', 'gallery', 'manifest']),
  out: z.string().min(1).nullish(),
  top: z.int().min(1).nullish(),
  dryRun: z.boolean().optional(),
});

type Options = z.infer<typeof options>;

/** Plans, shows the plan, and writes only what was agreed to. */
export const exportCommand = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const request = call.options === null ? await askExport(await host.shoots.view(root)) : requested(call.options);
  const xmp =
    request?.format !== 'xmp' ? undefined : call.options === null ? await askXmpSettings(await host.shoots.view(root)) : xmpSettings(root);
  if (request === undefined || (request.format === 'xmp' && xmp === undefined)) return undefined;
  const job = new ExportJob(host, root, call.options?.signal);
  const plan = await job.plan({ ...request, xmp });
  if (call.options?.dryRun === true) return (await import('../../core/export/applyExport')).dryRunReport(plan);
  if (call.options === null && !(await confirmPlan(host.reports, plan))) return undefined;
  const report = await job.apply(plan);
  logReport(host, root, report);
  if (call.options === null) void showSummary(report);
  return report;
});

const requested = ({ format, out, top }: Options): ExportRequest => ({
  format,
  out: out == null ? null : path.resolve(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', out),
  top: top ?? null,
});

class ExportJob {
  constructor(
    readonly host: CommandHost,
    readonly root: string,
    readonly signal: AbortSignal | undefined,
  ) {}

  plan(request: ExportRequest): Promise<ExportPlan> {
    return this.#run(vscode.l10n.t('Planning the export'), (api, run) => api.planExport(request, run));
  }

  apply(plan: ExportPlan): Promise<ExportReport> {
    return this.#run(vscode.l10n.t('Exporting {0}', path.basename(this.root)), (api, run) => api.applyExport(plan, run));
  }

  async #run<T>(title: string, task: (api: ShootApi, run: RunOptions) => Promise<T>): Promise<T> {
    const api = await this.host.shoots.api(this.root);
    const progress = { title, weights: EXPORT_WEIGHTS, signal: this.signal };
    return this.host.shoots.exclusive(this.root, title, () => withProgress(progress, (run) => task(api, run)));
  }
}

function logReport({ log }: CommandHost, root: string, report: ExportReport): void {
  log.info(`export ${root}: ${report.written.length} written, ${report.unchanged.length} unchanged, ${report.refused.length} refused`);
  for (const refused of report.refused) log.warn(`${refused.path}: ${refused.reason}`);
}

async function showSummary({ written, unchanged, refused }: ExportReport): Promise<void> {
  const parts = [written.length === 1 ? vscode.l10n.t('1 file written') : vscode.l10n.t('{0} files written', written.length)];
  if (unchanged.length > 0) parts.push(vscode.l10n.t('{0} already there', unchanged.length));
  if (refused.length > 0) parts.push(vscode.l10n.t('{0} refused', refused.length));
  const reveal = vscode.l10n.t('Reveal');
  const showLog = vscode.l10n.t('Show Log');
  const first = written[0] ?? unchanged[0];
  const buttons = [...(first === undefined ? [] : [reveal]), ...(refused.length > 0 ? [showLog] : [])];
  const show = refused.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const choice = await show(`${parts.join(', ')}.`, ...buttons);
  if (choice === reveal && first !== undefined) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(first));
  if (choice === showLog) await vscode.commands.executeCommand('qrate.showLog');
}
