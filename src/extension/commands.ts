import type { LogReport, SelectionDiff } from '../core/git/reports';
import type { NamedPlan } from '../core/intent/builtIn';
import type { PlanReport } from '../core/intent/run';
import type { ModelReport } from '../core/models/report';
import type { Preset } from '../core/presets/preset';
import type {
  ClockReport,
  CullReport,
  CullUndoReport,
  DecisionReport,
  Explanation,
  ExportReport,
  IndexReport,
  StatusReport,
  UndoReport,
} from '../core/reports';
import type { SyncReport } from '../core/sync/report';
import type { FindReport } from '../core/vectors/find';
import type { TetherReport } from './commands/tether';
import type { Command } from './commandTypes';
import { GRID_KEY_COMMANDS, type GridKeyCommandId } from './grid/gridCommands';
import type { AskReport } from './intent/askCommands';
import type { NamedReport } from './intent/runCommands';
import { PHOTO_KEY_COMMANDS, type PhotoKeyCommandId } from './photoEditor/photoCommands';
import { PICKER_KEY_COMMANDS, type PickerKeyCommandId } from './picker/pickerCommands';
import type { BurstsOptions } from './views/burstsOptions';

/** Every command and what it answers. The manifest lists the same ids. */
export interface CommandReports extends Record<GridKeyCommandId | PhotoKeyCommandId | PickerKeyCommandId, true> {
  'qrate.index': IndexReport;
  'qrate.status': StatusReport;
  'qrate.cull': CullReport;
  'qrate.undoCull': CullUndoReport;
  /** Absolute path of the shoot that is shown. */
  'qrate.openCharts': string;
  /** Absolute path of the shoot whose picker was opened. */
  'qrate.learn': string;
  /** The model that is taught from now on. */
  'qrate.tasteModels': string;
  'qrate.export': ExportReport;
  'qrate.sync': SyncReport;
  'qrate.explain': Explanation;
  'qrate.findLike': FindReport;
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
  'qrate.diff': SelectionDiff;
  'qrate.log': LogReport;
  'qrate.keepMine': DecisionReport;
  'qrate.keepTheirs': DecisionReport;
  'qrate.settle': DecisionReport;
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
  'qrate.ask': AskReport;
  'qrate.changePlan': AskReport;
  /** Address of the document. */
  'qrate.openPlan': string;
  'qrate.runPlan': PlanReport;
  'qrate.savePlan': NamedPlan;
  'qrate.runPreset': readonly NamedReport[];
  'qrate.setModelKey': true;
  'qrate.toggleTether': TetherReport;
  'qrate.models.manage': readonly ModelReport[];
  'qrate.menu': true;
  'qrate.cancelIndex': true;
  'qrate.getStarted': true;
}

export type CommandId = keyof CommandReports;

type KeyCommands<Id extends CommandId> = { readonly [It in Id]: () => Promise<Command<true>> };

const keyCommands = <Id extends GridKeyCommandId | PhotoKeyCommandId | PickerKeyCommandId>(
  keys: Readonly<Record<Id, unknown>>,
  load: (id: Id) => Promise<Command<true>>,
): KeyCommands<Id> => Object.fromEntries((Object.keys(keys) as Id[]).map((id) => [id, () => load(id)])) as KeyCommands<Id>;

const GRID_KEYS = keyCommands(GRID_KEY_COMMANDS, async (id) => (await import('./commands/grid')).gridKeyCommand(id));
const PHOTO_KEYS = keyCommands(PHOTO_KEY_COMMANDS, async (id) => (await import('./commands/photoKey')).photoKeyCommand(id));
const PICKER_KEYS = keyCommands(PICKER_KEY_COMMANDS, async (id) => (await import('./commands/learn')).pickerKeyCommand(id));

/** How each command is loaded: on its first use, so that activation stays quick. */
export const COMMANDS: { readonly [Id in CommandId]: () => Promise<Command<CommandReports[Id]>> } = {
  'qrate.index': async () => (await import('./commands/indexShoot')).indexCommand,
  'qrate.status': async () => (await import('./commands/status')).statusCommand,
  'qrate.cull': async () => (await import('./commands/cull')).cullCommand,
  'qrate.undoCull': async () => (await import('./commands/cull')).undoCullCommand,
  'qrate.openCharts': async () => (await import('./commands/openCharts')).openChartsCommand,
  'qrate.learn': async () => (await import('./commands/learn')).learnCommand,
  'qrate.tasteModels': async () => (await import('./commands/tasteModels')).tasteModelsCommand,
  'qrate.export': async () => (await import('./commands/exportShoot')).exportCommand,
  'qrate.sync': async () => (await import('./commands/syncShoot')).syncCommand,
  'qrate.explain': async () => (await import('./commands/explain')).explainCommand,
  'qrate.findLike': async () => (await import('./commands/findLike')).findLikeCommand,
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
  'qrate.diff': async () => (await import('./commands/diff')).diffCommand,
  'qrate.log': async () => (await import('./commands/log')).logCommand,
  'qrate.keepMine': async () => (await import('./commands/settle')).keepMineCommand,
  'qrate.keepTheirs': async () => (await import('./commands/settle')).keepTheirsCommand,
  'qrate.settle': async () => (await import('./commands/settle')).settleCommand,
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
  'qrate.ask': async () => (await import('./intent/askCommands')).askCommand,
  'qrate.changePlan': async () => (await import('./intent/askCommands')).changePlanCommand,
  'qrate.openPlan': async () => (await import('./intent/askCommands')).openPlanCommand,
  'qrate.runPlan': async () => (await import('./intent/runCommands')).runPlanCommand,
  'qrate.savePlan': async () => (await import('./intent/runCommands')).savePlanCommand,
  'qrate.runPreset': async () => (await import('./intent/runCommands')).runPresetCommand,
  'qrate.setModelKey': async () => (await import('./intent/askCommands')).setModelKeyCommand,
  'qrate.toggleTether': async () => (await import('./commands/tether')).toggleTetherCommand,
  'qrate.models.manage': async () => (await import('./models/manageModels')).manageModelsCommand,
  'qrate.menu': async () => (await import('./commands/menu')).menuCommand,
  'qrate.cancelIndex': async () => (await import('./commands/menu')).cancelIndexCommand,
  'qrate.getStarted': async () => (await import('./commands/menu')).getStartedCommand,
  ...GRID_KEYS,
  ...PHOTO_KEYS,
  ...PICKER_KEYS,
};
