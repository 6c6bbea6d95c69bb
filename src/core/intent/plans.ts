import { QrateError } from '../errors';
import type { StoreLocation } from '../index/location';
import { DEFAULT_RECIPE, type Recipe } from '../model';
import { BUILT_IN, MAX_NAME, presetKey, presetName, type StoredPreset } from '../presets/preset';
import { changePresets, type Keeper, type Keeping, keepingOf } from '../presets/presets';
import {
  arranged,
  type PresetPlaces,
  type PresetProblem,
  readShelves,
  type Shelf,
  type ShelfOptions,
  type StoredShelf,
} from '../presets/shelves';
import { BUILT_IN_PLANS, type NamedPlan } from './builtIn';
import { type Plan, parsePlan, planSchema } from './plan';

const RECIPE_FIELDS = Object.keys(DEFAULT_RECIPE) as readonly (keyof Recipe)[];

/**
 * Every preset as a plan, from the same places as presets, then the built-in plans and recipes. A plan lies beside the recipe of its preset,
 * and its numbers of the cull are that recipe: they stand there once. One that this version cannot read costs itself alone. Throws as
 * `readShelves` does.
 */
export async function listPlans(location: PresetPlaces, options?: ShelfOptions): Promise<Shelf<NamedPlan>> {
  const shelves = await readShelves(location, options);
  const shipped = [
    ...BUILT_IN_PLANS,
    ...BUILT_IN.map(({ name, description, recipe }) => ({
      name,
      description,
      origin: 'built-in' as const,
      plan: { version: 1 as const, recipe },
    })),
  ];
  return arranged([...shelves.map(plansOf), { items: shipped, problems: [] }]);
}

function plansOf({ items, problems, origin }: StoredShelf): Shelf<NamedPlan> {
  const plans: NamedPlan[] = [];
  const broken: PresetProblem[] = [];
  for (const stored of items) {
    try {
      plans.push(fromStored(stored, origin));
    } catch (error) {
      if (!(error instanceof QrateError)) throw error;
      broken.push({ origin, name: stored.name, message: error.message });
    }
  }
  return { items: plans, problems: [...problems, ...broken] };
}

/** Throws QrateError('presets') for a plan that this version cannot read. */
function fromStored(stored: StoredPreset, origin: StoredShelf['origin']): NamedPlan {
  const { name, description = null, recipe, plan } = stored;
  const numbers = {
    ...Object.fromEntries(RECIPE_FIELDS.flatMap((field) => (recipe[field] === undefined ? [] : [[field, recipe[field]]]))),
    ...(recipe.taste === undefined ? {} : { tasteModel: recipe.taste.model, tasteWeight: recipe.taste.weight }),
  };
  if (plan === undefined) return { name, description, origin, plan: { version: 1, recipe: numbers } };
  const parsed = planSchema.safeParse(plan);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new QrateError(
      'presets',
      `The plan of the preset “${name}” cannot be used: ${issue?.path.map(String).join('.')}: ${issue?.message}.`,
    );
  }
  const merged = { ...parsed.data.recipe, ...numbers };
  return { name, description, origin, plan: Object.keys(merged).length === 0 ? parsed.data : { ...parsed.data, recipe: merged } };
}

/** Adds a plan under a name, or replaces that of the keeper's own preset of this name. Throws QrateError('usage' | 'presets' | 'storage'). */
export async function savePlan(
  location: StoreLocation,
  { name, plan }: { readonly name: string; readonly plan: Plan },
  keeper: Keeper | Keeping = 'shoot',
): Promise<NamedPlan> {
  const clean = presetName.safeParse(name);
  if (!clean.success)
    throw new QrateError('usage', `“${name}” cannot be the name of a preset: it needs 1 to ${MAX_NAME} characters on one line.`);
  const keeping = keepingOf(location, keeper);
  return changePresets(keeping, (file) => {
    const at = file.presets.findIndex((it) => presetKey(it.name) === presetKey(clean.data));
    const stored = asStored(clean.data, plan, file.presets[at]);
    return {
      file: { ...file, presets: at < 0 ? [...file.presets, stored] : file.presets.with(at, stored) },
      answer: fromStored(stored, keeping.origin),
    };
  });
}

function asStored(name: string, { recipe = {}, ...plan }: Plan, before: StoredPreset | undefined): StoredPreset {
  const isNumber = ([field]: readonly [string, unknown]) => (RECIPE_FIELDS as readonly string[]).includes(field);
  const { tasteModel: model, tasteWeight: weight, ...others } = recipe;
  // A taste with its name is a recipe's; a weight alone is the plan's.
  const taste = model === undefined || weight === undefined ? {} : { taste: { model, weight } };
  const numbers = { ...Object.fromEntries(Object.entries(recipe).filter(isNumber)), ...taste };
  const rest = Object.fromEntries(Object.entries('taste' in taste ? others : recipe).filter((entry) => !isNumber(entry)));
  return { ...before, name, recipe: numbers, plan: { ...plan, ...(Object.keys(rest).length === 0 ? {} : { recipe: rest }) } };
}

/** Parameters that `--set` takes, and the part of the plan that they belong to. */
const PARAMETERS: Readonly<Record<string, 'filter' | 'recipe' | 'export'>> = {
  ...Object.fromEntries(
    [...RECIPE_FIELDS, 'top', 'topPer', 'spread', 'quality', 'tasteWeight', 'tasteModel'].map((name) => [name, 'recipe'] as const),
  ),
  ...Object.fromEntries(['from', 'to', 'minRating', 'maxRating', 'duplicates'].map((name) => [name, 'filter'] as const)),
  ...Object.fromEntries(['format', 'destination', 'profile', 'order'].map((name) => [name, 'export'] as const)),
};

/** A plan with parameters (`top=20`, `destination=./out`). Throws QrateError('usage') for one that there is not, or a value that does not fit. */
export function withParameters(plan: Plan, settings: readonly string[]): Plan {
  let changed: Record<string, unknown> = { ...plan };
  for (const setting of settings) {
    const [, name = '', text = ''] = /^([A-Za-z]+)=(.*)$/s.exec(setting) ?? [];
    const part = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
    if (part === undefined)
      throw new QrateError('usage', `“${setting}” sets nothing. Write NAME=VALUE with one of: ${Object.keys(PARAMETERS).join(', ')}.`);
    changed = { ...changed, [part]: { ...(changed[part] as object | undefined), [name]: parameterValue(name, text) } };
  }
  return parsePlan(changed);
}

const TEXTS = new Set(['destination', 'from', 'to', 'tasteModel']);

function parameterValue(name: string, text: string): unknown {
  if (TEXTS.has(name)) return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}
