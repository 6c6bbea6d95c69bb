import * as z from 'zod/mini';

/** Searching photos by what they show, as the burst grid and the host speak of it. */

/** Longest description, in characters, as in plans. */
export const MAX_SEARCH = 200;

/** What words say, or what one photo (its path) looks like. */
export const gridQuery = z.union([
  z.strictObject({ text: z.string().check(z.trim(), z.minLength(1), z.maxLength(MAX_SEARCH)) }),
  z.strictObject({ like: z.string().check(z.minLength(1)) }),
]);

/** What helps where a search cannot be: getting a model, or indexing again. */
export const SEARCH_REMEDIES = ['models', 'index'] as const;
export const searchRemedy = z.enum(SEARCH_REMEDIES);

export const gridFound = z.union([
  z.object({
    /** Paths, the likest first; no more than a person looks through. */
    matches: z.array(z.string().check(z.minLength(1))),
    /** How many of the first fit as a plan would say; the others are shown when the person asks for more. */
    fit: z.int().check(z.gte(0)),
    /** Photos that could not be compared, since nobody described them yet. */
    unknown: z.int().check(z.gte(0)),
  }),
  /** Why nothing could be searched, as a sentence. */
  z.object({ problem: z.string(), remedy: z.nullable(searchRemedy) }),
]);

export type GridQuery = z.infer<typeof gridQuery>;
export type GridFound = z.infer<typeof gridFound>;
export type SearchRemedy = z.infer<typeof searchRemedy>;
