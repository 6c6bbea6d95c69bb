import * as z from 'zod';
import { filterSchema, NO_FILTER } from './photoFilter';

export const SORTS = ['time', 'newest', 'name', 'sharpness'] as const;
export type BurstsSort = (typeof SORTS)[number];

/** How the person wants to see the tree; kept per workspace. */
const optionsSchema = z.strictObject({
  /** What the branches below a shoot are. */
  by: z.enum(['day', 'folder']),
  sort: z.enum(SORTS),
  filter: filterSchema,
});

export type BurstsOptions = z.infer<typeof optionsSchema>;

export const DEFAULT_OPTIONS: BurstsOptions = { by: 'day', sort: 'time', filter: NO_FILTER };

/** What was kept, or the defaults for something that this version does not understand. */
export function parseOptions(kept: unknown): BurstsOptions {
  const parsed = optionsSchema.safeParse(kept);
  return parsed.success ? parsed.data : DEFAULT_OPTIONS;
}
