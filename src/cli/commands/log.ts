import { statSync } from 'node:fs';
import type { Command } from 'commander';
import type { Commit, HistoryLine, HistoryStep, LogReport, PhotoHistory } from '../../core/git/reports';
import { personWord } from '../../core/git/words';
import { byShoot } from '../byShoot';
import type { Context } from '../context';
import { when } from '../words';

export function addLog(program: Command, context: Context): void {
  program
    .command('log [PATHS...]')
    .description('who decided what and when, newest first, with the commit that brought it in; without a photo, the shoot in brief')
    .addHelpText('after', '\nPATHS: photos, or the folder of a shoot.')
    .action(async (paths: readonly string[]) => {
      const reports = await logs(context, paths);
      context.output.answer(
        reports,
        (all) => all.map(human).join(''),
        (all) => (all.length === 1 ? all[0] : all),
      );
    });
}

async function logs(context: Context, paths: readonly string[]): Promise<readonly LogReport[]> {
  const options = { signal: context.signal };
  const [only = process.cwd()] = paths;
  if (paths.length <= 1 && statSync(only, { throwIfNoEntry: false })?.isDirectory()) {
    return [await (await context.openShoot(only)).git.log([], options)];
  }
  const reports: LogReport[] = [];
  for (const { shoot, files } of await byShoot(context, paths)) reports.push(await shoot.git.log(files, options));
  return reports;
}

function human({ photos, steps, withoutCommits }: LogReport): string {
  const lines = [...photos.flatMap(photoLines), ...steps.flatMap(stepLines)];
  if (lines.length === 0) lines.push('Nothing was decided here yet.');
  return [...lines, ...(withoutCommits === null ? [] : [`No commits are shown: ${withoutCommits.message}`])]
    .map((line) => `${line}\n`)
    .join('');
}

function photoLines({ path, lines }: PhotoHistory): readonly string[] {
  return [JSON.stringify(path), ...(lines.length === 0 ? ['  nothing was decided about it'] : lines.map(entryLine))];
}

/** A star marks what holds. */
function entryLine({ holds, time, what, author, formerly, commit }: HistoryLine): string {
  const name = formerly === null ? '' : `, as ${JSON.stringify(formerly)}`;
  return `  ${holds ? '*' : ' '} ${when(time)}  ${what} by ${personWord(author)}${name}  ${commitText(commit)}`;
}

function stepLines({ author, first, last, what, commit }: HistoryStep): readonly string[] {
  const time = when(first) === when(last) ? when(last) : `${when(first)} – ${when(last)}`;
  return [`${commitText(commit)}  ${personWord(author)}, ${time}`, `    ${what}`];
}

const commitText = (commit: Commit | null): string =>
  commit === null ? '[not committed]' : `[${commit.hash.slice(0, 9)} ${JSON.stringify(commit.subject)}]`;
