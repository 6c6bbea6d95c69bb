import { Command } from 'commander';
import { addAsk } from './commands/ask';
import { addClock } from './commands/clock';
import { addConflicts } from './commands/conflicts';
import { addCull } from './commands/cull';
import { addDecisions } from './commands/decide';
import { addDiff } from './commands/diff';
import { addExplain } from './commands/explain';
import { addExport } from './commands/export';
import { addFind } from './commands/find';
import { addGroup } from './commands/group';
import { addIndex } from './commands/index';
import { addLearn } from './commands/learn';
import { addList } from './commands/list';
import { addLog } from './commands/log';
import { addMcp } from './commands/mcp';
import { addModels } from './commands/models';
import { addPresets } from './commands/presets';
import { addRun } from './commands/run';
import { addStatus } from './commands/status';
import { addSync } from './commands/sync';
import { addTaste } from './commands/taste';
import { addUndo } from './commands/undo';
import type { Context } from './context';
import { version } from './version';

/** The table of commands. Every command takes `--json`; `[DIR]` defaults to the shoot around the current folder. */
export function createProgram(context: Context): Command {
  const { out, err } = context.output.terminal;
  const program = new Command('qrate')
    .description('An image compiler for photographers: a shoot of thousands of RAW files goes in, the keepers come out.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err })
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong usage.');
  for (const add of [
    addIndex,
    addStatus,
    addList,
    addCull,
    addPresets,
    addExport,
    addSync,
    addExplain,
    addFind,
    addDecisions,
    addUndo,
    addGroup,
    addClock,
    addDiff,
    addLog,
    addConflicts,
    addAsk,
    addRun,
    addLearn,
    addTaste,
    addMcp,
    addModels,
  ])
    add(program, context);
  for (const command of allBelow(program)) command.exitOverride().option('--json', 'answer with exactly one JSON value on stdout');
  return program;
}

const allBelow = ({ commands }: Command): readonly Command[] => commands.flatMap((command) => [command, ...allBelow(command)]);
