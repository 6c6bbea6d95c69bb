import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { QrateError } from '../../core/errors';
import type { Disagreement, Voice } from '../../core/git/reports';
import type { Take } from '../../core/git/settle';
import { decidedWords, fieldWord, personWord } from '../../core/git/words';
import { type DecisionReport, mergeReports } from '../../core/reports';
import { byShoot, type ShootFiles } from '../byShoot';
import type { Context } from '../context';
import { count, when } from '../words';

/** `conflicts` lists where people disagree; with `--take` it settles them. */
export function addConflicts(program: Command, context: Context): void {
  program
    .command('conflicts [PATHS...]')
    .description('photos on which people decided differently, each without having seen the other; --take settles them')
    .option('--take <WHOSE>', 'whose word counts: mine, theirs, or a part of a name')
    .addHelpText('after', '\nPATHS: photos, or a folder for all of its shoot. Deciding anew (qrate pick, rate, …) settles a photo, too.')
    .action(async (paths: readonly string[], { take }: { take?: string }) => {
      if (take === undefined) return list(context, paths);
      if (paths.length === 0)
        throw new QrateError('usage', 'Name the photos, or the folder to settle all of its shoot: qrate conflicts --take mine .');
      return settle(context, paths, takeOf(take));
    });
}

const takeOf = (text: string): Take => (text === 'mine' || text === 'theirs' ? { side: text } : { author: text });

/** A shoot, and the photos of it that were named; `null` = all. */
interface Named extends Pick<ShootFiles, 'shoot'> {
  readonly files: readonly string[] | null;
}

async function named(context: Context, paths: readonly string[]): Promise<readonly Named[]> {
  const folders = paths.filter((it) => statSync(it, { throwIfNoEntry: false })?.isDirectory());
  const whole: Named[] = [];
  for (const folder of folders) whole.push({ shoot: await context.openShoot(folder), files: null });
  return [
    ...whole,
    ...(await byShoot(
      context,
      paths.filter((it) => !folders.includes(it)),
    )),
  ];
}

async function list(context: Context, paths: readonly string[]): Promise<void> {
  const found: Disagreement[] = [];
  for (const { shoot, files } of await named(context, paths.length > 0 ? paths : [process.cwd()])) {
    found.push(...(await shoot.git.disagreements(files)));
  }
  context.output.answer(found, human);
}

async function settle(context: Context, paths: readonly string[], take: Take): Promise<void> {
  const reports: DecisionReport[] = [];
  for (const { shoot, files } of await named(context, paths)) reports.push(await shoot.git.settle(files, take));
  context.output.answer(mergeReports(reports), settled);
}

const settled = ({ changed, unchanged }: DecisionReport): string =>
  `${count(changed.length, 'photo')} settled${unchanged.length > 0 ? `, nobody disagrees on ${unchanged.length}` : ''}.\n`;

function human(disagreements: readonly Disagreement[]): string {
  if (disagreements.length === 0) return 'Nobody disagrees.\n';
  const lines = disagreements.flatMap(disagreementLines);
  return `${count(disagreements.length, 'disagreement')}:\n${lines.map((line) => `  ${line}\n`).join('')}Settle: qrate conflicts --take mine|theirs|NAME FILES, or decide anew.\n`;
}

/** The photo and the field, then who said what and when. */
export function disagreementLines({ path, field, voices }: Disagreement): readonly string[] {
  const last = voices.at(-1);
  return [
    `${JSON.stringify(path)} ${fieldWord[field]}`,
    ...voices.map((voice) => `  ${voiceLine(voice, field)}${voice === last ? '  (counts now)' : ''}`),
  ];
}

const voiceLine = ({ value, author, time }: Voice, field: Disagreement['field']): string =>
  `${decidedWords({ [field]: value })} by ${personWord(author)}, ${when(time)}`;
