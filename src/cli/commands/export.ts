import path from 'node:path';
import { type Command, Option } from 'commander';
import { dryRunReport } from '../../core/export/applyExport';
import type { ExportFormat } from '../../core/export/plan';
import type { ExportReport } from '../../core/reports';
import type { Context } from '../context';
import { integer } from '../options';
import { count } from '../words';
import { addXmpOptions, type XmpFlags, xmpSettings } from '../xmpOptions';

interface Flags extends XmpFlags {
  readonly format: ExportFormat;
  readonly out?: string;
  readonly top?: number;
  readonly null?: boolean;
  readonly dryRun?: boolean;
}

const FORMATS: readonly ExportFormat[] = ['copy', 'xmp', 'list', 'gallery', 'manifest'];

export function addExport(program: Command, context: Context): void {
  const command = program
    .command('export [DIR]')
    .description('hand the keepers on: verified copies, XMP sidecars, a path list, a gallery or a manifest')
    .addOption(new Option('--format <FORMAT>', 'what to write').choices(FORMATS).makeOptionMandatory())
    .option('--out <PATH>', 'folder (copy, xmp, gallery) or file (list, manifest); xmp without it writes beside the photos')
    .option('--top <N>', 'at most N photos, spread over bursts, scenes and time', integer(1, 1_000_000))
    .option('--null', 'list only: end each path with a NUL byte, so that any name is safe')
    .option('--dry-run', 'show the plan and write nothing');
  addXmpOptions(command).action(async (dir: string | undefined, flags: Flags) => {
    const shoot = await context.openShoot(dir ?? process.cwd());
    const out = flags.out === undefined ? null : path.resolve(flags.out);
    const plan = await shoot.planExport(
      { format: flags.format, out, top: flags.top ?? null, nul: flags.null, xmp: xmpSettings(flags) },
      context.run,
    );
    const report = flags.dryRun === true ? dryRunReport(plan) : await shoot.applyExport(plan, context.run);
    context.output.answer(report, human, forScripts);
  });
}

/** The photos by their paths: `qrate list` has the rest. */
const forScripts = ({ plan, ...report }: ExportReport) => ({
  format: plan.request.format,
  out: plan.request.out,
  selected: plan.selected.map((photo) => photo.path),
  actions: plan.actions,
  notes: plan.notes,
  ...report,
});

function human(report: ExportReport): string {
  const { plan } = report;
  if (report.text !== null) return report.text;
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
