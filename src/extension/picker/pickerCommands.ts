import type { PickerCommand } from '../../protocol/picker';

/** The keys of the picker as commands, so that people can give them other keys. The page does what they say. */
export const PICKER_KEY_COMMANDS = {
  'qrate.picker.left': 'left',
  'qrate.picker.right': 'right',
  'qrate.picker.tie': 'tie',
  'qrate.picker.skip': 'skip',
  'qrate.picker.zoom': 'zoom',
  'qrate.picker.undo': 'undo',
  'qrate.picker.done': 'done',
  'qrate.picker.train': 'train',
  'qrate.picker.cull': 'cull',
} as const satisfies Readonly<Record<string, PickerCommand>>;

export type PickerKeyCommandId = keyof typeof PICKER_KEY_COMMANDS;

/** Does not compile while a command of the page has no id. */
export const allKeysHaveCommands: [PickerCommand] extends [(typeof PICKER_KEY_COMMANDS)[PickerKeyCommandId]] ? true : never = true;
