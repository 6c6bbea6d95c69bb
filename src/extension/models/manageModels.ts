import * as vscode from 'vscode';
import * as z from 'zod';
import type { ModelStatus } from '../../core/models/modelStore';
import { modelBytes } from '../../core/models/registry';
import { type ModelReport, megabytes, modelReport } from '../../core/models/report';
import { type CommandHost, defineCommand } from '../commandTypes';
import { askForModel } from './askForModel';
import type { ExtensionModels } from './extensionModels';
import { PURPOSES, STATE_ICONS, STATE_WORDS } from './modelWords';

/** For programs: they may list, install from a folder and remove. A download is the person's own word. */
const options = z.strictObject({ add: z.string().min(1).optional(), remove: z.array(z.string()).optional() });

interface Row extends vscode.QuickPickItem {
  readonly run?: () => Promise<unknown>;
}

/** The models with their states; installs and removes them. Answers how all stand afterwards. */
export const manageModelsCommand = defineCommand(options, async (host: CommandHost, call): Promise<readonly ModelReport[] | undefined> => {
  const store = await host.models.store();
  if (call.options === null) {
    const choice = await vscode.window.showQuickPick<Row>(rows(host.models, await store.list()), {
      title: vscode.l10n.t('Models'),
      placeHolder: vscode.l10n.t('They run on this machine. Nothing is downloaded before you say so.'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (choice?.run === undefined) return undefined;
    await choice.run();
  } else {
    for (const id of call.options.remove ?? []) await host.models.remove(id);
    if (call.options.add !== undefined) await host.models.addFrom(call.options.add);
  }
  return (await store.list()).map((status) => modelReport(store, status));
});

function rows(models: ExtensionModels, states: readonly ModelStatus[]): readonly Row[] {
  return [
    ...states.map((status) => ({
      label: `${STATE_ICONS[status.state]} ${status.spec.title}`,
      description: [STATE_WORDS[status.state](), megabytes(modelBytes(status.spec)), status.spec.licence].join(' · '),
      detail: PURPOSES[status.spec.task](),
      run: () => (status.state === 'installed' ? askRemove(models, status) : askInstall(models, status)),
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('$(folder-opened) Install from Folder…'),
      detail: vscode.l10n.t('Takes what fits by size and content, without a network.'),
      run: () => models.installFromFolder(),
    },
  ];
}

async function askInstall(models: ExtensionModels, { spec }: ModelStatus): Promise<void> {
  const answer = await askForModel(spec, null);
  if (answer === 'download') await models.download(spec);
  if (answer === 'folder') await models.installFromFolder();
}

async function askRemove(models: ExtensionModels, { id, spec }: ModelStatus): Promise<void> {
  const remove = vscode.l10n.t('Remove');
  const detail = vscode.l10n.t('{0} are freed. What it computed stays.', megabytes(modelBytes(spec)));
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove the model {0}?', spec.title),
    { modal: true, detail },
    remove,
  );
  if (answer === remove) await models.remove(id);
}
