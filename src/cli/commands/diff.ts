import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { diffText } from '../../core/git/diffText';
import type { SelectionDiff } from '../../core/git/reports';
import type { Context } from '../context';
import { when } from '../words';

export function addDiff(program: Command, context: Context): void {
  program
    .command('diff [REV] [DIR]')
    .description('what changed in the selection since a commit (HEAD), or in A..B: who decided it, when and why')
    .addHelpText(
      'after',
      '\nREV: a commit, branch or tag, compared with the decisions of now; A..B compares two; A...B what B did since they parted.' +
        '\nOne argument that is a folder is DIR. Nothing is checked out; the photos are those of now.',
    )
    .action(async (first: string | undefined, second: string | undefined) => {
      const isFolder = second === undefined && first !== undefined && statSync(first, { throwIfNoEntry: false })?.isDirectory() === true;
      const [range, dir] = isFolder ? [null, first] : [first ?? null, second ?? process.cwd()];
      const shoot = await context.openShoot(dir);
      context.output.answer(await shoot.git.diff(range, { signal: context.signal }), human);
    });
}

const human = (diff: SelectionDiff): string => diffText(diff, when);
