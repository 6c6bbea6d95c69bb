import { z } from 'zod';
import type { ColorLabel, DecisionVerdict, Recipe } from '../model';

/** One line of `decisions.jsonl`: what the person decided about one photo. Absent field = unchanged, `null` = cleared. */
export interface DecisionEntry {
  readonly kind: 'decision';
  readonly id: string;
  /** BLAKE3 of the file at that time, 64 hex digits. */
  readonly hash: string;
  /** Where it was at that time, relative to the shoot. */
  readonly path: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly author: string | null;
  readonly verdict?: DecisionVerdict | null | undefined;
  /** 0–5. */
  readonly rating?: number | null | undefined;
  readonly label?: ColorLabel | null | undefined;
}

/** One line of `decisions.jsonl`: the recipe of a cull, so that it is known after the index is rebuilt. */
export interface CullEntry {
  readonly kind: 'cull';
  readonly id: string;
  readonly recipe: Recipe;
  readonly time: string;
  readonly author: string | null;
}

export type LogEntry = DecisionEntry | CullEntry;

/** Version of the lines that this qrate writes. */
export const LINE_VERSION = 1;

const common = {
  v: z.literal(LINE_VERSION),
  id: z.string().min(1).max(200),
  time: z.iso.datetime(),
  author: z.string().nullable(),
};

const recipe = z.object({
  keepPerBurst: z.number().int().min(1),
  minSharpness: z.number().min(0),
  burstSeconds: z.number().positive(),
  nearDistance: z.number().int().min(0).max(16),
});

const line = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('decision'),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    path: z.string().min(1),
    verdict: z.enum(['pick', 'reject']).nullable().optional(),
    rating: z.number().int().min(0).max(5).nullable().optional(),
    label: z.enum(['red', 'yellow', 'green', 'blue', 'purple']).nullable().optional(),
  }),
  z.object({ ...common, kind: z.literal('cull'), recipe }),
]);

const KINDS: ReadonlySet<unknown> = new Set(['decision', 'cull'] satisfies LogEntry['kind'][]);

/** The entry as the bytes of one line, newline included. */
export const formatEntry = (entry: LogEntry): string => `${JSON.stringify({ v: LINE_VERSION, ...entry })}\n`;

/**
 * One line as an entry. `foreign`: written by a newer qrate, which knows more kinds of lines; kept in the file and left alone.
 * `unreadable`: torn, or not a line of this log.
 */
export function parseEntry(text: string): LogEntry | 'foreign' | 'unreadable' {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'unreadable';
  }
  const parsed = line.safeParse(value);
  if (parsed.success) return withoutVersion(parsed.data);
  return isForeign(value) ? 'foreign' : 'unreadable';
}

function withoutVersion({ v: _, ...entry }: z.infer<typeof line>): LogEntry {
  return entry;
}

function isForeign(value: unknown): boolean {
  const { v, kind } = (value ?? {}) as { v?: unknown; kind?: unknown };
  if (typeof v !== 'number' || typeof kind !== 'string') return false;
  return v > LINE_VERSION || !KINDS.has(kind);
}
