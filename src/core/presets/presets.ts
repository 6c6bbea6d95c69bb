import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import type { StoreLocation } from '../index/location';
import { ensureStore } from '../index/storeFolder';
import type { Recipe } from '../model';
import { BUILT_IN, fromStored, MAX_NAME, type Preset, type PresetFile, presetKey, presetName, type StoredPreset, unhidden } from './preset';
import { readPresetFile, writePresetFile } from './presetFile';

/** Whose file: the shoot's, which is committed with it, or the person's, which holds for every shoot on this machine. */
export type Keeper = 'shoot' | 'person';

/** All presets of a shoot: its own in the order of the file, then the person's, then the built-in ones, as far as none before hides them. */
export async function listPresets(location: StoreLocation): Promise<readonly Preset[]> {
  const [shoots, persons] = await Promise.all(
    (['shoot', 'person'] as const).map(async (keeper) =>
      (await readPresetFile(fileOf(location, keeper))).presets.map((it) => fromStored(it, keeper)),
    ),
  );
  return unhidden(shoots ?? [], persons ?? [], BUILT_IN);
}

/** As the readers of preset files take it. */
export const fileOf = ({ presets, ownPresets }: Pick<StoreLocation, 'presets' | 'ownPresets'>, keeper: Keeper) => ({
  presets: keeper === 'shoot' ? presets : ownPresets,
});

/** Throws QrateError('usage') that names those there are. */
export function findPreset(presets: readonly Preset[], name: string): Preset {
  const found = presets.find((preset) => presetKey(preset.name) === presetKey(name));
  if (found !== undefined) return found;
  throw new QrateError('usage', `There is no preset “${name}”. There are: ${presets.map((preset) => preset.name).join(', ')}.`);
}

export interface PresetDraft {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly recipe: Recipe;
}

/** Adds a preset, or gives the keeper's own of this name a new recipe; what else stands there stays. Throws QrateError('usage' | 'presets' | 'storage'). */
export async function savePreset(
  location: StoreLocation,
  { name, description, recipe }: PresetDraft,
  keeper: Keeper = 'shoot',
): Promise<Preset> {
  const clean = validName(name);
  const said = description == null ? {} : { description };
  return change(location, keeper, (file) => {
    const at = indexOf(file, clean);
    const before = at < 0 ? undefined : file.presets[at];
    const stored: StoredPreset = { ...before, name: clean, ...said, recipe: { ...before?.recipe, taste: undefined, ...recipe } };
    return {
      file: { ...file, presets: at < 0 ? [...file.presets, stored] : file.presets.with(at, stored) },
      answer: fromStored(stored, keeper),
    };
  });
}

/** Throws QrateError('usage') for a preset that the keeper does not have, a built-in one, or a name that is taken. */
export async function renamePreset(
  location: StoreLocation,
  { name, newName }: { readonly name: string; readonly newName: string },
  keeper: Keeper = 'shoot',
): Promise<Preset> {
  const clean = validName(newName);
  return change(location, keeper, (file) => {
    const at = requireOwn(file, name, keeper);
    const taken = indexOf(file, clean);
    if (taken >= 0 && taken !== at) throw new QrateError('usage', `There is a preset “${clean}” already.`);
    const stored = { ...(file.presets[at] as StoredPreset), name: clean };
    return { file: { ...file, presets: file.presets.with(at, stored) }, answer: fromStored(stored, keeper) };
  });
}

/** Throws QrateError('usage') for a preset that the keeper does not have, or a built-in one. */
export async function deletePreset(location: StoreLocation, name: string, keeper: Keeper = 'shoot'): Promise<Preset> {
  return change(location, keeper, (file) => {
    const at = requireOwn(file, name, keeper);
    return { file: { ...file, presets: file.presets.toSpliced(at, 1) }, answer: fromStored(file.presets[at] as StoredPreset, keeper) };
  });
}

interface Change<T> {
  readonly file: PresetFile;
  readonly answer: T;
}

async function change<T>(location: StoreLocation, keeper: Keeper, edit: (file: PresetFile) => Change<T>): Promise<T> {
  await (keeper === 'shoot' ? ensureStore(location) : mkdir(path.dirname(location.ownPresets), { recursive: true }));
  const place = fileOf(location, keeper);
  const { file, answer } = edit(await readPresetFile(place));
  await writePresetFile(place, file);
  return answer;
}

const indexOf = ({ presets }: PresetFile, name: string): number => presets.findIndex((it) => presetKey(it.name) === presetKey(name));

function requireOwn(file: PresetFile, name: string, keeper: Keeper): number {
  const at = indexOf(file, name);
  if (at >= 0) return at;
  const shipped = BUILT_IN.find((it) => presetKey(it.name) === presetKey(name));
  if (shipped) throw new QrateError('usage', `“${shipped.name}” comes with qrate and stays as it is. Save a preset of your own.`);
  throw new QrateError(
    'usage',
    keeper === 'shoot' ? `This shoot has no preset “${name}” of its own.` : `You have no preset “${name}” of your own.`,
  );
}

function validName(name: string): string {
  const parsed = presetName.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new QrateError('usage', `“${name}” cannot be the name of a preset: it needs 1 to ${MAX_NAME} characters on one line.`);
}
