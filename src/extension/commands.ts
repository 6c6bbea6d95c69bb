import type {
  ClockReport,
  CullReport,
  DecisionReport,
  Explanation,
  ExportReport,
  IndexReport,
  StatusReport,
  UndoReport,
} from '../core/reports';
import type { Command } from './commandTypes';
import { GRID_KEY_COMMANDS, type GridKeyCommandId } from './grid/gridCommands';
import { PHOTO_KEY_COMMANDS, type PhotoKeyCommandId } from './photoEditor/photoCommands';

/** Every command and what it answers. The manifest lists the same ids. */
export interface CommandReports extends Record<GridKeyCommandId | PhotoKeyCommandId, true> {
  'qrate.index': IndexReport;
  'qrate.status': StatusReport;
  'qrate.cull': CullReport;
  'qrate.export': ExportReport;
  'qrate.explain': Explanation;
  'qrate.pick': DecisionReport;
  'qrate.reject': DecisionReport;
  'qrate.unmark': DecisionReport;
  'qrate.rate': DecisionReport;
  'qrate.label': DecisionReport;
  'qrate.undo': UndoReport;
  'qrate.redo': UndoReport;
  'qrate.groupMerge': DecisionReport;
  'qrate.groupSplit': DecisionReport;
  'qrate.groupNever': DecisionReport;
  'qrate.groupAuto': DecisionReport;
  'qrate.setClock': ClockReport;
  /** Absolute path of the shoot whose grid was opened. */
  'qrate.openGrid': string;
  /** Absolute path of the file that was opened. */
  'qrate.openPhoto': string;
  /** Path of the frame that is shown now, relative to the shoot. */
  'qrate.nextFrame': string;
  'qrate.previousFrame': string;
  'qrate.refresh': true;
  'qrate.showLog': true;
}

export type CommandId = keyof CommandReports;

type KeyCommands<Id extends CommandId> = { readonly [It in Id]: () => Promise<Command<true>> };

const keyCommands = <Id extends GridKeyCommandId | PhotoKeyCommandId>(
  keys: Readonly<Record<Id, unknown>>,
  load: (id: Id) => Promise<Command<true>>,
): KeyCommands<Id> => Object.fromEntries((Object.keys(keys) as Id[]).map((id) => [id, () => load(id)])) as KeyCommands<Id>;

const GRID_KEYS = keyCommands(GRID_KEY_COMMANDS, async (id) => (await import('./commands/grid')).gridKeyCommand(id));
const PHOTO_KEYS = keyCommands(PHOTO_KEY_COMMANDS, async (id) => (await import('./commands/photoKey')).photoKeyCommand(id));

/** How each command is loaded: on its first use, so that activation stays quick. */
export const COMMANDS: { readonly [Id in CommandId]: () => Promise<Command<CommandReports[Id]>> } = {
  'qrate.index': async () => (await import('./commands/indexShoot')).indexCommand,
  'qrate.status': async () => (await import('./commands/status')).statusCommand,
  'qrate.cull': async () => (await import('./commands/cull')).cullCommand,
  'qrate.export': async () => (await import('./commands/exportShoot')).exportCommand,
  'qrate.explain': async () => (await import('./commands/explain')).explainCommand,
  'qrate.pick': async () => (await import('./commands/decide')).pickCommand,
  'qrate.reject': async () => (await import('./commands/decide')).rejectCommand,
  'qrate.unmark': async () => (await import('./commands/decide')).unmarkCommand,
  'qrate.rate': async () => (await import('./commands/rate')).rateCommand,
  'qrate.label': async () => (await import('./commands/rate')).labelCommand,
  'qrate.undo': async () => (await import('./commands/undo')).undoCommand,
  'qrate.redo': async () => (await import('./commands/undo')).redoCommand,
  'qrate.groupMerge': async () => (await import('./commands/regroup')).mergeCommand,
  'qrate.groupSplit': async () => (await import('./commands/regroup')).splitCommand,
  'qrate.groupNever': async () => (await import('./commands/regroup')).neverCommand,
  'qrate.groupAuto': async () => (await import('./commands/regroup')).autoCommand,
  'qrate.setClock': async () => (await import('./commands/setClock')).setClockCommand,
  'qrate.openGrid': async () => (await import('./commands/grid')).openGridCommand,
  'qrate.openPhoto': async () => (await import('./commands/openPhoto')).openPhotoCommand,
  'qrate.nextFrame': async () => (await import('./commands/step')).nextFrameCommand,
  'qrate.previousFrame': async () => (await import('./commands/step')).previousFrameCommand,
  'qrate.refresh': async () => (await import('./commands/window')).refreshCommand,
  'qrate.showLog': async () => (await import('./commands/window')).showLogCommand,
  ...GRID_KEYS,
  ...PHOTO_KEYS,
};
