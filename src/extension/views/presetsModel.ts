import type { NamedPlan } from '../../core/intent/builtIn';
import type { Recipe } from '../../core/model';
import type { Preset, PresetOrigin } from '../../core/presets/preset';
import type { PresetProblem } from '../../core/presets/shelves';
import { sameRecipe } from '../../core/select/compareCulls';
import type { ShootNode } from './burstsModel';

export type PresetNode = PresetItemNode | PlanItemNode | PresetsBrokenNode;

/** A plan that is shipped with qrate. */
export interface PlanItemNode {
  readonly kind: 'plan';
  readonly id: string;
  readonly root: string;
  readonly parent: ShootNode | null;
  readonly plan: NamedPlan;
}

/** A named recipe of one shoot. */
export interface PresetItemNode {
  readonly kind: 'preset';
  readonly id: string;
  readonly root: string;
  readonly parent: ShootNode | null;
  readonly preset: Preset;
  /** Whether the last cull used these numbers. */
  readonly inUse: boolean;
}

/** A place of presets, or an entry of one, that could not be understood. */
export interface PresetsBrokenNode {
  readonly kind: 'presetsBroken';
  readonly id: string;
  readonly root: string;
  readonly parent: ShootNode | null;
  /** What is wrong, as a sentence. */
  readonly message: string;
  readonly origin: Exclude<PresetOrigin, 'built-in'>;
  /** The entry; `null` = the whole place. */
  readonly name: string | null;
}

/** `recipe` = that of the last cull; the first preset with its numbers is in use. */
export function presetNodes(
  root: string,
  parent: ShootNode | null,
  content: { presets: readonly Preset[]; recipe: Recipe | null },
): readonly PresetItemNode[] {
  const { presets, recipe } = content;
  const used = recipe === null ? -1 : presets.findIndex((preset) => sameRecipe(preset.recipe, recipe));
  return presets.map((preset, i) => ({ kind: 'preset', id: `${root}|preset|${preset.name}`, root, parent, preset, inUse: i === used }));
}

/** The shipped plans that no preset of the shoot hides. */
export const planNodesOf = (root: string, parent: ShootNode | null, plans: readonly NamedPlan[]): readonly PlanItemNode[] =>
  plans.map((plan) => ({ kind: 'plan', id: `${root}|plan|${plan.name}`, root, parent, plan }));

/** What cannot be used, first of all. */
export const brokenNodesOf = (root: string, parent: ShootNode | null, problems: readonly PresetProblem[]): readonly PresetsBrokenNode[] =>
  problems.map(({ origin, name, message }) => ({
    kind: 'presetsBroken',
    id: `${root}|presetsBroken|${origin}|${name ?? ''}`,
    root,
    parent,
    message,
    origin: origin === 'built-in' ? 'shoot' : origin,
    name,
  }));
