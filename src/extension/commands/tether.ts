import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { defineCommand } from '../commandTypes';
import { shootFor } from '../targets';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder, on: z.boolean().optional() });

export interface TetherReport {
  readonly root: string;
  readonly tethered: boolean;
}

/** Shows new frames of a shoot at the top of the Bursts view as soon as they are complete, or ceases to. */
export const toggleTetherCommand = defineCommand(options, async (host, call): Promise<TetherReport | undefined> => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const tethered = call.options?.on ?? !host.watching.isTethered(root);
  await host.watching.setTethered(root, tethered);
  if (call.options === null) {
    const name = path.basename(root);
    const said = tethered
      ? vscode.l10n.t('New frames in {0} are shown as they come in', name)
      : vscode.l10n.t('Tethered shooting in {0} is over', name);
    vscode.window.setStatusBarMessage(said, 4000);
    if (tethered) await vscode.commands.executeCommand('qrate.bursts.focus');
  }
  return { root, tethered };
});
