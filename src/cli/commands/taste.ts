import path from 'node:path';
import type { Command } from 'commander';
import type { TasteModelReport } from '../../core/learn/tasteApi';
import { DEFAULT_MODEL } from '../../core/learn/wish';
import type { Context } from '../context';
import { count, oneLine, when } from '../words';

/** `qrate taste`: the models that were learned from a shoot's choices, kept in `.qrate/taste.json`. */
export function addTaste(program: Command, context: Context): void {
  const open = async (dir: string | undefined) => (await context.openShoot(dir ?? process.cwd())).taste;
  const taste = program
    .command('taste')
    .description('the tastes learned from your choices: how good each is, and whether a cull may use it');
  taste
    .command('list [DIR]', { isDefault: true })
    .description('every taste with its held-out accuracy beside technical ranking')
    .action(async (dir: string | undefined) => context.output.answer(await (await open(dir)).models(), table));
  taste
    .command('train [NAME] [DIR]')
    .description('learn from all choices and decisions of the shoot')
    .action(async (name: string | undefined, dir: string | undefined) =>
      context.output.answer(await (await open(dir)).train(name ?? DEFAULT_MODEL, context.run), (it) => block(it)),
    );
  taste
    .command('reset <NAME> [DIR]')
    .description('forget what was learned; the choices stay in the log, but no longer count')
    .action(async (name: string, dir: string | undefined) => {
      await (await open(dir)).reset(name);
      context.output.answer({ reset: name }, () => `Forgotten: ${oneLine(name)}. Its choices stay in the log and no longer count.\n`);
    });
  taste
    .command('export <NAME> <FILE> [DIR]')
    .description('copy a taste to a file of its own; never overwrites')
    .action(async (name: string, file: string, dir: string | undefined) => {
      const target = path.resolve(file);
      await (await open(dir)).exportModel(name, target);
      context.output.answer({ exported: name, file: target }, () => `Exported: ${oneLine(name)} → ${oneLine(target)}\n`);
    });
  taste
    .command('import <FILE> [NAME] [DIR]')
    .description('check a file of a taste and take it in, under its file’s name if none is given')
    .action(async (file: string, name: string | undefined, dir: string | undefined) => {
      const source = path.resolve(file);
      const report = await (await open(dir)).importModel(source, name ?? path.basename(file).replace(/\.json$/i, ''));
      context.output.answer(report, (it) => `Imported: ${block(it)}`);
    });
}

const block = ({ name, choices, features, trainedAt, verdict }: TasteModelReport): string =>
  `${oneLine(name)}: ${count(choices, 'choice')}, by ${features}${trainedAt === null ? '' : `, learned ${when(trainedAt)}`}\n  ${oneLine(verdict)}\n`;

const table = (models: readonly TasteModelReport[]): string =>
  models.length === 0 ? 'No taste was learned here yet. Choose between photos with: qrate learn\n' : models.map(block).join('');
