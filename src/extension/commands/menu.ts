import * as vscode from 'vscode';
import { type Command, type CommandHost, defineCommand } from '../commandTypes';
import { noOptions } from './optionSchemas';

interface Action extends vscode.QuickPickItem {
  readonly run: () => Thenable<unknown>;
}

const action = (icon: string, label: string, run: Action['run'], description = ''): Action => ({
  label: `$(${icon}) ${label}`,
  description,
  run,
});

const command = (id: string) => () => vscode.commands.executeCommand(id);

/** What can be done now, from the status bar. */
export const menuCommand: Command<true> = defineCommand(noOptions, async (host): Promise<true | undefined> => {
  const choice = await vscode.window.showQuickPick(await actions(host), { placeHolder: vscode.l10n.t('qrate: what next?') });
  if (choice === undefined) return undefined;
  await choice.run();
  return true;
});

async function actions(host: CommandHost): Promise<readonly Action[]> {
  const running = host.indexing.running.length > 0;
  const tethered = (await host.shoots.roots()).some((root) => host.watching.isTethered(root));
  return [
    ...(running ? [action('stop-circle', vscode.l10n.t('Cancel Indexing'), command('qrate.cancelIndex'))] : []),
    action(
      'checklist',
      vscode.l10n.t('Show the Selection'),
      command('qrate.selection.focus'),
      vscode.l10n.t('picks, alternates, review, rejects'),
    ),
    action('layers', vscode.l10n.t('Show the Bursts'), command('qrate.bursts.focus')),
    action('filter', vscode.l10n.t('Cull…'), command('qrate.cull')),
    action('export', vscode.l10n.t('Export…'), command('qrate.export')),
    ...(running ? [] : [action('database', vscode.l10n.t('Index'), command('qrate.index'))]),
    action(
      'radio-tower',
      tethered ? vscode.l10n.t('End Tethered Shooting') : vscode.l10n.t('Begin Tethered Shooting'),
      command('qrate.toggleTether'),
    ),
    action('info', vscode.l10n.t('Status'), command('qrate.status')),
    action('output', vscode.l10n.t('Show Log'), command('qrate.showLog')),
  ];
}

export const cancelIndexCommand: Command<true> = defineCommand(noOptions, async (host): Promise<true> => {
  host.indexing.cancelAll();
  return true;
});

export const getStartedCommand: Command<true> = defineCommand(noOptions, async (): Promise<true> => {
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'qrate.qrate#qrate.start', false);
  return true;
});
