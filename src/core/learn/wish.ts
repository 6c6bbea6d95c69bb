import type { Recipe, TasteWish } from '../model';

/** The part of a recipe that weighs taste in. A weight of 0 asks for none. */
export const wishOf = ({ taste }: Pick<Recipe, 'taste'>): TasteWish | undefined =>
  taste === undefined || taste.weight === 0 ? undefined : taste;

export const sameTaste = (a: TasteWish | undefined, b: TasteWish | undefined): boolean => a?.model === b?.model && a?.weight === b?.weight;

/** `taste “default” at 50 %`. */
export const tasteWords = ({ taste }: Pick<Recipe, 'taste'>): string =>
  taste === undefined ? 'no taste' : `taste “${taste.model}” at ${Math.round(taste.weight * 100)} %`;

/** As a part of a recipe: nothing where nothing is asked. */
export const tastePart = (taste: TasteWish | undefined): Pick<Recipe, 'taste'> => (taste === undefined ? {} : { taste });

/** The taste of whoever names none. */
export const DEFAULT_MODEL = 'default';
