import path from 'node:path';
import type { Command } from 'commander';
import type { TasteModelReport } from '../../core/learn/tasteApi';
import { DEFAULT_MODEL } from '../../core/learn/wish';
import type { Shoot } from '../../core/shoot';
import type { Context } from '../context';
import { hasDisplay } from '../learn/browser';
import { askInBrowser } from '../learn/inBrowser';
import { askInTerminal } from '../learn/inTerminal';
import { terminalKeys } from '../learn/keys';
import { integer } from '../options';
import { count, oneLine } from '../words';

interface Flags {
  readonly bursts: number;
  readonly model: string;
  readonly browser: boolean;
  readonly train: boolean;
}

/** What `qrate learn` came to. */
interface LearnReport {
  readonly model: string;
  /** Pairs that were answered this time. */
  readonly given: number;
  /** Answers in all, skips not counted. */
  readonly answered: number;
  /** Answers after which a model is usually useful. */
  readonly goal: number;
  readonly left: number;
  /** What was trained; `null` without `--train`. */
  readonly report: TasteModelReport | null;
}

/** `qrate learn`: choices between two photos teach a taste, in a page of the browser or, without a display, in the terminal. */
export function addLearn(program: Command, context: Context): void {
  program
    .command('learn [DIR]')
    .description('choose between two photos and teach qrate your taste: in your browser, or in the terminal where there is no display')
    .option('--bursts <N>', 'bursts and near duplicates that are asked about, at most', integer(1, 100_000), 50)
    .option('--model <NAME>', 'which taste to teach, such as weddings', DEFAULT_MODEL)
    .option('--no-browser', 'ask in the terminal')
    .option('--train', 'learn from all answers at the end, and say how good it is', false)
    .action(async (dir: string | undefined, flags: Flags) => {
      const shoot = await context.openShoot(dir ?? process.cwd());
      const given = await ask(context, shoot, flags);
      const report = flags.train ? await shoot.taste.train(flags.model, context.run) : null;
      const { progress } = await shoot.taste.question(flags.model, { bursts: flags.bursts });
      const { model, answered, goal, left } = progress;
      context.output.answer({ model, given, answered, goal, left, report }, human);
    });
}

function ask({ output, signal, scripts }: Context, shoot: Shoot, { bursts, model, browser }: Flags): Promise<number> {
  const asked = { model, bursts, signal };
  if (browser && hasDisplay(process.env, process.platform))
    return askInBrowser({ ...asked, shoot, pages: path.join(scripts, 'webview'), log: output.log });
  const keys = terminalKeys(process.stdin, signal);
  return askInTerminal({ ...asked, taste: shoot.taste, view: () => shoot.view(), keys, say: output.log });
}

function human({ model, given, answered, goal, report }: LearnReport): string {
  const lines = [
    `${count(given, 'pair')} answered, ${answered} in all for the taste “${oneLine(model)}” (useful from about ${goal} on).`,
    ...(report === null ? [`Learn from them: qrate learn --train, or qrate taste train`] : [oneLine(report.verdict)]),
    ...(report?.applies === true ? [`Cull with it: qrate cull --use-model ${JSON.stringify(model)}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
