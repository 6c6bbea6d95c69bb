import { QrateError } from '../errors';
import type { ListOptions } from '../export/list/options';
import { type ExportPlan, type ExportRequest, STDOUT } from '../export/plan';
import { planExport } from '../export/planExport';
import type { StoreLocation } from '../index/location';
import { DEFAULT_MODEL, tastePart } from '../learn/wish';
import { DEFAULT_RECIPE, type PhotoView, type Recipe, type RecipeNumbers, type TasteWish } from '../model';
import type { RunOptions } from '../progress';
import type { ShootView } from '../reports';
import { sameRecipe } from '../select/compareCulls';
import { sentenceFor } from '../select/explain';
import { filterSteps } from '../select/filter';
import type { Looks } from '../select/looks';
import { selectForExport } from '../select/top';
import type { ShootApi } from '../shootApi';
import { readSeen } from '../sync/seenFile';
import { type Known, knownOf, missingOf, type Plan, partlyKnown, photoFilterOf, textsIn } from './plan';
import { exportWords, stepWords } from './planWords';

/** One step of a plan and how many photos are left after it. */
export interface PlanStep {
  /** The field of the plan that asks for it, e.g. `filter.from`. */
  readonly at: string;
  readonly what: string;
  readonly photos: number;
}

/** What a plan would do now. Made without writing anything. */
export interface PlanPreview {
  readonly plan: Plan;
  /** The shoot's photos, then what each step leaves. */
  readonly photos: number;
  readonly steps: readonly PlanStep[];
  /** Paths, in the order of choice. */
  readonly selected: readonly string[];
  /** The photo that would come in if one more were allowed; `null` where no number bounds the choice, or nothing is left. */
  readonly next: string | null;
  /** What is asked and cannot be answered yet, one sentence each; these steps let everything through. */
  readonly missing: readonly string[];
  /** What can be answered for part of the photos only, as a sentence. */
  readonly partly: string | null;
  /** The cull that running it begins with; `null` where the shoot is culled so already, or the plan says nothing of it. */
  readonly cull: Recipe | null;
  /** `null` = it writes no files. `files`: how many would be written; `refused` and `notes` are sentences. */
  readonly export: PlannedExport | null;
}

export interface PlannedExport {
  readonly what: string;
  readonly files: number;
  /** Why it cannot go there at all, or `null`. */
  readonly impossible: string | null;
  readonly unchanged: number;
  readonly refused: readonly string[];
  readonly notes: readonly string[];
}

export type PlannedShoot = Pick<ShootApi, 'view' | 'viewAs' | 'looks'> & { readonly location: StoreLocation };

/**
 * Goes through a plan step by step. `resolve` makes an absolute path of a destination. Throws QrateError('usage') for what no filter can be,
 * and what `view` throws.
 */
export async function previewPlan(
  shoot: PlannedShoot,
  plan: Plan,
  options: RunOptions & { readonly resolve: (destination: string) => string },
): Promise<PlanPreview> {
  const recipe = await recipeOf(shoot, plan);
  const current = (await shoot.view()).recipe;
  const view = await shoot.viewAs(recipe);
  const known = await knownFor(shoot, plan, { view, signal: options.signal });
  const request = requestOf(plan, options.resolve, known);
  const selected = selectForExport(view.photos, request, known.looks);
  return {
    plan,
    photos: view.photos.length,
    steps: stepsOf(view.photos, plan, { selected: selected.length, known }),
    selected: selected.map(({ path }) => path),
    next: nextInLine(view.photos, { request, selected, looks: known.looks }),
    missing: missingOf(plan, { ...known, taste: view.taste }),
    partly: partlyKnown(plan, known),
    cull: saysCull(plan) && (current === null || !sameRecipe(current, recipe)) ? recipe : null,
    export: plan.export === undefined ? null : await plannedExport(shoot, { view, selected, request, signal: options.signal }),
  };
}

/** What is known of a shoot's photos, as far as the plan asks. */
export async function knownFor(
  shoot: Pick<ShootApi, 'looks'>,
  plan: Plan,
  { view, signal }: { readonly view: Pick<ShootView, 'photos'>; readonly signal?: AbortSignal | undefined },
): Promise<Known> {
  const texts = textsIn(plan);
  const known = knownOf(view.photos);
  return texts.length === 0 ? known : { ...known, looks: await shoot.looks(texts, { signal }) };
}

/** The recipe that a plan runs with: what it leaves out is as in the shoot's last cull. */
export async function recipeOf(shoot: Pick<ShootApi, 'view'>, { recipe = {} }: Plan): Promise<Recipe> {
  const base = (await shoot.view()).recipe ?? DEFAULT_RECIPE;
  return {
    keepPerBurst: recipe.keepPerBurst ?? base.keepPerBurst,
    minSharpness: recipe.minSharpness ?? base.minSharpness,
    burstSeconds: recipe.burstSeconds ?? base.burstSeconds,
    nearDistance: recipe.nearDistance ?? base.nearDistance,
    ...tastePart(wished(base.taste, recipe)),
  };
}

/** Where a plan names no model, that of the last cull counts, else the one that a person teaches without naming it. */
const wished = (
  base: TasteWish | undefined,
  { tasteWeight: weight, tasteModel: model }: NonNullable<Plan['recipe']>,
): TasteWish | undefined => (weight === undefined ? base : { model: model ?? base?.model ?? DEFAULT_MODEL, weight });

const RECIPE_FIELDS = [...(Object.keys(DEFAULT_RECIPE) as readonly (keyof RecipeNumbers)[]), 'tasteWeight'] as const;
const saysCull = ({ recipe }: Plan): boolean => RECIPE_FIELDS.some((field) => recipe?.[field] !== undefined);

/** The plan as the one request that every export takes. */
export function requestOf(plan: Plan, resolve: (destination: string) => string, known?: Known): ExportRequest {
  const { recipe, export: to } = plan;
  return {
    format: to?.format ?? 'list',
    out: to?.destination === undefined ? null : resolve(to.destination),
    top: recipe?.top ?? null,
    topPer: recipe?.topPer,
    spread: recipe?.spread,
    filter: photoFilterOf(plan, known),
    list: to?.format === 'list' ? listOptions(to) : undefined,
    xmp: to?.profile === undefined ? undefined : { profile: to.profile },
  };
}

/** A list is what its file's ending says. */
function listOptions({ destination = '', order }: NonNullable<Plan['export']>): Partial<ListOptions> {
  const [, ending] = /\.(csv|json)$/i.exec(destination) ?? [];
  return {
    ...(ending === undefined ? {} : { form: ending.toLowerCase() === 'csv' ? 'csv' : 'json' }),
    ...(order === undefined ? {} : { order }),
  };
}

function nextInLine(
  photos: readonly PhotoView[],
  {
    request,
    selected,
    looks,
  }: { readonly request: ExportRequest; readonly selected: readonly PhotoView[]; readonly looks?: Looks | undefined },
): string | null {
  if (request.top === null || request.topPer === 'day' || selected.length < request.top) return null;
  const chosen = new Set(selected);
  return selectForExport(photos, { ...request, top: request.top + 1 }, looks).find((photo) => !chosen.has(photo))?.path ?? null;
}

function stepsOf(
  photos: readonly PhotoView[],
  plan: Plan,
  { selected, known }: { readonly selected: number; readonly known: Known },
): readonly PlanStep[] {
  const steps: PlanStep[] = [];
  let left = photos;
  const filter = photoFilterOf(plan, known);
  for (const { field, test } of filterSteps(filter, known.looks)) {
    left = left.filter(test);
    steps.push({ at: field === 'quality' ? 'recipe.quality' : `filter.${field}`, what: stepWords(field, filter), photos: left.length });
  }
  const { top, topPer } = plan.recipe ?? {};
  return top === undefined
    ? steps
    : [...steps, { at: 'recipe.top', what: `the best ${top}${topPer === 'day' ? ' of each day' : ''}`, photos: selected }];
}

async function plannedExport(
  shoot: PlannedShoot,
  {
    view,
    selected,
    request,
    signal,
  }: { view: ShootView; selected: readonly PhotoView[]; request: ExportRequest; signal: AbortSignal | undefined },
): Promise<PlannedExport> {
  const what = exportWords(request);
  try {
    const plan = await planExport({ view, selected, request, sentence: sentenceFor, seen: await readSeen(shoot.location), signal });
    return { what, impossible: null, ...planned(plan) };
  } catch (error) {
    if (!(error instanceof QrateError) || error.code !== 'bad-destination') throw error;
    return { what, impossible: error.message, files: 0, unchanged: 0, refused: [], notes: [] };
  }
}

function planned({ actions, notes }: ExportPlan): Pick<PlannedExport, 'files' | 'unchanged' | 'refused' | 'notes'> {
  const of = (...kinds: readonly string[]) => actions.filter(({ kind }) => kinds.includes(kind));
  return {
    files: of('copy', 'write-sidecar', 'patch-sidecar', 'write-file').filter(({ target }) => target !== STDOUT).length,
    unchanged: of('unchanged').length,
    refused: of('refuse').map(({ photo, target, reason }) => `${photo ?? target}: ${reason ?? 'refused'}`),
    notes,
  };
}
