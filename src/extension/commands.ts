import type { Preset } from '../core/presets/preset';
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
import type { TetherReport } from './commands/tether';
import type { Command } from './commandTypes';
import { GRID_KEY_COMMANDS, type GridKeyCommandId } from './grid/gridCommands';
import type { BurstsOptions } from './views/burstsOptions';

/** Every command and what it answers. The manifest lists the same ids. */
export interface CommandReports extends Record<GridKeyCommandId, true> {
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
  'qrate.filterBursts': BurstsOptions;
  'qrate.clearFilter': BurstsOptions;
  'qrate.sortBursts': BurstsOptions;
  'qrate.burstsByDay': BurstsOptions;
  'qrate.burstsByFolder': BurstsOptions;
  'qrate.applyPreset': CullReport;
  'qrate.savePreset': Preset;
  'qrate.renamePreset': Preset;
  'qrate.deletePreset': Preset;
  /** Absolute path of the file. */
  'qrate.openPresets': string;
  'qrate.toggleTether': TetherReport;
  'qrate.menu': true;
  'qrate.cancelIndex': true;
  'qrate.getStarted': true;
}

export type CommandId = keyof CommandReports;

type KeyCommands = { readonly [Id in GridKeyCommandId]: () => Promise<Command<true>> };

const KEY_COMMANDS = Object.fromEntries(
  (Object.keys(GRID_KEY_COMMANDS) as GridKeyCommandId[]).map((id) => [
    id,
    async () => (await import('./commands/grid')).gridKeyCommand(id),
  ]),
) as KeyCommands;

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
  'qrate.filterBursts': async () => (await import('./commands/bursts')).filterCommand,
  'qrate.clearFilter': async () => (await import('./commands/bursts')).clearFilterCommand,
  'qrate.sortBursts': async () => (await import('./commands/bursts')).sortCommand,
  'qrate.burstsByDay': async () => (await import('./commands/bursts')).byDayCommand,
  'qrate.burstsByFolder': async () => (await import('./commands/bursts')).byFolderCommand,
  'qrate.applyPreset': async () => (await import('./commands/presets')).applyPresetCommand,
  'qrate.savePreset': async () => (await import('./commands/presets')).savePresetCommand,
  'qrate.renamePreset': async () => (await import('./commands/presets')).renamePresetCommand,
  'qrate.deletePreset': async () => (await import('./commands/presets')).deletePresetCommand,
  'qrate.openPresets': async () => (await import('./commands/presets')).openPresetsCommand,
  'qrate.toggleTether': async () => (await import('./commands/tether')).toggleTetherCommand,
  'qrate.menu': async () => (await import('./commands/menu')).menuCommand,
  'qrate.cancelIndex': async () => (await import('./commands/menu')).cancelIndexCommand,
  'qrate.getStarted': async () => (await import('./commands/menu')).getStartedCommand,
  ...KEY_COMMANDS,
};
