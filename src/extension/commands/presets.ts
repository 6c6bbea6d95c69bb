import path from 'node:path';
import * as vscode from 'vscode';
import * as z from 'zod';
import { QrateError } from '../../core/errors';
import { type Preset, presetKey, presetName } from '../../core/presets/preset';
import { deletePreset, fileOf, listPresets, renamePreset, savePreset } from '../../core/presets/presets';
import { findNamed } from '../../core/presets/shelves';
import type { CullReport } from '../../core/reports';
import { type Call, type CommandHost, defineCommand } from '../commandTypes';
import { askKeeper, keepingFor, type PresetKeeper } from '../presetKeepers';
import { tellPresetProblems } from '../presetProblems';
import { recipeSettings } from '../settings';
import { levelWords, openSettingsAt, SettingsPresets } from '../settingsPresets';
import { shootFor } from '../targets';
import { originWords, recipeText } from '../words';
import { folder } from './optionSchemas';

const named = z.strictObject({ folder, name: z.string().min(1) });

interface Named {
  readonly folder?: string | undefined;
  readonly name: string;
}

/** Culls with a named recipe. A person sees first what it will change, and can take it back. */
export const applyPresetCommand = defineCommand(named, async (host, call): Promise<CullReport | undefined> => {
  const chosen = await choose(host, call, vscode.l10n.t('Cull with which preset?'), () => true);
  if (chosen === undefined) return undefined;
  const { root, preset } = chosen;
  const asked = { folder: root, confirm: call.options === null, ...preset.recipe };
  return vscode.commands.executeCommand<CullReport | undefined>('qrate.cull', asked);
});

const saved = z.strictObject({
  folder,
  name: z.string().min(1),
  description: z.string().optional(),
  keeper: z.enum(['shoot', 'settings', 'person']).optional(),
});

/** Keeps the recipe of the last cull (before the first: of the settings) under a name. */
export const savePresetCommand = defineCommand(saved, async (host, call): Promise<Preset | undefined> => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const { location } = await host.shoots.api(root);
  const recipe = (await host.shoots.view(root)).recipe ?? recipeSettings(root);
  const keeper = call.options === null ? await askKeeper(root) : (call.options.keeper ?? 'shoot');
  if (keeper === undefined) return undefined;
  const taken = namesOf((await listPresets(location)).items, keeper);
  const name = call.options?.name ?? (await askName({ taken, prompt: recipeText(recipe), value: '', mayReplace: true }));
  if (name === undefined) return undefined;
  const preset = await savePreset(location, { name, description: call.options?.description, recipe }, keepingFor(keeper, { root, name }));
  await host.shoots.changed(root);
  return preset;
});

const renamed = z.strictObject({ folder, name: z.string().min(1), newName: z.string().min(1) });

export const renamePresetCommand = defineCommand(renamed, async (host, call): Promise<Preset | undefined> => {
  const chosen = await choose(host, call, vscode.l10n.t('Rename which preset?'), isOwn);
  if (chosen === undefined) return undefined;
  const { root, preset } = chosen;
  const { location } = await host.shoots.api(root);
  const keeper = keeperOf(preset);
  const taken = namesOf((await listPresets(location)).items, keeper);
  const asked = { taken, prompt: recipeText(preset.recipe), value: preset.name, mayReplace: false };
  const newName = call.options?.newName ?? (await askName(asked));
  if (newName === undefined) return undefined;
  const changed = await renamePreset(location, { name: preset.name, newName }, keepingFor(keeper, { root, name: preset.name }));
  await host.shoots.changed(root);
  return changed;
});

export const deletePresetCommand = defineCommand(named, async (host, call): Promise<Preset | undefined> => {
  const chosen = await choose(host, call, vscode.l10n.t('Delete which preset?'), isOwn);
  if (chosen === undefined) return undefined;
  const { root, preset } = chosen;
  if (call.options === null && !(await confirmDelete(root, preset))) return undefined;
  const { name } = preset;
  const deleted = await deletePreset((await host.shoots.api(root)).location, name, keepingFor(keeperOf(preset), { root, name }));
  await host.shoots.changed(root);
  return deleted;
});

/** One of the settings may stand in those that a workspace shares: the question says where. */
async function confirmDelete(root: string, { name, recipe, origin }: Preset): Promise<boolean> {
  const go = vscode.l10n.t('Delete');
  const question = vscode.l10n.t('Delete the preset “{0}”?', name);
  const place = origin === 'settings' ? [vscode.l10n.t('It stands {0}.', levelWords(new SettingsPresets(root).levelOf(name)))] : [];
  const detail = [recipeText(recipe), ...place].join('\n');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, go)) === go;
}

const inFolder = z.strictObject({ folder });

/** Opens the shoot's `presets.json`, or the person's own for a preset that lies there, and answers its path; for one of the settings, these. */
export const openPresetsCommand = defineCommand(inFolder, async (host, call): Promise<string | undefined> => {
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const [node] = call.nodes;
  const keeper = node?.kind === 'preset' ? keeperOf(node.preset) : node?.kind === 'presetsBroken' ? node.origin : 'shoot';
  if (keeper === 'settings') {
    const name = node?.kind === 'preset' ? node.preset.name : node?.kind === 'presetsBroken' ? node.name : null;
    await openSettingsAt(name === null ? 'user' : new SettingsPresets(root).levelOf(name));
    return undefined;
  }
  const file = fileOf((await host.shoots.api(root)).location, keeper).presets;
  try {
    await vscode.workspace.fs.stat(vscode.Uri.file(file));
  } catch {
    const hint = vscode.l10n.t('{0} has no presets of its own yet. Save the recipe of a cull as a preset first.', path.basename(root));
    throw new QrateError('usage', hint);
  }
  await vscode.window.showTextDocument(vscode.Uri.file(file));
  return file;
});

interface Chosen {
  readonly root: string;
  readonly preset: Preset;
}

const isOwn = ({ origin }: Preset): boolean => origin !== 'built-in';

const keeperOf = ({ origin }: Preset): PresetKeeper => (origin === 'built-in' ? 'shoot' : origin);

const namesOf = (presets: readonly Preset[], keeper: PresetKeeper): ReadonlySet<string> =>
  new Set(presets.filter(({ origin }) => origin === keeper).map(({ name }) => presetKey(name)));

/** The preset of the tree, the one that the options name, or the person's choice. `undefined` = backed out. */
async function choose(
  host: CommandHost,
  call: Call<Named>,
  placeHolder: string,
  wanted: (preset: Preset) => boolean,
): Promise<Chosen | undefined> {
  const [node] = call.nodes;
  if (node?.kind === 'preset') return { root: node.root, preset: node.preset };
  const root = await shootFor(host, call);
  if (root === undefined) return undefined;
  const presets = await listPresets((await host.shoots.api(root)).location);
  if (call.options !== null) return { root, preset: findNamed(presets, call.options.name) };
  tellPresetProblems(presets);
  const items = presets.items.filter(wanted).map((preset) => ({
    label: preset.name,
    description: originWords(preset.origin),
    detail: recipeText(preset.recipe),
    preset,
  }));
  if (items.length === 0) throw new QrateError('usage', vscode.l10n.t('This shoot has no presets of its own yet.'));
  const choice = await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true });
  return choice === undefined ? undefined : { root, preset: choice.preset };
}

interface NameQuestion {
  /** `presetKey`s of the file that it goes into. */
  readonly taken: ReadonlySet<string>;
  readonly prompt: string;
  readonly value: string;
  readonly mayReplace: boolean;
}

function askName({ taken, prompt, value, mayReplace }: NameQuestion): Thenable<string | undefined> {
  const judge = (text: string): vscode.InputBoxValidationMessage | undefined => {
    const { Error: wrong, Info: info } = vscode.InputBoxValidationSeverity;
    if (!presetName.safeParse(text).success) return { message: vscode.l10n.t('A name of 1 to 60 characters'), severity: wrong };
    if (!taken.has(presetKey(text)) || presetKey(text) === presetKey(value)) return undefined;
    if (mayReplace) return { message: vscode.l10n.t('Gives the preset of this name the new recipe'), severity: info };
    return { message: vscode.l10n.t('There is a preset of this name already'), severity: wrong };
  };
  return vscode.window.showInputBox({ title: vscode.l10n.t('Name of the preset'), prompt, value, validateInput: judge });
}
