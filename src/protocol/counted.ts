import * as z from 'zod/mini';

/** A text with a number in it (`{0}`): as it reads for one, and for any other number. `countedText` fills it in. */
export const counted = z.object({ one: z.string(), many: z.string() });
export type Counted = z.infer<typeof counted>;
