import { isBetter } from './model/train';
import type { Accuracy, TasteModelReport } from './tasteApi';
import type { TasteModel } from './tasteFile';

/** Whether a cull may use a model: worked out from its numbers, never taken from a file. */
export const appliesOf = (model: Pick<TasteModel, 'origin' | 'heldOut' | 'byChance'>): boolean =>
  model.origin === 'generic' || isBetter(model);

export function reportOf(model: TasteModel): TasteModelReport {
  const { name, features, choices, trainedAt, heldOut, technical } = model;
  return { name, features: features.id, choices, trainedAt, heldOut, technical, applies: appliesOf(model), verdict: verdictOf(model) };
}

/** The one place where a model's standing gets its words. */
export function verdictOf(model: TasteModel): string {
  const { origin, heldOut, technical, choices } = model;
  if (origin === 'generic') return 'What most people find beautiful, not learned from your choices: it counts only where a cull names it.';
  if (heldOut === null || technical === null) {
    return `It is not applied: ${choices} choices are too few, or about too few different photos, to tell how good it is. Compare more pairs.`;
  }
  const told = `It foretells ${share(heldOut)} of the choices that it has not seen (${heldOut.pairs} pairs; 95 % interval ${interval(heldOut)}), technical ranking ${share(technical)}`;
  if (appliesOf(model)) return `${told}: it is applied.`;
  const isBeaten = heldOut.value > technical.value;
  const why = isBeaten ? 'that may be chance, so it counts as no better than technical ranking' : 'it is no better than technical ranking';
  return `${told}: ${why} and is not applied. More choices may help.`;
}

const percent = (value: number): number => Math.round(value * 100);
const share = ({ value }: Accuracy): string => `${percent(value)} %`;
const interval = ({ low, high }: Accuracy): string => `${percent(low)}–${percent(high)} %`;
