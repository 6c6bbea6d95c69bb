import type { Command } from 'commander';
import { dryRunReport } from '../../core/export/applyExport';
import type { ExportReport } from '../../core/reports';
import type { Context } from '../context';
import { count } from '../words';
import { addFilterFlags, addFormatFlags, addTargetFlags, type ExportFlags, requestOf } from './exportFlags';

export function addExport(program: Command, context: Context): void {
  const command = program
    .command('export [DIR]')
    .description('hand the keepers on: verified copies, XMP sidecars, a path list, a gallery or a manifest');
  addFormatFlags(addFilterFlags(addTargetFlags(command))).action(async (dir: string | undefined, flags: ExportFlags) => {
    const shoot = await context.openShoot(dir ?? process.cwd());
    const plan = await shoot.planExport(requestOf(flags), context.run);
    const report = flags.dryRun === true ? dryRunReport(plan) : await shoot.applyExport(plan, context.run);
    context.output.answer(report, human, forScripts);
    if (report.text !== null) for (const line of troubles(report)) context.output.log(line);
  });
}

/** The photos by their paths: `qrate list` has the rest. */
const forScripts = ({ plan, ...report }: ExportReport) => ({
  format: plan.request.format,
  out: plan.request.out,
  filter: plan.request.filter,
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
  return `${[...lines, ...troubles(report)].join('\n')}\n`;
}

const troubles = ({ refused, plan }: ExportReport): readonly string[] => [
  ...refused.map(({ path: file, reason }) => `  refused ${JSON.stringify(file)}: ${reason}`),
  ...plan.notes.map((note) => `Note: ${note}`),
];
