import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import type { ExportPlan, ExportRequest } from '../../core/export/plan';
import type { RunOptions } from '../../core/progress';
import type { ExportReport } from '../../core/reports';
import type { ShootApi } from '../../core/shootApi';
import { type CommandHost, defineCommand } from '../commandTypes';
import { planMarkdown, refusedMarkdown } from '../export/planReport';
import { withProgress } from '../progress';
import { EXPORT_WEIGHTS } from '../progressMeter';
import { shootFor } from '../targets';
import { askExport } from './askExport';
import { folder, signal } from './optionSchemas';
import { xmpSettings } from './xmpSettings';

const options = z.strictObject({
  folder,
  signal,
  format: z.enum(['copy', 'xmp', 'list', 'gallery', 'manifest']),
  out: z.string().min(1).nullish(),
  top: z.int().min(1).nullish(),
  dryRun: z.boolean().optional(),
});

type Options = z.infer<typeof options>;

export const exportCommand = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const job = new ExportJob(host, root, call.options?.signal);
  if (call.options === null) return exportByPerson(host, job);
  const plan = await job.plan(requested(root, call.options));
  if (call.options.dryRun === true) return (await import('../../core/export/applyExport')).dryRunReport(plan);
  return write(job, plan);
});

/** Asks, shows the plan, and writes only what was agreed to. */
async function exportByPerson(host: CommandHost, job: ExportJob): Promise<ExportReport | undefined> {
  const planned = await askExport(host, job.root, (request) => job.plan(request));
  if (planned === undefined) return undefined;
  if (planned.does === 'show') {
    await host.reports.show(vscode.l10n.t('Export plan'), planMarkdown(planned.plan));
    return (await import('../../core/export/applyExport')).dryRunReport(planned.plan);
  }
  const report = await write(job, planned.plan);
  void showSummary(host, report);
  return report;
}

async function write(job: ExportJob, plan: ExportPlan): Promise<ExportReport> {
  const report = await job.apply(plan);
  logReport(job.host, job.root, report);
  return report;
}

const requested = (root: string, { format, out, top }: Options): ExportRequest => ({
  format,
  out: out == null ? null : path.resolve(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '', out),
  top: top ?? null,
  ...(format === 'xmp' ? { xmp: xmpSettings(root) } : {}),
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

async function showSummary(host: CommandHost, report: ExportReport): Promise<void> {
  const { written, unchanged, refused } = report;
  const parts = [written.length === 1 ? vscode.l10n.t('1 file written') : vscode.l10n.t('{0} files written', written.length)];
  if (unchanged.length > 0) parts.push(vscode.l10n.t('{0} already there', unchanged.length));
  if (refused.length > 0) parts.push(vscode.l10n.t('{0} refused', refused.length));
  const reveal = vscode.l10n.t('Reveal');
  const showRefused = vscode.l10n.t('Show Refused');
  const first = written[0] ?? unchanged[0];
  const buttons = [...(first === undefined ? [] : [reveal]), ...(refused.length > 0 ? [showRefused] : [])];
  const show = refused.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const choice = await show(`${parts.join(', ')}.`, ...buttons);
  if (choice === reveal && first !== undefined) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(first));
  if (choice === showRefused) await host.reports.show(vscode.l10n.t('Not exported'), refusedMarkdown(report));
}
