import * as z from 'zod/mini';
import type { ReplySchemas, RequestSchemas } from './messages';

/** What the Explain panel and the host say to each other. The host sends whole snapshots; the panel keeps no truth of its own. */

const verdict = z.enum(['pick', 'alternate', 'review', 'reject']);
const decision = z.enum(['pick', 'reject']);
const path = z.string().check(z.minLength(1));

const metadata = z.object({
  timestamp: z.nullable(z.string()),
  iso: z.nullable(z.number()),
  /** Seconds. */
  shutter: z.nullable(z.number()),
  aperture: z.nullable(z.number()),
  /** Millimetres. */
  focalLength: z.nullable(z.number()),
  make: z.nullable(z.string()),
  model: z.nullable(z.string()),
  lens: z.nullable(z.string()),
});

const scores = z.object({
  sharpness: z.number(),
  exposure: z.number(),
  clippedShadows: z.number(),
  clippedHighlights: z.number(),
  noise: z.number(),
});

const sibling = z.object({
  path,
  /** Webview URI of the thumb. */
  thumb: z.nullable(z.string()),
  rank: z.nullable(z.number()),
  suggested: z.nullable(verdict),
  decided: z.nullable(decision),
  sharpness: z.nullable(z.number()),
  exposure: z.nullable(z.number()),
});

/** Every text the panel shows, in the person's language; `{0}` stands for a number. */
const strings = z.object({
  nothingToShow: z.string(),
  noPreview: z.string(),
  previewOf: z.string(),
  pick: z.string(),
  reject: z.string(),
  unmark: z.string(),
  openPhoto: z.string(),
  previous: z.string(),
  next: z.string(),
  decisionButtons: z.string(),
  frameButtons: z.string(),
  numbers: z.string(),
  camera: z.string(),
  group: z.string(),
  sharpness: z.string(),
  exposure: z.string(),
  noise: z.string(),
  clippedShadows: z.string(),
  clippedHighlights: z.string(),
  frame: z.string(),
  rank: z.string(),
  verdict: z.string(),
  /** A suggestion as a sentence's end, and as one word for tables. */
  suggested: z.record(verdict, z.string()),
  suggestedWord: z.record(verdict, z.string()),
  decided: z.record(decision, z.string()),
  notSuggested: z.string(),
  position: z.string(),
  unknown: z.string(),
  failed: z.string(),
  /** Button: the sentences in a language model’s words, and back. */
  polish: z.string(),
  machineForm: z.string(),
  polishedBy: z.string(),
});

const snapshot = z.object({
  root: path,
  path,
  sentence: z.string(),
  /** Whether a language model may be asked to say it in other words. */
  canPolish: z.boolean(),
  /** Webview URI of the preview. */
  preview: z.nullable(z.string()),
  metadata: z.nullable(metadata),
  scores: z.nullable(scores),
  suggested: z.nullable(verdict),
  decided: z.nullable(decision),
  /** The frames of the group in rank order, this one included; empty for a photo without a group. */
  siblings: z.array(sibling),
  strings,
});

const shown = z.object({ root: path, path });

const polished = z.object({ text: z.string(), by: z.string() });

/** The sentences in a model's words, and its name. */
export type ExplainPolished = z.infer<typeof polished>;
export type ExplainSnapshot = z.infer<typeof snapshot>;
export type ExplainSibling = z.infer<typeof sibling>;
export type ExplainStrings = z.infer<typeof strings>;
export type ExplainMetadata = z.infer<typeof metadata>;
/** Which photo a panel shows; kept across reloads of the window. */
export type ExplainShown = z.infer<typeof shown>;

/** What the panel asks of the host. */
export interface ExplainHostMethods {
  /** The panel is there and shows nothing yet. */
  readonly ready: { readonly request: null; readonly reply: ExplainSnapshot };
  /** `null` takes a decision back. The new snapshot follows by `update`. */
  readonly decide: { readonly request: { readonly path: string; readonly verdict: 'pick' | 'reject' | null }; readonly reply: null };
  readonly show: { readonly request: { readonly path: string }; readonly reply: null };
  readonly open: { readonly request: { readonly path: string }; readonly reply: null };
  /** `null` where the person backed out. */
  readonly polish: { readonly request: { readonly path: string }; readonly reply: ExplainPolished | null };
}

/** What the host tells the panel. */
export interface ExplainPanelMethods {
  readonly update: { readonly request: ExplainSnapshot; readonly reply: null };
}

const ofPath = z.object({ path });
const decide = z.object({ path, verdict: z.nullable(decision) });
const nothing = z.null();

export const explainHostRequests: RequestSchemas<ExplainHostMethods> = {
  ready: (value) => nothing.parse(value),
  decide: (value) => decide.parse(value),
  show: (value) => ofPath.parse(value),
  open: (value) => ofPath.parse(value),
  polish: (value) => ofPath.parse(value),
};

export const explainHostReplies: ReplySchemas<ExplainHostMethods> = {
  ready: (value) => snapshot.parse(value),
  decide: (value) => nothing.parse(value),
  show: (value) => nothing.parse(value),
  open: (value) => nothing.parse(value),
  polish: (value) => z.nullable(polished).parse(value),
};

export const explainPanelRequests: RequestSchemas<ExplainPanelMethods> = { update: (value) => snapshot.parse(value) };

export const explainPanelReplies: ReplySchemas<ExplainPanelMethods> = { update: (value) => nothing.parse(value) };

/** The state a panel kept; `null` where it is not one of ours. */
export function parseShown(value: unknown): ExplainShown | null {
  const parsed = shown.safeParse(value);
  return parsed.success ? parsed.data : null;
}
