import { z } from 'zod';
import { MAX_CLOCK_OFFSET } from '../group/clocks';
import type { ColorLabel, DecisionVerdict, GroupOp, Recipe } from '../model';
import { type ChoiceEntry, choiceLine, type ForgetEntry, forgetLine } from './choiceEntries';
import { common, LINE_VERSION, type PhotoRef, photoRef } from './lineParts';

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
  /**
   * What its author had before them: ids of the lines about the photo that no other of these had seen. `[]` = none. Absent in lines of
   * an older qrate. `Causality` says what follows from it.
   */
  readonly after?: readonly string[] | undefined;
  /** The program it was made in and read back from, where that is not qrate: `Lightroom`. */
  readonly source?: string | undefined;
  /** What was done at once has one; lines of an older qrate have none (`history.ts` knows them by their time). */
  readonly batch?: string | undefined;
  /** The batch that this line takes back, or does again; it has the values of before then. */
  readonly undoes?: string | undefined;
  readonly redoes?: string | undefined;
}

/** One line of `decisions.jsonl`: the recipe of a cull, so that it is known after the index is rebuilt. `standingCulls` says which counts. */
export interface CullEntry {
  readonly kind: 'cull';
  readonly id: string;
  /** What holds from here on; `null` = as before the first cull. */
  readonly recipe: Recipe | null;
  /** Id of the cull that this line takes back; absent in a cull of its own. */
  readonly undoes?: string | undefined;
  readonly time: string;
  readonly author: string | null;
}

/** One line of `decisions.jsonl`: what the person said about the groups of some photos. `foldRegroupings` says what it means. */
export interface GroupEntry {
  readonly kind: 'group';
  readonly id: string;
  readonly op: GroupOp;
  /** One or more. */
  readonly photos: readonly PhotoRef[];
  readonly time: string;
  readonly author: string | null;
}

/** One line of `decisions.jsonl`: by how much the clock of a body was wrong. The last one of a body counts. */
export interface ClockEntry {
  readonly kind: 'clock';
  readonly id: string;
  /** As `bodyName` names it. */
  readonly camera: string;
  /** To add to what the clock showed; 0 = it was right after all. */
  readonly seconds: number;
  readonly time: string;
  readonly author: string | null;
}

export type { ChoiceEntry, ForgetEntry } from './choiceEntries';
export type { PhotoRef } from './lineParts';

export type LogEntry = DecisionEntry | CullEntry | GroupEntry | ClockEntry | ChoiceEntry | ForgetEntry;

/** More lines about one photo that nobody brought together are not listed: without the list, a line has seen all earlier ones. */
export const MAX_AFTER = 64;

const recipe = z.object({
  keepPerBurst: z.number().int().min(1),
  minSharpness: z.number().min(0),
  burstSeconds: z.number().positive(),
  nearDistance: z.number().int().min(0).max(16),
  taste: z.object({ model: z.string().min(1).max(60), weight: z.number().min(0).max(1) }).optional(),
});

const batchId = z.string().min(1).max(200).optional();

const line = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('decision'),
    ...photoRef,
    verdict: z.enum(['pick', 'reject']).nullable().optional(),
    rating: z.number().int().min(0).max(5).nullable().optional(),
    label: z.enum(['red', 'yellow', 'green', 'blue', 'purple']).nullable().optional(),
    // A list that makes no sense must not cost the decision.
    after: z.array(z.string().min(1).max(200)).max(MAX_AFTER).optional().catch(undefined),
    source: z.string().max(200).optional(),
    batch: batchId,
    undoes: batchId,
    redoes: batchId,
  }),
  z.object({ ...common, kind: z.literal('cull'), recipe: recipe.nullable(), undoes: z.string().min(1).max(200).optional() }),
  z.object({
    ...common,
    kind: z.literal('group'),
    op: z.enum(['merge', 'split', 'never', 'auto']),
    photos: z.array(z.object(photoRef)).min(1),
  }),
  z.object({
    ...common,
    kind: z.literal('clock'),
    camera: z.string().min(1).max(500),
    seconds: z.number().min(-MAX_CLOCK_OFFSET).max(MAX_CLOCK_OFFSET),
  }),
  choiceLine,
  forgetLine,
]);

const KINDS: ReadonlySet<unknown> = new Set(['decision', 'cull', 'group', 'clock', 'choice', 'forget'] satisfies LogEntry['kind'][]);

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
