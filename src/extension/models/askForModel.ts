import * as vscode from 'vscode';
import { addressOf } from '../../core/models/getModel';
import type { ModelSpec } from '../../core/models/registry';
import { mirrorSetting } from './mirror';
import { factsOf, PURPOSES } from './modelWords';

export type ModelAnswer = 'download' | 'folder' | 'not-now' | 'never';

/** The one question before anything is downloaded; closing it means no. `why` = what it is wanted for now. */
export async function askForModel(spec: ModelSpec, why: string | null): Promise<ModelAnswer> {
  const mirror = mirrorSetting();
  const hasAddress = mirror !== null || spec.files.every(({ url }) => url !== null);
  const addresses = hasAddress
    ? spec.files.map((file) => vscode.l10n.t('Downloaded from: {0}', addressOf(spec, file, mirror)))
    : [vscode.l10n.t('No public address is known: it can be installed from a folder.')];
  const download: vscode.MessageItem = { title: vscode.l10n.t('Download') };
  const folder: vscode.MessageItem = { title: vscode.l10n.t('Install from Folder…') };
  const never: vscode.MessageItem = { title: vscode.l10n.t('Never Ask') };
  const notNow: vscode.MessageItem = { title: vscode.l10n.t('Not Now'), isCloseAffordance: true };
  const detail = [why ?? PURPOSES[spec.task](), factsOf(spec, addresses)].join('\n\n');
  const buttons = [...(hasAddress ? [download] : []), folder, ...(why === null ? [] : [never]), notNow];
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Get the model {0}?', spec.title),
    { modal: true, detail },
    ...buttons,
  );
  if (answer === download) return 'download';
  if (answer === folder) return 'folder';
  return answer === never ? 'never' : 'not-now';
}
