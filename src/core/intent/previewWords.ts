import type { Plan } from './plan';
import { exportWords, recipeWords } from './planWords';
import { type PlanPreview, requestOf } from './preview';

/** Refusals that are listed one by one. */
const LISTED = 20;

/** What a plan will change, as a person reads it before the yes. Destinations stand there as absolute paths. */
export function previewSentences(plan: Plan, preview: PlanPreview, resolve: (destination: string) => string): readonly string[] {
  const { cull, export: to, steps, selected, photos, missing, partly } = preview;
  const refused = to?.refused ?? [];
  return [
    ...(cull === null ? [] : [`Culls the shoot: ${recipeWords(cull)}. Your decisions stay, and the cull can be taken back.`]),
    `Photos: ${photos}${steps.map(({ what, photos: left }) => ` → ${left} (${what})`).join('')}. Selected: ${selected.length}.`,
    ...missing.map((sentence) => `Not answered: ${sentence}`),
    ...(partly === null ? [] : [`Note: ${partly}`]),
    ...(to === null ? [] : [`Export: ${exportWords(requestOf(plan, resolve))}: ${to.files} to write, ${to.unchanged} there already.`]),
    ...(to?.impossible == null ? [] : [`Not possible: ${to.impossible}`]),
    ...refused.slice(0, LISTED).map((it) => `Refused: ${it}`),
    ...(refused.length > LISTED ? [`Refused: ${refused.length - LISTED} more.`] : []),
    ...(to?.notes ?? []).map((note) => `Note: ${note}`),
  ];
}

/** Whether running it changes anything on the disk. */
export const writes = ({ cull, export: to }: Pick<PlanPreview, 'cull' | 'export'>): boolean => cull !== null || (to?.files ?? 0) > 0;
