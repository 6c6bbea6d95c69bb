import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../../core/errors';
import { destinationFrom } from '../../core/intent/destination';
import { listPlans } from '../../core/intent/plans';
import { planAsText } from '../../core/intent/planText';
import { type PlanPreview, previewPlan } from '../../core/intent/preview';
import type { Understanding } from '../../core/intent/understand';
import { findNamed } from '../../core/presets/shelves';
import { folder, signal } from '../commands/optionSchemas';
import { type Call, type CommandHost, defineCommand } from '../commandTypes';
import { tellPresetProblems } from '../presetProblems';
import { shootFor } from '../targets';
import { originWords } from '../words';
import { readForPerson, readSentence } from './askModel';
import { askSentence, rememberSentence } from './askSentence';
import { planDocument } from './planInFront';

/** A sentence that was read, and what its plan would do. */
export interface AskReport extends Understanding {
  readonly preview: PlanPreview;
}

const asked = z.strictObject({
  folder,
  signal,
  sentence: z.string(),
  now: z.string().optional(),
  /** Asks the language model of the settings for what the grammar leaves over. */
  model: z.boolean().optional(),
  /** Opens the plan as a document. */
  show: z.boolean().optional(),
});

/** A sentence becomes a plan in an editor, with what it would do. Nothing is written. */
export const askCommand = defineCommand(asked, async (host, call): Promise<AskReport | undefined> => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const reading =
    call.options === null ? await askPerson(host, root, '') : await readSentence(host, { root, model: false, ...call.options });
  if (reading === undefined) return undefined;
  if (call.options === null || call.options.show === true) await open(host, root, { reading });
  return report(host, root, reading);
});

const changed = z.strictObject({ folder, sentence: z.string(), now: z.string().optional(), model: z.boolean().optional() });

/** Another sentence for the plan in front: its text is replaced, and can be taken back by undo. */
export const changePlanCommand = defineCommand(changed, async (host, call): Promise<AskReport | undefined> => {
  const document = planDocument(host, call);
  const { root, reading: before } = await host.intent.documents.read(document);
  if (root === null) throw new QrateError('no-index', vscode.l10n.t('This file is in no indexed shoot.'));
  const sentence = before?.sentence ?? host.intent.store.get(document.uri)?.reading?.sentence ?? '';
  const reading =
    call.options === null ? await askPerson(host, root, sentence) : await readSentence(host, { root, model: false, ...call.options });
  if (reading === undefined) return undefined;
  await replace(host, document, reading);
  return report(host, root, reading);
});

async function askPerson(host: CommandHost, root: string, value: string): Promise<Understanding | undefined> {
  const sentence = await askSentence(host.memory, { title: vscode.l10n.t('Ask {0}', path.basename(root)), value });
  if (sentence === undefined) return undefined;
  await rememberSentence(host.memory, sentence);
  return readForPerson(host, root, sentence);
}

async function report(host: CommandHost, root: string, reading: Understanding): Promise<AskReport> {
  const preview = await previewPlan(await host.shoots.api(root), reading.plan, { resolve: destinationFrom(root) });
  return { ...reading, preview };
}

async function open(host: CommandHost, root: string, { reading }: { readonly reading: Understanding }): Promise<void> {
  const uri = await host.intent.store.put({ root, text: planAsText(reading.plan), reading }, { name: reading.sentence });
  await show(uri);
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

async function replace(host: CommandHost, document: vscode.TextDocument, reading: Understanding): Promise<void> {
  host.intent.store.expect(document.uri, reading);
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), planAsText(reading.plan));
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

const opened = z.strictObject({
  folder,
  name: z.string().min(1).optional(),
  plan: z.looseObject({}).optional(),
  title: z.string().optional(),
});

/** Opens a preset, or a plan that is handed in, as a plan in an editor. Answers the document's address. */
export const openPlanCommand = defineCommand(opened, async (host, call): Promise<string | undefined> => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const found = await wantedPlan(host, root, call);
  if (found === undefined) return undefined;
  const uri = await host.intent.store.put({ root, text: planAsText(found.plan), reading: null }, { name: found.name });
  await show(uri);
  return uri.toString();
});

async function wantedPlan(
  host: CommandHost,
  root: string,
  { options, nodes }: Call<z.infer<typeof opened>>,
): Promise<{ readonly name: string; readonly plan: object } | undefined> {
  if (options?.plan !== undefined) return { name: options.title ?? vscode.l10n.t('Plan'), plan: options.plan };
  const plans = await listPlans((await host.shoots.api(root)).location);
  const [node] = nodes;
  const name = options?.name ?? (node?.kind === 'preset' ? node.preset.name : node?.kind === 'plan' ? node.plan.name : undefined);
  if (name !== undefined) return findNamed(plans, name);
  tellPresetProblems(plans);
  const items = plans.items.map((it) => ({ label: it.name, description: originWords(it.origin), detail: it.description ?? '', it }));
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Open which preset as a plan?') }))?.it;
}

const keyOptions = z.strictObject({ key: z.string() });

/** The key of the server that reads sentences: kept by VS Code's secrets, never in the settings. An empty one forgets it. */
export const setModelKeyCommand = defineCommand(keyOptions, async (host, { options }): Promise<true | undefined> => {
  const prompt = vscode.l10n.t('The key of the language model’s server. VS Code keeps it as a secret; an empty key forgets it.');
  const key =
    options?.key ?? (await vscode.window.showInputBox({ title: vscode.l10n.t('Key of the Language Model'), prompt, password: true }));
  if (key === undefined) return undefined;
  await (await host.intent.models()).storeKey(key);
  return true;
});
