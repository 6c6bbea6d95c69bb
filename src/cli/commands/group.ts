import type { Command } from 'commander';
import { QrateError } from '../../core/errors';
import type { GroupOp } from '../../core/model';
import { type DecisionReport, mergeReports } from '../../core/reports';
import { byShoot } from '../byShoot';
import type { Context } from '../context';
import { count } from '../words';

const DESCRIPTIONS: Readonly<Record<GroupOp, string>> = {
  merge: 'these photos are one group, whatever the rules say',
  split: 'a new group begins at this frame: its group is cut before it, in capture order',
  never: 'each of these photos stands alone',
  auto: 'take your words on the groups of these photos back: the rules decide again',
};

/** The person's word on groups: `group merge|never|auto FILES…`, `group split FILE`. */
export function addGroup(program: Command, context: Context): void {
  const group = program.command('group').description('decide what belongs together; survives every rescan, rebuild and rename');
  for (const op of ['merge', 'never', 'auto'] as const) {
    group
      .command(`${op} <FILES...>`)
      .description(DESCRIPTIONS[op])
      .action((files: readonly string[]) => regroup(context, op, files));
  }
  group
    .command('split <FILE>')
    .description(DESCRIPTIONS.split)
    .action((file: string) => regroup(context, 'split', [file]));
}

async function regroup(context: Context, op: GroupOp, files: readonly string[]): Promise<void> {
  const shoots = await byShoot(context, files);
  if (op === 'merge' && shoots.length > 1) {
    const roots = shoots.map(({ shoot }) => JSON.stringify(shoot.root)).join(' and ');
    throw new QrateError('usage', `A group cannot reach over two shoots: these files are in ${roots}.`);
  }
  const reports: DecisionReport[] = [];
  for (const { shoot, files: own } of shoots) reports.push(await shoot.regroup(op, own));
  context.output.answer(mergeReports(reports), human);
}

const human = (report: DecisionReport): string =>
  `${count(report.changed.length, 'photo')} regrouped${report.unchanged.length > 0 ? `, ${report.unchanged.length} were so already` : ''}.\n`;
