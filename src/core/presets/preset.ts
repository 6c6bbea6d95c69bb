import { z } from 'zod';
import { tastePart } from '../learn/wish';
import { DEFAULT_RECIPE, type Recipe } from '../model';

/** Shipped with qrate, the person's own for every shoot (in a file, or in the editor's settings), or kept in the shoot's `presets.json`. The later hides the earlier of its name. */
export type PresetOrigin = 'built-in' | 'person' | 'settings' | 'shoot';

/** A recipe under a name. */
export interface Preset {
  /** Unique in a shoot, letter case ignored. 1–60 characters. */
  readonly name: string;
  /** One sentence for people, or `null`. */
  readonly description: string | null;
  readonly recipe: Recipe;
  readonly origin: PresetOrigin;
}

/** What the file holds of a recipe: a number that is left out is the default one. The ranges are those of the settings. */
export const recipeSchema = z
  .looseObject({
    keepPerBurst: z.int().min(1).max(1000).optional(),
    minSharpness: z.number().min(0).optional(),
    burstSeconds: z.number().positive().max(3600).optional(),
    nearDistance: z.int().min(0).max(16).optional(),
    taste: z
      .object({ model: z.string().min(1).max(60), weight: z.number().min(0).max(1) })
      .optional()
      .describe('Name of a learned taste, and how much it counts beside technical quality: 0–1.'),
  })
  .describe('Settings of a cull. What is left out is as in a cull without settings.');

export const MAX_NAME = 60;

/** A name as a person types it, trimmed; no line breaks or other control characters. */
export const presetName = z
  .string()
  .trim()
  .min(1)
  .max(MAX_NAME)
  .regex(/^\P{Cc}*$/u);

export const presetSchema = z.looseObject({
  name: presetName,
  description: z.string().max(500).optional(),
  recipe: recipeSchema,
});

/** A preset of the editor's settings, under its name there. */
export const givenPresetSchema = presetSchema.omit({ name: true }).extend({ recipe: recipeSchema.default({}) });

/** `presets.json`. Fields that this version does not know are kept when it writes the file. */
export const presetFileSchema = z.looseObject({
  version: z.literal(1).describe('Version of this format.'),
  presets: z.array(presetSchema),
});

export type PresetFile = z.infer<typeof presetFileSchema>;
export type StoredPreset = z.infer<typeof presetSchema>;

const builtIn = (name: string, description: string, recipe: Partial<Recipe>): Preset => ({
  name,
  description,
  recipe: { ...DEFAULT_RECIPE, ...recipe },
  origin: 'built-in',
});

/** Starting points that need no file. Sharpness is the variance of the Laplacian at 1440 px. */
export const BUILT_IN: readonly Preset[] = [
  builtIn('Standard', 'The best frame of each burst; what is not sharp is put up for review.', {}),
  builtIn('Generous', 'Three frames of each burst, and soft pictures pass.', { keepPerBurst: 3, minSharpness: 30 }),
  builtIn('Strict', 'One frame of each burst, crisp ones only, look-alikes thinned out.', { minSharpness: 250, nearDistance: 12 }),
  builtIn('Action', 'Fast series apart: bursts end after half a second, two frames of each.', { keepPerBurst: 2, burstSeconds: 0.5 }),
];

/** Names are one where only letter case or composition of accents differs. */
export const presetKey = (name: string): string => name.trim().normalize('NFC').toLowerCase();

/** A preset of a file, its gaps filled. */
export const fromStored = ({ name, description, recipe }: StoredPreset, origin: PresetOrigin): Preset => ({
  name,
  description: description ?? null,
  recipe: {
    keepPerBurst: recipe.keepPerBurst ?? DEFAULT_RECIPE.keepPerBurst,
    minSharpness: recipe.minSharpness ?? DEFAULT_RECIPE.minSharpness,
    burstSeconds: recipe.burstSeconds ?? DEFAULT_RECIPE.burstSeconds,
    nearDistance: recipe.nearDistance ?? DEFAULT_RECIPE.nearDistance,
    ...tastePart(recipe.taste && { model: recipe.taste.model, weight: recipe.taste.weight }),
  },
  origin,
});
