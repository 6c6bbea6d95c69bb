import * as vscode from 'vscode';
import { DEFAULT_RECIPE, type Recipe, type RecipeNumbers } from '../../core/model';
import { sameRecipe } from '../../core/select/compareCulls';
import { tasteTexts } from '../words';
import { type Answer, numberStep, pickStep, type StepOptions } from './quickSteps';

/** What the numbers of a recipe may be, and how a person is asked for them. */
interface NumberQuestion {
  readonly label: () => string;
  readonly prompt: () => string;
  readonly accepts: (value: number) => boolean;
  /** Shown while the number is not accepted. */
  readonly hint: () => string;
}

const within = (low: number, high: number) => (value: number) => value >= low && value <= high;
const whole = (low: number, high: number) => (value: number) => Number.isInteger(value) && within(low, high)(value);

/** Exhaustive by its type: a new number of the recipe does not compile before it can be asked for. */
const QUESTIONS: Readonly<Record<keyof RecipeNumbers, NumberQuestion>> = {
  keepPerBurst: {
    label: () => vscode.l10n.t('Frames kept of each burst'),
    prompt: () => vscode.l10n.t('How many frames of each burst should be suggested as picks?'),
    accepts: whole(1, 1000),
    hint: () => vscode.l10n.t('A whole number from 1 to 1000'),
  },
  minSharpness: {
    label: () => vscode.l10n.t('Least sharpness'),
    prompt: () => vscode.l10n.t('Below which sharpness should a photo be put up for review? 0 = never'),
    accepts: within(0, 1e6),
    hint: () => vscode.l10n.t('A number of 0 or more'),
  },
  burstSeconds: {
    label: () => vscode.l10n.t('Largest gap in a burst, in seconds'),
    prompt: () => vscode.l10n.t('How many seconds may lie between neighbouring frames of one burst?'),
    accepts: (value) => value > 0 && value <= 3600,
    hint: () => vscode.l10n.t('A number above 0 and at most 3600'),
  },
  nearDistance: {
    label: () => vscode.l10n.t('Largest difference of near duplicates, in bits'),
    prompt: () => vscode.l10n.t('By how many of 64 bits may near duplicates differ? 0 = only equal pictures'),
    accepts: whole(0, 16),
    hint: () => vscode.l10n.t('A whole number from 0 to 16'),
  },
};

const NUMBERS = Object.keys(QUESTIONS) as readonly (keyof RecipeNumbers)[];

/** `keep 1 of each burst, sharpness at least 100`, and what else differs from the defaults. */
export function recipeText(recipe: Recipe): string {
  const { keepPerBurst, minSharpness, burstSeconds, nearDistance } = recipe;
  return [
    vscode.l10n.t('keep {0} of each burst', keepPerBurst),
    vscode.l10n.t('sharpness at least {0}', Number(minSharpness.toFixed(1))),
    ...(burstSeconds === DEFAULT_RECIPE.burstSeconds ? [] : [vscode.l10n.t('bursts within {0} s', burstSeconds)]),
    ...(nearDistance === DEFAULT_RECIPE.nearDistance ? [] : [vscode.l10n.t('duplicates within {0} bits', nearDistance)]),
    ...tasteTexts(recipe),
  ].join(', ');
}

export interface KnownRecipes {
  /** Of the last cull; `null` before the first. */
  readonly current: Recipe | null;
  readonly settings: Recipe;
}

interface RecipeItem extends vscode.QuickPickItem {
  /** `null` = to be asked for. */
  readonly recipe: Recipe | null;
}

/** Step 1 of a cull: which recipe. `undefined` = backed out. */
export async function askRecipe({ current, settings }: KnownRecipes): Promise<Recipe | undefined> {
  for (;;) {
    const choice = await pickStep({ ...firstStep(), canGoBack: false, items: recipeItems({ current, settings }) });
    if (choice === undefined || choice === 'back') return undefined;
    const recipe = choice.recipe ?? (await askNumbers(current ?? settings));
    if (recipe !== 'back') return recipe;
  }
}

const firstStep = (): Pick<StepOptions, 'title' | 'step' | 'steps' | 'placeholder'> => ({
  title: vscode.l10n.t('Cull'),
  step: 1,
  steps: 2,
  placeholder: vscode.l10n.t('How strictly? Nothing changes before you have seen what would.'),
});

/** Each recipe once, under the first of its names. */
function recipeItems({ current, settings }: KnownRecipes): readonly RecipeItem[] {
  const named: RecipeItem[] = [
    ...(current === null ? [] : [{ label: vscode.l10n.t('As in the last cull'), recipe: current }]),
    { label: vscode.l10n.t('Use the settings'), recipe: settings },
    { label: vscode.l10n.t('Use the defaults of qrate'), recipe: DEFAULT_RECIPE },
  ];
  const isFirst = ({ recipe }: RecipeItem, at: number) =>
    named.findIndex((it) => it.recipe !== null && recipe !== null && sameRecipe(it.recipe, recipe)) === at;
  return [
    ...named.filter(isFirst).map((item) => ({ ...item, description: item.recipe === null ? '' : recipeText(item.recipe) })),
    { label: vscode.l10n.t('Change numbers…'), description: vscode.l10n.t('the settings stay as they are'), recipe: null },
  ];
}

interface NumberItem extends vscode.QuickPickItem {
  /** `null` = done. */
  readonly number: keyof RecipeNumbers | null;
}

/** All numbers at a glance, each to be changed on its own, as often as the person likes. */
async function askNumbers(start: Recipe): Promise<Answer<Recipe>> {
  let recipe = start;
  for (;;) {
    const placeholder = vscode.l10n.t('Change a number, or go on to what it would do');
    const choice = await pickStep({ ...firstStep(), placeholder, canGoBack: true, items: numberItems(recipe) });
    if (choice === undefined || choice === 'back') return choice;
    if (choice.number === null) return recipe;
    const value = await askNumber(choice.number, recipe);
    if (value === undefined) return undefined;
    if (value !== 'back') recipe = { ...recipe, [choice.number]: value };
  }
}

const numberItems = (recipe: Recipe): readonly NumberItem[] => [
  { label: `$(check) ${vscode.l10n.t('Show what it would change')}`, description: recipeText(recipe), number: null },
  ...NUMBERS.map((number) => ({ label: `$(edit) ${QUESTIONS[number].label()}`, description: String(recipe[number]), number })),
];

function askNumber(number: keyof RecipeNumbers, recipe: Recipe): Promise<Answer<number>> {
  const { label, prompt, accepts, hint } = QUESTIONS[number];
  return numberStep({
    ...firstStep(),
    title: label(),
    placeholder: prompt(),
    canGoBack: true,
    value: recipe[number],
    accepts,
    hint: hint(),
  });
}
