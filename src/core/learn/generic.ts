import * as z from 'zod';
import { IMAGE_MODEL } from '../models/registry';
import type { TasteModel } from './tasteFile';

/** A linear head on unit-length vectors of CLIP ViT-B/32, as published by LAION (docs/taste.md); scores of 1–10. */
const head = z.object({
  name: z.string(),
  bias: z.number(),
  weights: z.array(z.number()).length(IMAGE_MODEL.vectorLength ?? 0),
});

/** On LAION's scale two people who rate a pair differ by about one point where both are sure. */
const POINTS_TO_ODDS = 1.5;

/**
 * The published weights as a model: what most people find beautiful, as a start before anything was chosen. Its vectors are not
 * standardised (mean 0, deviation 1), so that their scaling by the root of the length is undone in the weights. `null` where the text is
 * something else.
 */
export function genericTaste(text: string): TasteModel | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Not JSON: whoever asks says so in its own words.
    return null;
  }
  const parsed = head.safeParse(value);
  if (!parsed.success) return null;
  const { length } = parsed.data.weights;
  return {
    name: 'generic',
    origin: 'generic',
    features: { id: IMAGE_MODEL.id, length },
    trainedAt: new Date(0).toISOString(),
    choices: 0,
    ties: 0,
    silent: 0,
    lambda: 1,
    calibration: POINTS_TO_ODDS,
    heldOut: null,
    technical: null,
    byChance: 1,
    mean: new Float32Array(length),
    deviation: new Float32Array(length).fill(1),
    weights: Float32Array.from(parsed.data.weights, (weight) => weight * Math.sqrt(length)),
  };
}
