import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../../core/errors';
import type { TasteApi, TasteModelReport } from '../../core/learn/tasteApi';
import { modelName } from '../../core/learn/tasteFile';
import { type CommandHost, defineCommand } from '../commandTypes';
import { shootFor } from '../targets';
import { folder } from './optionSchemas';

const options = z.strictObject({ folder, model: z.string().min(1) });

/** What can be done about models from one quick pick; each answers the model that is taught from then on, or `undefined` to leave all as it is. */
type Act = (at: At) => Promise<string | undefined>;

interface At {
  readonly root: string;
  readonly taste: TasteApi;
  readonly models: readonly TasteModelReport[];
  /** The model that is taught now. */
  readonly current: string;
}

interface Item extends vscode.QuickPickItem {
  readonly act: Act;
}

/** The models of a shoot: which one is taught, new ones, and what can be done with them. Answers the name of the one that is taught. */
export const tasteModelsCommand = defineCommand(options, async (host, call): Promise<string | undefined> => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const model = call.options?.model ?? (await ask(host, root));
  if (model !== undefined) await host.pickers.use(root, modelName(model));
  return model;
});

async function ask(host: CommandHost, root: string): Promise<string | undefined> {
  const { taste } = await host.shoots.api(root);
  const at: At = { root, taste, models: await taste.models(), current: host.pickers.modelOf(root) };
  const placeHolder = vscode.l10n.t('Which taste do you want to teach? Weddings and landscapes may want one each.');
  const choice = await vscode.window.showQuickPick(items(at), { placeHolder, matchOnDescription: true });
  const model = await choice?.act(at);
  // A model that was forgotten, or came in, may be the one that the suggestions weigh in.
  if (choice !== undefined) await host.shoots.changed(root);
  return model;
}

function items({ models, current }: At): readonly Item[] {
  const known = models.some(({ name }) => name === current) ? [] : [current];
  return [
    ...known.map((name) => modelItem(name, null, current)),
    ...models.map((report) => modelItem(report.name, report, current)),
    { label: '', kind: vscode.QuickPickItemKind.Separator, act: async () => undefined },
    { label: `$(add) ${vscode.l10n.t('New Model…')}`, act: newModel },
    { label: `$(discard) ${vscode.l10n.t('Forget “{0}”…', current)}`, act: forget },
    { label: `$(export) ${vscode.l10n.t('Export “{0}”…', current)}`, act: exportModel },
    { label: `$(cloud-download) ${vscode.l10n.t('Import…')}`, act: importModel },
  ];
}

const modelItem = (name: string, report: TasteModelReport | null, current: string): Item => ({
  label: `${name === current ? '$(check) ' : ''}${name}`,
  description: report === null ? vscode.l10n.t('not trained yet') : vscode.l10n.t('{0} choices', report.choices),
  detail: report?.verdict,
  act: async () => name,
});

const newModel: Act = ({ models }) => askName(vscode.l10n.t('Name of the new model, such as “weddings”'), '', models);

const forget: Act = async ({ taste, current }) => {
  const yes = vscode.l10n.t('Forget');
  const detail = vscode.l10n.t('Its answers stay in decisions.jsonl, but no longer count for it.');
  const question = vscode.l10n.t('Forget what “{0}” has learned?', current);
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return undefined;
  await taste.reset(current);
  return current;
};

const exportModel: Act = async ({ root, taste, current }) => {
  const defaultUri = vscode.Uri.file(path.join(path.dirname(root), `${current}.json`));
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { JSON: ['json'] } });
  if (target === undefined) return undefined;
  await taste.exportModel(current, target.fsPath);
  void vscode.window.showInformationMessage(vscode.l10n.t('The model “{0}” is in {1}.', current, target.fsPath));
  return current;
};

const importModel: Act = async ({ taste, models }) => {
  const [file] = (await vscode.window.showOpenDialog({ canSelectMany: false, filters: { JSON: ['json'] } })) ?? [];
  if (file === undefined) return undefined;
  const prompt = vscode.l10n.t('Under which name?');
  const name = await askName(prompt, path.basename(file.fsPath).replace(/\.json$/i, ''), models);
  return name === undefined ? undefined : (await taste.importModel(file.fsPath, name)).name;
};

/** A name that no model has yet. */
async function askName(prompt: string, value: string, models: readonly TasteModelReport[]): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({ prompt, value, validateInput: (text) => nameFault(text, models) });
  return name === undefined ? undefined : modelName(name);
}

function nameFault(text: string, models: readonly TasteModelReport[]): string | undefined {
  try {
    const name = modelName(text);
    return models.some((it) => it.name === name) ? vscode.l10n.t('There is a model of this name already.') : undefined;
  } catch (error) {
    if (error instanceof QrateError) return error.message;
    throw error;
  }
}
