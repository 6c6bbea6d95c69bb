import path from 'node:path';
import { type Command, Option } from 'commander';
import type { ExportFormat, ExportPlan } from '../../core/export/plan';
import type { ExportReport } from '../../core/reports';
import type { Context } from '../context';
import { integer } from '../options';
import { count } from '../words';

interface Flags {
  readonly format: ExportFormat;
  readonly out?: string;
  readonly top?: number;
  readonly dryRun?: boolean;
}

const FORMATS: readonly ExportFormat[] = ['copy', 'xmp', 'list', 'gallery', 'manifest'];

export function addExport(program: Command, context: Context): void {
  program
    .command('export [DIR]')
    .description('hand the keepers on: verified copies, XMP sidecars, a path list, a gallery or a manifest')
    .addOption(new Option('--format <FORMAT>', 'what to write').choices(FORMATS).makeOptionMandatory())
    .option('--out <PATH>', 'folder (copy, xmp, gallery) or file (list, manifest); xmp without it writes beside the photos')
    .option('--top <N>', 'at most N photos, spread over bursts, scenes and time', integer(1, 1_000_000))
    .option('--dry-run', 'show the plan and write nothing')
    .action(async (dir: string | undefined, flags: Flags) => {
      const shoot = await context.openShoot(dir ?? process.cwd());
      const out = flags.out === undefined ? null : path.resolve(flags.out);
      const plan = await shoot.planExport({ format: flags.format, out, top: flags.top ?? null }, context.run);
      const report = flags.dryRun === true ? dryRun(plan) : await shoot.applyExport(plan, context.run);
      context.output.answer(report, human);
    });
}

const dryRun = (plan: ExportPlan): ExportReport => ({ plan, dryRun: true, written: [], unchanged: [], refused: refusals(plan) });

const refusals = (plan: ExportPlan): ExportReport['refused'] =>
  plan.actions
    .filter(({ kind }) => kind === 'refuse')
    .map(({ target, photo, reason }) => ({ path: photo ?? target, reason: reason ?? '' }));

function human(report: ExportReport): string {
  const { plan } = report;
  if (!report.dryRun && plan.text !== null) return plan.text;
  const lines = [
    report.dryRun
      ? `Plan: ${count(plan.selected.length, 'photo')} selected; nothing was written.`
      : `${count(plan.selected.length, 'photo')} selected.`,
  ];
  if (report.dryRun)
    for (const { kind, target, bytes } of plan.actions)
      lines.push(`  ${kind.padEnd(14)} ${JSON.stringify(target)}${bytes > 0 ? ` (${bytes} bytes)` : ''}`);
  else
    lines.push(
      `${count(report.written.length, 'file')} written, ${report.unchanged.length} already there, ${report.refused.length} refused.`,
    );
  for (const { path: file, reason } of report.refused) lines.push(`  refused ${JSON.stringify(file)}: ${reason}`);
  for (const note of plan.notes) lines.push(`Note: ${note}`);
  return `${lines.join('\n')}\n`;
}
