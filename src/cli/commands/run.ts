import type { Command } from 'commander';
import { QrateError } from '../../core/errors';
import type { NamedPlan } from '../../core/intent/builtIn';
import { destinationFrom } from '../../core/intent/destination';
import { listPlans, withParameters } from '../../core/intent/plans';
import { type PlanPreview, previewPlan } from '../../core/intent/preview';
import { writes } from '../../core/intent/previewWords';
import { type PlanReport, runPlan } from '../../core/intent/run';
import { findNamed } from '../../core/presets/shelves';
import type { Shoot } from '../../core/shoot';
import type { Context } from '../context';
import { told } from '../presetProblems';
import { count, oneLine } from '../words';
import { addPlanFlags, confirmed, type PlanFlags, previewLines, reportForScripts, reportLines } from './planFlags';

interface RunFlags extends PlanFlags {
  readonly shoot?: string;
  readonly dryRun?: boolean;
}

/** `qrate run PRESET…`: saved plans, one after the other, with one summary. */
export function addRun(program: Command, context: Context): void {
  const command = program
    .command('run <PRESET...>')
    .description('carry out presets as plans, in order: those of the shoot, and Exhibition, Client proofs, Web, Triage, Duplicates only')
    .option('--shoot <DIR>', 'the shoot (default: the one around the current folder)')
    .option('--dry-run', 'show what each plan would do, and write nothing');
  addPlanFlags(command).action(async (names: readonly string[], flags: RunFlags) => {
    const shoot = await context.openShoot(flags.shoot ?? process.cwd());
    const known = told(await listPlans(shoot.location), context.output);
    // All names and parameters are looked at before anything runs.
    const plans = names.map((name) => findNamed(known, name)).map((it) => ({ ...it, plan: withParameters(it.plan, flags.set ?? []) }));
    const previews = await previewAll(context, shoot, plans);
    if (flags.dryRun === true) return context.output.answer(previews, humanPreviews);
    await requireYes(context, previews, flags);
    context.output.answer(await runAll(context, { shoot, plans, flags }), humanReports, (it) =>
      it.map(({ name, report }) => ({ name, report: reportForScripts(report) })),
    );
  });
}

interface Previewed {
  readonly name: string;
  readonly preview: PlanPreview;
}

async function previewAll(context: Context, shoot: Shoot, plans: readonly NamedPlan[]): Promise<readonly Previewed[]> {
  const previews: Previewed[] = [];
  for (const { name, plan } of plans)
    previews.push({ name, preview: await previewPlan(shoot, plan, { resolve: destinationFrom(shoot.root), ...context.run }) });
  return previews;
}

async function requireYes(context: Context, previews: readonly Previewed[], flags: RunFlags): Promise<void> {
  const missing = previews.flatMap(({ preview }) => preview.missing);
  if (missing.length > 0 && flags.anyway !== true)
    throw new QrateError('usage', `Nothing was done: ${missing.join(' ')} Add --anyway to run without it.`);
  if (!previews.some(({ preview }) => writes(preview))) return;
  if (flags.yes !== true) context.output.log(humanPreviews(previews).trimEnd());
  if (!(await confirmed(context, `Run ${count(previews.length, 'plan')}?`, flags))) throw new QrateError('usage', 'Nothing was written.');
}

interface Ran {
  readonly name: string;
  readonly report: PlanReport;
}

async function runAll(
  context: Context,
  { shoot, plans, flags }: { shoot: Shoot; plans: readonly NamedPlan[]; flags: RunFlags },
): Promise<readonly Ran[]> {
  const done: Ran[] = [];
  for (const { name, plan } of plans)
    done.push({
      name,
      report: await runPlan(shoot, plan, { resolve: destinationFrom(shoot.root), skipMissing: flags.anyway, ...context.run }),
    });
  return done;
}

function humanPreviews(previews: readonly Previewed[]): string {
  const each = previews.map(({ name, preview }) => [oneLine(name), ...previewLines(preview)].join('\n'));
  return `${each.join('\n\n')}\nNothing was written.\n`;
}

function humanReports(reports: readonly Ran[]): string {
  const written = reports.reduce((sum, { report }) => sum + (report.export?.written.length ?? 0), 0);
  const selected = new Set(reports.flatMap(({ report }) => report.selected)).size;
  const each = reports.map(({ name, report }) => [`${oneLine(name)}: `, ...reportLines(report)].join('\n').replace(': \n', ': '));
  const summary = `${count(reports.length, 'plan')}: ${count(selected, 'photo')} selected, ${count(written, 'file')} written.`;
  return `${each.join('\n')}\n${reports.length > 1 ? `${summary}\n` : ''}`;
}
