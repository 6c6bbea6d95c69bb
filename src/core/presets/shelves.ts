import { QrateError } from '../errors';
import { whatIsWrong } from '../index/jsonFile';
import type { StoreLocation } from '../index/location';
import { givenPresetSchema, type PresetOrigin, presetKey, presetName, type StoredPreset } from './preset';
import { readPresetFile } from './presetFile';

/** Why something that a person wrote is not among his presets. */
export interface PresetProblem {
  readonly origin: PresetOrigin;
  /** The entry that cannot be used; `null` = the whole place. */
  readonly name: string | null;
  /** A sentence. */
  readonly message: string;
}

/** Places in words that name no folder. */
export const PLACES: Readonly<Record<PresetOrigin, string>> = {
  'built-in': 'qrate’s own presets',
  shoot: 'the shoot’s presets.json',
  settings: 'the setting qrate.presets',
  person: 'your own presets.json',
};

/** What one place holds, as far as it can be used. */
export interface Shelf<T> {
  readonly items: readonly T[];
  readonly problems: readonly PresetProblem[];
}

export interface Named {
  readonly name: string;
}

export type PresetPlaces = Pick<StoreLocation, 'presets' | 'ownPresets' | 'givenPresets'>;

/** What is kept where; the name of each place is the origin of its presets. */
export type StoredShelf = Shelf<StoredPreset> & { readonly origin: Exclude<PresetOrigin, 'built-in'> };

export interface ShelfOptions {
  /** The shoot's file, too, costs itself alone where it cannot be read: for whoever shows what there is, and says what is missing. */
  readonly isLenient?: boolean | undefined;
}

/**
 * The places, the nearest first: the shoot's file, the editor's settings, the person's file. One that cannot be read costs itself alone,
 * but the shoot's: throws QrateError('presets' | 'storage') for it, since everybody who has the shoot relies on it, unless that is lenient.
 */
export async function readShelves(
  { presets, ownPresets, givenPresets }: PresetPlaces,
  { isLenient = false }: ShelfOptions = {},
): Promise<readonly StoredShelf[]> {
  const shootsOwn = isLenient ? shelfOf('shoot', presets) : readPresetFile({ presets }).then((it) => ({ items: it.presets, problems: [] }));
  const [shoots, persons] = await Promise.all([shootsOwn, shelfOf('person', ownPresets)]);
  return [
    { origin: 'shoot', ...shoots },
    { origin: 'settings', ...givenShelf(givenPresets) },
    { origin: 'person', ...persons },
  ];
}

async function shelfOf(origin: 'shoot' | 'person', file: string): Promise<Shelf<StoredPreset>> {
  try {
    return { items: (await readPresetFile({ presets: file })).presets, problems: [] };
  } catch (error) {
    if (!(error instanceof QrateError)) throw error;
    return { items: [], problems: [{ origin, name: null, message: error.message }] };
  }
}

/** The setting `qrate.presets`: an object from names to presets. A wrong entry costs that entry. */
export function givenShelf(given: unknown): Shelf<StoredPreset> {
  if (given === undefined || given === null) return { items: [], problems: [] };
  const problem = (name: string | null, what: string, why: string): PresetProblem => ({
    origin: 'settings',
    name,
    message: `${what} in the setting qrate.presets cannot be used: ${why.replace(/\.$/, '')}.`,
  });
  if (typeof given !== 'object' || Array.isArray(given))
    return { items: [], problems: [problem(null, 'What stands', 'it must be an object from names to presets')] };
  const items: StoredPreset[] = [];
  const problems: PresetProblem[] = [];
  for (const [key, value] of Object.entries(given)) {
    const name = presetName.safeParse(key);
    const parsed = givenPresetSchema.safeParse(value);
    const what = `The preset “${key}”`;
    if (!name.success) problems.push(problem(key, what, 'a name has 1 to 60 characters on one line'));
    else if (!parsed.success) problems.push(problem(key, what, whatIsWrong(parsed.error)));
    else if (items.some((it) => presetKey(it.name) === presetKey(key))) problems.push(problem(key, what, 'another one has this name'));
    else items.push({ ...parsed.data, name: name.data });
  }
  return { items, problems };
}

/** What several places hold together, the nearest first: a name, even of an entry that cannot be used, hides those of later places. */
export function arranged<T extends Named>(shelves: readonly Shelf<T>[]): Shelf<T> {
  const seen = new Set<string>();
  const items = shelves.flatMap((shelf) => {
    const open = shelf.items.filter(({ name }) => !seen.has(presetKey(name)));
    for (const { name } of [...shelf.items, ...shelf.problems]) if (name !== null) seen.add(presetKey(name));
    return open;
  });
  return { items, problems: shelves.flatMap(({ problems }) => problems) };
}

/** Throws QrateError('presets') for one that cannot be used, else QrateError('usage') that names those there are. */
export function findNamed<T extends Named>({ items, problems }: Shelf<T>, name: string): T {
  const found = items.find((it) => presetKey(it.name) === presetKey(name));
  if (found !== undefined) return found;
  const broken = problems.find((it) => it.name !== null && presetKey(it.name) === presetKey(name));
  if (broken !== undefined) throw new QrateError('presets', broken.message);
  const places = problems.filter((it) => it.name === null).map(({ message }) => ` ${message}`);
  throw new QrateError('usage', `There is no preset “${name}”. There are: ${items.map((it) => it.name).join(', ')}.${places.join('')}`);
}
