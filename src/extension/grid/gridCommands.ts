import type { GridCommand } from '../../protocol/grid';

/** The keys of the grid as commands, so that people can give them other keys. The page does what they say. */
export const GRID_KEY_COMMANDS = {
  'qrate.grid.pick': 'pick',
  'qrate.grid.reject': 'reject',
  'qrate.grid.unmark': 'unmark',
  'qrate.grid.rate0': 'rate0',
  'qrate.grid.rate1': 'rate1',
  'qrate.grid.rate2': 'rate2',
  'qrate.grid.rate3': 'rate3',
  'qrate.grid.rate4': 'rate4',
  'qrate.grid.rate5': 'rate5',
  'qrate.grid.labelRed': 'label6',
  'qrate.grid.labelYellow': 'label7',
  'qrate.grid.labelGreen': 'label8',
  'qrate.grid.labelBlue': 'label9',
  'qrate.grid.left': 'left',
  'qrate.grid.right': 'right',
  'qrate.grid.up': 'up',
  'qrate.grid.down': 'down',
  'qrate.grid.extendLeft': 'extendLeft',
  'qrate.grid.extendRight': 'extendRight',
  'qrate.grid.extendUp': 'extendUp',
  'qrate.grid.extendDown': 'extendDown',
  'qrate.grid.first': 'first',
  'qrate.grid.last': 'last',
  'qrate.grid.pageUp': 'pageUp',
  'qrate.grid.pageDown': 'pageDown',
  'qrate.grid.select': 'select',
  'qrate.grid.selectAll': 'selectAll',
  'qrate.grid.escape': 'escape',
  'qrate.grid.zoom': 'zoom',
  'qrate.grid.compare': 'compare',
  'qrate.grid.loupe': 'loupe',
  'qrate.grid.burst': 'burst',
  'qrate.grid.keepOnly': 'keepOnly',
  'qrate.grid.nextUndecided': 'nextUndecided',
  'qrate.grid.undo': 'undo',
  'qrate.grid.redo': 'redo',
  'qrate.grid.help': 'help',
  'qrate.grid.find': 'find',
  'qrate.grid.togglePeaking': 'togglePeaking',
  'qrate.grid.toggleClipping': 'toggleClipping',
  'qrate.grid.toggleSide': 'toggleSide',
  'qrate.grid.larger': 'larger',
  'qrate.grid.smaller': 'smaller',
} as const satisfies Readonly<Record<string, GridCommand>>;

export type GridKeyCommandId = keyof typeof GRID_KEY_COMMANDS;

/** Does not compile while a command of the page has no id. */
export const allKeysHaveCommands: [GridCommand] extends [(typeof GRID_KEY_COMMANDS)[GridKeyCommandId]] ? true : never = true;
