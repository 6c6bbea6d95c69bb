import path from 'node:path';
import type { Command } from 'commander';
import { QrateError } from '../../core/errors';
import { type Parsed, parseSentence } from '../../core/intent/grammar/parse';
import type { Plan } from '../../core/intent/plan';
import { listPlans, savePlan, withParameters } from '../../core/intent/plans';
import { type PlanPreview, previewPlan } from '../../core/intent/preview';
import { runPlan } from '../../core/intent/run';
import { vocabularyOf } from '../../core/intent/vocabulary';
import type { Shoot } from '../../core/shoot';
import type { Context } from '../context';
import { oneLine } from '../words';
import { addPlanFlags, confirmed, destinationFrom, type PlanFlags, previewLines, reportForScripts, reportLines, writes } from './planFlags';

interface AskFlags extends PlanFlags {
  readonly run?: boolean;
  readonly save?: string;
  readonly now?: string;
}

type Understanding = Extract<Parsed, { ok: true }>;

/** `qrate ask "…"`: a sentence, the plan that it becomes, and what that would do. Only `--run` and `--save` write. */
export function addAsk(program: Command, context: Context): void {
  const command = program
    .command('ask <SENTENCE> [DIR]')
    .description('read a sentence as a plan and show how many photos pass each step; also: qrate "SENTENCE"')
    .option('--run', 'carry the plan out; what is written is asked for before')
    .option('--save <NAME>', 'keep the plan as a preset of the shoot')
    .option('--now <TIME>', 'read “yesterday” as from this moment: 2026-05-12 or 2026-05-12T18:30 (default: the clock of this machine)');
  addPlanFlags(command).action(async (sentence: string, dir: string | undefined, flags: AskFlags) => {
    const shoot = await context.openShoot(dir ?? process.cwd());
    const understood = await understand(shoot, sentence, flags);
    const plan = withParameters(understood.plan, flags.set ?? []);
    const preview = await previewPlan(shoot, plan, { resolve: destinationFrom(process.cwd()), ...context.run });
    const saved = flags.save === undefined ? null : (await savePlan(shoot.location, flags.save, portable(plan, shoot.root))).name;
    const shown = { sentence, ...understood, plan, preview, saved };
    if (flags.run !== true) context.output.answer(shown, human, forScripts);
    else await run(context, { shoot, shown, flags });
  });
}

interface Shown extends Understanding {
  readonly sentence: string;
  readonly preview: PlanPreview;
  readonly saved: string | null;
}

async function understand(shoot: Shoot, sentence: string, { now }: AskFlags): Promise<Understanding> {
  const view = await shoot.view();
  const parsed = parseSentence(sentence, {
    now: momentOf(now),
    vocabulary: vocabularyOf(view.photos),
    presets: await listPlans(shoot.location),
  });
  if (!parsed.ok) throw new QrateError('usage', parsed.message);
  return parsed;
}

async function run(context: Context, { shoot, shown, flags }: { shoot: Shoot; shown: Shown; flags: AskFlags }): Promise<void> {
  const doubts = [
    ...shown.contradictions,
    ...shown.preview.missing,
    ...(shown.unused.length === 0 ? [] : [`Not used: ${shown.unused.join(', ')}.`]),
  ];
  if (doubts.length > 0 && flags.anyway !== true)
    throw new QrateError('usage', `Nothing was done: ${doubts.map(oneLine).join(' ')} Say it otherwise, or add --anyway.`);
  if (writes(shown.preview)) {
    if (flags.yes !== true) context.output.log(human(shown).trimEnd());
    if (!(await confirmed(context, 'Run this plan?', flags))) throw new QrateError('usage', 'Nothing was written.');
  }
  const report = await runPlan(shoot, shown.plan, { resolve: destinationFrom(process.cwd()), skipMissing: flags.anyway, ...context.run });
  context.output.answer(
    report,
    (it) => `${[...shown.preview.missing.map((sentence) => `Not answered: ${sentence}`), ...reportLines(it)].join('\n')}\n`,
    (it) => ({ ...forScripts(shown), report: reportForScripts(it) }),
  );
}

function human({ plan, understood, unused, contradictions, corrections, preview, saved }: Shown): string {
  const lines = [
    ...corrections.map(({ typed, read }) => `Read “${oneLine(typed)}” as “${read}”.`),
    'Understood:',
    ...understood.map(({ words, meaning }) => `  ${oneLine(words)} → ${oneLine(meaning)}`),
    ...(unused.length === 0 ? [] : [`Not used: ${unused.map(oneLine).join(', ')}`]),
    ...contradictions.map((sentence) => `Careful: ${oneLine(sentence)}`),
    `Plan: ${oneLine(JSON.stringify(plan))}`,
    ...previewLines(preview),
    ...(saved === null
      ? ['Nothing was written. Add --run to carry it out.']
      : [`Saved as the preset “${saved}”: qrate run ${JSON.stringify(saved)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const forScripts = ({
  sentence,
  plan,
  understood,
  unused,
  contradictions,
  corrections,
  preview: { plan: _, ...preview },
  saved,
}: Shown) => ({
  sentence,
  plan,
  understood,
  unused,
  contradictions,
  corrections,
  preview,
  saved,
});

/** Destinations of a preset are from the shoot, so that they mean the same wherever it lies. */
function portable(plan: Plan, root: string): Plan {
  const destination = plan.export?.destination;
  if (plan.export === undefined || destination === undefined) return plan;
  const relative = path.relative(root, destinationFrom(process.cwd())(destination)).split(path.sep).join('/');
  return { ...plan, export: { ...plan.export, destination: relative === '' ? '.' : relative } };
}

/** Naive local time. Throws QrateError('usage') for what is none. */
function momentOf(text: string | undefined): string {
  if (text === undefined) {
    const now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T12:00` : text;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(moment) || Number.isNaN(Date.parse(`${moment}Z`)))
    throw new QrateError('usage', `“${text}” is no moment. Write it like 2026-05-12 or 2026-05-12T18:30.`);
  return moment;
}
