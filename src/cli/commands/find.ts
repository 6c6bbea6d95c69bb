import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { QrateError } from '../../core/errors';
import type { FindReport } from '../../core/vectors/find';
import type { Context } from '../context';
import { integer } from '../options';
import { count } from '../words';

interface FindFlags {
  readonly like?: string;
  readonly text?: string;
  readonly top: number;
}

export function addFind(program: Command, context: Context): void {
  program
    .command('find [DIR]')
    .description('photos that look like one, or that show what words say, the likest first')
    .addOption(new Option('--like <FILE>', 'a photo of the shoot').conflicts('text'))
    .option('--text <WORDS>', 'what they show; needs the models for pictures and for words', words)
    .option('--top <N>', 'at most N photos', integer(1, 1_000_000), 20)
    .action(async (dir: string | undefined, { like, text, top }: FindFlags) => {
      const query = like !== undefined ? { like: path.resolve(like) } : text !== undefined ? { text } : null;
      if (query === null) throw new QrateError('usage', 'Say what to find: --like FILE or --text WORDS.');
      const shoot = await context.openShoot(dir ?? like ?? process.cwd());
      const report = await shoot.find(query, context.run);
      context.output.answer({ ...report, matches: report.matches.slice(0, top) }, human);
    });
}

function words(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Say it in words.');
  return text;
}

function human({ model, matches, unknown }: FindReport): string {
  const lines = matches.map(({ path, likeness }) => `${likeness.toFixed(3)}  ${path}`);
  if (matches.length === 0) lines.push('No other photo can be compared.');
  if (unknown > 0) lines.push(`${count(unknown, 'photo')} could not be compared (${model}): index again to catch up.`);
  return `${lines.join('\n')}\n`;
}
