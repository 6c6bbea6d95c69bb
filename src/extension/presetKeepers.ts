import path from 'node:path';
import * as vscode from 'vscode';
import type { Keeper, Keeping } from '../core/presets/presets';
import { SettingsPresets } from './settingsPresets';

/** Where the editor keeps presets: in the two files, or in settings: where one of the name stands, else the person's own. */
export type PresetKeeper = Keeper | 'settings';

export const keepingFor = (keeper: PresetKeeper, { root, name }: { readonly root: string; readonly name: string }): Keeper | Keeping =>
  keeper === 'settings' ? new SettingsPresets(root).keeping(name) : keeper;

/** Whose preset it is to be. `undefined` = backed out. */
export async function askKeeper(root: string): Promise<PresetKeeper | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly keeper: PresetKeeper })[] = [
    { keeper: 'shoot', label: path.basename(root), description: vscode.l10n.t('this shoot; in a repository, everybody gets it') },
    {
      keeper: 'settings',
      label: vscode.l10n.t('My Settings'),
      description: vscode.l10n.t('every shoot in VS Code; Settings Sync takes it along'),
    },
    { keeper: 'person', label: vscode.l10n.t('All my shoots'), description: vscode.l10n.t('on this machine, in the terminal, too') },
  ];
  const choice = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Where is the preset kept?') });
  return choice?.keeper;
}
