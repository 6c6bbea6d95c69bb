import * as z from 'zod/mini';
import { chartsStrings } from './chartsStrings';
import { frameTable, groupTable } from './frameTable';
import type { ReplySchemas, RequestSchemas } from './messages';

/** What the score charts and the host say to each other. The host sends the whole shoot as one table; the page keeps how it looks. */

const path = z.string().check(z.minLength(1));

/** As in the core's model. */
const recipe = z.object({
  keepPerBurst: z.number(),
  minSharpness: z.number(),
  burstSeconds: z.number(),
  nearDistance: z.number(),
  taste: z.optional(z.object({ model: z.string(), weight: z.number() })),
});

/** Part of an axis that is in sight, in fractions 0–1 of the whole. */
const span = z.object({ from: z.number().check(z.gte(0), z.lte(1)), to: z.number().check(z.gte(0), z.lte(1)) });

export const BRUSHES = ['rectangle', 'lasso'] as const;

/** What a page keeps across reloads of the window. */
const state = z.object({
  root: path,
  /** Where the threshold was dragged to; `null` = where the recipe has it. */
  minSharpness: z.nullable(z.number().check(z.gte(0))),
  selection: z.array(path),
  timeline: z.nullable(span),
  brush: z.enum(BRUSHES),
});

const snapshot = z.object({
  /** Absolute path of the shoot. */
  root: path,
  name: z.string(),
  table: frameTable,
  groups: groupTable,
  /** Webview URI of the cache folder, without a slash at its end. */
  cacheBase: z.string(),
  /** The recipe that a cull from here takes, its sharpness aside: the last one, else the settings. */
  recipe,
  culled: z.boolean(),
  /** What that recipe says about each row: a verdict's position in VERDICTS, or HANGS where the sharpness alone decides. */
  judged: z.instanceof(Uint8Array),
  /** Language tag of numbers and dates. */
  language: z.string(),
  strings: chartsStrings,
});

/** In `judged`: pick from this sharpness on, review below. */
export const HANGS = 4;

export type ChartsSnapshot = z.infer<typeof snapshot>;
export type ChartsState = z.infer<typeof state>;
export type ChartsSpan = z.infer<typeof span>;
export type Brush = (typeof BRUSHES)[number];

const paths = z.array(path).check(z.minLength(1));
const decide = z.object({ paths, verdict: z.nullable(z.enum(['pick', 'reject'])) });
const ofPaths = z.object({ paths });
const ofPath = z.object({ path });
const cull = z.object({ minSharpness: z.number().check(z.gte(0)) });

/** What the page asks of the host. */
export interface ChartsHostMethods {
  /** The page is there and shows nothing yet. */
  readonly ready: { readonly request: null; readonly reply: ChartsSnapshot };
  /** One batch; `null` takes decisions back. The new snapshot follows by `update`. */
  readonly decide: { readonly request: z.infer<typeof decide>; readonly reply: null };
  /** Shows photos in the burst grid. */
  readonly openGrid: { readonly request: z.infer<typeof ofPaths>; readonly reply: null };
  readonly explain: { readonly request: z.infer<typeof ofPath>; readonly reply: null };
  /** Starts a cull with this sharpness; it shows what will change and asks. Answers when the person has decided. */
  readonly cull: { readonly request: z.infer<typeof cull>; readonly reply: null };
}

/** What the host tells the page. */
export interface ChartsPageMethods {
  readonly update: { readonly request: ChartsSnapshot; readonly reply: null };
}

const nothing = z.null();
const none = (value: unknown): null => nothing.parse(value);

export const chartsHostRequests: RequestSchemas<ChartsHostMethods> = {
  ready: none,
  decide: (value) => decide.parse(value),
  openGrid: (value) => ofPaths.parse(value),
  explain: (value) => ofPath.parse(value),
  cull: (value) => cull.parse(value),
};

export const chartsHostReplies: ReplySchemas<ChartsHostMethods> = {
  ready: (value) => snapshot.parse(value),
  decide: none,
  openGrid: none,
  explain: none,
  cull: none,
};

export const chartsPageRequests: RequestSchemas<ChartsPageMethods> = { update: (value) => snapshot.parse(value) };

export const chartsPageReplies: ReplySchemas<ChartsPageMethods> = { update: none };

/** The state a page kept; `null` where it is not one of ours. */
export function parseChartsState(value: unknown): ChartsState | null {
  const parsed = state.safeParse(value);
  return parsed.success ? parsed.data : null;
}
