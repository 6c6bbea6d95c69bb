import { z } from 'zod';

/** What lines of `decisions.jsonl` are made of, whatever their kind. */

/** Version of the lines that this qrate writes. */
export const LINE_VERSION = 1;

/** A photo as a line names it. */
export interface PhotoRef {
  /** BLAKE3 of the file at that time, 64 hex digits. */
  readonly hash: string;
  /** Where it was at that time, relative to the shoot. */
  readonly path: string;
}

export const common = {
  v: z.literal(LINE_VERSION),
  id: z.string().min(1).max(200),
  time: z.iso.datetime(),
  author: z.string().nullable(),
};

export const photoRef = {
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  path: z.string().min(1),
};
