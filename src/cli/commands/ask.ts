import type { Command } from 'commander';
import { QrateError } from '../../core/errors';
import { destinationFrom, portable } from '../../core/intent/destination';
import { momentOf } from '../../core/intent/moment';
import { savePlan, withParameters } from '../../core/intent/plans';
import { type PlanPreview, previewPlan } from '../../core/intent/preview';
import { writes } from '../../core/intent/previewWords';
import { runPlan } from '../../core/intent/run';
import { doubtsAbout, NotUnderstood, type Understanding, understand } from '../../core/intent/understand';
import type { Shoot } from '../../core/shoot';
import type { Context } from '../context';
import { configuredModel } from '../languageModel';
import { told } from '../presetProblems';
import { oneLine } from '../words';
import { addPlanFlags, confirmed, type PlanFlags, previewLines, reportForScripts, reportLines } from './planFlags';

interface AskFlags extends PlanFlags {
  readonly run?: boolean;
  readonly save?: string;
  readonly now?: string;
  readonly model?: boolean;
  readonly sendNames?: boolean;
}

/** `qrate ask "…"`: a sentence, the plan that it becomes, and what that would do. Only `--run` and `--save` write. */
export function addAsk(program: Command, context: Context): void {
  const command = program
    .command('ask <SENTENCE> [DIR]')
    .description('read a sentence as a plan and show how many photos pass each step; also: qrate "SENTENCE"')
    .option('--run', 'carry the plan out; what is written is asked for before')
    .option('--save <NAME>', 'keep the plan as a preset of the shoot')
    .option('--now <TIME>', 'read “yesterday” as from this moment: 2026-05-12 or 2026-05-12T18:30 (default: the clock of this machine)')
    .option(
      '--model',
      'where words are left over, send the sentence to the language model at QRATE_LLM_URL (QRATE_LLM_MODEL, QRATE_LLM_KEY)',
    )
    .option('--send-names', 'with --model: send the names of cameras and lenses along');
  addPlanFlags(command).action(async (sentence: string, dir: string | undefined, flags: AskFlags) => {
    const shoot = await context.openShoot(dir ?? process.cwd());
    const understood = await read(context, shoot, { sentence, flags });
    told({ problems: understood.presetProblems }, context.output);
    const plan = withParameters(understood.plan, flags.set ?? []);
    const preview = await previewPlan(shoot, plan, { resolve: destinationFrom(process.cwd()), ...context.run });
    const saved =
      flags.save === undefined
        ? null
        : (await savePlan(shoot.location, { name: flags.save, plan: portable(plan, shoot.root, destinationFrom(process.cwd())) })).name;
    const shown = { ...understood, plan, preview, saved };
    if (flags.run !== true) context.output.answer(shown, human, forScripts);
    else await run(context, { shoot, shown, flags });
  });
}

interface Shown extends Understanding {
  readonly preview: PlanPreview;
  readonly saved: string | null;
}

async function read(context: Context, shoot: Shoot, { sentence, flags }: { sentence: string; flags: AskFlags }): Promise<Understanding> {
  const model = flags.model === true ? configuredModel(process.env, context.output.log) : undefined;
  try {
    return await understand(shoot, sentence, { now: momentOf(flags.now), model, sendsVocabulary: flags.sendNames, signal: context.signal });
  } catch (error) {
    if (!(error instanceof NotUnderstood) || !error.canAskModel || model !== undefined) throw error;
    throw new QrateError('usage', `${error.message} (A language model may understand it: see --model.)`);
  }
}

async function run(context: Context, { shoot, shown, flags }: { shoot: Shoot; shown: Shown; flags: AskFlags }): Promise<void> {
  const doubts = [...doubtsAbout(shown), ...shown.preview.missing];
  if (doubts.length > 0 && flags.anyway !== true)
    throw new QrateError('usage', `Nothing was done: ${doubts.map(oneLine).join(' ')} Say it otherwise, or add --anyway.`);
  if (writes(shown.preview)) {
    // A yes that was given beforehand was not for a plan that nobody had seen.
    if (shown.model !== null && !context.output.terminal.listens)
      throw new QrateError(
        'usage',
        'Nothing was written: a person sees the plan of a language model before it writes. Look at it, save it with --save, and run that preset.',
      );
    const asked = shown.model === null ? flags : { ...flags, yes: false };
    if (asked.yes !== true) context.output.log(human(shown).trimEnd());
    if (!(await confirmed(context, 'Run this plan?', asked))) throw new QrateError('usage', 'Nothing was written.');
  }
  const report = await runPlan(shoot, shown.plan, { resolve: destinationFrom(process.cwd()), skipMissing: flags.anyway, ...context.run });
  context.output.answer(
    report,
    (it) => `${[...shown.preview.missing.map((sentence) => `Not answered: ${sentence}`), ...reportLines(it)].join('\n')}\n`,
    (it) => ({ ...forScripts(shown), report: reportForScripts(it) }),
  );
}

function human({ plan, understood, unused, contradictions, corrections, model, preview, saved }: Shown): string {
  const lines = [
    ...corrections.map(({ typed, read }) => `Read “${oneLine(typed)}” as “${read}”.`),
    ...(model === null
      ? ['Understood:']
      : [`Read by the language model ${oneLine(model.name)}${model.wasRepaired ? ', at the second try' : ''}.`]),
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

/** The plan stands once. */
const forScripts = ({ preview: { plan: _, ...preview }, ...shown }: Shown) => ({ ...shown, preview });
