import type { Command } from 'commander';
import type { Decision } from '../../core/model';
import type { Action, UndoReport } from '../../core/reports';
import type { Shoot } from '../../core/shoot';
import type { Context } from '../context';
import { count } from '../words';

interface Verb {
  readonly name: 'undo' | 'redo';
  readonly description: string;
  readonly nothing: string;
  readonly done: string;
}

const VERBS: readonly Verb[] = [
  { name: 'undo', description: 'take back what you decided last', nothing: 'There is nothing to take back.', done: 'Taken back' },
  { name: 'redo', description: 'do again what you took back last', nothing: 'There is nothing to do again.', done: 'Done again' },
];

/** `undo [DIR]` and `redo [DIR]`: of any depth, by the log of decisions. */
export function addUndo(program: Command, context: Context): void {
  for (const verb of VERBS) {
    program
      .command(`${verb.name} [DIR]`)
      .description(verb.description)
      .action(async (dir: string | undefined) => {
        const shoot = await context.openShoot(dir ?? process.cwd());
        context.output.answer(await takeBack(shoot, verb), (report) => human(report, verb));
      });
  }
}

const takeBack = (shoot: Shoot, { name }: Verb): Promise<UndoReport> => (name === 'undo' ? shoot.undo() : shoot.redo());

function human({ action, kept }: UndoReport, { nothing, done }: Verb): string {
  if (action === null) return `${nothing}\n`;
  const lines = [
    `${done}: ${told(action)}.`,
    ...kept.map(
      ({ path, field, time, author }) =>
        `  left as it is: the ${field} of ${JSON.stringify(path)}, changed at ${time} by ${author ?? 'somebody'}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** `verdict pick on 3 photos, verdict reject on 1 photo`. */
const told = ({ parts }: Action): string =>
  parts.map(({ patch, paths }) => `${fields(patch)} on ${count(paths.length, 'photo')}`).join(', ');

const fields = (patch: Partial<Decision>): string =>
  Object.entries(patch)
    .map(([field, value]) => `${field} ${value ?? 'none'}`)
    .join(' and ');
