import * as z from 'zod';

/** Pieces that options of several commands share. Unknown options are refused, so that a misspelt one is not lost. */
export const folder = z.string().min(1).optional();

/** A caller's own way to cancel. */
export const signal = z.instanceof(AbortSignal).optional();

export const noOptions = z.strictObject({});
