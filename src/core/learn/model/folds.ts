import { hash32 } from '../deterministic';

export const FOLDS = 5;

/**
 * The fold of a unit: a photo, or a group of photos that are as good as one. By its name alone, so that questions can be asked inside of
 * folds: whoever is tested on a fold must not have seen any of its photos, and a pair across two folds could be neither tested nor, then,
 * learned from.
 */
export const foldOf = (unit: string): number => hash32(unit) % FOLDS;
