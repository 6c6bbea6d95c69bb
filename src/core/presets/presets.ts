import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { QrateError } from '../errors';
import { inTurn } from '../index/fileTurn';
import type { StoreLocation } from '../index/location';
import { ensureStore } from '../index/storeFolder';
import type { Recipe } from '../model';
import {
  BUILT_IN,
  fromStored,
  MAX_NAME,
  type Preset,
  type PresetFile,
  type PresetOrigin,
  presetKey,
  presetName,
  type StoredPreset,
} from './preset';
import { readPresetFile, writePresetFile } from './presetFile';
import { arranged, type PresetPlaces, readShelves, type Shelf, type ShelfOptions } from './shelves';

/** Whose file: the shoot's, which is committed with it, or the person's, which holds for every shoot on this machine. */
export type Keeper = 'shoot' | 'person';

/** Presets that can be written: those of a file, or of an editor's settings. */
export interface Keeping {
  readonly origin: Exclude<PresetOrigin, 'built-in'>;
  /** Throws QrateError('presets' | 'storage'). */
  read(): Promise<PresetFile>;
  /** Throws QrateError('storage'). */
  write(file: PresetFile): Promise<void>;
  /** Keeps others from writing while `work` reads and writes. Throws QrateError('locked' | 'storage'). */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** The file of a keeper; its folder is made when it is first written. */
export function keepingOf(location: StoreLocation, keeper: Keeper | Keeping): Keeping {
  if (typeof keeper !== 'string') return keeper;
  const file = fileOf(location, keeper);
  return {
    origin: keeper,
    read: () => readPresetFile(file),
    write: (content) => writePresetFile(file, content),
    alone: async (work) => {
      await (keeper === 'shoot' ? ensureStore(location) : mkdir(path.dirname(location.ownPresets), { recursive: true }));
      return inTurn(file.presets, work);
    },
  };
}

/**
 * All presets of a shoot: its own in the order of the file, then those of the editor's settings, the person's, and the built-in ones, as far
 * as none before hides them. Throws as `readShelves` does.
 */
export async function listPresets(location: PresetPlaces, options?: ShelfOptions): Promise<Shelf<Preset>> {
  const shelves = await readShelves(location, options);
  return arranged([
    ...shelves.map(({ items, problems, origin }) => ({ items: items.map((it) => fromStored(it, origin)), problems })),
    { items: BUILT_IN, problems: [] },
  ]);
}

/** As the readers of preset files take it. */
export const fileOf = ({ presets, ownPresets }: Pick<StoreLocation, 'presets' | 'ownPresets'>, keeper: Keeper) => ({
  presets: keeper === 'shoot' ? presets : ownPresets,
});

export interface PresetDraft {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly recipe: Recipe;
}

/** Adds a preset, or gives the keeper's own of this name a new recipe; what else stands there stays. Throws QrateError('usage' | 'presets' | 'storage'). */
export async function savePreset(
  location: StoreLocation,
  { name, description, recipe }: PresetDraft,
  keeper: Keeper | Keeping = 'shoot',
): Promise<Preset> {
  const clean = validName(name);
  const said = description == null ? {} : { description };
  const keeping = keepingOf(location, keeper);
  return changePresets(keeping, (file) => {
    const at = indexOf(file, clean);
    const before = at < 0 ? undefined : file.presets[at];
    const stored: StoredPreset = { ...before, name: clean, ...said, recipe: { ...before?.recipe, taste: undefined, ...recipe } };
    return {
      file: { ...file, presets: at < 0 ? [...file.presets, stored] : file.presets.with(at, stored) },
      answer: fromStored(stored, keeping.origin),
    };
  });
}

/** Throws QrateError('usage') for a preset that the keeper does not have, a built-in one, or a name that is taken. */
export async function renamePreset(
  location: StoreLocation,
  { name, newName }: { readonly name: string; readonly newName: string },
  keeper: Keeper | Keeping = 'shoot',
): Promise<Preset> {
  const clean = validName(newName);
  const keeping = keepingOf(location, keeper);
  return changePresets(keeping, (file) => {
    const at = requireOwn(file, name, keeping);
    const taken = indexOf(file, clean);
    if (taken >= 0 && taken !== at) throw new QrateError('usage', `There is a preset “${clean}” already.`);
    const stored = { ...(file.presets[at] as StoredPreset), name: clean };
    return { file: { ...file, presets: file.presets.with(at, stored) }, answer: fromStored(stored, keeping.origin) };
  });
}

/** Throws QrateError('usage') for a preset that the keeper does not have, or a built-in one. */
export async function deletePreset(location: StoreLocation, name: string, keeper: Keeper | Keeping = 'shoot'): Promise<Preset> {
  const keeping = keepingOf(location, keeper);
  return changePresets(keeping, (file) => {
    const at = requireOwn(file, name, keeping);
    const answer = fromStored(file.presets[at] as StoredPreset, keeping.origin);
    return { file: { ...file, presets: file.presets.toSpliced(at, 1) }, answer };
  });
}

export interface PresetChange<T> {
  readonly file: PresetFile;
  readonly answer: T;
}

/** Reads, edits and writes the presets of a keeper as one turn. Throws what `edit` throws, and QrateError('presets' | 'locked' | 'storage'). */
export async function changePresets<T>(keeping: Keeping, edit: (file: PresetFile) => PresetChange<T>): Promise<T> {
  // What is refused makes no folder.
  edit(await keeping.read());
  return keeping.alone(async () => {
    const { file, answer } = edit(await keeping.read());
    await keeping.write(file);
    return answer;
  });
}

const indexOf = ({ presets }: PresetFile, name: string): number => presets.findIndex((it) => presetKey(it.name) === presetKey(name));

function requireOwn(file: PresetFile, name: string, { origin }: Keeping): number {
  const at = indexOf(file, name);
  if (at >= 0) return at;
  const shipped = BUILT_IN.find((it) => presetKey(it.name) === presetKey(name));
  if (shipped) throw new QrateError('usage', `“${shipped.name}” comes with qrate and stays as it is. Save a preset of your own.`);
  throw new QrateError('usage', NOT_THERE[origin](name));
}

const NOT_THERE: Readonly<Record<Keeping['origin'], (name: string) => string>> = {
  shoot: (name) => `This shoot has no preset “${name}” of its own.`,
  person: (name) => `You have no preset “${name}” of your own.`,
  settings: (name) => `The settings hold no preset “${name}”.`,
};

function validName(name: string): string {
  const parsed = presetName.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new QrateError('usage', `“${name}” cannot be the name of a preset: it needs 1 to ${MAX_NAME} characters on one line.`);
}
