import * as vscode from 'vscode';
import * as z from 'zod';
import { IMAGE_MODEL } from '../../core/models/registry';
import { type Command, defineCommand } from '../commandTypes';
import { PICKER_KEY_COMMANDS, type PickerKeyCommandId } from '../picker/pickerCommands';
import { shootFor } from '../targets';
import { folder, noOptions } from './optionSchemas';

const options = z.strictObject({ folder, model: z.string().min(1).optional(), bursts: z.int().min(1).optional() });

/** Opens the picker, which learns a taste from choices between two photos; answers the shoot's folder. */
export const learnCommand: Command<string> = defineCommand(options, async (host, call) => {
  const root = await shootFor(host, call);
  if (root === undefined) return root;
  if (call.options === null) await host.models.offer(IMAGE_MODEL.id, why());
  await host.pickers.show(root, { model: call.options?.model, bursts: call.options?.bursts });
  return root;
});

const why = (): string =>
  vscode.l10n.t(
    'With it, your taste is learned from what photos show; without it, from statistics of their light, colours and edges. Index the shoot again afterwards.',
  );

/** One command per key of the picker. */
export const pickerKeyCommand = (id: PickerKeyCommandId): Command<true> =>
  defineCommand(noOptions, async (host): Promise<true> => {
    await host.pickers.press(PICKER_KEY_COMMANDS[id]);
    return true;
  });
