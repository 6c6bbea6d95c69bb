import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { QrateError } from '../../core/errors';
import { recipeWords } from '../../core/intent/planWords';
import type { PlanPreview } from '../../core/intent/preview';
import type { PlanReport } from '../../core/intent/run';
import type { Context } from '../context';
import { collect } from '../options';
import { count, counts, oneLine } from '../words';

export interface PlanFlags {
  readonly set?: readonly string[];
  readonly yes?: boolean;
  readonly anyway?: boolean;
}

export const addPlanFlags = (command: Command): Command =>
  command
    .option(
      '--set <NAME=VALUE>',
      'a parameter of the plan, e.g. top=20, format=copy, destination=./out; may be repeated',
      collect,
      undefined,
    )
    .option('--yes', 'do not ask before something is written')
    .option('--anyway', 'run although words were not used, contradict each other, or ask what cannot be answered yet');

/** What a person reads before a plan runs. */
export function previewLines({ photos, steps, missing, partly, cull, selected, next, export: to }: PlanPreview): readonly string[] {
  const rows = [['all photos', photos] as const, ...steps.map((step) => [step.what, step.photos] as const)];
  const width = Math.max(...rows.map(([, n]) => String(n).length));
  return [
    ...(cull === null ? [] : [`Cull: ${recipeWords(cull)}`]),
    'Photos that pass each step:',
    ...rows.map(([what, n]) => `  ${String(n).padStart(width)}  ${oneLine(what)}`),
    ...missing.map((sentence) => `Not answered: ${sentence}`),
    ...(partly === null ? [] : [`Note: ${partly}`]),
    `Selected: ${count(selected.length, 'photo')}`,
    ...(next === null ? [] : [`Next in line: ${oneLine(next)}`]),
    ...(to === null
      ? []
      : [`Export: ${oneLine(to.what)}: ${count(to.files, 'file')} to write${to.unchanged > 0 ? `, ${to.unchanged} there already` : ''}`]),
    ...(to?.impossible == null ? [] : [`  not possible: ${oneLine(to.impossible)}`]),
    ...(to?.refused ?? []).map((it) => `  refused ${oneLine(it)}`),
    ...(to?.notes ?? []).map((note) => `Note: ${oneLine(note)}`),
  ];
}

export function reportLines({ cull, selected, export: done }: PlanReport): readonly string[] {
  return [
    ...(cull === null
      ? []
      : [`Culled: ${counts(cull.suggestions)}; ${count(cull.changed, 'suggestion')} changed (qrate cull --undo takes it back).`]),
    `${count(selected.length, 'photo')} selected${done === null ? ':' : '.'}`,
    ...(done === null ? selected.map((it) => `  ${oneLine(it)}`) : []),
    ...(done === null || done.text !== null
      ? []
      : [`${count(done.written.length, 'file')} written, ${done.unchanged.length} already there, ${done.refused.length} refused.`]),
    ...(done?.refused ?? []).map(({ path: file, reason }) => `  refused ${JSON.stringify(file)}: ${reason}`),
    ...(done?.text == null ? [] : [done.text.trimEnd()]),
  ];
}

/** A report for scripts: paths instead of whole photos. */
export const reportForScripts = ({ export: done, ...report }: PlanReport) => ({
  ...report,
  export: done === null ? null : { written: done.written, unchanged: done.unchanged, refused: done.refused, text: done.text },
});

/**
 * The person's yes: by `--yes`, else asked on a terminal. Throws QrateError('usage') where nobody can be asked; answers `false` for a no.
 */
export async function confirmed(context: Context, question: string, { yes }: PlanFlags): Promise<boolean> {
  if (yes === true) return true;
  const { listens, redraws } = context.output.terminal;
  if (!listens || !redraws) throw new QrateError('usage', 'Nothing was written: there is nobody to ask. Add --yes to run it.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: context.signal });
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
